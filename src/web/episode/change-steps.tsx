import { clinicalDate } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { OVERLAP_SOURCES } from '#register/overlap.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { ABANDON_REASONS, EARLY_REASONS, switchInWords } from '#register/switch-plan.ts'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { ChoiceField, DayField, ListField, NoteField } from '#web/register/typed-form.tsx'
import { abandonSwitch } from '#workflow/abandon-switch.ts'
import { beginOverlap } from '#workflow/begin-overlap.ts'
import { CONFIRMATIONS, confirmRemoval, REMOVAL_CONFIRMATIONS } from '#workflow/confirm-removal.ts'
import { extendOverlap } from '#workflow/extend-overlap.ts'
import { finishOverlap } from '#workflow/finish-overlap.ts'
import { planOverlap } from '#workflow/plan-overlap.ts'
import { OpenWork } from './change-of-medicine.tsx'
import { OVERLAP_RULES_WORDS } from './overlap-words.ts'
import { DosingFields, DurationFields, TargetFields } from './plan-fields.tsx'
import type { CourseStep, StepProps } from './step-page.tsx'
import { PlanWarnings } from './warnings.tsx'

/** Plans the change to warfarin: its plan, and from when to when both are taken. */
const overlap: CourseStep = {
  name: 'overlap',
  title: 'Change to warfarin: plan the overlap',
  button: 'Save the plan of the overlap',
  act: planOverlap,
  dates: ['fromOn', 'untilOn', 'stopOn', 'reviewOn'],
  initial: ({ episode }) => {
    const { duration, managementPlan, ...rest } = typedPlan(episode.plan)
    const dates = Object.entries(rest).filter(([name]) => /^(stopOn|reviewOn)/.test(name))
    return { ...Object.fromEntries(dates), ...(duration !== undefined && { duration }) }
  },
  Fields: PlanFields,
}

function PlanFields({ form, course }: StepProps) {
  const { medicine } = course.episode.plan
  return (
    <>
      <PlanWarnings form={form} />
      {isDoac(medicine) && (
        <InsetText>
          <p>
            From {medicine} to warfarin: {OVERLAP_RULES_WORDS[medicine]}. Source:{' '}
            {OVERLAP_SOURCES[medicine]}.
          </p>
        </InsetText>
      )}
      <NoteField form={form} name="note" label="Why the medicine is changed" rows={2} />
      <DayField form={form} name="fromOn" legend="First day of warfarin" />
      <DayField
        form={form}
        name="untilOn"
        legend={`Last day on which ${medicine} may be taken beside it`}
        hint="An overlap always has an end. After this day it escalates."
      />
      <h2>Plan of warfarin</h2>
      <TargetFields form={form} />
      <DurationFields form={form} />
      <DosingFields form={form} />
      <NoteField
        form={form}
        name="managementPlan"
        label="Management plan"
        hint="What was agreed with the patient: education, yellow book, who to call"
      />
    </>
  )
}

/** The day on which both begin to be taken. */
const begin: CourseStep = {
  name: 'begin',
  title: 'Begin the overlap',
  button: 'Begin: both are taken from today',
  act: beginOverlap,
  dates: ['nextTestOn'],
  initial: () => ({}),
  Fields: ({ form, course }) => (
    <>
      <Words course={course} />
      <DayField
        form={form}
        name="nextTestOn"
        legend="First INR test of warfarin"
        hint={`Just before the next dose of ${course.change?.oldMedicine ?? 'the old medicine'}`}
      />
    </>
  ),
}

const extend: CourseStep = {
  name: 'extend',
  title: 'Extend the overlap',
  button: 'Set the later last day',
  act: extendOverlap,
  dates: ['untilOn'],
  initial: () => ({}),
  Fields: ({ form, course }) => (
    <>
      <Words course={course} />
      <DayField form={form} name="untilOn" legend="New last day of both" />
      <NoteField form={form} name="note" label="Why both go on longer" rows={2} />
    </>
  ),
}

/** The old medicine is stopped: by the rule, or before it for a reason. */
const finish: CourseStep = {
  name: 'finish',
  title: 'Stop the old medicine',
  button: 'Stop it: warfarin goes on alone',
  act: finishOverlap,
  dates: ['stoppedOn'],
  initial: (_course, today) => typedBoxes('stoppedOn', today),
  Fields: FinishFields,
}

function FinishFields({ form, course }: StepProps) {
  const { change } = course
  const medicine = change?.oldMedicine ?? 'the old medicine'
  return (
    <>
      <Words course={course} />
      <DayField form={form} name="stoppedOn" legend={`Last dose of ${medicine} was on`} />
      {change?.rule?.endsBy.kind === 'inr' && (
        <Checkboxes
          id="beforeDose"
          name="beforeDose"
          small
          values={form.values['beforeDose'] === 'yes' ? ['yes'] : []}
          error={errorOf(form.findings, 'beforeDose')}
          choices={[
            { value: 'yes', text: `The INR was taken just before the next dose of ${medicine}` },
          ]}
        />
      )}
      <OpenWork form={form} course={course} />
      <ListField
        form={form}
        name="early"
        label="Stopped before the rule is met"
        words={EARLY_REASONS}
        none="No, by the rule"
      />
      <NoteField form={form} name="note" label="What happened" rows={2} />
    </>
  )
}

/** The change is given up: the old medicine goes on alone. */
const abandon: CourseStep = {
  name: 'abandon',
  title: 'Give the change up',
  button: 'Give the change up',
  act: abandonSwitch,
  dates: [],
  initial: () => ({}),
  Fields: ({ form, course }) => (
    <>
      <Words course={course} />
      <ChoiceField form={form} name="because" legend="Why" words={ABANDON_REASONS} />
      <NoteField
        form={form}
        name="note"
        label="What was agreed, and what the patient takes now"
        rows={2}
      />
    </>
  ),
}

/** What is left at home, the repeats, the pharmacy, the patient and the papers. */
const removed: CourseStep = {
  name: 'removed',
  title: 'Confirm that the old medicine is gone',
  button: 'Confirm: the change is done',
  act: confirmRemoval,
  dates: [],
  initial: () => ({}),
  Fields: ({ form, course }) => (
    <>
      <Words course={course} />
      {CONFIRMATIONS.map((name) => (
        <ChoiceField
          key={name}
          form={form}
          name={name}
          legend={REMOVAL_CONFIRMATIONS[name]}
          words={{ yes: 'Yes', no: 'No' }}
          inline
        />
      ))}
      <NoteField
        form={form}
        name="note"
        label="Whom you told at the practice and at the pharmacy"
        rows={2}
      />
    </>
  ),
}

function Words({ course: { change } }: Pick<StepProps, 'course'>) {
  if (change === null) return null
  return (
    <InsetText>
      <p>{switchInWords(change)}.</p>
      {change.rule !== null && change.state === 'overlapping' && (
        <p>
          {change.rule.says} Since {clinicalDate(change.fromOn)}. Source: {change.rule.source}.
        </p>
      )}
    </InsetText>
  )
}

/** The steps of an overlap, each on the course of the old medicine. */
export const CHANGE_STEPS = [overlap, begin, extend, finish, abandon, removed]
