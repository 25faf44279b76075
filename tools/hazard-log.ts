import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

// The hazard log for people, built from docs/safety/hazards.json and from the names of the tests: each control with the
// tests that prove it, or with what is open, then the other tests that begin their name with the hazard's id.
// `node tools/hazard-log.ts` writes the log anew.

const ROOT = join(import.meta.dirname, '..')
const DATA = join(ROOT, 'docs/safety/hazards.json')
const LOG = join(ROOT, 'docs/safety/hazards.md')

type Rating = { readonly severity: number; readonly likelihood: number; readonly rating: number }

/**
 * A control with its proof: `provedBy` names each test by a part of its name that no other test has, `open` says what of the
 * control they do not prove, `later` what is missing where nothing proves it. `limit` is what can go wrong although the control
 * does all that it says: no test of ours could close it, and the residual rating has to bear it. A text alone is a control that
 * nobody has matched with tests yet.
 */
export type Proved = {
  readonly text: string
  readonly provedBy?: readonly string[]
  readonly open?: string
  readonly later?: string
  readonly limit?: string
}

type Control = string | Proved

export type Hazard = {
  readonly id: string
  readonly name: string
  readonly effect: string
  readonly controls: readonly Control[]
  readonly initial: Rating
  readonly residual: Rating
}

/** NHS 5 x 5 matrix: a row for each likelihood from very low, a column for each severity from minor. */
export const MATRIX = [
  [1, 1, 2, 2, 3],
  [1, 2, 2, 3, 4],
  [2, 2, 3, 3, 4],
  [2, 3, 3, 4, 5],
  [3, 4, 4, 5, 5],
] as const

export const hazards = (): readonly Hazard[] => JSON.parse(readFileSync(DATA, 'utf8'))

export type NamedTest = {
  readonly file: string
  readonly name: string
  readonly ids: readonly string[]
}

const TEST_NAME = /\b(?:test|it|describe|journey)\(\s*(['"`])([^\n]*?)\1,/g
const IDS = /^(?:[A-Z]\d+(?:\.\d+)?\b(?:,? and |, )?)*(?= \$\{id\}:|:)/

/** Every test of the repository with the hazard ids that its name begins with. */
export function namedTests(): readonly NamedTest[] {
  return ['src', 'test']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true }).map((file) =>
        join(folder, String(file)),
      ),
    )
    .filter((file) => /\.test\.tsx?$/.test(file))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8')
      return [...text.matchAll(TEST_NAME)].map(([, , name = '']) => ({
        file,
        name,
        ids: IDS.exec(name)?.[0].match(/H\d\d/g) ?? [],
      }))
    })
}

const provingTests = (part: string, tests: readonly NamedTest[]): readonly NamedTest[] =>
  tests.filter(({ name }) => name.includes(part))

/** What is wrong with the controls of a hazard, each of which needs its tests or why there are none. */
export function faultsOfControls(
  { id, controls }: Pick<Hazard, 'id' | 'controls'>,
  tests: readonly NamedTest[],
): readonly string[] {
  return controls.flatMap((control) => {
    const { text, provedBy = [], open, later, limit } = withProof(control)
    const at = `${id}, "${text}"`
    const misnamed = provedBy
      .map((part) => ({ part, found: provingTests(part, tests).length }))
      .filter(({ found }) => found !== 1)
      .map(({ part, found }) => `${at}: ${found} tests are named "${part}"`)
    if (provedBy.length === 0) {
      return later && !open && !limit ? [] : [`${at}: neither a test nor what is missing`]
    }
    return later ? [`${at}: proved, and yet for later`, ...misnamed] : misnamed
  })
}

export const withProof = (control: Control): Proved =>
  typeof control === 'string' ? { text: control } : control

/** The log as Markdown. */
export function hazardLog(): string {
  const tests = namedTests()
  return [HEAD, ...hazards().map((hazard) => section(hazard, tests))].join('\n')
}

const HEAD = `# Hazard log

DRAFT. No clinical safety officer has signed. Ratings are proposals on the NHS 5 x 5 matrix; the residual rating counts only when every
control is built and its verification passes. Under each control stand the tests that prove it; "Open" says what of it they do not
prove, "Later" why nothing does, "Limit" what can go wrong although it does what it says, which the residual rating bears. Built by \`tools/hazard-log.ts\` from [hazards.json](hazards.json) and the names of the tests;
\`test/hazards.test.ts\` fails when this page is not what they say.
`

function section(hazard: Hazard, tests: readonly NamedTest[]): string {
  const controls = hazard.controls.map(withProof)
  const proving = new Set(
    controls.flatMap(({ provedBy = [] }) => provedBy.flatMap((part) => provingTests(part, tests))),
  )
  const others = tests.filter((test) => test.ids.includes(hazard.id) && !proving.has(test))
  return [
    `## ${hazard.id}: ${hazard.name}`,
    '',
    `${hazard.effect}. Initial rating ${hazard.initial.rating}, proposed residual ${hazard.residual.rating}.`,
    '',
    ...controls.flatMap((control) => controlLines(control, tests)),
    '',
    ...(others.length > 0 ? ['Other tests of this hazard:', '', ...others.map(proof), ''] : []),
    ...(others.length + proving.size === 0
      ? ['**No test controls this hazard in this version.**', '']
      : []),
  ].join('\n')
}

const proof = ({ file, name }: NamedTest): string =>
  `- ${name.replace(/^[A-Z]\d[^:]*: /, '')} (\`${file}\`)`

/** A control as Markdown: its text, the tests that prove it, and what they do not. */
export const controlLines = (
  { text, provedBy = [], open, later, limit }: Proved,
  tests: readonly NamedTest[],
): readonly string[] => [
  `- **${text}**`,
  ...provedBy.flatMap((part) => provingTests(part, tests).map((test) => `  ${proof(test)}`)),
  ...(open ? [`  - Open: ${open}`] : []),
  ...(later ? [`  - Later: ${later}`] : []),
  ...(limit ? [`  - Limit: ${limit}`] : []),
]

export const writtenLog = (): string => readFileSync(LOG, 'utf8')

if (process.argv[1] === import.meta.filename) writeFileSync(LOG, hazardLog())
