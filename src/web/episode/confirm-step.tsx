import { clinicalDate, day } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import { FLAG_WORDS } from '#register/patient-flags.ts'
import { typedValve } from '#register/patient-typed.ts'
import { KNOWN_WORDS } from '#register/patient-words.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { ValveFields } from '#web/register/patient-fields.tsx'
import { ChoiceField, DayField, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import { confirmEpisode } from '#workflow/confirm-episode.ts'
import type { ShownCourse } from '#workflow/patient-plans.ts'
import { LastWeekFields } from './last-week-fields.tsx'
import { ACTIVE_PHASES } from './phase-words.ts'
import {
  CourseFields,
  DosingFields,
  DurationFields,
  ReasonFields,
  TargetFields,
} from './plan-fields.tsx'
import { phaseByInrs, stabilityHint } from './start-step.tsx'
import type { CourseStep } from './step-page.tsx'
import { PlanWarnings } from './warnings.tsx'

const PLAN_DATES = ['startedOn', 'stopOn', 'reviewOn', 'nextTestOn']

/** A plan of another product keeps its words; what a dose hangs on is typed anew. */
const TYPED_ANEW = ['target', 'rangeLow', 'rangeHigh', 'dailyMg', 'duration']

/** Confirms a plan that another product's export brought. */
export const confirm: CourseStep = {
  name: 'confirm',
  title: 'Confirm the imported plan',
  button: 'Confirm the plan',
  act: confirmEpisode,
  dates: PLAN_DATES,
  initial: (course, _today, { details }) => ({
    ...typedValve(details),
    phase: phaseByInrs(course),
    ...Object.fromEntries(
      Object.entries(typedPlan(course.episode.plan)).filter(([name]) => !TYPED_ANEW.includes(name)),
    ),
  }),
  Fields: ({ form, course, today }) => (
    <>
      <PlanWarnings form={form} />
      <TargetFields form={form} hint="From the letter or the yellow book, not from this screen" />
      <TextField
        form={form}
        name="dailyMg"
        label="Dose that the patient takes now"
        hint="Ask the patient. Mean dose a day in mg, like 4 or 4.5"
        width={5}
        inputMode="decimal"
        suffix="mg"
      />
      {course.episode.plan.medicine === 'warfarin' && <LastWeekFields form={form} today={today} />}
      <ReasonFields form={form} />
      <DurationFields form={form} />
      <ValveQuestions form={form} />
      <DosingFields form={form} />
      <CourseFields form={form} imported />
      <ChoiceField
        form={form}
        name="phase"
        legend="Treatment is"
        hint={stabilityHint(course)}
        words={ACTIVE_PHASES}
      />
      <DayField form={form} name="nextTestOn" legend="Next INR test" hint={nextTestHint(course)} />
    </>
  ),
  Aside: Imported,
}

const nextTestHint = ({ episode: { nextTestOn } }: ShownCourse): string =>
  nextTestOn === null
    ? 'The other product has none'
    : `Leave empty to keep ${clinicalDate(day(nextTestOn))}`

/** What an export does not say and a dose hangs on. */
function ValveQuestions({ form }: { readonly form: TypedForm }) {
  return (
    <>
      <ChoiceField
        form={form}
        name="mechanicalValve"
        legend={FLAG_WORDS.mechanicalValve}
        words={KNOWN_WORDS}
        conditional={{ yes: <ValveFields form={form} /> }}
      />
      <ChoiceField
        form={form}
        name="antiphospholipid"
        legend={FLAG_WORDS.antiphospholipid}
        words={KNOWN_WORDS}
        inline
      />
    </>
  )
}

function Imported({ course }: { readonly course: ShownCourse }) {
  const { newest } = course
  const rows = course.facts
    .filter(({ field }) => field !== 'dailyMg')
    .map(({ label, value }) => ({ key: label, value }))
  return (
    <section aria-labelledby="other-product">
      <h2 id="other-product">What the other product says</h2>
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
    </section>
  )
}

const lastInr = ({ comparator, tenths, sampledOn }: NonNullable<ShownCourse['newest']>): string =>
  `${formatInr({ comparator, tenths })} on ${clinicalDate(day(sampledOn))}`
