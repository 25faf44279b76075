import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import {
  DayField,
  HiddenField,
  ListField,
  linkedFindings,
  NOT_SENT,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { agreeContract, varyContract } from '#workflow/agree-contract.ts'
import { type ContractHeld, type ContractShown, contractShown } from '#workflow/contract-shown.ts'
import { notHere } from '#workflow/outcome.ts'
import { CONTRACT, NEW_CONTRACT, variationHref } from './addresses.ts'
import {
  CONTRACT_DATES,
  contractValues,
  DaysAndLevels,
  EffectiveField,
  SpecificationField,
} from './contract-fields.tsx'

/** GET /service/contract/new */
export const newContractPage: PageHandler = onlyFor('agree-contract', (request) =>
  newPage(request, NOT_SENT, 200),
)

/** POST: a contract; what was typed stays when it is refused. */
export const newContractPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const outcome = await agreeContract.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: CONTRACT }
  if (outcome.status === 403) return refusalPage(outcome)
  return newPage(request, { values, findings: outcome.findings }, outcome.status)
}

/** GET /service/contract/:contract/vary: the form with what holds now. */
export const variationPage: PageHandler = onlyFor('agree-contract', (request) =>
  variation(request, undefined, 200),
)

/** POST: another version of a contract. */
export const variationPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const values = { ...fieldsOf(form), contractId: params['contract'] ?? '' }
  const outcome = await varyContract.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: CONTRACT }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return variation(request, { values, findings: outcome.findings }, outcome.status)
}

const DATES = [...CONTRACT_DATES, 'agreedOn']

async function newPage(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const shown = await contractShown(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { commissioners, specifications } = shown
  return {
    kind: 'page',
    status,
    title: 'Record a contract',
    place: 'service',
    errors: linkedFindings(form.findings, DATES),
    main: (
      <>
        <BackLink href={CONTRACT}>Contract</BackLink>
        <h1 className="nhsuk-heading-l">Record a contract</h1>
        <p className="nhsuk-u-reading-width">
          What was agreed with the commissioner, as it was agreed. It is not changed afterwards: a
          variation is recorded beside it.
        </p>
        <ContractForm {...{ request, form, commissioners, specifications }} action={NEW_CONTRACT} />
      </>
    ),
  }
}

async function variation(
  request: PageRequest,
  typed: TypedForm | undefined,
  status: number,
): Promise<PageReply> {
  const shown = await contractShown(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const held = shown.contracts.find(({ newest }) => newest.id === request.params['contract'])
  if (held === undefined) return refusalPage(notHere('contract'))
  const form = typed ?? { values: valuesOf(held), findings: [] }
  const { id, reference } = held.newest
  return {
    kind: 'page',
    status,
    title: 'Record a variation',
    place: 'service',
    errors: linkedFindings(form.findings, DATES),
    main: (
      <>
        <BackLink href={CONTRACT}>Contract</BackLink>
        <h1 className="nhsuk-heading-l">Record a variation of {reference}</h1>
        <p className="nhsuk-u-reading-width">
          Change what was varied. What was agreed before stays on record, and holds for the months
          before. Where a month that was returned already counts otherwise by it, the next return
          says so.
        </p>
        <ContractForm
          {...{ request, form }}
          commissioners={shown.commissioners}
          specifications={shown.specifications}
          action={variationHref(id)}
          varies
        />
      </>
    ),
  }
}

const valuesOf = ({ newest }: ContractHeld): TypedForm['values'] => ({
  ...contractValues(newest),
  commissioner: newest.commissionerId ?? '',
  periodConfirmedBy: newest.periodConfirmedBy ?? '',
})

type FormProps = {
  readonly request: PageRequest
  readonly form: TypedForm
  readonly action: string
  readonly commissioners: ContractShown['commissioners']
  readonly specifications: ContractShown['specifications']
  readonly varies?: true
}

function ContractForm(props: FormProps) {
  const { request, form, action, varies, commissioners, specifications } = props
  const { csrf, key } = request
  return (
    <PostForm action={action} csrf={csrf} requestKey={key} className="evk-narrow">
      {varies && <HiddenField form={form} name="version" />}
      <SpecificationField form={form} specifications={specifications} />
      {commissioners.length > 0 && (
        <ListField
          form={form}
          name="commissioner"
          label="Commissioner"
          hint="It sees this contract and what is returned under it: figures, and none of your patients."
          words={Object.fromEntries(commissioners.map(({ id, name }) => [id, name]))}
          none="One that does not use Evenkeel here"
        />
      )}
      <TextField form={form} name="reference" label="The commissioner’s reference" width={20} />
      <DaysAndLevels form={form} />
      {varies && <EffectiveField form={form} />}
      <TextField
        form={form}
        name="agreedWith"
        label="Who agreed to it for the commissioner"
        hint="Name and post"
      />
      <DayField form={form} name="agreedOn" legend="Agreed on" />
      <TextField
        form={form}
        name="periodConfirmedBy"
        label="Who confirmed that the specification holds for these days (optional)"
        hint="Only where the contract lies outside the period that the specification prints. While this is empty, the page of the contract says that nobody has confirmed it."
      />
      <Button>{varies ? 'Record variation' : 'Record contract'}</Button>
    </PostForm>
  )
}
