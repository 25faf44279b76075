import { type Day, patientDate } from '#base/day.ts'
import { type Block, printTagged } from './tagged-document.ts'

/** A claim as an invoice: in words, as it was submitted. Nobody is named in it. */
export type Invoice = {
  readonly number: string
  readonly provider: { readonly name: string; readonly odsCode: string }
  readonly to: string
  readonly contract: string
  readonly period: string
  readonly isCredit: boolean
  readonly lines: readonly {
    readonly what: string
    readonly month: string
    readonly count: string
    readonly price: string
    readonly total: string
  }[]
  readonly notes: readonly string[]
  readonly total: string
  readonly signed: string
  readonly fingerprint: string
  readonly madeOn: Day
  readonly madeAt: number
}

/** The invoice as a tagged PDF. */
export function printInvoice(invoice: Invoice): Promise<Uint8Array> {
  const { provider, madeOn, madeAt } = invoice
  const footer = `Submitted ${patientDate(madeOn)}. ${titleOf(invoice)}.`
  return printTagged(
    { title: titleOf(invoice), author: provider.name, footer, madeAt },
    invoiceBlocks(invoice),
  )
}

const titleOf = ({ isCredit, number }: Invoice): string =>
  `${isCredit ? 'Credit note' : 'Invoice'} ${number}`

/** What the invoice says, in order. */
export function invoiceBlocks(invoice: Invoice): readonly Block[] {
  const { provider, lines, notes } = invoice
  const said = (text: string): Block => ({ kind: 'paragraph', text })
  return [
    { kind: 'heading', level: 1, text: titleOf(invoice) },
    said(`From ${provider.name}, ODS code ${provider.odsCode}`),
    said(`To ${invoice.to}`),
    said(`Contract ${invoice.contract}, ${invoice.period}`),
    {
      kind: 'table',
      caption: 'What is claimed',
      columns: [
        { heading: 'What', width: 195 },
        { heading: 'Month', width: 95 },
        { heading: 'Number', width: 60, align: 'right' },
        { heading: 'Price', width: 65, align: 'right' },
        { heading: 'Total', width: 80, align: 'right' },
      ],
      rows: lines.map(({ what, month, count, price, total }) => [what, month, count, price, total]),
    },
    { kind: 'paragraph', strong: true, size: 13, text: `Total ${invoice.total}` },
    ...notes.map(said),
    said(invoice.signed),
    { kind: 'paragraph', size: 8, text: `Fingerprint of the claim: ${invoice.fingerprint}` },
  ]
}
