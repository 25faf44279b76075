import { clinicalDate, day } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import { END_REASON_WORDS } from '#register/phases.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { SUSPEND_REASON_WORDS } from '#register/suspension.ts'
import { Details } from '#web/parts/details.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import {
  ChoiceField,
  DayField,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { activateEpisode } from '#workflow/activate-episode.ts'
import { confirmEpisode } from '#workflow/confirm-episode.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import type { ShownCourse } from '#workflow/patient-plans.ts'
import { resumeEpisode } from '#workflow/resume-episode.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'
import { TRANSFER_ROWS } from '#workflow/transferred-results.ts'
import {
  CourseFields,
  DosingFields,
  DurationFields,
  ReasonFields,
  TargetFields,
} from './plan-fields.tsx'
import { type CourseStep, type StepProps, stepPages } from './step-page.tsx'
import { PlanWarnings } from './warnings.tsx'

const PHASES = {
  initiating: 'Being started: a prescriber doses until two INRs in range are 7 days apart',
  maintaining: 'Maintenance: stable, dosed here by the protocol',
}

const PLAN_DATES = ['startedOn', 'stopOn', 'reviewOn', 'nextTestOn']

const change: CourseStep = {
  name: 'change',
  title: 'Change the treatment plan',
  button: 'Save the plan',
  act: editEpisode,
  dates: PLAN_DATES,
  initial: ({ episode }) => typedPlan(episode.plan),
  Fields: ({ form, course }) => (
    <>
      <PlanWarnings form={form} />
      <ReasonFields form={form} />
      <TargetFields form={form} />
      <DurationFields form={form} />
      <DosingFields form={form} />
      <CourseFields form={form} imported={course.episode.plan.howStarted === 'imported'} />
      <TextField form={form} name="changeReason" label="Why the plan is changed" />
    </>
  ),
}

/** A plan of another product keeps its words; what a dose hangs on is typed anew. */
const TYPED_ANEW = ['target', 'rangeLow', 'rangeHigh', 'dailyMg', 'duration']

const confirm: CourseStep = {
  name: 'confirm',
  title: 'Confirm the imported plan',
  button: 'Confirm the plan',
  act: confirmEpisode,
  dates: PLAN_DATES,
  initial: ({ episode }) =>
    Object.fromEntries(
      Object.entries(typedPlan(episode.plan)).filter(([name]) => !TYPED_ANEW.includes(name)),
    ),
  Fields: ({ form, course }) => (
    <>
      <PlanWarnings form={form} />
      <Imported course={course} />
      <TargetFields
        form={form}
        hint="From the letter or the yellow book, not from the list above"
      />
      <TextField
        form={form}
        name="dailyMg"
        label="Dose that the patient takes now"
        hint="Ask the patient. Mean dose a day in mg, like 4 or 4.5"
        width={5}
        inputMode="decimal"
        suffix="mg"
      />
      <ReasonFields form={form} />
      <DurationFields form={form} />
      <DosingFields form={form} />
      <CourseFields form={form} imported />
      <ChoiceField form={form} name="phase" legend="Treatment is" words={PHASES} />
      <DayField form={form} name="nextTestOn" legend="Next INR test" hint={nextTestHint(course)} />
    </>
  ),
}

const nextTestHint = ({ episode: { nextTestOn } }: ShownCourse): string =>
  nextTestOn === null
    ? 'The other product has none'
    : `Leave empty to keep ${clinicalDate(day(nextTestOn))}`

function Imported({ course }: { readonly course: ShownCourse }) {
  const { newest } = course
  const rows = course.facts
    .filter(({ field }) => field !== 'dailyMg')
    .map(({ label, value }) => ({ key: label, value }))
  return (
    <Details summary="What the other product says" open>
      <SummaryList
        rows={[
          ...rows,
          { key: 'Last INR', value: newest === undefined ? 'None' : lastInr(newest) },
          {
            key: 'Dose until that test',
            value:
              newest?.doseBeforeUg == null
                ? 'Not recorded'
                : `${formatMg(newest.doseBeforeUg)} a day`,
          },
        ]}
      />
    </Details>
  )
}

const lastInr = ({ comparator, tenths, sampledOn }: NonNullable<ShownCourse['newest']>): string =>
  `${formatInr({ comparator, tenths })} on ${clinicalDate(day(sampledOn))}`

const start: CourseStep = {
  name: 'start',
  title: 'Make treatment active',
  button: 'Make active',
  act: activateEpisode,
  dates: ['nextTestOn', ...TRANSFER_ROWS.map((row) => `inrOn-${row}`)],
  initial: () => ({}),
  Fields: StartFields,
}

function StartFields({ form, course }: StepProps) {
  const isTransfer = course.episode.plan.howStarted === 'transferred-in'
  return (
    <>
      {course.missing.length > 0 && (
        <InsetText>
          <p>The plan is not complete yet:</p>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {course.missing.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        </InsetText>
      )}
      {isTransfer && <TransferFields form={form} />}
      <ChoiceField
        form={form}
        name="phase"
        legend="Treatment is"
        hint={stabilityHint(course)}
        words={PHASES}
      />
      <DayField form={form} name="nextTestOn" legend="Next INR test" />
    </>
  )
}

const stabilityHint = ({ stable }: ShownCourse): string =>
  stable
    ? 'The INRs on record allow maintenance'
    : 'The INRs on record do not show stability yet: two in range, 7 days apart'

function TransferFields({ form }: { readonly form: TypedForm }) {
  return (
    <>
      <h2>From the transfer letter</h2>
      <TextField form={form} name="transferFrom" label="Service, and date of the letter" />
      <TextField
        form={form}
        name="dailyMg"
        label="Dose that the patient takes now"
        width={5}
        inputMode="decimal"
        suffix="mg"
      />
      {TRANSFER_ROWS.map((row) => (
        <div key={row} className="evk-row">
          <TextField
            form={form}
            name={`inr-${row}`}
            label={`INR ${row}`}
            width={4}
            inputMode="decimal"
          />
          <DayField form={form} name={`inrOn-${row}`} legend="Tested on" />
        </div>
      ))}
    </>
  )
}

const suspend: CourseStep = {
  name: 'suspend',
  title: 'Suspend treatment',
  button: 'Suspend',
  act: suspendEpisode,
  dates: ['until'],
  initial: () => ({}),
  Fields: ({ form }) => (
    <>
      <ChoiceField form={form} name="reason" legend="Why" words={SUSPEND_REASON_WORDS} />
      <NoteField form={form} name="note" label="What was agreed" rows={2} />
      <DayField
        form={form}
        name="until"
        legend="Restarting is reviewed on"
        hint="A pause always has an end. After this day it stands on the list of things missed."
      />
    </>
  ),
}

const resume: CourseStep = {
  name: 'resume',
  title: 'Resume treatment',
  button: 'Resume',
  act: resumeEpisode,
  dates: ['nextTestOn'],
  initial: () => ({}),
  Fields: ({ form }) => (
    <>
      <ChoiceField
        form={form}
        name="phase"
        legend="Treatment is"
        hint="After a pause the INR says nothing about the dose until two in range are 7 days apart"
        words={PHASES}
      />
      <DayField form={form} name="nextTestOn" legend="Next INR test" hint="Within 7 days" />
    </>
  ),
}

const end: CourseStep = {
  name: 'end',
  title: 'End treatment',
  button: 'End treatment',
  act: endEpisode,
  dates: ['endedOn'],
  initial: (_course, today) => typedBoxes('endedOn', today),
  Fields: ({ form }) => (
    <>
      <ChoiceField form={form} name="reason" legend="Why treatment ends" words={END_REASON_WORDS} />
      <NoteField
        form={form}
        name="note"
        label="What happened"
        hint="To which service, to which medicine, or which event"
        rows={2}
      />
      <DayField form={form} name="endedOn" legend="Last day of treatment" />
    </>
  ),
}

/** Every step on a course, each with its page. */
export const COURSE_STEPS = [change, confirm, start, suspend, resume, end].map((step) => ({
  name: step.name,
  ...stepPages(step),
}))
