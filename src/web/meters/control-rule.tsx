import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import {
  ChoiceField,
  DayField,
  NOT_SENT,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { type MetersShown, metersShown } from '#workflow/meters-shown.ts'
import { HOW_OFTEN, setControlRule } from '#workflow/set-control-rule.ts'
import { CONTROL_RULE, METERS } from './addresses.ts'
import { ruleInWords } from './meter-words.tsx'

/** GET /service/meters/control-rule: how often a control of a meter must have passed here. */
export const controlRulePage: PageHandler = onlyFor('manage-settings', (request) =>
  shownPage(request, NOT_SENT, 200),
)

export const controlRulePosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const outcome = await setControlRule.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: METERS }
  if (outcome.status === 403) return refusalPage(outcome)
  return shownPage(request, { values, findings: outcome.findings }, outcome.status)
}

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const shown = await metersShown(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    status,
    title: 'How often a control is asked for',
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={METERS}>Meters</BackLink>
        <h1 className="nhsuk-heading-l">How often a control is asked for</h1>
        <p className="nhsuk-u-reading-width">
          An INR of a meter of this site without a control in date gets no dose: the nurse records a
          control, uses another meter or takes a venous sample. Each meter has to be in the
          register, and the expiry of the strips has to be known.
        </p>
        <RuleForm request={request} shown={shown} form={form} />
        <Before shown={shown} />
      </>
    ),
  }
}

type Props = {
  readonly request: PageRequest
  readonly shown: MetersShown
  readonly form: TypedForm
}

function RuleForm({ request: { csrf, key }, shown, form }: Props) {
  const days = <TextField form={form} name="days" label="Days" width={2} inputMode="numeric" />
  return (
    <PostForm action={CONTROL_RULE} csrf={csrf} requestKey={key} className="evk-narrow">
      <input type="hidden" name="version" value={form.values['version'] ?? `${shown.version}`} />
      <ChoiceField
        form={form}
        name="how"
        legend="A control must have passed"
        hint="Guidance in the UK asks for one at each clinic; the maker of the meter may ask for more."
        words={HOW_OFTEN}
        conditional={{ every: days }}
      />
      <DayField
        form={form}
        name="from"
        legend="From"
        hint="Leave empty for today. What was to come from that day or later is replaced."
      />
      <NoteField
        form={form}
        name="source"
        label="Where this comes from"
        hint="Like the specification of the service, with its section"
        rows={2}
      />
      <Button>Set this</Button>
    </PostForm>
  )
}

/** Every rule there was, is, or is to come. */
function Before({ shown: { rules } }: { readonly shown: MetersShown }) {
  if (rules.length === 0) return <p>Nobody has decided this here yet.</p>
  return (
    <>
      <h2 className="nhsuk-heading-m">What was decided</h2>
      <ul>
        {rules.toReversed().map((rule) => (
          <li key={`${rule.from} ${rule.source}`}>{ruleInWords(rule)}</li>
        ))}
      </ul>
    </>
  )
}
