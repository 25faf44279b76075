import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { formatDoacDose } from '#clinical/doac/doac.ts'
import type { DoacInput } from '#clinical/doac/facts.ts'
import { isMismatchReason, MISMATCH_REASON_WORDS } from '#clinical/doac/mismatch.ts'
import { monitoringCited } from '#clinical/doac/monitoring-words.ts'
import { formatAmount } from '#clinical/measurement.ts'
import type { Fired } from '#clinical/warfarin/advice.ts'
import { madeByWords } from '#web/decisions/made-by-words.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import type { DoacReviewPage } from '#workflow/doac-review-page.ts'
import { clearanceOf, OUTCOME_WORDS } from './doac-facts.tsx'
import { ReasonList } from './reason-list.tsx'

type Props = { readonly shown: DoacReviewPage }

/** `80 kg of 22-Nov-2026`: a clearance never stands without the days of what it was worked out from (H20). */
export const weightInWords = (weight: DoacInput['weight']): string =>
  weight === 'not-known'
    ? 'not known'
    : `${formatAmount('weight', weight.grams)} kg of ${clinicalDate(weight.on)}`

/** `90 µmol/L of 20-Nov-2026`. */
export const creatinineInWords = (creatinine: DoacInput['creatinine']): string =>
  creatinine === 'not-known'
    ? 'not known'
    : `${creatinine.umolPerL} µmol/L of ${clinicalDate(creatinine.on)}`

/** A saved review: each input with its day, the clearance, what the rules said, and by which version of them. */
export function ReviewFacts({ shown: { review } }: Props) {
  const { inputs, answers } = review
  const { weight, creatinine } = inputs
  const dose = inputs.dose === 'not-known' ? 'not known' : formatDoacDose(inputs.dose)
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Taken', value: `${inputs.medicine} ${dose}` },
          { key: 'Check', value: OUTCOME_WORDS[review.outcome] },
          {
            key: 'Weight',
            value: weightInWords(weight),
          },
          {
            key: 'Creatinine',
            value: creatinineInWords(creatinine),
          },
          {
            key: 'Creatinine clearance',
            value: `${clearanceOf(review.verdict)} (Cockcroft-Gault)`,
          },
          { key: 'Missed in 7 days', value: `${answers.missedDoses}` },
          { key: 'Bleeding', value: withNote(answers.bleeding, answers.bleedingNote) },
          {
            key: 'Other medicines',
            value: withNote(
              answers.interacting.join(', ') || 'none of those listed',
              answers.medicinesNote,
            ),
          },
          ...reasonRow(review),
          {
            key: 'Next review',
            value:
              review.nextReviewOn === null
                ? 'waits for a decision'
                : clinicalDate(day(review.nextReviewOn)),
          },
          {
            key: 'Reviewed',
            value: `${clinicalInstant(review.reviewedAt)}, ${review.reviewedByName}; rules ${review.rulesId} ${review.rulesVersion}`,
          },
          { key: 'Judged by', value: madeByWords(review.madeBy) },
          { key: 'Intervals by', value: monitoringCited(inputs.monitoring) },
        ]}
      />
      <ReasonList reasons={reasonsOf(review.verdict)} />
    </>
  )
}

const withNote = (text: string, note: string): string => (note === '' ? text : `${text}: ${note}`)

function reasonRow({ reasonCode, reasonText }: DoacReviewPage['review']) {
  if (reasonCode === null) return []
  const words = isMismatchReason(reasonCode) ? MISMATCH_REASON_WORDS[reasonCode] : reasonCode
  return [{ key: 'Why the dose differs', value: withNote(words, reasonText ?? '') }]
}

type Stored = {
  readonly stops?: readonly Fired[]
  readonly because?: readonly Fired[]
  readonly recommended?: { readonly because: readonly Fired[] }
  readonly mayBeChosen?: readonly { readonly because: readonly Fired[] }[]
  readonly cautions?: readonly Fired[]
}

/** Every rule of a stored verdict, each once. */
function reasonsOf(verdict: Stored): readonly Fired[] {
  const { stops = [], because = [], recommended, mayBeChosen = [], cautions = [] } = verdict
  const doses = [...(recommended === undefined ? [] : [recommended]), ...mayBeChosen]
  return [...stops, ...because, ...doses.flatMap((dose) => dose.because), ...cautions]
}
