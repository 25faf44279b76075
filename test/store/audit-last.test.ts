import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addAuditLine } from '#store/audit.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

test('whoever has written its line in the audit asks nothing more: it would hold every other act while it waits for one', async () => {
  const line = JSON.stringify({ act: 'see-patient', at: '2026-11-22T09:00:00Z' })
  await clinic.inTx(async (tx) => {
    await addAuditLine(tx, line)
    await assert.rejects(tx.query('select 1', []), /after its line in the audit/)
    await assert.rejects(tx.queryOnce('select 1', []), /after its line in the audit/)
  })
  const kept = await clinic.inTx((tx) =>
    tx.query<{ line: string }>(
      'select line from audit_line where provider_id = $1 order by seq desc limit 1',
      [tx.providerId],
    ),
  )
  assert.deepEqual(kept, [{ line }])
})
