import type { ImportFinding } from '#interchange/import-finding.ts'

export type Taken = {
  readonly patients: number
  readonly episodes: number
  readonly results: number
  readonly held: number
}

/** What came of an import: everything found, what was (or would be) taken, or nothing when it is refused. */
export type ImportReport = {
  readonly findings: readonly (Omit<ImportFinding, 'file' | 'code'> & { readonly file: string })[]
  readonly taken: Taken
  readonly isRefused: boolean
}

export const NOTHING_TAKEN: Taken = { patients: 0, episodes: 0, results: 0, held: 0 }

/** The report as a program reads it. */
export const reportJson = ({ findings, taken }: ImportReport): string =>
  `${JSON.stringify({ findings, taken })}\n`

/** The report as a person reads it: a line a finding, then what came of it. */
export function reportText({ findings, taken, isRefused }: ImportReport, dryRun: boolean): string {
  const lines = findings.map(({ file, line, field, severity, message }) => {
    const place = [`${file}:${line}`, field].filter((part) => part !== '').join(' ')
    return `${place}  ${severity}: ${message}`
  })
  return [...lines, outcomeLine(taken, isRefused, dryRun), ''].join('\n')
}

function outcomeLine(taken: Taken, isRefused: boolean, dryRun: boolean): string {
  if (isRefused) return 'Refused: nothing is taken.'
  const { patients, episodes, results, held } = taken
  const verb = dryRun ? 'Would take' : 'Took'
  return `${verb} ${patients} patients, ${episodes} plans and ${results} results; ${held} rows wait.`
}
