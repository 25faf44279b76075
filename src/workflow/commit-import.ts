import { uuid } from '#base/ids.ts'
import type { ImportReading } from '#interchange/read-import.ts'
import { addEpisodes } from '#store/episodes.ts'
import { addHeldRows } from '#store/import-held-rows.ts'
import {
  type BatchSummary,
  filesOf,
  findBatch,
  type ImportBatch,
  lockImports,
  markFiles,
  setCommitted,
  takenAmong,
} from '#store/imports.ts'
import { indicationMappings } from '#store/indication-mappings.ts'
import { addPatients } from '#store/patients.ts'
import { addResults } from '#store/results.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { readBatch, summaryOf } from './import-reading.ts'
import { type ImportRecords, importRecords } from './import-records.ts'
import {
  changedMeanwhile,
  notHere,
  type Parsed,
  type Refused,
  refused,
  refusedField,
} from './outcome.ts'
import { importedAlready, refusedFiles } from './stage-import.ts'
import { readTextFields } from './text-fields.ts'

type Commit = { readonly batchId: string; readonly headingsConfirmed: boolean }

export type CommittedImport = Done & { readonly batchId: string; readonly taken: BatchSummary }

/** Takes a staged import into the register: every good row or none, each bad row kept waiting, no file twice. */
export const commitImport = act<Commit, CommittedImport>({
  name: 'import-records',
  parse: parseCommit,
  perform: async (desk, { batchId, headingsConfirmed }) => {
    await lockImports(desk.tx)
    const batch = await findBatch(desk.tx, batchId)
    if (batch === undefined) return notHere('import')
    const refusal = await refusalOf(desk, batch)
    if (refusal !== undefined) return refusal
    const asked = { ...batch.options, today: desk.today, headingsConfirmed }
    const reading = await readBatch(desk.tx, batchId, asked)
    if (reading.kind === 'refused') return refusedFiles(reading)
    if (reading.headings.length > 0 && !headingsConfirmed) return headingsOpen
    if (reading.patients.length === 0) return nothingToTake

    return take(desk, batch, reading)
  },
})

function parseCommit(input: unknown): Parsed<Commit> {
  const read = readTextFields(input, ['batchId', 'sampleConfirmed', 'headingsConfirmed'])
  if (read.kind === 'refused') return read
  const { batchId: id, sampleConfirmed, headingsConfirmed } = read.value
  const batchId = uuid(id)
  if (batchId === undefined) {
    const message = 'Open the import again and take it from there.'
    return { kind: 'refused', findings: [{ field: '', code: 'batch', message }] }
  }
  if (sampleConfirmed !== 'yes') {
    const message = 'Compare the sample with the other product and confirm that it agrees.'
    return { kind: 'refused', findings: [{ field: 'sampleConfirmed', code: 'required', message }] }
  }
  return { kind: 'parsed', value: { batchId, headingsConfirmed: headingsConfirmed === 'yes' } }
}

const headingsOpen = refusedField(
  'headingsConfirmed',
  'headings-to-confirm',
  'Some headings are not written as in the guide. Confirm what they mean.',
)
const nothingToTake = refusedField(
  '',
  'nothing-to-take',
  'No patient of these files can be taken. Correct the files and upload them again.',
)

async function refusalOf(desk: Desk, batch: ImportBatch): Promise<Refused | undefined> {
  const files = await filesOf(desk.tx, batch.id)
  const taken = await takenAmong(
    desk.tx,
    files.map(({ sha256 }) => sha256),
  )
  if (taken.length > 0) return importedAlready(taken)
  if (batch.state === 'staged') return undefined
  const message = 'This import is no longer waiting to be taken. Upload the files again.'
  return refused(409, { field: '', code: `import-${batch.state}`, message })
}

async function take(
  desk: Desk,
  batch: ImportBatch,
  reading: ImportReading & { readonly kind: 'read' },
): Promise<CommittedImport | Refused> {
  const by = desk.actor.accountId
  const at = new Date(desk.now).toISOString()
  const mappings = await indicationMappings(desk.tx)
  const concepts = new Map(mappings.map((known) => [known.sourceText, known.indication]))
  const records = importRecords(reading, {
    batchId: batch.id,
    by,
    at,
    newId: desk.newId,
    indicationOf: (text) => concepts.get(text) ?? null,
  })
  const taken = summaryOf(reading)
  const step = { id: batch.id, version: batch.version, by, at }
  if (!(await setCommitted(desk.tx, step, taken))) return changedMeanwhile('this import')

  await markFiles(desk.tx, batch.id, true)
  await addRecords(desk, records)
  const held = reading.held.map(({ kind, line, cells, findings }) => ({
    id: desk.newId(),
    batchId: batch.id,
    kind,
    line,
    row: cells,
    findings,
    patientId: records.patientIds.get(cells['patient_ref'] ?? '') ?? null,
  }))
  await addHeldRows(desk.tx, held)
  return { kind: 'done', subject: batch.id, batchId: batch.id, taken, noted: taken }
}

async function addRecords({ tx }: Desk, records: ImportRecords): Promise<void> {
  const reason = 'Imported from another product'
  await addPatients(tx, records.patients, reason)
  await addEpisodes(tx, records.episodes, reason)
  await addResults(tx, records.results)
}
