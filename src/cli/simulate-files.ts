import process from 'node:process'
import type { TrialReport } from '#simulation/trial-report.ts'
import { againWords } from '#workflow/trial-again.ts'
import { trialCsv } from '#workflow/trial-csv.ts'
import { whyNotWritten, writeWhole } from './result-files.ts'

/** Where the files of a trial go; no name, no file. */
export type FilesAsked = {
  readonly csv: string | undefined
  readonly html: string | undefined
  readonly force: boolean
}

/** What would keep these files from being written: asked before the trial, which may take long. */
export const refusedFiles = ({ csv, html, force }: FilesAsked): readonly string[] =>
  [csv, html].flatMap((path) => (path && whyNotWritten(path, force)) || [])

/** Writes the files that were asked for; what could not be written is said. */
export async function writeFiles(asked: FilesAsked, report: TrialReport): Promise<boolean> {
  const csv = asked.csv === undefined || keep(asked.csv, trialCsv(report), asked.force)
  const html = asked.html === undefined || keep(asked.html, await htmlOf(report), asked.force)
  return csv && html
}

/** Loaded only for this: a table at a terminal needs no page. */
async function htmlOf(report: TrialReport): Promise<string> {
  const { trialDocument } = await import('#print/trial/trial-document.tsx')
  return trialDocument({ report, command: ['evenkeel', 'simulate', ...againWords(report.spec)] })
}

function keep(path: string, text: string, force: boolean): boolean {
  const refusal = writeWhole(path, text, force)
  process.stderr.write(`${refusal ?? `${path} is written.`}\n`)
  return refusal === undefined
}
