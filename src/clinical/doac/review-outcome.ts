// What a review comes to: whether the dose stands by itself, with a reason, or only after a second person (H20).
import { formatFraction } from '#clinical/fraction.ts'
import { formatClearance } from '#clinical/renal.ts'
import type { DoacVerdict, RenalBasis } from './assess.ts'
import { type DoacDose, formatDoacDose, sameDose } from './doac.ts'

export const REVIEW_OUTCOMES = [
  'matches',
  'differs',
  'differs-danger',
  'prescriber-decides',
  'contraindicated',
] as const
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number]

/**
 * What follows from a verdict; undefined when something must be answered first. A dose that is taken otherwise than the
 * plan says goes to a second person, whatever the rule says of it. @see docs/evidence.md#doac-danger
 */
export function reviewOutcome(
  verdict: DoacVerdict,
  taken: DoacDose,
  planned: DoacDose,
): ReviewOutcome | undefined {
  switch (verdict.kind) {
    case 'not-assessable':
      return undefined
    case 'contraindicated':
    case 'prescriber-decides':
      return verdict.kind
    case 'assessed': {
      const { check } = verdict
      if (!sameDose(taken, planned)) return 'differs-danger'
      if (check.kind === 'matches') return 'matches'
      return check.kind === 'differs' && check.danger ? 'differs-danger' : 'differs'
    }
  }
}

/** Whether a prescriber has it until it is decided: no next review is set before. */
export const needsDecision = (outcome: ReviewOutcome): boolean =>
  outcome !== 'matches' && outcome !== 'differs'

/** Whole numbers as text, so that a verdict can be stored, hashed and compared. */
export type RecordedVerdict = Readonly<Record<string, unknown>>

/** A verdict as it is stored: the clearance exact, as a fraction, and as it was shown. */
export function recordedVerdict(verdict: DoacVerdict): RecordedVerdict {
  const { renal, ...rest } = verdict
  return { ...rest, renal: renal === 'not-known' ? renal : recordedBasis(renal) }
}

const recordedBasis = ({ clearance, ageYears, creatinineMonths }: RenalBasis) => ({
  clearance: formatFraction(clearance),
  shown: formatClearance(clearance),
  ageYears,
  creatinineMonths,
})

/** The dose that the rule gives, and those that may be chosen instead, in words. */
export function dosesInWords(verdict: Extract<DoacVerdict, { kind: 'assessed' }>): string {
  return [verdict.recommended, ...verdict.mayBeChosen]
    .map(({ dose }) => formatDoacDose(dose))
    .join(', or ')
}
