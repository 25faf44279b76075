import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import {
  controlLines,
  faultsOfControls,
  type NamedTest,
  namedTests,
  type Proved,
} from './hazard-log.ts'

// The security requirements for people, built from docs/safety/security.json and from the names of the tests, as the hazard
// log is: each with its state and the tests that prove it. `node tools/security-table.ts` writes the page anew.

const FOLDER = join(import.meta.dirname, '..', 'docs/safety')
const PAGE = join(FOLDER, 'security.md')

/** A requirement of the Application Security Verification Standard, like "14.1.1 (L2)"; the level is of the first to need it. */
type Item = string

/** `reason` says why a requirement is not applicable; the other parts are those of a control of the hazard log. */
export type Requirement = Omit<Proved, 'text'> & {
  readonly id: string
  readonly group: string
  readonly text: string
  readonly asvs: readonly Item[]
  readonly state: 'met' | 'partly' | 'not-applicable' | 'later'
  readonly reason?: string
}

type Left = { readonly items: readonly Item[]; readonly reason: string }

type Table = {
  readonly requirements: readonly Requirement[]
  /** Of the standard what no requirement takes up, and why. */
  readonly leftOut: readonly Left[]
}

export const securityTable = (): Table =>
  JSON.parse(readFileSync(join(FOLDER, 'security.json'), 'utf8'))

/** Whether a requirement has just the parts that its state says. */
const STATES: Readonly<Record<Requirement['state'], (row: Requirement) => boolean>> = {
  met: ({ provedBy, open, reason }) => !!provedBy && !open && !reason,
  partly: ({ provedBy, open, reason }) => !!provedBy && !!open && !reason,
  later: ({ provedBy, later, reason }) => !provedBy && !!later && !reason,
  'not-applicable': ({ provedBy, open, later, reason }) => !provedBy && !open && !later && !!reason,
}

/** What is wrong with a requirement: each needs its tests, or what is missing, or why it does not apply. */
export function faultsOfRequirement(
  row: Requirement,
  tests: readonly NamedTest[],
): readonly string[] {
  const wrongState = STATES[row.state](row)
    ? []
    : [`${row.id}: its parts are not those of "${row.state}"`]
  const proof =
    row.state === 'not-applicable' ? [] : faultsOfControls({ id: row.id, controls: [row] }, tests)
  return [...wrongState, ...proof]
}

const STATE_WORDS: Readonly<Record<Requirement['state'], string>> = {
  met: 'met',
  partly: 'partly',
  later: 'later',
  'not-applicable': 'not applicable',
}

/** The table as Markdown. */
export function securityPage(): string {
  const { requirements, leftOut } = securityTable()
  const tests = namedTests()
  return [
    HEAD,
    summary(requirements),
    '',
    '| id | requirement | state |',
    '| --- | --- | --- |',
    ...requirements.map(({ id, text, state }) => `| ${id} | ${text} | ${STATE_WORDS[state]} |`),
    '',
    ...[...new Set(requirements.map(({ group }) => group))].flatMap((group) => [
      `## ${group}`,
      '',
      ...requirements
        .filter((row) => row.group === group)
        .flatMap((row) => [...rowLines(row, tests), '']),
    ]),
    '## Items of the standard that no requirement takes up',
    '',
    ...leftOut.map(({ items, reason }) => `- ${reason}: ${items.join(', ')}`),
    '',
  ].join('\n')
}

const HEAD = `# Security requirements

Draft: nobody independent has assessed this. The requirements follow the OWASP Application Security Verification Standard 5.0.0: all of its
levels 1 and 2 that apply, and 53 items of level 3. Under each requirement stand the tests that prove it; "Open" says what of it they do not
prove, "Later" why nothing does, "Not applicable" why it does not arise. Built by \`tools/security-table.ts\` from [security.json](security.json)
and the names of the tests; \`test/requirements-security.test.ts\` fails when this page is not what they say. What scanners found stands in
[scans.md](scans.md).
`

function summary(requirements: readonly Requirement[]): string {
  const count = (state: Requirement['state']) =>
    `${requirements.filter((row) => row.state === state).length} ${STATE_WORDS[state]}`
  const states = ['met', 'partly', 'later', 'not-applicable'] as const
  return `${requirements.length} requirements: ${states.map(count).join(', ')}.`
}

const rowLines = (row: Requirement, tests: readonly NamedTest[]): readonly string[] => [
  ...controlLines({ ...row, text: `${row.id} (${STATE_WORDS[row.state]}): ${row.text}` }, tests),
  ...(row.reason ? [`  - Not applicable: ${row.reason}`] : []),
  `  - Standard: ${row.asvs.join(', ')}`,
]

export const writtenSecurityPage = (): string => readFileSync(PAGE, 'utf8')

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, securityPage())
