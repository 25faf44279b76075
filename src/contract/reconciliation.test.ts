import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesInvoice } from './named-invoice.ts'
import { ageOf, overpaid, reconcile } from './reconciliation.ts'

const due = (duePence: number) => ({ claimId: 'c1', duePence, isApproved: true, ageDays: 31 })

test('what was paid against what was claimed is paid, short, over or not at all, with what is open', () => {
  for (const [claimed, paid, recovered, state, open, over] of [
    [5325, 5325, 0, 'paid', 0, 0],
    [5325, 0, 0, 'not-paid', 5325, 0],
    [5325, 5000, 0, 'short-paid', 325, 0],
    [5325, 6000, 0, 'over-paid', -675, 675],
    [5325, 6000, 675, 'over-paid', 0, 0],
    [5325, 6000, 600, 'over-paid', -75, 75],
    [-100, -100, 0, 'paid', 0, 0],
    [-100, 0, 0, 'not-paid', -100, 0],
    [0, 0, 0, 'paid', 0, 0],
  ] as const) {
    const shown = reconcile(due(claimed), paid, recovered)
    assert.deepEqual([shown.state, shown.openPence, overpaid(shown)], [state, open, over])
  }
})

test('money is waited for in four steps of a month', () => {
  for (const [days, age] of [
    [0, '0-30'],
    [30, '0-30'],
    [31, '31-60'],
    [60, '31-60'],
    [61, '61-90'],
    [90, '61-90'],
    [91, 'over-90'],
  ] as const) {
    assert.equal(ageOf(days), age, `${days}`)
  }
})

test('a reference names an invoice whatever stands between its parts, and never another version of it', () => {
  const number = 'C88999-202604-ABC123-1'
  for (const says of [
    number,
    'c88999-202604-abc123-1',
    'C88999 202604 ABC123 1',
    'C88999/202604/ABC123/1',
    'C88999202604ABC1231',
    'BACS LCS-02 C88999-202604-ABC123-1 JUL',
  ]) {
    assert.equal(namesInvoice(says, number), true, says)
  }
  for (const says of [
    'C88999-202604-ABC123-12',
    'C88999-202604-ABC123',
    'XC88999-202604-ABC123-1',
    'LCS-02/017',
    '',
  ]) {
    assert.equal(namesInvoice(says, number), false, says)
  }
})
