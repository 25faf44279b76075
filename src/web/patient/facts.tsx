import type { ReactNode } from 'react'
import { clinicalDate, type Day, day } from '#base/day.ts'
import type { ControlFlags, Flag } from '#clinical/control.ts'
import { mgNumber } from '#clinical/dose.ts'
import { indicationOf } from '#clinical/indications.ts'
import { formatTenths } from '#clinical/inr.ts'
import { TTR_METHOD, type Ttr } from '#clinical/ttr.ts'
import { changeInWords, spanInWords } from '#clinical/warfarin/interaction-alarm.ts'
import type { SecondOpinion } from '#kinetics/second-opinion.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { looksHref } from '#web/audit/addresses.ts'
import { patientEventsHref } from '#web/events/addresses.ts'
import { Tag } from '#web/parts/tag.tsx'
import { educationHref, reassessmentHref, reviewHref } from '#web/patient-reviews/addresses.ts'
import { procedureHref } from '#web/procedure/addresses.ts'
import type { Course, PatientPage } from '#workflow/patient-page.ts'
import { doseNow, OnVoidInr } from './dose-now.tsx'
import { History } from './history.tsx'
import { Initiation } from './initiation.tsx'

type Props = { readonly page: PatientPage }

/** What a visit is about: the plan, the dose in force, how well it goes. Read before anything is entered. */
export function PlanFacts({ page }: Props) {
  const { course, nextAppointment } = page
  return (
    <section className="evk-patient__plan" aria-labelledby="plan">
      <h2 id="plan" className="nhsuk-u-visually-hidden">
        Plan
      </h2>
      {course === null ? (
        <p>No treatment plan.</p>
      ) : (
        <>
          <p className="evk-line">
            <strong>Plan</strong>
            <span>{planInWords(course.episode.plan)}</span>
          </p>
          <p className="evk-line">
            <strong>Dose now</strong>
            <span>{doseNow(course, page)}</span>
            <strong>Next test</strong>
            <span>{nextTest(course, nextAppointment, page.today)}</span>
          </p>
          <OnVoidInr dose={course.dose} />
          <Remembered medicines={course.remembered} />
          {course.initiation === null && <ControlLine page={page} control={course.control} />}
          <Initiation page={page} />
          <Reassess page={page} course={course} />
        </>
      )}
    </section>
  )
}

/**
 * What has been: the chart and the last visits, or in a course without INRs what its page gives instead, and the way to
 * the rest of the record.
 */
export function Results({
  page,
  foretold,
  children,
}: Props & { readonly foretold?: SecondOpinion | undefined; readonly children?: ReactNode }) {
  const { course, patient } = page
  return (
    <section className="evk-patient__results" aria-labelledby="results">
      <h2 id="results" className="nhsuk-u-visually-hidden">
        Results
      </h2>
      {children ?? (course !== null && <History page={page} course={course} foretold={foretold} />)}
      <p className="evk-no-print evk-line">
        <a href={`/patients/${patient.id}/details`}>Details of the patient</a>
        <a href={`/patients/${patient.id}/plan`}>Treatment plan</a>
        {page.may.review && <a href={reviewHref(patient.id)}>Review</a>}
        {page.may.teach && <a href={educationHref(patient.id)}>{educationWords(page)}</a>}
        <a href={`/patients/${patient.id}/appointments`}>Appointments</a>
        <a href={`/patients/${patient.id}/contacts`}>Contacts</a>
        {page.may.events && <a href={patientEventsHref(patient.id)}>Events</a>}
        <a href={`/patients/${patient.id}/scores`}>Scores</a>
        <a href={`/patients/${patient.id}/measurements`}>Measurements</a>
        {course !== null && (
          <a href={procedureHref(patient.id)}>
            {page.procedure === null ? 'Plan for a procedure' : 'Procedure'}
          </a>
        )}
        <a href={`/patients/${patient.id}/history`}>History of the record</a>
        {page.may.looks && <a href={looksHref(patient.id)}>Who looked at this record</a>}
      </p>
    </section>
  )
}

function planInWords(plan: EpisodePlan): string {
  const { target, startedOn, medicine, indication } = plan
  const why = indicationOf(indication ?? '')?.label ?? plan.indicationText
  return [
    medicine ?? 'medicine not known',
    why === '' ? 'indication not known' : why,
    target === null
      ? 'no target'
      : `target ${formatTenths(target.valueTenths)} (${formatTenths(target.lowTenths)} to ${formatTenths(target.highTenths)})`,
    startedOn === null ? 'start not known' : `since ${clinicalDate(startedOn)}`,
    durationInWords(plan),
    tabletsOf(plan),
  ].join(', ')
}

function durationInWords({ duration }: EpisodePlan): string {
  if (duration === null) return 'duration not known'
  switch (duration.kind) {
    case 'until':
      return `until ${clinicalDate(duration.stopOn)}`
    case 'long-term':
      return `long term, review ${clinicalDate(duration.reviewOn)}`
  }
}

function tabletsOf({ tabletSet }: EpisodePlan): string {
  if (tabletSet === null) return 'tablets not known'
  const strengths = [...tabletSet.strengths].sort((a, b) => a - b).map(mgNumber)
  return `tablets ${strengths.join(', ')} mg${tabletSet.halves ? ', halved' : ''}`
}

function nextTest(
  { episode, tasks }: Course,
  appointment: PatientPage['nextAppointment'],
  today: Day,
): string {
  const booked =
    appointment === null ? 'not booked' : `booked ${clinicalDate(day(appointment.onDate))}`
  if (episode.phase === 'suspended') return 'none while treatment is suspended'
  if (episode.nextTestOn !== null) {
    const overdue = episode.nextTestOn < today ? 'overdue, ' : ''
    return `${clinicalDate(day(episode.nextTestOn))} (${overdue}${booked})`
  }
  return tasks.length > 0 ? 'waits for a decision' : 'none'
}

/** Interacting medicines of earlier visits, for as long as they may move the INR. */
function Remembered({ medicines }: { readonly medicines: Course['remembered'] }) {
  return medicines.map((medicine) => (
    <p className="evk-line" key={medicine.name}>
      <strong>Acts on warfarin</strong>
      <span>{changeInWords(medicine)}</span>
      <span>
        until about {clinicalDate(medicine.until)}
        {medicine.test !== null && `, test ${spanInWords(medicine.test.from, medicine.test.by)}`}
      </span>
    </p>
  ))
}

function ControlLine({ page, control }: Props & Pick<Course, 'control'>) {
  if (control === 'not-known') return null
  const { twelveMonths, sixMonths, flags } = control
  return (
    <p className="evk-line">
      <strong>Control</strong>
      <span>12 months: {inRange(twelveMonths)}</span>
      <span>6 months: {inRange(sixMonths)}</span>
      <FlagTags flags={flags} />
      <span className="nhsuk-hint">{TTR_METHOD}</span>
      {page.may.control && (
        <a className="evk-no-print" href={`/patients/${page.patient.id}/control`}>
          Any period
        </a>
      )}
    </p>
  )
}

/** Whether anything is still to be taught, as far as anybody has recorded. */
const educationWords = ({ patient: { education } }: PatientPage): string =>
  education === null
    ? 'Education: not recorded'
    : education === 'complete'
      ? 'Education'
      : 'Education: not complete'

/** The way to the reassessment, while one is due (S5). */
function Reassess({ page, course }: Props & { readonly course: Course }) {
  const { reassessOn } = course.episode
  if (reassessOn === null || reassessOn > page.today) return null
  const since = `Reassessment due since ${clinicalDate(day(reassessOn))}`
  return (
    <p className="evk-line">
      {page.may.reassess ? <a href={reassessmentHref(page.patient.id)}>{since}</a> : since}
    </p>
  )
}

function inRange(ttr: Ttr | 'insufficient'): string {
  if (ttr === 'insufficient' || ttr.percentHundredths === null) return 'not enough results'
  return `in range ${formatTenths(Math.trunc(ttr.percentHundredths / 10))} %`
}

const FLAG_WORDS: Record<keyof ControlFlags, string> = {
  twoAboveFive: 'Two INR above 5',
  oneAboveEight: 'INR above 8',
  twoBelowOneAndAHalf: 'Two INR below 1.5',
  timeInRangeBelow65: 'Below 65 %: reassess',
}

/** Only what is so or may be so; each flag by itself, because each calls for reassessment. */
function FlagTags({ flags }: { readonly flags: ControlFlags }) {
  const shown = Object.entries(FLAG_WORDS).flatMap(([name, words]) => {
    const flag: Flag = flags[name as keyof ControlFlags]
    if (flag === 'yes') return [<FlagTag key={name} words={words} />]
    return flag === 'possible' ? [<FlagTag key={name} words={`${words}: possibly`} />] : []
  })
  return <>{shown}</>
}

const FlagTag = ({ words }: { readonly words: string }) => <Tag colour="orange">{words}</Tag>
