import { clinicalInstant, londonDay } from '#base/day.ts'
import type { Quarter } from '#contract/quarter.ts'
import type { ClaimSum } from '#contract/quarterly-claim.ts'
import { printInvoice } from '#print/claim-invoice.ts'
import { monthInWords, pounds } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, PageReply, PageRequest } from '#web/page.ts'
import { csvFile } from '#web/reports/csv-file.ts'
import { type SentClaim, sentClaim } from '#workflow/claim-page.ts'
import { componentName } from './claim-sums.tsx'
import { quarterInWords } from './claim-words.tsx'

/** The claim that was submitted as a file for a spreadsheet: whole pence, nobody is named. */
export const claimCsv: PageHandler = (request) => made(request, csvOf)

/** The claim that was submitted as an invoice, or as a credit note. */
export const claimInvoice: PageHandler = (request) => made(request, invoiceOf)

async function made(
  { house, caller, params }: PageRequest,
  file: (sent: SentClaim) => PageReply | Promise<PageReply>,
): Promise<PageReply> {
  const question = { contractId: params['contract'] ?? '', quarter: params['quarter'] ?? '' }
  const sent = await sentClaim(house, caller, question)
  return sent.kind === 'refused' ? refusalPage(sent) : file(sent)
}

function csvOf(sent: SentClaim): PageReply {
  const { claim, contract, provider, components } = sent
  const row = ({ part, month, componentId, count, pricePence, totalPence }: ClaimSum) => [
    sent.invoiceNumber,
    provider.odsCode,
    contract.reference,
    part,
    month,
    componentId,
    componentName(components, componentId),
    count,
    pricePence,
    totalPence,
  ]
  const total = [
    sent.invoiceNumber,
    provider.odsCode,
    contract.reference,
    'total',
    '',
    '',
    '',
    '',
    '',
  ]
  const givenBack = claim.recoveries.map(({ quarter, pence }) => [
    ...[sent.invoiceNumber, provider.odsCode, contract.reference, 'recovery', quarter, ''],
    ...[overpaidInWords(quarter), -1, pence, -pence],
  ])
  const rows = [HEADINGS, ...claim.sums.map(row), ...givenBack, [...total, claim.totalPence]]
  return csvFile(`${sent.invoiceNumber}.csv`, rows)
}

const overpaidInWords = (quarter: Quarter): string =>
  `Overpaid for ${quarterInWords(quarter)}, given back`

const HEADINGS = [
  'invoice',
  'provider',
  'contract',
  'part',
  'month',
  'component',
  'name',
  'number',
  'price_pence',
  'total_pence',
]

async function invoiceOf(sent: SentClaim): Promise<PageReply> {
  const { claim, contract, provider, components, commissioner, decisionSupport } = sent
  const { signedName, submittedAt, totalPence } = claim
  const body = await printInvoice({
    number: sent.invoiceNumber,
    provider,
    to: commissioner,
    contract: contract.reference,
    period: quarterInWords(claim.quarter),
    isCredit: totalPence < 0,
    lines: [
      ...claim.sums.map((sum) => ({
        what: `${componentName(components, sum.componentId)}${sum.part === 'adjustment' ? ' (earlier quarter put right)' : ''}`,
        month: monthInWords(sum.month),
        count: `${sum.count}`,
        price: pounds(sum.pricePence),
        total: pounds(sum.totalPence),
      })),
      ...claim.recoveries.map(({ quarter, pence }) => ({
        what: overpaidInWords(quarter),
        month: '',
        count: '',
        price: '',
        total: pounds(-pence),
      })),
    ],
    notes: [
      ...(decisionSupport === undefined
        ? []
        : [`Decision support: ${pounds(0)}. ${decisionSupport.cost}`]),
      ...(claim.unpaid.length === 0
        ? []
        : [`Done and not paid: ${claim.unpaid.length}, as listed with the claim.`]),
    ],
    total: pounds(totalPence),
    signed: `Signed by ${signedName}, ${clinicalInstant(submittedAt)}, version ${claim.version}.`,
    fingerprint: claim.hash,
    madeOn: londonDay(submittedAt),
    madeAt: submittedAt,
  })
  return { kind: 'file', type: 'application/pdf', name: `${sent.invoiceNumber}.pdf`, body }
}
