import { clinicalInstant } from '#base/day.ts'
import { UNPAID_REASONS } from '#contract/paid-facts.ts'
import { commissionerPage } from '#web/commissioner/commissioner-page.tsx'
import { monthInWords, pounds } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import { type ClaimToDecide, claimToDecide } from '#workflow/claims-received.ts'
import { decideClaim, proposeClaimDecision } from '#workflow/decide-claim.ts'
import type { Refused } from '#workflow/outcome.ts'
import { CLAIM_AGAIN_REASONS } from '#workflow/submit-claim.ts'
import { CLAIMS_RECEIVED, receivedClaimHref } from './addresses.ts'
import { ClaimSteps } from './claim-steps.tsx'
import { ClaimSums } from './claim-sums.tsx'
import { quarterInWords, UNPAID_WORDS } from './claim-words.tsx'
import { StateTag } from './claims-received-page.tsx'
import { DecideForm, ProposeForm } from './decide-forms.tsx'

/** GET /commissioner/claims/:claim: what one provider claims, and what is proposed and decided on it. */
export const receivedClaimPage: PageHandler = (request) => shownPage(request, NOT_SENT, 200)

/** POST: proposes what to do with it. */
export const proposePosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const claimId = params['claim'] ?? ''
  const values = { ...fieldsOf(form), claimId }
  const outcome = await proposeClaimDecision.run(house, caller, key, values)
  return outcome.kind === 'done' ? opened(claimId) : refusedPage(request, values, outcome)
}

/** POST /commissioner/claims/:claim/decide: decides on what another person has proposed, or sends it back. */
export const decidePosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const claimId = params['claim'] ?? ''
  const values = { ...fieldsOf(form), claimId }
  const outcome = await decideClaim.run(house, caller, key, values)
  return outcome.kind === 'done' ? opened(claimId) : refusedPage(request, values, outcome)
}

const opened = (claimId: string): PageReply => ({
  kind: 'redirect',
  to: receivedClaimHref(claimId),
})

const refusedPage = (
  request: PageRequest,
  values: TypedForm['values'],
  refusal: Refused,
): PageReply | Promise<PageReply> =>
  refusal.status === 404
    ? refusalPage(refusal)
    : shownPage(request, { values, findings: refusal.findings }, refusal.status)

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await claimToDecide(house, caller, { claimId: params['claim'] ?? '' })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { claim } = shown
  return commissionerPage(
    {
      title: `${claim.providerName}: ${quarterInWords(claim.quarter)}`,
      place: 'claims-received',
      back: { href: CLAIMS_RECEIVED, text: 'Claims' },
      status,
      errors: form.findings,
    },
    <>
      <Claimed shown={shown} />
      <ClaimSteps steps={shown.steps} />
      {shown.isOvertaken ? (
        <p>The provider has submitted this claim again: decide on the newest version.</p>
      ) : (
        <>
          <ProposeForm request={request} form={form} shown={shown} />
          <DecideForm request={request} form={form} shown={shown} />
        </>
      )}
    </>,
  )
}

function Claimed({ shown }: { readonly shown: ClaimToDecide }) {
  const { claim, components, state, number, payment, disputes } = shown
  const { sums } = claim
  const of = (part: 'line' | 'adjustment') => sums.filter((sum) => sum.part === part)
  return (
    <>
      <p>
        <StateTag state={state} />
      </p>
      {of('line').length > 0 && (
        <ClaimSums caption="What is claimed" sums={of('line')} components={components} />
      )}
      {of('adjustment').length > 0 && (
        <ClaimSums
          caption="What earlier claims are put right by"
          sums={of('adjustment')}
          components={components}
        />
      )}
      <SummaryList
        rows={[
          ...claim.recoveries.map(({ quarter, pence }) => ({
            key: `Overpaid for ${quarterInWords(quarter)}, given back`,
            value: pounds(-pence),
          })),
          {
            key: claim.totalPence < 0 ? 'Total, a credit' : 'Total',
            value: <strong>{pounds(claim.totalPence)}</strong>,
          },
          ...UNPAID_REASONS.flatMap((because) =>
            claim.notPaid[because] === undefined
              ? []
              : [{ key: `Not paid: ${claim.notPaid[because]}`, value: UNPAID_WORDS[because] }],
          ),
          ...disputes.map(({ month: of2, paidTo, patients }) => ({
            key: `Also claimed by ${paidTo}`,
            value: `${monthInWords(of2 as typeof claim.quarter)}: ${patients}`,
          })),
          { key: 'Invoice', value: `${number}, contract ${claim.reference}` },
          {
            key: 'Submitted',
            value: `${clinicalInstant(claim.submittedAt)}, signed by ${claim.signedName}, version ${claim.version}`,
          },
          ...(claim.reason === null
            ? []
            : [{ key: 'Why again', value: againInWords(claim.reason) }]),
          {
            key: 'Made of',
            value: claim.months
              .map((each) => `return of ${monthInWords(each.month)}, version ${each.returnVersion}`)
              .join('; '),
          },
          ...(payment === undefined
            ? []
            : [
                {
                  key: 'To be paid',
                  value: `${pounds(payment.amountPence)}, approved ${clinicalInstant(payment.approvedAt)}`,
                },
              ]),
          { key: 'Fingerprint', value: <code className="evk-hash">{claim.hash}</code> },
        ]}
      />
    </>
  )
}

const againInWords = (code: string): string =>
  Object.entries(CLAIM_AGAIN_REASONS).find(([known]) => known === code)?.[1] ?? code
