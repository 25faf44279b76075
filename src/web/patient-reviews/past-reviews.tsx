import { clinicalDate, day } from '#base/day.ts'
import { formatTenths } from '#clinical/inr.ts'
import { MEASURES } from '#clinical/measurement.ts'
import {
  REVIEW_ANSWER_WORDS,
  REVIEW_DECISION_WORDS,
  REVIEW_QUESTION_NAMES,
  REVIEW_QUESTIONS,
} from '#register/annual-review.ts'
import { measuredInWords } from '#register/measured.ts'
import type { ReviewFigures } from '#register/review-figures.ts'
import { Details } from '#web/parts/details.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { ReviewPage } from '#workflow/review-page.ts'

type FoundReview = ReviewPage['reviews'][number]

/** The figures of a year: control, extremes, and the newest of what was measured. */
export function Figures({ figures }: { readonly figures: ReviewFigures }) {
  const { inrs, timeInRange, measured } = figures
  return (
    <SummaryList
      rows={[
        { key: 'INRs in 12 months', value: `${inrs.tests}` },
        {
          key: 'Of these',
          value: `${inrs.above5} above 5, ${inrs.above8} above 8, ${inrs.below15} below 1.5`,
        },
        {
          key: 'In range',
          value: `12 months: ${percent(timeInRange.twelveMonths)}; 6 months: ${percent(timeInRange.sixMonths)}`,
        },
        {
          key: 'Last measured',
          value:
            measured.length === 0
              ? 'Nothing is recorded'
              : measured.map(measuredInWords).join('; '),
        },
      ]}
    />
  )
}

const percent = (hundredths: number | null): string =>
  hundredths === null ? 'not enough results' : `${formatTenths(Math.trunc(hundredths / 10))} %`

const WRONG = ' (a measurement has been taken back since)'

/** Every review of a person as it was recorded, newest first. */
export function PastReviews({ reviews }: { readonly reviews: readonly FoundReview[] }) {
  return reviews.map((review) => (
    <Details
      key={review.id}
      summary={`${clinicalDate(day(review.reviewedOn))}: ${REVIEW_DECISION_WORDS[review.decision].toLowerCase()}, by ${review.recordedByName}${review.takenBack.length === 0 ? '' : WRONG}`}
    >
      <PastReview review={review} />
    </Details>
  ))
}

/** A figure that turned out to be wrong after the review: what was decided by it is looked at again. */
function TakenBack({ review: { takenBack } }: { readonly review: FoundReview }) {
  if (takenBack.length === 0) return null
  const names = takenBack.map((kind) => MEASURES[kind].name).join(', ')
  return (
    <WarningCallout heading="Made with a wrong measurement">
      <p>Taken back since: {names}. Look again at what was decided by it.</p>
    </WarningCallout>
  )
}

function PastReview({ review }: { readonly review: FoundReview }) {
  const { answers, decisionNote, nextReviewOn } = review
  const { events, medicines, adherence } = answers.notes
  const notes = [events, medicines, adherence, decisionNote].filter((note) => note !== '')
  return (
    <>
      <Figures figures={review.figures} />
      <TakenBack review={review} />
      <SummaryList
        rows={[
          ...REVIEW_QUESTION_NAMES.flatMap((name) => {
            const answer = answers[name]
            return answer === null
              ? []
              : [{ key: REVIEW_QUESTIONS[name].asks, value: REVIEW_ANSWER_WORDS[answer] ?? answer }]
          }),
          { key: 'Notes', value: notes.length === 0 ? 'None' : notes.join('. ') },
          {
            key: 'Next review',
            value: nextReviewOn === null ? 'At the stop date' : clinicalDate(day(nextReviewOn)),
          },
        ]}
      />
    </>
  )
}
