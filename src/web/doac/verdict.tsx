import type { ReactNode } from 'react'
import { capitalised } from '#base/capitalised.ts'
import { clinicalDate } from '#base/day.ts'
import type { DoacVerdict } from '#clinical/doac/assess.ts'
import { formatDoacDose } from '#clinical/doac/doac.ts'
import type { DoacInput } from '#clinical/doac/facts.ts'
import { monitoringCited } from '#clinical/doac/monitoring-words.ts'
import { dosesInWords, needsDecision, type ReviewOutcome } from '#clinical/doac/review-outcome.ts'
import { formatClearance } from '#clinical/renal.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { CheckedReview } from '#workflow/check-doac-review.ts'
import { ReasonList } from './reason-list.tsx'
import { creatinineInWords, weightInWords } from './review-facts.tsx'

type Props = { readonly checked: CheckedReview }

/** What the rules say to the dose that is taken, with every reason and its source. */
export function Verdict({ checked: { review } }: Props) {
  const { verdict, outcome, taken, known, input } = review
  const clearance = clearanceLine(verdict, input)
  return (
    <div id="verdict">
      {verdict.kind === 'contraindicated' && (
        <WarningCallout heading={`${capitalised(known.medicine)} may not be taken`}>
          <ReasonList reasons={verdict.stops} />
          {clearance}
        </WarningCallout>
      )}
      {verdict.kind === 'not-assessable' && (
        <WarningCallout heading="The dose cannot be checked yet">
          <ReasonList reasons={verdict.gaps} />
        </WarningCallout>
      )}
      {verdict.kind === 'prescriber-decides' && (
        <WarningCallout heading="No rule gives a dose: a prescriber decides">
          <ReasonList reasons={verdict.because} />
          <Cautions verdict={verdict} />
          {clearance}
        </WarningCallout>
      )}
      {verdict.kind === 'assessed' && (
        <Assessed
          verdict={verdict}
          outcome={outcome}
          taken={formatDoacDose(taken)}
          clearance={clearance}
        />
      )}
      <NextLine checked={{ review }} />
    </div>
  )
}

type AssessedProps = {
  readonly verdict: Extract<DoacVerdict, { readonly kind: 'assessed' }>
  readonly outcome: ReviewOutcome | undefined
  readonly taken: string
  readonly clearance: ReactNode
}

function Assessed({ verdict, outcome, taken, clearance }: AssessedProps) {
  const body = (
    <>
      <p>
        Taken: <strong>{taken}</strong>. The rule gives: <strong>{dosesInWords(verdict)}</strong>.
      </p>
      <ReasonList
        reasons={[verdict.recommended, ...verdict.mayBeChosen].flatMap(({ because }) => because)}
      />
      <Cautions verdict={verdict} />
      {clearance}
    </>
  )
  if (outcome === 'matches') {
    return (
      <div className="evk-suggestion">
        <p className="evk-suggestion__dose">The dose matches: {taken}</p>
        {body}
      </div>
    )
  }
  return <WarningCallout heading={mismatchHeading(verdict, outcome)}>{body}</WarningCallout>
}

function mismatchHeading(
  { check }: AssessedProps['verdict'],
  outcome: ReviewOutcome | undefined,
): string {
  if (check.kind === 'matches') return 'The dose that is taken is not the dose of the plan'
  const direction =
    check.kind === 'differs'
      ? { higher: 'more than', lower: 'less than', 'spread-differently': 'not spread as' }[
          check.direction
        ]
      : 'not'
  const who = outcome === 'differs-danger' ? ': a second person decides' : ''
  return `The dose is ${direction} the rule gives${who}`
}

function Cautions({ verdict }: { readonly verdict: DoacVerdict }) {
  if (verdict.kind !== 'assessed' && verdict.kind !== 'prescriber-decides') return null
  if (verdict.cautions.length === 0) return null
  return (
    <InsetText>
      <ReasonList reasons={verdict.cautions} />
    </InsetText>
  )
}

function clearanceLine({ renal }: DoacVerdict, { weight, creatinine }: DoacInput): ReactNode {
  if (renal === 'not-known') return <p>Creatinine clearance: not known.</p>
  return (
    <p>
      Creatinine clearance {formatClearance(renal.clearance)} mL/min by Cockcroft-Gault at{' '}
      {renal.ageYears} years, from weight {weightInWords(weight)} and creatinine{' '}
      {creatinineInWords(creatinine)}.
    </p>
  )
}

function NextLine({ checked: { review } }: { readonly checked: Pick<CheckedReview, 'review'> }) {
  const { next, outcome, known } = review
  if (outcome !== undefined && needsDecision(outcome)) {
    return <p>No next review is set before a prescriber has decided.</p>
  }
  if (next === null) return null
  const because =
    next.because === 'bloods-due' ? 'blood tests are due then' : 'the interval of reviews'
  return (
    <p>
      Next review by {clinicalDate(next.on)} ({because}); blood tests count until{' '}
      {clinicalDate(next.bloodsDueOn)}. Intervals by: {monitoringCited(known.monitoring)}.
    </p>
  )
}
