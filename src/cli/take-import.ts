import { IMPORT_FILES, IMPORT_KINDS } from '#interchange/import-finding.ts'
import { commitImport } from '#workflow/commit-import.ts'
import type { Caller, House } from '#workflow/desk.ts'
import { importDryRun } from '#workflow/import-dry-run.ts'
import { importerAt } from '#workflow/importer.ts'
import { newId } from '#workflow/new-id.ts'
import type { Refused } from '#workflow/outcome.ts'
import { stageImport } from '#workflow/stage-import.ts'
import type { ImportFiles } from './import.ts'
import type { ImportArgs } from './import-args.ts'
import { type ImportReport, NOTHING_TAKEN } from './import-report.ts'

/** Takes three files in by the product's own acts, for the person named; a text says what was asked wrongly. */
export async function takeImport(
  house: House,
  asked: ImportArgs,
  files: ImportFiles,
): Promise<ImportReport | string> {
  const importer = await importerAt(house, { practice: asked.practice, username: asked.as })
  if (importer.kind === 'refused') return importer.message
  const { caller } = importer

  const staged = await stageImport.run(house, caller, newId(house.clock()), {
    ...Object.fromEntries(
      IMPORT_KINDS.map((kind) => {
        const base64 = Buffer.from(files[kind]).toString('base64')
        return [kind, { name: IMPORT_FILES[kind], type: 'text/csv', base64 }]
      }),
    ),
    dateFormat: asked.dateFormat,
  })
  if (staged.kind === 'refused') return refusedReport(staged)
  return commit(house, caller, asked, staged.batchId)
}

async function commit(
  house: House,
  caller: Caller,
  { headingsConfirmed }: ImportArgs,
  batchId: string,
): Promise<ImportReport> {
  const seen = await importDryRun(house, caller, { batchId, headingsConfirmed })
  if (seen.kind === 'refused') return refusedReport(seen)
  const committed = await commitImport.run(house, caller, newId(house.clock()), {
    batchId,
    sampleConfirmed: 'yes',
    headingsConfirmed: headingsConfirmed ? 'yes' : 'no',
  })
  if (committed.kind === 'refused') {
    const { findings } = refusedReport(committed)
    return { findings: [...seen.findings, ...findings], taken: NOTHING_TAKEN, isRefused: true }
  }
  return { findings: seen.findings, taken: committed.taken, isRefused: false }
}

/** A refusal of an act names the file in its field; it stands at the headings. */
function refusedReport({ findings }: Refused): ImportReport {
  return {
    findings: findings.map(({ field, message }) => {
      const kind = IMPORT_KINDS.find((candidate) => candidate === field)
      const file = kind === undefined ? '' : IMPORT_FILES[kind]
      return { file, line: 1, field: '', severity: 'error', message }
    }),
    taken: NOTHING_TAKEN,
    isRefused: true,
  }
}
