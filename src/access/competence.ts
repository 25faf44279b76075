import type { Day } from '#base/day.ts'
import { type Competence, DOSING, type Dosing, type Role } from './policy.ts'

export type CompetenceFault = {
  readonly field: 'level' | 'dosing' | 'until'
  readonly code: string
  readonly message: string
}

/** The furthest that a role's dosing authority can reach; who is not named here doses nobody. */
const FURTHEST: Readonly<Partial<Record<Role, Dosing>>> = {
  'healthcare-assistant': 'accept',
  nurse: 'authorise',
  pharmacist: 'authorise',
  prescriber: 'authorise',
  'clinical-lead': 'authorise',
}

/** What does not fit together in a competence that is about to be recorded, for this role on this day. */
export function faultsOfCompetence(
  role: Role,
  { level, dosing, until }: Competence,
  today: Day,
): readonly CompetenceFault[] {
  const furthest = FURTHEST[role] ?? 'none'
  if (DOSING.indexOf(dosing) > DOSING.indexOf(furthest)) {
    const message = 'This role cannot have that dosing authority. Choose less, or another role.'
    return [{ field: 'dosing', code: 'beyond-role', message }]
  }
  if (dosing === 'none') return []
  return [...faultsOfLevel(level), ...faultsOfUntil(until, today)]
}

function faultsOfLevel(level: Competence['level']): readonly CompetenceFault[] {
  if (level !== null) return []
  const message = 'Choose the level that the person is competent for.'
  return [{ field: 'level', code: 'required', message }]
}

function faultsOfUntil(until: string | null, today: Day): readonly CompetenceFault[] {
  if (until === null) {
    const message = 'Enter the day on which the competence must be assessed again.'
    return [{ field: 'until', code: 'required', message }]
  }
  if (until >= today) return []
  return [{ field: 'until', code: 'in-the-past', message: 'Enter a day from today on.' }]
}
