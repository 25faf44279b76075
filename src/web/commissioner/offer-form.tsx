import { poundsToType } from '#contract/edited-components.ts'
import {
  CONTRACT_DATES,
  contractValues,
  DaysAndLevels,
  EffectiveField,
  SpecificationField,
} from '#web/contract/contract-fields.tsx'
import { PROVIDER_KIND_WORDS } from '#web/contract/specification-words.ts'
import { onlyFor } from '#web/door/only-for.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import {
  HiddenField,
  ListField,
  linkedFindings,
  NOT_SENT,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { offerContract } from '#workflow/offer-contract.ts'
import {
  type CommissionedContracts,
  type CommissionedShown,
  commissionedContracts,
} from '#workflow/offers-shown.ts'
import { notHere } from '#workflow/outcome.ts'
import { CONTRACTS, OFFER_CONTRACT, varyHref } from './addresses.ts'
import { commissionerPage } from './commissioner-page.tsx'

/** GET /commissioner/contracts/new */
export const offerPage: PageHandler = onlyFor('offer-contract', (request) =>
  shownPage(request, NOT_SENT, 200),
)

/** POST: it is offered; what was typed stays when it is refused. */
export const offerPosted: PageHandler = (request) => posted(request, {})

/** GET /commissioner/contracts/:contract/vary: the form with what holds now. */
export const varyPage: PageHandler = onlyFor('offer-contract', (request) =>
  shownPage(request, undefined, 200),
)

/** POST: a variation is offered. */
export const varyPosted: PageHandler = (request) =>
  posted(request, { contractId: request.params['contract'] ?? '' })

async function posted(
  request: PageRequest,
  of: Readonly<Record<string, string>>,
): Promise<PageReply> {
  const { house, caller, key, form } = request
  const values = { ...fieldsOf(form), ...of }
  const outcome = await offerContract.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: CONTRACTS }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shownPage(request, { values, findings: outcome.findings }, outcome.status)
}

async function shownPage(
  request: PageRequest,
  typed: TypedForm | undefined,
  status: number,
): Promise<PageReply> {
  const shown = await commissionedContracts(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const contractId = request.params['contract']
  const varied = shown.contracts.find(({ newest }) => newest.contractId === contractId)
  if (contractId !== undefined && varied === undefined) return refusalPage(notHere('contract'))
  const form = typed ?? (varied && { values: valuesOf(varied), findings: [] }) ?? NOT_SENT
  return commissionerPage(
    {
      title:
        varied === undefined
          ? 'Offer a contract'
          : `Offer ${varied.newest.providerName} a variation of ${varied.newest.reference}`,
      place: 'contracts',
      back: { href: CONTRACTS, text: 'Contracts' },
      status,
      errors: linkedFindings(form.findings, CONTRACT_DATES),
    },
    <OfferForm request={request} form={form} shown={shown} varied={varied} />,
  )
}

const valuesOf = ({ newest }: CommissionedShown): TypedForm['values'] => ({
  ...contractValues(newest),
  ...(newest.support !== null && {
    supportName: newest.support.name,
    supportCost: poundsToType(newest.support.pence),
  }),
})

type Props = {
  readonly request: PageRequest
  readonly form: TypedForm
  readonly shown: CommissionedContracts
  readonly varied: CommissionedShown | undefined
}

function OfferForm({ request: { csrf, key }, form, shown, varied }: Props) {
  const providers = shown.providers.map(({ id, name, kind }) => [
    id,
    `${name}, ${PROVIDER_KIND_WORDS[kind]}`,
  ])
  const action = varied === undefined ? OFFER_CONTRACT : varyHref(varied.newest.contractId)
  return (
    <PostForm action={action} csrf={csrf} requestKey={key} className="evk-narrow">
      {varied === undefined ? (
        <ListField
          form={form}
          name="providerId"
          label="Provider"
          words={Object.fromEntries(providers)}
          none="Choose"
        />
      ) : (
        <HiddenField form={form} name="version" />
      )}
      <SpecificationField form={form} specifications={shown.specifications} />
      <TextField form={form} name="reference" label="Your reference of the contract" width={20} />
      <DaysAndLevels form={form} />
      <TextField
        form={form}
        name="supportName"
        label="Decision support system that you pay towards (optional)"
        hint="Leave it empty where its cost is within the price"
      />
      <TextField
        form={form}
        name="supportCost"
        label="At most, in pounds a year"
        width={10}
        inputMode="decimal"
      />
      {varied !== undefined && <EffectiveField form={form} />}
      <Button>{varied === undefined ? 'Offer this contract' : 'Offer this variation'}</Button>
    </PostForm>
  )
}
