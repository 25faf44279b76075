import { clinicalDate, day, londonDay } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { BRIDGE_MOST_DAYS, isBridge } from '#register/bridging.ts'
import type { Phase } from '#register/episode.ts'
import { PHASE_WORDS } from '#register/plan-words.ts'
import { isRunning } from '#register/switch-plan.ts'
import { policyInWords } from '#register/tablet-policy.ts'
import { isByInr } from '#register/washout.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { ButtonGroup, ButtonLink } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Tag, type TagColour } from '#web/parts/tag.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { reviewHref } from '#web/patient-reviews/addresses.ts'
import { PastReviews } from '#web/patient-reviews/past-reviews.tsx'
import { patientIn } from '#web/register/address.ts'
import { VersionList } from '#web/register/version-list.tsx'
import { HandOver } from '#web/transfers/hand-over.tsx'
import { patientPlans, type ShownCourse } from '#workflow/patient-plans.ts'
import { ChangeOfMedicine } from './change-of-medicine.tsx'
import { TargetWaits } from './target-step.tsx'

/** The treatment plan of a person, what can be done with it, and every plan before it. */
export const plansPage: PageHandler = async ({ house, caller, params }) => {
  const plans = await patientPlans(house, caller, { patientId: patientIn(params) })
  if (plans.kind === 'refused') return refusalPage(plans)
  const { patient, courses, reviews, tabletPolicy } = plans
  const home = `/patients/${patient.id}`
  const running = courses.filter(({ episode }) => episode.phase !== 'ended')
  const ended = courses.filter(({ episode }) => episode.phase === 'ended')
  return {
    kind: 'page',
    title: 'Treatment plan',
    place: 'register',
    banner: bannerOf(patient, londonDay(house.clock()), home),
    main: (
      <>
        <BackLink href={home} />
        <h1>Treatment plan</h1>
        {plans.recorded.map((line) => (
          <InsetText key={line}>
            <p>{line}</p>
          </InsetText>
        ))}
        {plans.changes.map((change) => (
          <ChangeOfMedicine key={change.id} home={home} change={change} />
        ))}
        {running.length === 0 && <p>No treatment plan.</p>}
        {running.map((course) => (
          <Course key={course.episode.id} home={home} course={course} />
        ))}
        {running.length === 0 && (
          <ButtonLink href={`${home}/plan/new`}>Write a treatment plan</ButtonLink>
        )}
        <p className="nhsuk-hint">{policyInWords(tabletPolicy)}</p>
        {isBridged(running) && (
          <p>
            <a href={`${home}/plan/new`}>Plan heparin beside it</a>, until a last day within{' '}
            {BRIDGE_MOST_DAYS} days
          </p>
        )}
        {running.length > 0 && (
          <p>
            <a href={reviewHref(patient.id)}>Review of treatment</a>
          </p>
        )}
        {reviews.length > 0 && (
          <Details summary={`Reviews of treatment: ${reviews.length}`}>
            <PastReviews reviews={reviews} />
          </Details>
        )}
        {ended.map((course) => (
          <Details key={course.episode.id} summary={endedWords(course)}>
            <Course home={home} course={course} />
          </Details>
        ))}
      </>
    ),
  }
}

/** Beside one medicine with an INR, and no other, heparin can be planned. */
const isBridged = (running: readonly ShownCourse[]): boolean =>
  running.length === 1 && running.every(({ episode }) => isByInr(episode.plan.medicine))

const endedWords = ({ episode }: ShownCourse): string =>
  `Ended ${episode.endedOn === null ? '' : clinicalDate(day(episode.endedOn))}`

type CourseProps = { readonly home: string; readonly course: ShownCourse }

function Course({ home, course }: CourseProps) {
  const { episode, facts } = course
  return (
    <section>
      <p>
        <Tag colour={PHASE_COLOUR[episode.phase]}>{PHASE_WORDS[episode.phase]}</Tag>{' '}
        {episode.standing === 'unverified' && <Tag colour="orange">Imported, not confirmed</Tag>}{' '}
        {whenWords(course)}
      </p>
      <TargetWaits course={course} />
      <Notes course={course} />
      <Steps home={home} course={course} />
      <HandOver episode={episode} />
      <SummaryList rows={facts.map(({ label, value }) => ({ key: label, value }))} />
      <Start course={course} />
      <Details summary="History of this plan">
        <VersionList versions={course.versions} />
      </Details>
    </section>
  )
}

/** What was answered before the first dose, as it was answered. */
function Start({ course: { initiation } }: { readonly course: ShownCourse }) {
  if (initiation === null) return null
  const { byName, at, facts } = initiation
  return (
    <Details summary={`Start of warfarin, ${clinicalDate(londonDay(at))}, ${byName}`}>
      <SummaryList rows={facts.map(({ label, value }) => ({ key: label, value }))} />
    </Details>
  )
}

const PHASE_COLOUR: Readonly<Record<Phase, TagColour>> = {
  referred: 'grey',
  accepted: 'grey',
  initiating: 'orange',
  maintaining: 'green',
  suspended: 'yellow',
  ended: 'grey',
}

function whenWords({ episode, pauseOwner }: ShownCourse): string {
  const { suspendedUntil, nextTestOn, plan } = episode
  const what = isDoac(plan.medicine) ? 'review' : 'test'
  const until = suspendedUntil === null ? [] : [`until ${clinicalDate(day(suspendedUntil))}`]
  const next = nextTestOn === null ? [] : [`next ${what} ${clinicalDate(day(nextTestOn))}`]
  const by = pauseOwner === null ? [] : [`then reviewed by ${pauseOwner}`]
  return [...until, ...by, ...next].join(', ')
}

/** What is missing and what is unusual, each with its source. */
function Notes({ course: { missing, warnings } }: { readonly course: ShownCourse }) {
  if (missing.length + warnings.length === 0) return null
  return (
    <InsetText>
      {missing.length > 0 && <p>Missing before treatment can be active:</p>}
      <ul className="nhsuk-list nhsuk-list--bullet">
        {missing.map(({ field, message }) => (
          <li key={field}>{message}</li>
        ))}
        {warnings.map(({ code, message, source }) => (
          <li key={code}>
            {message} Source: {source}.
          </li>
        ))}
      </ul>
    </InsetText>
  )
}

const STEP_WORDS = {
  confirm: 'Confirm the imported plan',
  initiate: 'Start warfarin by a protocol',
  start: 'Make treatment active',
  maintain: 'Go over to maintenance',
  change: 'Change the plan',
  suspend: 'Suspend',
  extend: 'Extend the pause',
  resume: 'Resume',
  switch: 'Change to a DOAC',
  'stop-warfarin': 'Stop for a change',
  overlap: 'Change to warfarin',
  end: 'End treatment',
  target: 'Look at the target',
} as const

type Step = keyof typeof STEP_WORDS

/** What may follow in each phase, the usual one first. */
const STEPS: Readonly<Record<Phase, readonly Step[]>> = {
  referred: ['change', 'end'],
  accepted: ['start', 'initiate', 'change', 'end'],
  initiating: ['maintain', 'change', 'suspend', 'switch', 'stop-warfarin', 'end'],
  maintaining: ['change', 'suspend', 'switch', 'stop-warfarin', 'overlap', 'end'],
  suspended: ['resume', 'extend', 'change', 'switch', 'end'],
  ended: [],
}

/** The page of a step; two steps are other words for the same page. */
const pageOf = (step: Step): string =>
  step === 'maintain' ? 'start' : step === 'extend' ? 'suspend' : step

/** A target that waits for a second clinician is looked at before treatment by it can begin. */
function stepsOf(course: ShownCourse): readonly Step[] {
  const steps = usualSteps(course)
  if (course.targetCheck === null) return steps
  const others = steps.filter((step) => step !== 'start' && step !== 'initiate')
  return course.targetCheck.mayLook ? ['target', ...others] : others
}

function usualSteps({ episode, newest }: ShownCourse): readonly Step[] {
  const { phase, standing, plan, lastDecisionId } = episode
  if (standing === 'unverified' && phase !== 'ended') return ['confirm', 'end']
  if (isBridge(plan.medicine)) return STEPS[phase].filter((step) => OF_BRIDGE.includes(step))
  const isBegun = newest !== undefined || lastDecisionId !== null
  if (phase === 'initiating' && !isBegun)
    return ['initiate', ...STEPS[phase].filter((step) => step !== 'switch')]
  return STEPS[phase]
    .filter((step) => !OF_WARFARIN.includes(step) || plan.medicine === 'warfarin')
    .filter((step) => step !== 'overlap' || isDoac(plan.medicine))
}

const OF_WARFARIN: readonly Step[] = ['initiate', 'switch', 'stop-warfarin']
/** Heparin is made active, changed and ended; it has no dose and no maintenance here. */
const OF_BRIDGE: readonly Step[] = ['start', 'change', 'resume', 'end']
/** What is not done to a course while a change of medicine runs on it: the change has steps of its own. */
const NOT_IN_A_CHANGE: readonly Step[] = [
  'start',
  'initiate',
  'switch',
  'stop-warfarin',
  'overlap',
  'resume',
  'end',
]

function Steps({ home, course }: CourseProps) {
  const { episode } = course
  const isChanging = course.change !== null && isRunning(course.change.state)
  const steps = stepsOf(course).filter((step) => !isChanging || !NOT_IN_A_CHANGE.includes(step))
  return (
    <ButtonGroup>
      {steps.map((step, nth) => (
        <ButtonLink
          key={step}
          href={`${home}/plan/${episode.id}/${pageOf(step)}`}
          small
          {...((nth > 0 || isChanging) && { variant: 'secondary' })}
        >
          {STEP_WORDS[step]}
        </ButtonLink>
      ))}
    </ButtonGroup>
  )
}
