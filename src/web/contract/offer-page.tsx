import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import { acceptOffer } from '#workflow/accept-offer.ts'
import { type OfferShown, offerShown } from '#workflow/offers-shown.ts'
import { CONTRACT, offerHref } from './addresses.ts'
import { SpecificationSections } from './specification-sections.tsx'
import { supportInWords } from './specification-words.ts'

/** GET /service/contract/offers/:offer: what a commissioner offers, with everything that it would bind the provider to. */
export const offerPage: PageHandler = (request) => shownPage(request, NOT_SENT, 200)

/** POST: it is accepted, or the page says what keeps it. */
export const offerPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const values = { ...fieldsOf(form), offerId: params['offer'] ?? '' }
  const outcome = await acceptOffer.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: CONTRACT }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shownPage(request, { values, findings: outcome.findings }, outcome.status)
}

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const question = { offerId: request.params['offer'] ?? '' }
  const shown = await offerShown(request.house, request.caller, question)
  if (shown.kind === 'refused') return refusalPage(shown)
  const { offer, specification, providerKind, isAccepted, mayAccept } = shown
  const title = `Offer of ${offer.reference}`
  return {
    kind: 'page',
    status,
    title,
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={CONTRACT}>Contract</BackLink>
        <h1 className="nhsuk-heading-l">{title}</h1>
        <State shown={shown} />
        <Terms shown={shown} />
        {specification !== undefined && (
          <SpecificationSections released={specification} kind={providerKind} />
        )}
        {!isAccepted && offer.endedBecause === null && mayAccept && (
          <AcceptForm request={request} form={form} shown={shown} />
        )}
      </>
    ),
  }
}

type Props = { readonly shown: OfferShown }

function State({ shown: { offer, isAccepted, mayAccept } }: Props) {
  const says = isAccepted
    ? 'It is accepted, and is your contract.'
    : offer.endedBecause !== null
      ? `It was taken back: ${offer.endedBecause}`
      : mayAccept
        ? 'It binds nobody until you accept it, at the end of this page.'
        : 'It binds nobody until the practice manager accepts it.'
  return (
    <InsetText>
      <p>{says}</p>
    </InsetText>
  )
}

const Terms = ({ shown: { offer } }: Props) => (
  <SummaryList
    rows={[
      {
        key: 'Offered',
        value: `${clinicalInstant(offer.offeredAt)} by ${offer.offeredName}, ${offer.commissionerName}`,
      },
      {
        key: 'What it is',
        value:
          offer.variesVersion === null
            ? 'A new contract'
            : `A variation of version ${offer.variesVersion} of your contract, from ${clinicalDate(offer.effectiveOn)}`,
      },
      { key: 'From and to', value: `${clinicalDate(offer.from)} to ${clinicalDate(offer.to)}` },
      { key: 'Levels', value: offer.levels.join(', ') },
      { key: 'Decision support', value: supportInWords(offer.support) },
    ]}
  />
)

type FormProps = Props & { readonly request: PageRequest; readonly form: TypedForm }

function AcceptForm({ request: { csrf, key }, form, shown: { offer } }: FormProps) {
  return (
    <PostForm action={offerHref(offer.id)} csrf={csrf} requestKey={key} className="evk-narrow">
      <Checkboxes
        id="accepted"
        name="accepted"
        legend={{ text: 'Accept it', size: 's' }}
        hint="What is accepted stays as it is. The commissioner sees it, and what is returned under it: figures, and none of your patients."
        small
        error={errorOf(form.findings, 'accepted')}
        choices={[{ value: 'yes', text: 'We accept the contract as it stands here' }]}
      />
      <Button>Accept</Button>
    </PostForm>
  )
}
