import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import type { TypedForm } from '#web/register/typed-form.tsx'

/** Where somebody puts their name to what goes to the commissioner. */
export const SignedBox = ({
  form,
  legend = 'Signature',
  hint,
  signer,
  says,
}: {
  readonly form: TypedForm
  readonly legend?: string
  readonly hint: string
  readonly signer: string
  /** What is signed, after the name. */
  readonly says: string
}) => (
  <Checkboxes
    id="signed"
    name="signed"
    legend={{ text: legend, size: 's' }}
    hint={hint}
    small
    error={errorOf(form.findings, 'signed')}
    choices={[{ value: 'yes', text: `I, ${signer}, ${says}` }]}
  />
)
