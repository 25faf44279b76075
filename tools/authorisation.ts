import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import {
  type ActName,
  type Competence,
  DOSING,
  type Dosing,
  POLICY,
  permission,
  ROLES,
  type Role,
  type Rule,
} from '#access/policy.ts'
import { COMMISSIONERS } from '#access/role-groups.ts'
import { EVERY_ROLE } from '#access/role-kinds.ts'
import { ROLE_WORDS } from '#access/role-words.ts'
import { addDays, type Day } from '#base/day.ts'

// The table of who may do what (src/access/policy.ts) as cells, which the tests try one by one, and as a page for people.
// `node tools/authorisation.ts` writes the page anew.

const PAGE = join(import.meta.dirname, '..', 'docs/authorisation.md')

/** One question to the table: this act, by this role with this competence, to a record of this provider or of another. */
export type Cell = {
  readonly act: ActName
  readonly role: Role
  readonly competence: Competence
  readonly whose: 'own' | 'another'
  readonly answer: 'allowed' | 'role' | 'competence' | 'expired' | 'another-provider'
}

const ruleOf = (act: ActName): Rule => POLICY[act]
export const ACT_NAMES = Object.keys(POLICY) as readonly ActName[]

/** The most that anybody could have: who is refused with it is refused for the role. */
const everything = (until: Day): Competence => ({ level: 5, dosing: 'authorise', until })

const below = (dosing: Dosing): Dosing => DOSING[DOSING.indexOf(dosing) - 1] ?? 'none'

/** Every state of competence on the two sides of every edge that the rule of this act has for this role. */
function competences(act: ActName, role: Role, today: Day): readonly Competence[] {
  const { roles, dosing, level = 3 } = ruleOf(act)
  const yesterday = addDays(today, -1)
  const NOTHING: Competence = { level: null, dosing: 'none', until: null }
  if (!roles.includes(role)) return [everything(today)]
  if (dosing === undefined) return [NOTHING]
  return [
    { level, dosing, until: today },
    { level, dosing, until: yesterday },
    { level, dosing, until: null },
    { level, dosing: below(dosing), until: today },
    ...(level === 5 ? ([{ level: 4, dosing: 'authorise', until: today }] as const) : []),
  ]
}

/** Acts that are about no record: a list, a setting, something new. Whose record it is cannot be asked of them. */
export const ABOUT_NO_RECORD: readonly ActName[] = [
  'see-commissioned',
  'see-contract',
  'take-contacts',
  'see-inspection',
  'see-figures',
  'record-no-visit',
  'record-paper-day',
  'see-audit',
  'export-audit',
  'take-clinic-pack',
  'keep-pack-passphrase',
  'find-patient',
  'register-patient',
  'map-indication',
  'record-protocol-check',
  'withdraw-protocol-check',
  'see-rules',
  'see-meters',
  'record-control',
  'manage-meters',
  'see-licences',
  'release-meters',
  'see-today',
  'see-worklist',
  'see-clinic',
  'end-clinic',
  'print-clinic-pack',
  'manage-clinics',
  'close-clinic-day',
  'manage-staff',
  'reset-second-step',
  'manage-settings',
  'manage-leaflets',
  'see-overrides',
  'see-alerts',
  'see-near-misses',
  'see-control',
  'see-counted-people',
  'see-service',
  'see-payments',
  'decide-claim',
  'propose-claim-decision',
]

/** Asked inside another act once its record is found, so never of a record that is not there. */
export const ASKED_INSIDE: readonly ActName[] = ['dose-initiation', 'accept-poor-control']

const whoseOf = (act: ActName): readonly Cell['whose'][] =>
  [...ABOUT_NO_RECORD, ...ASKED_INSIDE].includes(act) ? ['own'] : ['own', 'another']

/** Every cell of the table on this day, of who works at a provider or of the roles that are asked for. */
export function cells(today: Day, roles: readonly Role[] = ROLES): readonly Cell[] {
  return ACT_NAMES.flatMap((act) =>
    roles.flatMap((role) =>
      competences(act, role, today).flatMap((competence) =>
        whoseOf(act).map((whose) => {
          const may = permission(act, { role, competence }, today, whose)
          const answer = may.kind === 'allowed' ? 'allowed' : may.because
          return { act, role, competence, whose, answer }
        }),
      ),
    ),
  )
}

const NEEDS: Readonly<Record<Dosing, string>> = {
  none: 'yes',
  accept: 'accept',
  change: 'change',
  authorise: 'authorise',
}

function mark(act: ActName, role: Role): string {
  const { roles, dosing = 'none', level } = ruleOf(act)
  if (!roles.includes(role)) return '-'
  return level === undefined ? NEEDS[dosing] : `${NEEDS[dosing]}, ${level}`
}

/** The table as a page for people. */
export function authorisationPage(today: Day): string {
  const all = [...cells(today), ...cells(today, COMMISSIONERS)]
  const count = (is: (cell: Cell) => boolean) => all.filter(is).length
  return `# Who may do what

Built by \`tools/authorisation.ts\` from \`src/access/policy.ts\`; a test fails when this page is not what the table says.

"yes": the role is enough. "accept", "change", "authorise": the dosing authority that a recorded competence must reach today, each
with those before it; a number behind it is the level that is asked for. "-": not this role, whatever its competence.

An act reaches the records of the person's own provider. Those marked **another** reach one record of another provider, by
[emergency](decisions/0033-a-look-in-an-emergency.md). For every other act a record of another provider is one that does not exist: the
answer is the same, letter by letter, as for an id that nobody has. The last two roles are of a commissioner, which has no patients: their acts reach
what is between it and its providers ([0044](decisions/0044-who-commissions.md)), and nothing else exists for them.

| may | ${EVERY_ROLE.map((role) => ROLE_WORDS[role].toLowerCase()).join(' | ')} |
| --- | ${EVERY_ROLE.map(() => '---').join(' | ')} |
${ACT_NAMES.map(rowOf).join('\n')}

${ACT_NAMES.length} acts, ${EVERY_ROLE.length} roles, and for each the competences on both sides of every edge of its rule, for a record of the own provider and, where an act is
about a record, of another: ${all.length} cells, of which ${count(({ answer }) => answer === 'allowed')} are allowed. \`test/http/authorisation.test.ts\` asks every one of them over HTTP, \`test/http/commissioner-authorisation.test.ts\` those of a commissioner.
`
}

function rowOf(act: ActName): string {
  const { says, whose } = ruleOf(act)
  const reach = whose === undefined ? '' : ' (**another**)'
  return `| ${says}${reach} | ${EVERY_ROLE.map((role) => mark(act, role)).join(' | ')} |`
}

export const writtenPage = (): string => readFileSync(PAGE, 'utf8')

/** The page does not depend on the day; any will do. */
export const ANY_DAY = '2026-11-22' as Day

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, authorisationPage(ANY_DAY))
