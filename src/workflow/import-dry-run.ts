import type { ImportFinding } from '#interchange/import-finding.ts'
import type { ImportReading } from '#interchange/read-import.ts'
import { type BatchSummary, findBatch, type ImportBatch } from '#store/imports.ts'
import { indicationMappings } from '#store/indication-mappings.ts'
import { readBatch, summaryOf } from './import-reading.ts'
import { importSample, type SamplePatient } from './import-sample.ts'
import { notHere } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

export type ImportDryRun = {
  readonly kind: 'dry-run'
  readonly batch: ImportBatch
  readonly headings: ImportReading['headings']
  readonly findings: readonly ImportFinding[]
  /** Why the files can no longer be taken at all; they could when they were staged. */
  readonly isRefused: boolean
  readonly summary: BatchSummary
  readonly sample: readonly SamplePatient[]
}

type Question = { readonly batchId: string; readonly headingsConfirmed: boolean }

/** What an import would do: every finding, what would be taken, and ten patients as they will look. */
export const importDryRun = view<Question, ImportDryRun>(
  'import-records',
  async ({ tx, today }, { batchId, headingsConfirmed }) => {
    const batch = await findBatch(tx, idTyped(batchId))
    if (batch === undefined) return notHere('import')
    const reading =
      batch.state === 'staged'
        ? await readBatch(tx, batchId, { ...batch.options, today, headingsConfirmed })
        : nothingMore
    const mappings = await indicationMappings(tx)

    return {
      kind: 'dry-run',
      batch,
      headings: reading.headings,
      findings: reading.findings,
      isRefused: reading.kind === 'refused',
      summary: batch.state === 'staged' ? summaryOf(reading) : batch.summary,
      sample: reading.kind === 'read' ? importSample(reading, mappings) : [],
    }
  },
)

/** An import that is taken is not read again: its rows are on the register, its held rows on their list. */
const nothingMore: ImportReading = {
  kind: 'read',
  findings: [],
  headings: [],
  patients: [],
  episodes: [],
  results: [],
  held: [],
}
