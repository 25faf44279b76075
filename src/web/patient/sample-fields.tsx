import { errorOf } from '#web/parts/findings.ts'
import { SecondInr } from '#web/parts/second-inr.tsx'
import { ChoiceField, DayField, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import { SAMPLED_HOURS } from './inr-entry.tsx'

type FieldsProps = { readonly form: TypedForm }

/** Whose the paper is comes from it each time, never from the page itself. */
export const IdentityOn = ({ form, paper }: FieldsProps & { readonly paper: string }) => (
  <TextField
    form={{ ...form, values: {} }}
    attributes={{ 'data-no-paste': true, 'data-no-draft': true }}
    name="identity"
    label={`Initials and year of birth on the ${paper}, like MH 1942`}
    width={10}
  />
)

/** An INR that is typed from paper, twice. */
export const InrTwice = ({ form }: FieldsProps) => (
  <>
    <TextField form={form} name="inr" label="INR" width={4} inputMode="decimal" />
    <SecondInr label="INR once more" error={errorOf(form.findings, 'inrAgain')} />
  </>
)

/** When a sample of the past was taken; in the night when the clocks go back an hour happens twice. */
export function WhenSampled({ form, time }: FieldsProps & { readonly time: string }) {
  const isTwice =
    form.values['sampledHour'] !== undefined || errorOf(form.findings, 'sampledHour') !== undefined
  return (
    <>
      <DayField form={form} name="sampledOn" legend="Date of the sample" />
      <TextField form={form} name="sampledTime" label={time} hint="Like 09:40" width={5} />
      {isTwice && (
        <ChoiceField
          form={form}
          name="sampledHour"
          legend="Which of the two?"
          words={SAMPLED_HOURS}
          inline
        />
      )}
    </>
  )
}
