import { capitalised } from '#base/capitalised.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import { nextReviewWithin } from '#clinical/doac/monitoring-words.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import { END_REASON_WORDS } from '#register/phases.ts'
import { SUSPEND_REASON_WORDS } from '#register/suspension.ts'
import { ChoiceField, DayField, NoteField } from '#web/register/typed-form.tsx'
import { endEpisode } from '#workflow/end-episode.ts'
import { resumeEpisode } from '#workflow/resume-episode.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'
import { BridgeEndFields } from './bridge-end-fields.tsx'
import { ACTIVE_PHASES } from './phase-words.ts'
import { FirstReview } from './start-step.tsx'
import type { CourseStep } from './step-page.tsx'

/** Pauses treatment. */
export const suspend: CourseStep = {
  name: 'suspend',
  title: 'Suspend treatment',
  button: 'Suspend',
  act: suspendEpisode,
  dates: ['until'],
  initial: ({ me, owners }) => ({ owner: owners.some(({ id }) => id === me) ? me : '' }),
  Fields: ({ form, course }) => (
    <>
      <ChoiceField form={form} name="reason" legend="Why" words={SUSPEND_REASON_WORDS} />
      <NoteField form={form} name="note" label="What was agreed" rows={2} />
      <DayField
        form={form}
        name="until"
        legend="Restarting is reviewed on"
        hint="A pause always has an end"
      />
      <ChoiceField
        form={form}
        name="owner"
        legend="Who reviews it"
        hint="The day after, it is a task of this person, and escalates"
        words={Object.fromEntries(course.owners.map(({ id, name }) => [id, name]))}
      />
    </>
  ),
}

/** Ends a pause. */
export const resume: CourseStep = {
  name: 'resume',
  title: 'Resume treatment',
  button: 'Resume',
  act: resumeEpisode,
  dates: ['nextTestOn'],
  initial: () => ({}),
  Fields: ({ form, course }) =>
    isDoac(course.episode.plan.medicine) ? (
      <FirstReview form={form} hint={capitalised(nextReviewWithin(course.monitoring))} />
    ) : (
      <>
        <ChoiceField
          form={form}
          name="phase"
          legend="Treatment is"
          hint="After a pause the INR says nothing about the dose until two in range are 7 days apart"
          words={ACTIVE_PHASES}
        />
        <DayField form={form} name="nextTestOn" legend="Next INR test" hint="Within 7 days" />
      </>
    ),
}

/** Why treatment is ended from here; what only another act says is left out. */
const { 'change-abandoned': _ofChange, ...REASON_WORDS } = END_REASON_WORDS

/** Ends treatment. */
export const end: CourseStep = {
  name: 'end',
  title: 'End treatment',
  button: 'End treatment',
  act: endEpisode,
  dates: ['endedOn'],
  initial: (_course, today) => typedBoxes('endedOn', today),
  Fields: ({ form, course }) => (
    <>
      <BridgeEndFields form={form} end={course.bridgeEnd} />
      <ChoiceField form={form} name="reason" legend="Why treatment ends" words={REASON_WORDS} />
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
