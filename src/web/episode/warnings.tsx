import { WARNING_REASON_WORDS } from '#register/plan-warnings.ts'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { ChoiceField, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import { warningCodes } from '#workflow/episode-form.ts'

/** What is unusual about the plan, and the reason that must be given for it to stand (H07). */
export function PlanWarnings({ form }: { readonly form: TypedForm }) {
  const warnings = form.findings.filter(({ field }) => field === 'warningReason')
  const isNoteMissing = form.findings.some(({ field }) => field === 'warningNote')
  if (warnings.length === 0 && !isNoteMissing) return <Acknowledged form={form} />
  const { warningsSeen } = form.values
  const seen = warnings.length === 0 ? warningsSeen : warningCodes(warnings)
  return (
    <WarningCallout heading="Check this before you save" headingLevel={2}>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {warnings.map(({ code, message }) => (
          <li key={code}>{message}</li>
        ))}
      </ul>
      <input type="hidden" name="warningsSeen" value={seen} />
      <ChoiceField
        form={{ values: form.values, findings: [] }}
        name="warningReason"
        legend="The plan is right all the same because"
        words={WARNING_REASON_WORDS}
        conditional={{ other: <TextField form={form} name="warningNote" label="Which reason" /> }}
      />
    </WarningCallout>
  )
}

/** A reason given already goes along while other things are put right. */
function Acknowledged({ form }: { readonly form: TypedForm }) {
  const given = ['warningsSeen', 'warningReason', 'warningNote'].filter(
    (name) => (form.values[name] ?? '') !== '',
  )
  return given.map((name) => (
    <input key={name} type="hidden" name={name} value={form.values[name]} />
  ))
}
