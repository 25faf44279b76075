import { clinicalDate, day } from '#base/day.ts'
import { formatDoacDose } from '#clinical/doac/doac.ts'
import { monitoringCited } from '#clinical/doac/monitoring-words.ts'
import type { ReviewOutcome } from '#clinical/doac/review-outcome.ts'
import { indicationOf } from '#clinical/indications.ts'
import { formatMeasurement, MEASURES, type MeasurementKind } from '#clinical/measurement.ts'
import { DOAC_STAGE_WORDS } from '#register/doac-plan.ts'
import { Table } from '#web/parts/table.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { DoacSection } from '#workflow/doac-section.ts'
import type { Course, PatientPage } from '#workflow/patient-page.ts'
import { doacReviewHref } from './addresses.ts'

type Props = { readonly page: PatientPage; readonly doac: DoacSection; readonly course: Course }

/** The plan, the next review, and the kidney function with every input and its day. */
export function DoacFacts({ page, doac, course }: Props) {
  return (
    <section className="evk-patient__plan" aria-labelledby="plan">
      <h2 id="plan" className="nhsuk-u-visually-hidden">
        Plan
      </h2>
      <p className="evk-line">
        <strong>Plan</strong>
        <span>{planInWords({ doac, course })}</span>
      </p>
      <p className="evk-line">
        <strong>Next review</strong>
        <span>{nextReview({ page, course })}</span>
      </p>
      <Kidneys doac={doac} sex={page.patient.details.sex} />
      {doac.reviews[0]?.measureTakenBack === true && (
        <WarningCallout heading="Judged by a wrong measurement">
          <p>{TAKEN_BACK}</p>
        </WarningCallout>
      )}
      {doac.against.length > 0 && (
        <WarningCallout heading="The record says, or does not say">
          {doac.against.map((message) => (
            <p key={message}>{message}</p>
          ))}
          <p>
            <a href={`/patients/${page.patient.id}/details`}>Open the details of the patient</a>
          </p>
        </WarningCallout>
      )}
    </section>
  )
}

function planInWords({ doac, course }: Omit<Props, 'page'>): string {
  const { plan } = course.episode
  const why = indicationOf(plan.indication ?? '')?.label ?? 'indication not known'
  const stage = plan.doac?.stage == null ? [] : [DOAC_STAGE_WORDS[plan.doac.stage].toLowerCase()]
  return [
    doac.medicine,
    doac.planned === null ? 'dose not known' : formatDoacDose(doac.planned),
    why,
    ...stage,
    `since ${plan.startedOn === null ? 'a day not known' : clinicalDate(plan.startedOn)}`,
  ].join(', ')
}

function nextReview({ page, course }: Omit<Props, 'doac'>): string {
  const { nextTestOn, phase } = course.episode
  const booked =
    page.nextAppointment === null
      ? 'not booked'
      : `booked ${clinicalDate(day(page.nextAppointment.onDate))}`
  if (phase === 'suspended') return 'none while treatment is suspended'
  if (nextTestOn === null) return course.tasks.length > 0 ? 'waits for a decision' : 'none'
  const overdue = nextTestOn < page.today ? 'overdue, ' : ''
  return `${clinicalDate(day(nextTestOn))} (${overdue}${booked})`
}

const SEX_FACTOR = { male: '1.23', female: '1.04' } as const

/** The clearance with its formula, and each input with its day (H20). */
function Kidneys({
  doac,
  sex,
}: {
  readonly doac: DoacSection
  readonly sex: PatientPage['patient']['details']['sex']
}) {
  const { renal } = doac
  return (
    <>
      <p className="evk-line">
        <strong>Creatinine clearance</strong>
        {renal.kind === 'clearance' ? (
          <span>{renal.shown} mL/min</span>
        ) : (
          <span>not known: {renal.because.join(' ')}</span>
        )}
        <span>{measured(doac, 'weight')}</span>
        <span>{measured(doac, 'creatinine')}</span>
      </p>
      {renal.kind === 'clearance' && (sex === 'male' || sex === 'female') && (
        <p className="nhsuk-hint">
          Cockcroft-Gault: (140 - {renal.ageYears} years) x actual weight in kg x {SEX_FACTOR[sex]}{' '}
          / creatinine in µmol/L. Not the eGFR. This creatinine counts {renal.creatinineMonths}{' '}
          {renal.creatinineMonths === 1 ? 'month' : 'months'}: {monitoringCited(doac.monitoring)}.
        </p>
      )}
    </>
  )
}

/** `Weight 71.3 kg of 12-Oct-2026`, or that none is recorded. */
export function measured({ newest }: Pick<DoacSection, 'newest'>, kind: MeasurementKind): string {
  const found = newest.find((one) => one.kind === kind)
  const { name } = MEASURES[kind]
  if (found === undefined) return `${name} not recorded`
  return `${name} ${formatMeasurement(kind, found)} of ${clinicalDate(day(found.measuredOn))}`
}

export const OUTCOME_WORDS: Readonly<Record<ReviewOutcome, string>> = {
  matches: 'Dose matches',
  differs: 'Dose does not match, with a reason',
  'differs-danger': 'Dose does not match: a second person decides',
  'prescriber-decides': 'No rule gives a dose: a prescriber decides',
  contraindicated: 'May not be taken',
}

/** Said of a review whose weight or creatinine was wrong. */
export const TAKEN_BACK =
  'The weight or creatinine that this dose was judged by has been taken back since: check the dose again.'

function checkInWords({
  outcome,
  isTold,
  measureTakenBack,
}: DoacSection['reviews'][number]): string {
  const told = isTold ? '' : '; patient not told'
  const wrong = measureTakenBack ? '; weight or creatinine taken back since' : ''
  return `${OUTCOME_WORDS[outcome]}${told}${wrong}`
}

/** The last reviews, newest first. */
export function DoacReviews({ doac }: Pick<Props, 'doac'>) {
  if (doac.reviews.length === 0) return <p>No review is recorded yet.</p>
  return (
    <Table
      caption="Last reviews"
      compact
      responsive
      columns={[
        { heading: 'Date' },
        { heading: 'Clearance' },
        { heading: 'Dose' },
        { heading: 'Check' },
        { heading: 'Next review' },
        { heading: 'By' },
      ]}
      rows={doac.reviews.map((review) => ({
        key: review.id,
        cells: [
          <a key="date" href={doacReviewHref(review.id)}>
            {clinicalDate(day(review.onDate))}
          </a>,
          clearanceOf(review.verdict),
          review.inputs.dose === 'not-known' ? 'not known' : formatDoacDose(review.inputs.dose),
          checkInWords(review),
          review.nextReviewOn === null ? '' : clinicalDate(day(review.nextReviewOn)),
          review.reviewedByName,
        ],
      }))}
    />
  )
}

/** The clearance of a stored verdict as it was shown. */
export function clearanceOf(verdict: Readonly<Record<string, unknown>>): string {
  const { renal } = verdict as { readonly renal?: 'not-known' | { readonly shown: string } }
  return renal === undefined || renal === 'not-known' ? 'not known' : `${renal.shown} mL/min`
}
