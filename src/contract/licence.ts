import type { Day } from '#base/day.ts'
import type { Level } from './specification.ts'

/** What the service needs besides people and meters (S14, S15, S20). */
export const LICENCE_KINDS = {
  'decision-support': 'Computer-assisted dosing (decision support)',
  'near-patient-testing': 'Testing near the patient',
  'external-quality': 'External quality assessment (subscription)',
  training: 'Training certificate',
  other: 'Another licence',
} as const
export type LicenceKind = keyof typeof LICENCE_KINDS

export type Licence = {
  readonly name: string
  readonly levels: readonly Level[]
  readonly from: Day
  readonly until: Day
  readonly standing: 'held' | 'given-up'
}

/** The licences without which a level is not provided on a day, because they have run out or not begun. */
export const blocking = <One extends Licence>(
  licences: readonly One[],
  level: Level,
  on: Day,
): readonly One[] =>
  licences.filter(
    ({ levels, from, until, standing }) =>
      standing === 'held' && levels.includes(level) && (on > until || on < from),
  )
