import { commissionerPage } from '#web/commissioner/commissioner-page.tsx'
import { monthInWords, pounds } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { csvFile } from '#web/reports/csv-file.ts'
import { type ClaimInHand, claimsReceived } from '#workflow/claims-received.ts'
import { PAYMENTS_FILE, receivedClaimHref } from './addresses.ts'
import { OutcomeTag, quarterInWords } from './claim-words.tsx'

/** GET /commissioner/claims: what each provider claims, and how it stands. */
export const claimsReceivedPage: PageHandler = async ({ house, caller }) => {
  const shown = await claimsReceived(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { claims, commissionerName } = shown
  const disputes = claims.flatMap((each) => each.disputes.map((dispute) => ({ each, dispute })))
  return commissionerPage(
    { title: 'Claims', place: 'claims-received' },
    <>
      <p className="nhsuk-u-reading-width">
        What each provider with a contract claims of {commissionerName}. One person proposes what to
        do with a claim and another decides. Nobody who is treated can be seen here.
      </p>
      {claims.length === 0 ? (
        <InsetText>
          <p>No claim has been submitted yet.</p>
        </InsetText>
      ) : (
        <>
          <Claims claims={claims} />
          {disputes.length > 0 && (
            <Table
              caption="Claimed by two providers"
              captionSize="s"
              responsive
              firstCellIsHeader
              columns={[
                { heading: 'Month' },
                { heading: 'Claimed first, and in that claim' },
                { heading: 'Asked for too, and not paid' },
                { heading: 'Patients', numeric: true },
              ]}
              rows={disputes.map(({ each: { claim }, dispute }) => ({
                key: `${claim.id} ${dispute.month} ${dispute.paidTo}`,
                cells: [
                  monthInWords(dispute.month as typeof claim.quarter),
                  dispute.paidTo,
                  <a key="claim" href={receivedClaimHref(claim.id)}>
                    {claim.providerName}
                  </a>,
                  `${dispute.patients}`,
                ],
              }))}
            />
          )}
          <p>
            <a href={PAYMENTS_FILE}>What is to be paid, as a file (CSV)</a>
          </p>
        </>
      )}
    </>,
  )
}

const Claims = ({ claims }: { readonly claims: readonly ClaimInHand[] }) => (
  <Table
    caption="The newest quarter first"
    captionHidden
    responsive
    firstCellIsHeader
    columns={[
      { heading: 'Provider' },
      { heading: 'Quarter' },
      { heading: 'Claim', numeric: true },
      { heading: 'State' },
    ]}
    rows={claims.map((each) => ({
      key: each.claim.id,
      cells: [
        <a key="claim" href={receivedClaimHref(each.claim.id)}>
          {each.claim.providerName}
        </a>,
        quarterInWords(each.claim.quarter),
        pounds(each.claim.totalPence),
        <StateTag key="state" state={each.state} />,
      ],
    }))}
  />
)

export function StateTag({ state }: Pick<ClaimInHand, 'state'>) {
  if (state.kind === 'proposed') return <Tag colour="yellow">Waits for a second person</Tag>
  return <OutcomeTag outcome={state.kind === 'decided' ? state.decision.outcome : null} />
}

/** GET /commissioner/payments.csv: what is approved, each claim once under the number of its invoice, however often the file is made. */
export const paymentsFile: PageHandler = async ({ house, caller }) => {
  const shown = await claimsReceived(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return csvFile('payments.csv', [
    ['invoice', 'ODS code', 'provider', 'contract', 'quarter', 'amount_pence', 'approved_at'],
    ...shown.claims.flatMap(({ claim, payment }) =>
      payment === undefined
        ? []
        : [
            [
              payment.invoiceNumber,
              claim.odsCode,
              claim.providerName,
              claim.reference,
              claim.quarter,
              payment.amountPence,
              new Date(payment.approvedAt).toISOString(),
            ],
          ],
    ),
  ])
}
