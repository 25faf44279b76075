// A course of treatment in a few words, as it stands with the name of its person on every page (H01).
import { capitalised } from '#base/capitalised.ts'
import { indicationOf } from '#clinical/indications.ts'
import { formatTenths } from '#clinical/inr.ts'
import { MEDICINES, type Phase } from './episode.ts'
import { isByInr } from './washout.ts'

/** What names a course among the others of its person; a medicine that nobody knows is `not-known`. */
export type NamedCourse = {
  readonly medicine: string
  /** Id of a concept of clinical/indications.ts. */
  readonly indication: string | null
  /** What the other product or the referrer called it. */
  readonly indicationText: string | null
  readonly targetTenths: number | null
  readonly phase: Phase
  readonly standing: 'unverified' | 'confirmed'
}

/** `Warfarin, Atrial fibrillation, target 2.5`; what is not known is said, and what is not taken now or not confirmed too. */
export function courseInWords(course: NamedCourse): string {
  const medicine = MEDICINES.find((known) => known === course.medicine)
  const why = indicationOf(course.indication ?? '')?.label || course.indicationText
  return [
    medicine === undefined ? 'Medicine not known' : capitalised(medicine),
    why || 'indication not known',
    ...(medicine === undefined || isByInr(medicine) ? [targetInWords(course.targetTenths)] : []),
    ...(NOT_TAKEN[course.phase] ?? []),
    ...(course.standing === 'unverified' ? ['not confirmed'] : []),
  ].join(', ')
}

const targetInWords = (tenths: number | null): string =>
  tenths === null ? 'target not known' : `target ${formatTenths(tenths)}`

/** A course that nobody takes now says so beside its medicine. */
const NOT_TAKEN: Partial<Readonly<Record<Phase, readonly string[]>>> = {
  referred: ['not started'],
  accepted: ['not started'],
  suspended: ['suspended'],
  ended: ['ended'],
}
