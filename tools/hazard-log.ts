import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

// The hazard log for people, built from docs/safety/hazards.json and from the names of the tests: a test that
// controls a hazard begins its name with the hazard's id. `node tools/hazard-log.ts` writes the log anew.

const ROOT = join(import.meta.dirname, '..')
const DATA = join(ROOT, 'docs/safety/hazards.json')
const LOG = join(ROOT, 'docs/safety/hazards.md')

type Rating = { readonly severity: number; readonly likelihood: number; readonly rating: number }

export type Hazard = {
  readonly id: string
  readonly name: string
  readonly effect: string
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

const TEST_NAME = /\b(?:test|it|describe|journey)\(\s*(['"`])((?:H\d\d\b[ ,and]*)+:[^\n]*?)\1/g

/** Every test of the repository whose name begins with hazard ids. */
export function testsOfHazards(): readonly NamedTest[] {
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
        ids: name.slice(0, name.indexOf(':')).match(/H\d\d/g) ?? [],
      }))
    })
}

/** The log as Markdown. */
export function hazardLog(): string {
  const tests = testsOfHazards()
  return [HEAD, ...hazards().map((hazard) => section(hazard, tests))].join('\n')
}

const HEAD = `# Hazard log

DRAFT. No clinical safety officer has signed. Ratings are proposals on the NHS 5 x 5 matrix; the residual rating counts only when every
control is built and its verification passes. Built by \`tools/hazard-log.ts\` from [hazards.json](hazards.json) and the names of the
tests; \`test/hazards.test.ts\` fails when this page is not what they say.
`

function section(hazard: Hazard, tests: readonly NamedTest[]): string {
  const controlling = tests.filter(({ ids }) => ids.includes(hazard.id))
  const proofs = controlling.map(
    ({ file, name }) => `- ${name.replace(/^[^:]*: /, '')} (\`${file}\`)`,
  )
  return [
    `## ${hazard.id}: ${hazard.name}`,
    '',
    `${hazard.effect}. Initial rating ${hazard.initial.rating}, proposed residual ${hazard.residual.rating}.`,
    '',
    ...(proofs.length > 0 ? proofs : ['- **No test controls this hazard in this version.**']),
    '',
  ].join('\n')
}

export const writtenLog = (): string => readFileSync(LOG, 'utf8')

if (process.argv[1] === import.meta.filename) writeFileSync(LOG, hazardLog())
