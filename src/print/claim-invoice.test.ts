import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { type Invoice, invoiceBlocks, printInvoice } from './claim-invoice.ts'

const INVOICE: Invoice = {
  number: 'C88999-202604-ABC123-1',
  provider: { name: 'Hallam Surgery', odsCode: 'C88999' },
  to: 'NHS Sheffield Clinical Commissioning Group',
  contract: 'LCS-02/017',
  period: 'April to June 2026',
  isCredit: false,
  lines: [{ what: 'Level 4', month: 'May 2026', count: '1', price: '£17.75', total: '£17.75' }],
  notes: ['Decision support: £0.00.'],
  total: '£17.75',
  signed: 'Signed by P. Manager.',
  fingerprint: '0'.repeat(64),
  madeOn: day('2026-07-01'),
  madeAt: Date.parse('2026-07-01T08:00:00Z'),
}

const saidIn = (invoice: Invoice) => JSON.stringify(invoiceBlocks(invoice))

test('an invoice says from whom, to whom, for what and how much, and by which claim', () => {
  for (const says of [
    'Invoice C88999-202604-ABC123-1',
    'ODS code C88999',
    '£17.75',
    '0'.repeat(64),
  ]) {
    assert.ok(saidIn(INVOICE).includes(says), says)
  }
})

test('D9.63: what goes back is a credit note and no invoice', () => {
  const said = saidIn({ ...INVOICE, isCredit: true, total: '-£17.75' })
  assert.match(said, /Credit note C88999/)
  assert.doesNotMatch(said, /Invoice C/)
})

test('it is drawn as a tagged PDF', async () => {
  const pdf = Buffer.from(await printInvoice(INVOICE)).toString('latin1')
  assert.match(pdf, /^%PDF-1\.7/)
  assert.match(pdf, /\/StructTreeRoot/)
})
