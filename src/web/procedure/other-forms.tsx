import { typedBoxes } from '#register/patient-typed.ts'
import { NOT_RESTARTING_WORDS, POSTPONE_WORDS } from '#register/procedure-words.ts'
import { errorOf } from '#web/parts/findings.ts'
import { SecondInr } from '#web/parts/second-inr.tsx'
import {
  ChoiceField,
  DayField,
  ListField,
  NoteField,
  TextField,
} from '#web/register/typed-form.tsx'
import { DeedForm, type Running } from './deed-form.tsx'

type Props = { readonly running: Running }

/** A later day for the restart. */
export function PostponeForm({ running }: Props) {
  const { form } = running
  return (
    <DeedForm running={running} deed="postpone" button="Put the restart on this day">
      <DayField form={form} name="laterOn" legend="Restart on" hint="Within 7 days" />
      <ChoiceField form={form} name="laterReason" legend="Why later" words={POSTPONE_WORDS} />
      <NoteField form={form} name="laterNote" label="Who advised it, and why" rows={2} />
    </DeedForm>
  )
}

/** The decision not to restart, with the day on which that is looked at again. */
export function NotRestartForm({ running }: Props) {
  const { form } = running
  return (
    <DeedForm running={running} deed="not-restart" button="Decide not to restart">
      <ChoiceField form={form} name="notReason" legend="Why not" words={NOT_RESTARTING_WORDS} />
      <DayField
        form={form}
        name="reviewOn"
        legend="Looked at again on"
        hint="Treatment is paused until then"
      />
      <NoteField form={form} name="notNote" label="What was decided, and with whom" rows={2} />
    </DeedForm>
  )
}

/** Another person for the restart. */
export function AssignForm({ running }: Props) {
  const { page, shown, form } = running
  const words = Object.fromEntries(page.owners.map(({ id, name }) => [id, name]))
  const values = { owner: shown.plan.owner, ...form.values }
  return (
    <DeedForm running={running} deed="assign" button="Hand over the restart">
      <ListField
        form={{ ...form, values }}
        name="owner"
        label="Restart is with"
        words={words}
        none="Choose a person"
      />
    </DeedForm>
  )
}

const METHODS = {
  'provider-meter': 'Meter here',
  laboratory: 'Laboratory',
  'own-meter': 'Own meter',
} as const

/** An INR while warfarin is stopped; no dose follows from it. */
export function InrForm({ running }: Props) {
  const values = { ...typedBoxes('sampledOn', running.page.today), ...running.form.values }
  const form = { ...running.form, values }
  return (
    <DeedForm running={running} deed="inr" button="Save the INR">
      <TextField form={form} name="inr" label="INR" width={4} />
      <SecondInr label="INR, typed once more" error={errorOf(form.findings, 'inrAgain')} />
      <ChoiceField form={form} name="method" legend="Measured by" words={METHODS} inline />
      <TextField form={form} name="meter" label="Meter" width={20} />
      <TextField form={form} name="stripLot" label="Strip lot" width={10} />
      <TextField form={form} name="stripExpiry" label="Strips expire" width={10} />
      <DayField form={form} name="sampledOn" legend="Sample taken on" />
      <NoteField form={form} name="inrNote" label="Note" rows={2} />
    </DeedForm>
  )
}
