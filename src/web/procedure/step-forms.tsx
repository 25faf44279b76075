import { day } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { latestTestAfter } from '#clinical/procedure/step-rules.ts'
import { lastWorkingDay } from '#clinical/procedure/steps.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import {
  CALL_OFF_WORDS,
  FOLLOWED_STEP_WORDS,
  MARK_WORDS,
  RESTART_KNOWN_WORDS,
} from '#register/procedure-words.ts'
import { ChoiceField, DayField, NoteField, TextField } from '#web/register/typed-form.tsx'
import { DeedForm, type Running } from './deed-form.tsx'

type Props = { readonly running: Running; readonly isPrimary?: boolean }

/** The steps before the procedure that nobody has recorded yet. */
export function StepForm({ running, isPrimary = false }: Props) {
  const due = running.shown.due.filter(({ step }) => step !== 'procedure')
  const [first] = due
  if (first === undefined) return null
  const words = Object.fromEntries(due.map(({ step }) => [step, FOLLOWED_STEP_WORDS[step]]))
  const form = { ...running.form, values: { procedureStep: first.step, ...running.form.values } }
  return (
    <DeedForm running={running} deed="step" button="Record the step" isPrimary={isPrimary}>
      <ChoiceField form={form} name="procedureStep" legend="Step" words={words} />
      <ChoiceField form={form} name="how" legend="What became of it" words={MARK_WORDS} inline />
      <NoteField form={form} name="stepNote" label="Note" rows={2} />
    </DeedForm>
  )
}

/** Whether the procedure took place. */
export function OutcomeForm({ running, isPrimary = false }: Props) {
  const { shown } = running
  const values = {
    ...typedBoxes('doneOn', day(shown.plan.procedureOn)),
    ...running.form.values,
  }
  const form = { ...running.form, values }
  return (
    <DeedForm running={running} deed="outcome" button="Record the procedure" isPrimary={isPrimary}>
      <ChoiceField
        form={form}
        name="outcome"
        legend="What became of the procedure"
        words={{ done: 'It took place', 'called-off': 'It was called off: restart at once' }}
        conditional={{
          done: <DayField form={form} name="doneOn" legend="Day of the procedure" />,
          'called-off': (
            <ChoiceField form={form} name="callOffReason" legend="Why" words={CALL_OFF_WORDS} />
          ),
        }}
      />
      <NoteField form={form} name="outcomeNote" label="Note" rows={2} />
    </DeedForm>
  )
}

/** That treatment is taken again, since when and how that is known. */
export function RestartForm({ running, isPrimary = false }: Props) {
  const { shown, page } = running
  const { plan } = shown
  const due = day(plan.restartDueOn)
  const test = lastWorkingDay(page.today, latestTestAfter(due, page.today))
  const values = { ...typedBoxes('nextTestOn', test), ...running.form.values }
  const form = { ...running.form, values }
  return (
    <DeedForm running={running} deed="restart" button="Record the restart" isPrimary={isPrimary}>
      <DayField form={form} name="restartedOn" legend="Day of the first dose" />
      {plan.restartUg !== null && (
        <ChoiceField
          form={form}
          name="takes"
          legend="Dose that is taken"
          words={{
            'as-planned': `${formatMg(plan.restartUg)} a day, as planned`,
            other: 'Another dose (a prescriber decides)',
          }}
          conditional={{
            other: (
              <TextField
                form={form}
                name="takesDose"
                label="mg a day"
                width={4}
                inputMode="decimal"
              />
            ),
          }}
        />
      )}
      <ChoiceField
        form={form}
        name="knownBy"
        legend="How that is known"
        words={RESTART_KNOWN_WORDS}
      />
      {plan.restartUg !== null && (
        <DayField
          form={form}
          name="nextTestOn"
          legend="First INR after the restart"
          hint="Within a week of the restart"
        />
      )}
      <NoteField form={form} name="restartNote" label="Note" rows={2} />
    </DeedForm>
  )
}
