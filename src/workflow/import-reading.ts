import type { Day } from '#base/day.ts'
import { IMPORT_KINDS, type ImportKind } from '#interchange/import-finding.ts'
import type { OnRegister } from '#interchange/people-checks.ts'
import { type ImportReading, readImport } from '#interchange/read-import.ts'
import { registeredUnder } from '#store/import-people.ts'
import { type BatchOptions, type BatchSummary, filesOf } from '#store/imports.ts'
import type { Tx } from '#store/tx.ts'

export type ImportContents = Readonly<Record<ImportKind, Uint8Array>>

type Asked = BatchOptions & { readonly today: Day; readonly headingsConfirmed: boolean }

/** Reads three files against the register as it is now. */
export async function readAgainstRegister(
  tx: Tx,
  contents: ImportContents,
  asked: Asked,
): Promise<ImportReading> {
  const alone = readImport(contents, { ...asked, onRegister: new Map() })
  if (alone.kind === 'refused') return alone
  const onRegister = await whoIsHere(tx, contents)
  return onRegister.size === 0 ? alone : readImport(contents, { ...asked, onRegister })
}

/** Reads the files of a staged import again: what was found is never kept, so it is never out of date. */
export async function readBatch(tx: Tx, batchId: string, asked: Asked): Promise<ImportReading> {
  const files = await filesOf(tx, batchId)
  const contentOf = (kind: ImportKind) =>
    new TextEncoder().encode(files.find((file) => file.kind === kind)?.content ?? '')
  const contents = {
    patients: contentOf('patients'),
    episodes: contentOf('episodes'),
    results: contentOf('results'),
  }
  return readAgainstRegister(tx, contents, asked)
}

/** Every number of ten digits in the file of patients may be one of somebody here. */
async function whoIsHere(tx: Tx, { patients }: ImportContents): Promise<OnRegister> {
  const text = new TextDecoder().decode(patients)
  const numbers = [...text.matchAll(/\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/g)].map(([found]) =>
    found.replace(/[ -]/g, ''),
  )
  const here = await registeredUnder(tx, [...new Set(numbers)])
  return new Map(here.map(({ nhsNumber, ...person }) => [nhsNumber, person]))
}

/** How many rows would be taken and how many would wait. */
export function summaryOf(reading: ImportReading): BatchSummary {
  if (reading.kind === 'refused') return { patients: 0, episodes: 0, results: 0, held: 0 }
  const [patients = 0, episodes = 0, results = 0] = IMPORT_KINDS.map((kind) => reading[kind].length)
  return { patients, episodes, results, held: reading.held.length }
}
