import { faultsOfCompetence } from '#access/competence.ts'
import { type Competence, DOSING, type Role } from '#access/policy.ts'
import { EVERY_ROLE, rolesBeside } from '#access/role-kinds.ts'
import { type Findings, typedChoice, typedDay, typedNote } from '#register/typed-fields.ts'
import type { Desk } from './desk.ts'
import type { Finding } from './outcome.ts'
import type { TextFields } from './text-fields.ts'

/** What is asked of a person who works here, the same when added and when changed. */
export const STAFF_FIELDS = [
  'name',
  'role',
  'level',
  'dosing',
  'until',
  'until[day]',
  'until[month]',
  'until[year]',
] as const
export type StaffField = (typeof STAFF_FIELDS)[number]

export type StaffDetails = {
  readonly name: string
  readonly role: Role
  readonly competence: Competence
}

const LONGEST_NAME = 100
const LEVELS = ['none', '3', '4', '5'] as const

/** Reads the form of a person; answers the person, or everything that is wrong with the form. */
export function parseStaff(
  fields: TextFields<StaffField>,
): { readonly kind: 'staff'; readonly staff: StaffDetails } | { readonly findings: Findings } {
  const findings: Findings = []
  const name = typedNote(fields, 'name', LONGEST_NAME, findings)
  if (name === '') findings.push({ field: 'name', code: 'required', message: 'Enter the name.' })
  const role = EVERY_ROLE.find((known) => known === fields.role)
  if (role === undefined) {
    findings.push({ field: 'role', code: 'not-a-choice', message: 'Choose a role.' })
  }
  const level = levelOf(typedChoice(fields, 'level', LEVELS, 'none', findings))
  const dosing = typedChoice(fields, 'dosing', DOSING, 'none', findings)
  const until = typedDay(fields, 'until', findings)
  if (role === undefined || findings.length > 0) return { findings }
  return { kind: 'staff', staff: { name, role, competence: { level, dosing, until } } }
}

function levelOf(typed: (typeof LEVELS)[number]): Competence['level'] {
  switch (typed) {
    case 'none':
      return null
    case '3':
      return 3
    case '4':
      return 4
    case '5':
      return 5
  }
}

/** What cannot be true of a person together, today, beside whoever adds or changes them. */
export const faultsOfStaff = (
  { role, competence }: StaffDetails,
  { actor, today }: Pick<Desk, 'actor' | 'today'>,
): readonly Finding[] =>
  rolesBeside(actor.role).includes(role)
    ? faultsOfCompetence(role, competence, today)
    : [
        {
          field: 'role',
          code: 'not-a-choice',
          message: 'There is no such role here. Choose another.',
        },
      ]
