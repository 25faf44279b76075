import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type AbsenceCount, countAbsences } from '#store/absences.ts'
import type { Tx } from '#store/tx.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const count = (tx: Tx): Promise<readonly AbsenceCount[]> =>
  countAbsences(tx, { today: '2026-11-22', bankHolidays: [] })

test('the lists of a provider with few courses are counted by one plan, once it is known to be small; nothing else is', async () => {
  await clinic.inTx(async (tx) => {
    const first = await count(tx)
    assert.deepEqual(await count(tx), first)
    const [plans] = await tx.query<{ generic: number; custom: number }>(
      `select generic_plans::int as generic, custom_plans::int as custom
         from pg_prepared_statements where statement like 'with %''courses'' as kind%'`,
      [],
    )
    assert.deepEqual(plans, { generic: 1, custom: 1 })
    const [setting] = await tx.query<{ mode: string }>(
      `select current_setting('plan_cache_mode') as mode`,
      [],
    )
    assert.equal(setting?.mode, 'auto')
  })
})
