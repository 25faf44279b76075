import { clinicalInstant } from '#base/day.ts'
import { monthInWords, pounds } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import { type ClaimShown, claimShown } from '#workflow/claim-page.ts'
import { CLAIM_AGAIN_REASONS, submitClaim } from '#workflow/submit-claim.ts'
import { CLAIMS, claimCsvHref, claimHref, invoiceHref } from './addresses.ts'
import { ClaimDrift, ClaimSince, claimThatStands, NotPaid } from './claim-changes.tsx'
import { ClaimSteps } from './claim-steps.tsx'
import { ClaimSums } from './claim-sums.tsx'
import { ClaimTag, claimInSentence, quarterInWords } from './claim-words.tsx'
import { SignClaim } from './sign-claim.tsx'

/** GET /service/claims/:contract/:quarter: the claim of a quarter, to be looked at, signed and submitted. */
export const claimPage: PageHandler = (request) => shownPage(request, NOT_SENT, 200)

/** POST: it is signed and submitted, or the page says what keeps it. */
export const claimPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const { contract = '', quarter = '' } = params
  const values = { ...fieldsOf(form), contractId: contract, quarter }
  const outcome = await submitClaim.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: claimHref(contract, quarter) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shownPage(request, { values, findings: outcome.findings }, outcome.status)
}

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const question = { contractId: params['contract'] ?? '', quarter: params['quarter'] ?? '' }
  const shown = await claimShown(house, caller, question)
  if (shown.kind === 'refused') return refusalPage(shown)
  const { draft, standing } = shown
  const title = `Claim of ${quarterInWords(draft.quarter)}`
  return {
    kind: 'page',
    status,
    title,
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={CLAIMS}>Claims</BackLink>
        <h1 className="nhsuk-heading-l">{title}</h1>
        <p>
          <ClaimTag standing={standing} /> {claimInSentence(standing)}
        </p>
        <Money shown={shown} />
        <NotPaid shown={shown} />
        <ClaimDrift shown={shown} />
        <ClaimSince shown={shown} />
        {(standing.kind === 'to-sign' || standing.kind === 'came-back') &&
          (shown.maySubmit ? (
            <SignClaim request={request} form={form} shown={shown} />
          ) : (
            <p>The practice manager signs and submits it.</p>
          ))}
        {shown.versions.length > 0 && <Versions shown={shown} />}
      </>
    ),
  }
}

type Props = { readonly shown: ClaimShown }

function Money({ shown }: Props) {
  const { draft, components, decisionSupport } = shown
  const { sums, recoveries, totalPence } = claimThatStands(shown)
  const opens = { contractId: draft.contract.id, quarter: draft.quarter }
  const of = (part: 'line' | 'adjustment') => sums.filter((sum) => sum.part === part)
  return (
    <>
      {of('line').length === 0 ? (
        <p>Nothing was done that is paid.</p>
      ) : (
        <ClaimSums
          caption="What is claimed"
          sums={of('line')}
          components={components}
          opens={opens}
        />
      )}
      {of('adjustment').length > 0 && (
        <ClaimSums
          caption="What earlier claims are put right by"
          sums={of('adjustment')}
          components={components}
          opens={opens}
        />
      )}
      <SummaryList
        rows={[
          ...(decisionSupport === undefined
            ? []
            : [
                {
                  key: 'Decision support (CDSS)',
                  value: `${pounds(0)}. ${decisionSupport.cost}`,
                },
              ]),
          ...recoveries.map(({ quarter, pence }) => ({
            key: `Overpaid for ${quarterInWords(quarter)}, given back`,
            value: pounds(-pence),
          })),
          {
            key: totalPence < 0 ? 'Total, a credit to the commissioner' : 'Total',
            value: <strong>{pounds(totalPence)}</strong>,
          },
        ]}
      />
      {draft.before.length > 0 && (
        <p>
          Not in this claim: {draft.before.map(monthInWords).join(', ')}, from before the contract
          was recorded here.
        </p>
      )}
    </>
  )
}

const againInWords = (code: string): string =>
  Object.entries(CLAIM_AGAIN_REASONS).find(([known]) => known === code)?.[1] ?? code

function Versions({ shown: { draft, versions, steps, payments } }: Props) {
  return (
    <>
      <h2 className="nhsuk-heading-m">What was submitted</h2>
      <InsetText>
        <p>
          <a href={invoiceHref(draft.contract.id, draft.quarter)}>Invoice (PDF)</a>
          {' · '}
          <a href={claimCsvHref(draft.contract.id, draft.quarter)}>Claim (CSV)</a>
        </p>
      </InsetText>
      {versions.map((version) => (
        <section key={version.id}>
          <SummaryList
            rows={[
              { key: 'Version', value: `${version.version}` },
              {
                key: 'Submitted',
                value: `${clinicalInstant(version.submittedAt)}, signed by ${version.signedName}`,
              },
              { key: 'Total', value: pounds(version.totalPence) },
              {
                key: 'Made of',
                value: version.months
                  .map(
                    ({ month, returnVersion }) =>
                      `return of ${monthInWords(month)}, version ${returnVersion}`,
                  )
                  .join('; '),
              },
              ...(version.reason === null
                ? []
                : [{ key: 'Why again', value: againInWords(version.reason) }]),
              ...payments
                .filter(({ claimId }) => claimId === version.id)
                .map(({ invoiceNumber, amountPence, approvedAt }) => ({
                  key: 'To be paid',
                  value: `${pounds(amountPence)} under ${invoiceNumber}, approved ${clinicalInstant(approvedAt)}`,
                })),
              { key: 'Fingerprint', value: <code className="evk-hash">{version.hash}</code> },
            ]}
          />
          <ClaimSteps steps={steps.get(version.id) ?? []} />
        </section>
      ))}
    </>
  )
}
