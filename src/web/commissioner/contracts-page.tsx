import { clinicalDate, clinicalInstant } from '#base/day.ts'
import {
  monthInWords,
  PROVIDER_KIND_WORDS,
  supportInWords,
} from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button, ButtonLink } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { NOT_SENT, NoteField, type TypedForm } from '#web/register/typed-form.tsx'
import {
  type CommissionedContracts,
  type CommissionedShown,
  commissionedContracts,
} from '#workflow/offers-shown.ts'
import { withdrawOffer } from '#workflow/withdraw-offer.ts'
import { CONTRACTS, OFFER_CONTRACT, varyHref, withdrawHref } from './addresses.ts'
import { commissionerPage } from './commissioner-page.tsx'

/** GET /commissioner/contracts: with whom there is a contract, and what is offered and waits. */
export const contractsPage: PageHandler = (request) => listPage(request, NOT_SENT, 200)

/** POST /commissioner/contracts/offers/:offer/withdraw: an offer is taken back. */
export const withdrawPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const values = { ...fieldsOf(form), offerId: params['offer'] ?? '' }
  const outcome = await withdrawOffer.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: CONTRACTS }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return listPage(request, { values, findings: outcome.findings }, outcome.status)
}

async function listPage(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const shown = await commissionedContracts(request.house, request.caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { contracts, waiting, mayOffer } = shown
  return commissionerPage(
    { title: 'Contracts', place: 'contracts', status, errors: atItsOffer(form) },
    <>
      <p className="nhsuk-u-reading-width">
        What is offered binds a provider when it accepts, word for word. It sees everything that a
        contract says, and you see what it returns under it.
      </p>
      {mayOffer && <ButtonLink href={OFFER_CONTRACT}>Offer a contract</ButtonLink>}
      {waiting.length > 0 && <Waiting request={request} form={form} shown={shown} />}
      {contracts.length === 0 ? (
        <p>No provider has a contract with you yet.</p>
      ) : (
        <Held shown={shown} />
      )}
    </>,
  )
}

/** Each offer has a form of its own: what is wrong leads to the one that was sent. */
const reasonId = (offerId: string): string => `reason-${offerId}`

const atItsOffer = ({ values, findings }: TypedForm): TypedForm['findings'] =>
  findings.map((finding) =>
    finding.field === 'reason' ? { ...finding, field: reasonId(values['offerId'] ?? '') } : finding,
  )

type Props = { readonly shown: CommissionedContracts }

function Held({ shown: { contracts, mayOffer } }: Props) {
  return (
    <Table
      caption="Contracts"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Provider' },
        { heading: 'Contract' },
        { heading: 'From and to' },
        { heading: 'Levels' },
        { heading: 'Decision support' },
        { heading: 'Agreed' },
        { heading: 'Review' },
      ]}
      rows={contracts.map((each) => ({
        key: each.newest.contractId,
        cells: cellsOf(each, mayOffer),
      }))}
    />
  )
}

const cellsOf = ({ newest, title, review }: CommissionedShown, mayOffer: boolean) => [
  <span key="provider">
    {newest.providerName}
    <br />
    <span className="nhsuk-body-s">{PROVIDER_KIND_WORDS[newest.providerKind]}</span>
  </span>,
  <span key="contract">
    {newest.reference}, version {newest.version}
    <br />
    {title}
    {mayOffer && (
      <>
        <br />
        <a href={varyHref(newest.contractId)}>
          Offer a variation
          <span className="nhsuk-u-visually-hidden"> to {newest.providerName}</span>
        </a>
      </>
    )}
  </span>,
  `${clinicalDate(newest.from)} to ${clinicalDate(newest.to)}`,
  newest.levels.join(', '),
  supportInWords(newest.support),
  newest.offerId === null
    ? `Recorded by the provider: with ${newest.agreedWith}, ${clinicalDate(newest.agreedOn)}`
    : `Your offer, accepted ${clinicalDate(newest.agreedOn)}`,
  review === undefined ? (
    'No more'
  ) : review.isNow ? (
    <Tag key="review" colour="yellow">
      This month
    </Tag>
  ) : (
    monthInWords(review.in)
  ),
]

type WaitingProps = Props & { readonly request: PageRequest; readonly form: TypedForm }

function Waiting({ request, form, shown: { waiting, providers, mayOffer } }: WaitingProps) {
  const nameOf = (id: string) => providers.find((each) => each.id === id)?.name ?? 'not known'
  return (
    <>
      <h2 className="nhsuk-heading-m">Offered, not accepted yet</h2>
      {waiting.map((offer) => (
        <section key={offer.id}>
          <p>
            <strong>{nameOf(offer.forProviderId)}</strong>:{' '}
            {offer.contractId === null ? 'a contract' : 'a variation'}, {offer.reference}, from{' '}
            {clinicalDate(offer.effectiveOn)}. Offered {clinicalInstant(offer.offeredAt)} by{' '}
            {offer.offeredName}.
          </p>
          {mayOffer && (
            <PostForm
              action={withdrawHref(offer.id)}
              csrf={request.csrf}
              requestKey={request.key}
              className="evk-narrow"
            >
              <NoteField
                form={form.values['offerId'] === offer.id ? form : NOT_SENT}
                name="reason"
                id={reasonId(offer.id)}
                rows={1}
                label={`Why the offer of ${offer.reference} is taken back`}
              />
              <Button variant="secondary">Take it back</Button>
            </PostForm>
          )}
        </section>
      ))}
    </>
  )
}
