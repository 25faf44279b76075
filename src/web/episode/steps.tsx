import { isDoac } from '#clinical/doac/doac.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { TextField } from '#web/register/typed-form.tsx'
import { editEpisode } from '#workflow/edit-episode.ts'
import { CHANGE_STEPS } from './change-steps.tsx'
import { confirm } from './confirm-step.tsx'
import { DoacFields } from './doac-fields.tsx'
import { initiate } from './initiate-step.tsx'
import { end, resume, suspend } from './pause-steps.tsx'
import {
  CourseFields,
  DosingFields,
  DurationFields,
  ReasonFields,
  TargetFields,
} from './plan-fields.tsx'
import { start } from './start-step.tsx'
import { type CourseStep, stepPages } from './step-page.tsx'
import { stopStep, switchStep } from './switch-step.tsx'
import { target } from './target-step.tsx'
import { PlanWarnings } from './warnings.tsx'

const change: CourseStep = {
  name: 'change',
  title: 'Change the treatment plan',
  button: 'Save the plan',
  act: editEpisode,
  dates: ['startedOn', 'stopOn', 'reviewOn', 'treatedSince'],
  initial: ({ episode }) => typedPlan(episode.plan),
  Fields: ({ form, course }) => (
    <>
      <PlanWarnings form={form} />
      {isDoac(course.episode.plan.medicine) ? (
        <>
          <DoacFields form={form} />
          <DurationFields form={form} />
        </>
      ) : (
        <>
          <ReasonFields form={form} />
          <TargetFields form={form} />
          <DurationFields form={form} />
          <DosingFields form={form} />
        </>
      )}
      <CourseFields form={form} imported={course.episode.plan.howStarted === 'imported'} />
      <TextField form={form} name="changeReason" label="Why the plan is changed" />
    </>
  ),
}

/** Every step on a course, each with its page. */
export const COURSE_STEPS = [
  change,
  confirm,
  initiate,
  start,
  suspend,
  resume,
  switchStep,
  stopStep,
  target,
  ...CHANGE_STEPS,
  end,
].map((step) => ({
  name: step.name,
  act: step.act.name,
  ...stepPages(step),
}))
