import { refusalPage } from '#web/door/refusal-page.tsx'
import { notFoundPage } from '#web/door/trouble.tsx'
import type { PageHandler } from '#web/page.ts'
import { CSV_TYPE } from '#web/reports/csv-file.ts'
import { savedTrial } from '#workflow/saved-trial.ts'
import { trialShown } from '#workflow/trials-shown.ts'
import { FILE_KINDS, type FileKind } from './addresses.ts'

const TYPES: Readonly<Record<FileKind, string>> = {
  html: 'text/html; charset=utf-8',
  csv: CSV_TYPE,
  json: 'application/json; charset=utf-8',
}

/** A trial that is done as a file: the same as the command line writes. */
export const trialFile: PageHandler = async ({ house, caller, params }) => {
  const kind = FILE_KINDS.find((known) => known === params['kind'])
  const shown = await trialShown(house, caller, { trialId: params['trial'] ?? '' })
  if (shown.kind === 'refused') return refusalPage(shown)
  if (kind === undefined || shown.report === undefined) return notFoundPage()
  const body = new TextEncoder().encode(savedTrial(kind, shown.report))
  return { kind: 'file', body, type: TYPES[kind], name: `trial-${shown.trial.number}.${kind}` }
}
