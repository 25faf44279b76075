import { createHash } from 'node:crypto'
import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import { IMPORT_FILES, IMPORT_KINDS } from '#interchange/import-finding.ts'
import type { ImportReading } from '#interchange/read-import.ts'
import { addBatch, addBatchFiles, type TakenFile, takenAmong } from '#store/imports.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { readAgainstRegister, summaryOf } from './import-reading.ts'
import { fileOfOtherType, type ImportUpload, labelOf, parseImportUpload } from './import-upload.ts'
import { type Refused, refused } from './outcome.ts'

export type StagedImport = Done & { readonly batchId: string }

/** Lays an export ready to be looked at. Nothing enters the register yet; a file that is refused is not kept. */
export const stageImport = act<ImportUpload, StagedImport>({
  name: 'import-records',
  parse: parseImportUpload,
  perform: async (desk, upload) => {
    const otherType = fileOfOtherType(upload)
    if (otherType !== undefined) return notCsv(otherType)
    const taken = await takenAmong(
      desk.tx,
      IMPORT_KINDS.map((kind) => hashOf(upload[kind].bytes)),
    )
    if (taken.length > 0) return importedAlready(taken)

    const { dateFormat } = upload
    const contents = {
      patients: upload.patients.bytes,
      episodes: upload.episodes.bytes,
      results: upload.results.bytes,
    }
    const asked = { dateFormat, today: desk.today, headingsConfirmed: false }
    const reading = await readAgainstRegister(desk.tx, contents, asked)
    if (reading.kind === 'refused') return refusedFiles(reading)

    return keep(desk, upload, reading)
  },
})

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function keep(
  desk: Desk,
  upload: ImportUpload,
  reading: ImportReading,
): Promise<StagedImport> {
  const batchId = desk.newId()
  const summary = summaryOf(reading)
  await addBatch(desk.tx, {
    id: batchId,
    options: { dateFormat: upload.dateFormat },
    summary,
    stagedBy: desk.actor.accountId,
    stagedAt: new Date(desk.now).toISOString(),
  })
  const files = IMPORT_KINDS.map((kind) => ({
    kind,
    label: labelOf(kind, upload[kind].name),
    sha256: hashOf(upload[kind].bytes),
    content: new TextDecoder().decode(upload[kind].bytes),
  }))
  await addBatchFiles(desk.tx, batchId, files)
  return { kind: 'done', subject: batchId, batchId, noted: summary }
}

function notCsv(kind: keyof typeof IMPORT_FILES): Refused {
  const message = `${IMPORT_FILES[kind]} is not sent as a CSV file. Save it as "CSV UTF-8" and choose it again.`
  return refused(415, { field: kind, code: 'content-type', message })
}

/** The same content is taken once (D5.44). */
export function importedAlready(taken: readonly TakenFile[]): Refused {
  const findings = taken.map(({ kind, committedBy, committedAt }) => {
    const when = `${clinicalDate(londonDay(committedAt))} at ${londonClock(committedAt)}`
    const message = `${IMPORT_FILES[kind]} was imported on ${when} by ${committedBy}. Nothing is taken twice.`
    return { field: kind, code: 'already-imported', message }
  })
  return refused(409, ...findings)
}

const MOST_SHOWN = 20

/** Why the files cannot be taken at all, the reasons of whole files first. */
export function refusedFiles(reading: ImportReading & { readonly kind: 'refused' }): Refused {
  const reasons = reading.findings.filter(({ severity }) => severity === 'error')
  const findings = reasons
    .toSorted((one, other) => Number(other.line === 1) - Number(one.line === 1))
    .slice(0, MOST_SHOWN)
    .map(({ file, line, field, code, message }) => {
      const kind = IMPORT_KINDS.find((candidate) => IMPORT_FILES[candidate] === file) ?? ''
      const place = line === 1 ? file : `${file}, line ${line}`
      return { field: kind, code, message: `${place}${field && `, ${field}`}: ${message}` }
    })
  return refused(reading.status, ...findings)
}
