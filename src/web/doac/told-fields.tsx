import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { ChoiceField, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import { NOT_YET } from '#workflow/doac-told-typed.ts'

const WAYS = {
  'handed-over': 'Told and handed over now',
  'read-back': 'By telephone',
  message: 'By a message that was acknowledged',
  letter: 'By letter',
}

/** How the patient knows what was decided; "not yet" puts it on a list until somebody tells (H16). */
export function ToldFields({
  form,
  mayWait = true,
}: {
  readonly form: TypedForm
  readonly mayWait?: boolean
}) {
  return (
    <>
      <ChoiceField
        form={form}
        name="toldHow"
        legend="The patient was told the dose and the next review"
        words={mayWait ? { ...WAYS, [NOT_YET]: 'Not yet' } : WAYS}
        conditional={{
          'read-back': (
            <Checkboxes
              id="readBack"
              name="readBack"
              small
              error={errorOf(form.findings, 'readBack')}
              choices={[{ value: 'yes', text: 'They read back the dose that is shown above' }]}
            />
          ),
        }}
      />
      <TextField form={form} name="toldWhom" label="To whom, if not the patient" width={20} />
    </>
  )
}
