import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { type Hazard, hazards, withProof } from './hazard-log.ts'
import { type Soaked, soakedInAll, soakedRuns } from './soaked.ts'

// The safety case report of the version that stands here, built from the hazard log, the comparison with the second
// implementation and the runs of the long crash test. `node tools/safety-case.ts` writes it anew; a release keeps it as it is.

const ROOT = join(import.meta.dirname, '..')
const REPORT = join(ROOT, 'docs/safety/safety-case.md')

const COMPARED = join(ROOT, 'docs/safety/compared.json')

type Comparison = {
  readonly name: string
  readonly combinations: number
  readonly differences: number
}
type Compared = {
  readonly rules: Readonly<Record<string, string>>
  readonly comparisons: readonly Comparison[]
}

/** The lowest rating of which a clinical safety officer must write why it cannot be lowered further. */
const NEEDS_A_CASE = 3

const SOAK_CYCLES = 1000
const SOAK_SAVES = 500_000

type Counts = { readonly proved: number; readonly partly: number; readonly later: number }

/** How many controls of a hazard have all their proof, a part of it, and none. */
export function countControls({ controls }: Hazard): Counts {
  const of = controls.map(withProof)
  const hasTests = of.filter(({ provedBy = [] }) => provedBy.length > 0)
  const partly = hasTests.filter(({ open }) => open !== undefined && open !== '').length
  return { proved: hasTests.length - partly, partly, later: of.length - hasTests.length }
}

/** What may be said of the residual rating of a hazard: it counts only where every control is built and proved. */
export function standing(hazard: Hazard): string {
  const { partly, later } = countControls(hazard)
  if (later > 0) return `not claimed: ${later} of ${hazard.controls.length} controls are not built`
  if (partly > 0) return `proposed, with what is open of ${partly}`
  return 'proposed'
}

/** The report as Markdown. */
export function safetyCase(): string {
  const all = hazards()
  return `${[
    HEAD,
    '## The argument',
    '',
    ARGUMENT,
    '',
    '## Each hazard',
    '',
    'Which test proves which control stands in the [hazard log](hazards.md), and every one of them must pass before a version is merged.',
    '',
    '| hazard | initial | residual | proved | partly | not built | may be said of the residual rating |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...all.map(row),
    total(all),
    '',
    '## What a clinical safety officer must still write',
    '',
    ...all.filter(({ residual }) => residual.rating >= NEEDS_A_CASE).map(caseFor),
    '',
    '## The second implementation',
    '',
    ...comparisons(),
    '',
    '## Killed while people save',
    '',
    ...soaked(soakedRuns()),
    '',
    NOT_DONE,
  ].join('\n')}\n`
}

const HEAD = `# Safety case report

DRAFT, of the version that this file stands beside. **No clinical safety officer has signed; not a registered medical device; not for
clinical use.** Built by \`tools/safety-case.ts\` from the hazard log; \`test/safety-case.test.ts\` fails when it is not what the data say.
Who does what, and when, is in the [plan](plan.md).
`

const ARGUMENT = `Evenkeel is acceptably safe for a use when (1) every hazard that people of the field know of stands in the log with its
controls, (2) each control is proved by a test that fails without it, (3) the rules of dosing are those of the published source, shown by a
second implementation that was written from the source, and (4) a person who answers for safety has judged what remains. This report shows
how far (1) to (3) are true of this version. (4) is nobody's yet.`

function row(hazard: Hazard): string {
  const { id, name, initial, residual } = hazard
  const { proved, partly, later } = countControls(hazard)
  return `| ${id} ${name} | ${initial.rating} | ${residual.rating} | ${proved} | ${partly} | ${later} | ${standing(hazard)} |`
}

function total(all: readonly Hazard[]): string {
  const counts = all.map(countControls)
  const sum = (key: keyof Counts) => counts.reduce((total, each) => total + each[key], 0)
  return `| all ${all.length} | | | ${sum('proved')} | ${sum('partly')} | ${sum('later')} | |`
}

const caseFor = ({ id, name, residual }: Hazard): string =>
  `- ${id} ${name}: proposed residual rating ${residual.rating}. Why further reduction is impractical: not written.`

function comparisons(): readonly string[] {
  const { rules, comparisons: compared }: Compared = JSON.parse(readFileSync(COMPARED, 'utf8'))
  return [
    `Of the rules ${Object.keys(rules).join(', ')}:`,
    '',
    '| what was compared | combinations | differences |',
    '| --- | --- | --- |',
    ...compared.map(
      ({ name, combinations, differences }) =>
        `| ${name} | ${combinations.toLocaleString('en-GB')} | ${differences} |`,
    ),
  ]
}

/** What the runs of the long crash test come to, beside what is asked of them before a release. */
export function soaked(runs: readonly Soaked[]): readonly string[] {
  const { cycles, saves, lost, doubled, otherFaults } = soakedInAll(runs)
  const number = (count: number) => count.toLocaleString('en-GB')
  return [
    'Of `npm run soak`, in which the application, the database, a connection or all of them are killed, frozen or cut off while',
    'eight people save, and every acknowledged save is then looked for:',
    '',
    '| | asked | so far |',
    '| --- | --- | --- |',
    `| cycles | ${number(SOAK_CYCLES)} | ${number(cycles)} |`,
    `| saves acknowledged | ${number(SOAK_SAVES)} | ${number(saves)} |`,
    `| lost, doubled, other faults | 0 | ${lost}, ${doubled}, ${otherFaults} |`,
    '',
    `Of commits ${[...new Set(runs.map(({ commit }) => commit))].join(', ') || 'none yet'}.`,
  ]
}

const NOT_DONE = `## What is not done

- No clinical safety officer, manufacturer or regulatory class stands behind this version.
- No test with people who use it: neither clinicians nor older patients with the printed sheets.
- No experience of use: every person and every result so far is invented.
- What is "open" or "later" in the hazard log.`

export const writtenCase = (): string => readFileSync(REPORT, 'utf8')

if (process.argv[1] === import.meta.filename) writeFileSync(REPORT, safetyCase())
