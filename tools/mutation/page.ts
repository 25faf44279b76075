import { dirname } from 'node:path'
import { whyAccepted } from './accepted.ts'
import { isAlive, type Result, type Verdict } from './results.ts'

export const folderOf = ({ planted }: Result): string => dirname(planted.file)

/** What a run came to, in one line. */
export function summaryOf(results: readonly Result[]): string {
  const { caught, tried, score } = countOf(results)
  return `${caught} of ${tried} faults noticed: ${score} %`
}

/** The page with these folders as the run found them; every other folder stays as the page has it. */
export function pageOf(
  page: string,
  results: readonly Result[],
  folders: readonly string[],
): string {
  const sections = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((section): [string, string] => [section.split('\n', 1)[0] ?? '', section.trimEnd()]),
  )
  for (const folder of folders) {
    sections.set(
      folder,
      sectionOf(
        folder,
        results.filter((one) => folderOf(one) === folder),
      ),
    )
  }
  const sorted = [...sections].sort(([one], [other]) => one.localeCompare(other, 'en'))
  return [INTRODUCTION, ...sorted.map(([, section]) => `## ${section}`), '']
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}

const INTRODUCTION = `# Faults planted in the medicine

Built by \`npm run mutate\`: every fault that the mutators of Stryker know is planted in a folder of \`src/clinical\`, one at a time, and
the tests beside the code and in \`test/clinical\` must notice. One that never ends is noticed. A fault that the compiler refuses is no
program and counts for nothing. What is left out, and why: \`tools/mutation/not-behaviour.ts\`. A folder stands here as its last whole run found it.`

function sectionOf(folder: string, results: readonly Result[]): string {
  const { faults, noProgram, leftOut, tried, caught, score } = countOf(results)
  const alive = results
    .filter(({ verdict }) => isAlive(verdict))
    .sort((one, other) => placeOf(one).localeCompare(placeOf(other), 'en', { numeric: true }))
  return [
    folder,
    '',
    `**${score} %**: ${caught} of ${tried} noticed. Faults: ${faults}; no program: ${noProgram}; left out: ${leftOut}.`,
    ...(alive.length === 0 ? [] : ['', SURVIVORS, ...alive.map(survivorRow)]),
  ].join('\n')
}

const SURVIVORS = `| not noticed | what would stand | why it stays |
| --- | --- | --- |`

function countOf(results: readonly Result[]) {
  const holding = (test: (verdict: Verdict) => boolean) =>
    results.filter(({ verdict }) => test(verdict)).length
  const caught = holding(({ kind }) => kind === 'killed' || kind === 'never ends')
  const tried = caught + holding(isAlive)
  return {
    faults: results.length,
    noProgram: holding(({ kind }) => kind === 'no program'),
    leftOut: holding(({ kind }) => kind === 'not behaviour'),
    tried,
    caught,
    score: tried === 0 ? '-' : (Math.floor((caught * 10_000) / tried) / 100).toFixed(2),
  }
}

const placeOf = ({ planted }: Result): string => `${planted.file}:${planted.line}`

const LONGEST_CODE = 90

const code = (text: string): string => {
  const short = text.length > LONGEST_CODE ? `${text.slice(0, LONGEST_CODE)} ...` : text
  return `\`${short.replaceAll('|', '\\|').replaceAll('`', "'")}\``
}

function survivorRow(one: Result): string {
  const { original, replacement } = one.planted
  const place = placeOf(one).slice(folderOf(one).length + 1)
  const because = whyAccepted(one.planted) ?? 'not looked at yet'
  return `| ${place} | ${code(original)} becomes ${code(replacement)} | ${because} |`
}
