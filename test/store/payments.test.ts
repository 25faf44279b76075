import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { agreed, claimed, submitted } from '#test/store/contract-desk.ts'
import { claimShown } from '#workflow/claim-page.ts'
import { importRemittance } from '#workflow/import-remittance.ts'
import { newId } from '#workflow/new-id.ts'
import { type PaymentsShown, paymentsShown } from '#workflow/payments-page.ts'
import { NO_CLAIM, settlePayment } from '#workflow/settle-payment.ts'
import { verify } from '#workflow/verify.ts'

// What was paid against what was claimed: from the file of the payer to what is short, over, late or unplaced, and what was paid too much
// back in the next claim.

let clinic: TestClinic
let contractId: string
const manager = () => clinic.callerOf('practice-manager')
const key = () => newId(clinic.clock.now())

before(async () => {
  clinic = await testClinic()
  clinic.clock.set('2026-04-01T08:00:00.000Z')
  contractId = await agreed(clinic)
  await clinic.addEpisode(await clinic.addPatient())
  for (const [on, quarter, ...months] of [
    ['2026-07-01', '2026-04', '2026-04', '2026-05', '2026-06'],
    ['2026-10-01', '2026-07', '2026-07', '2026-08', '2026-09'],
  ] as const) {
    clinic.clock.set(`${on}T08:00:00.000Z`)
    for (const month of months) await submitted(clinic, contractId, month)
    assert.equal((await claimed(clinic, contractId, quarter)).kind, 'done')
  }
})
after(() => clinic.drop())

async function look(): Promise<PaymentsShown> {
  const shown = await paymentsShown(clinic.house, manager(), {})
  assert.ok(shown.kind === 'payments', JSON.stringify(shown))
  return shown
}

const said = (outcome: Awaited<ReturnType<typeof settlePayment.run>>) =>
  outcome.kind === 'refused'
    ? [outcome.status, ...outcome.findings.map(({ code }) => code)]
    : [outcome.kind]

type File = { readonly type?: string; readonly name?: string }
const brought = async (text: string, { type = 'text/csv', name = 'july.csv' }: File = {}) =>
  said(
    await importRemittance.run(clinic.house, manager(), key(), {
      file: { name, type, base64: Buffer.from(text).toString('base64') },
      dateFormat: 'dd/mm/yyyy',
    }),
  )

const states = async () =>
  (await look()).claims.map(({ claim, state, openPence }) => [claim.quarter, state, openPence])

const HEAD = 'Invoice,Amount,Date\n'

test('what nobody has paid is open, by how long it has been waited for', async () => {
  clinic.clock.set('2026-10-05T08:00:00.000Z')
  assert.deepEqual(await states(), [
    ['2026-07', 'not-paid', 5325],
    ['2026-04', 'not-paid', 5325],
  ])
  assert.deepEqual((await look()).open, { '0-30': 5325, '31-60': 0, '61-90': 0, 'over-90': 5325 })
})

test('D5.40, D5.44: a file of another kind is refused, and one that was brought in before is not counted twice', async () => {
  const text = `${HEAD}somewhere else,1.00,03/07/2026\n`
  assert.deepEqual(await brought(text, { type: 'image/png' }), [415, 'content-type'])
  assert.deepEqual(await brought(text), ['done'])
  assert.deepEqual(await brought(text, { name: 'again.csv' }), [409, 'imported-already'])
  assert.equal((await look()).unmatched.length, 1)
})

test('D5.37, D5.38: of a long name, or one with hidden characters, a label is kept', async () => {
  const name = `\u202e${'a'.repeat(4000)}.csv`
  assert.deepEqual(await brought(`${HEAD}elsewhere,2.00,03/07/2026\n`, { name }), ['done'])
  const label = (await look()).unmatched.find(({ pence }) => pence === 200)?.row.fileName ?? ''
  assert.ok(label.length <= 100 && !label.includes('\u202e'), label)
})

test('a payment is placed by the number of its invoice; short and over are said, and rows that cannot be read are kept and listed', async () => {
  const [second, first] = (await look()).claims
  assert.ok(first && second)
  const file = [
    HEAD.trim(),
    `BACS ${first.number},60.00,10/07/2026`,
    `${second.number.replaceAll('-', ' ')},50.00,09/10/2026`,
    'LCS-02 October,3.25,09/10/2026',
    `${second.number},3.25O,09/10/2026`,
  ].join('\n')
  assert.deepEqual(await brought(file), ['done'])
  assert.deepEqual(await states(), [
    ['2026-07', 'short-paid', 325],
    ['2026-04', 'over-paid', -675],
  ])
  const { unmatched } = await look()
  assert.equal(unmatched.length, 4)
  const held = unmatched.find(({ row }) => row.why !== null)
  assert.match(held?.row.why ?? '', /"3\.25O" is not one/)
  assert.deepEqual(held?.row.cells?.at(1), '3.25O', 'as it stands in the file')
})

test('what nobody could place a person places: for a claim, or for none; an amount that could not be read is typed, and a wrong one refused', async () => {
  const { unmatched, claims } = await look()
  const [second] = claims
  const unread = unmatched.find(({ row }) => row.why !== null)?.row
  const named = unmatched.find(({ row }) => row.reference === 'LCS-02 October')?.row
  assert.ok(unread && named && second)
  const settle = async (row: typeof unread, typed: Readonly<Record<string, string>>) =>
    said(
      await settlePayment.run(clinic.house, manager(), key(), {
        ...{ fileId: row.fileId, line: `${row.line}`, nth: '0' },
        ...typed,
      }),
    )
  assert.deepEqual(await settle(unread, { claim: '', amount: '3.256' }), [
    422,
    'required',
    'amount',
  ])
  assert.deepEqual(await settle(unread, { claim: NO_CLAIM, amount: '3.25' }), ['done'])
  assert.deepEqual(await settle(unread, { claim: NO_CLAIM, amount: '3.25' }), [
    412,
    'changed-meanwhile',
  ])
  assert.deepEqual(await settle(named, { claim: newId(0) }), [422, 'required'])
  assert.deepEqual(await settle(named, { claim: second.claimId }), ['done'])
  assert.deepEqual((await states())[0], ['2026-07', 'paid', 0])
  assert.equal((await look()).unmatched.length, 2)
})

test('what was overpaid is given back in the next claim, once, and the claim adds up', async () => {
  clinic.clock.set('2027-01-04T08:00:00.000Z')
  for (const month of ['2026-10', '2026-11', '2026-12']) await submitted(clinic, contractId, month)
  const shown = await claimShown(clinic.house, manager(), { contractId, quarter: '2026-10' })
  assert.ok(shown.kind === 'claim')
  assert.deepEqual(
    shown.draft.recoveries.map(({ quarter, pence }) => [quarter, pence]),
    [['2026-04', 675]],
  )
  assert.equal(shown.draft.totalPence, 5325 - 675)
  assert.deepEqual(said(await claimed(clinic, contractId, '2026-10')), ['done'])
  assert.deepEqual((await states()).at(-1), ['2026-04', 'over-paid', 0])
  clinic.clock.set('2027-04-02T08:00:00.000Z')
  const next = await claimShown(clinic.house, manager(), { contractId, quarter: '2027-01' })
  assert.deepEqual(next.kind === 'claim' && next.draft.recoveries, [])
  const { faults } = await verify(clinic.pool, clinic.clock.now())
  assert.deepEqual(
    faults.filter(({ invariant }) => invariant === 'I12'),
    [],
  )
})

test('what was brought in cannot be changed', async () => {
  for (const table of ['remittance_file', 'remittance_row', 'remittance_settled']) {
    for (const sql of [`update ${table} set provider_id = provider_id`, `delete from ${table}`]) {
      await assert.rejects(clinic.database.appPool.query(sql), /permission denied/)
    }
  }
})
