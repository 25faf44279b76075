import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDatabaseAbsence } from '#store/pool.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const inTx = (work: (tx: Tx) => Promise<unknown>) =>
  inTransaction(clinic.pool, clinic.providerId, async (tx) => ({
    keep: true,
    answer: await work(tx),
  }))

const divideByNought = (tx: Tx) => tx.query('select 1 / 0', [])
const noSpaceLeft = (tx: Tx) =>
  tx.query(`do $$ begin raise exception 'no space left' using errcode = 'disk_full'; end $$`, [])

test('H27: a transaction in which something failed that nobody awaited is never said to be kept', async () => {
  await assert.rejects(
    inTx(async (tx) => {
      divideByNought(tx).catch(() => undefined)
    }),
    /rolled back/,
  )
})

test('H30: whoever awaits what was asked behind a statement that failed hears why that failed', async () => {
  const failing = inTx(async (tx) => {
    const first = noSpaceLeft(tx)
    first.catch(() => undefined)
    await tx.query('select 1', [])
  })
  await assert.rejects(failing, (error: Error) => {
    assert.match(error.message, /no space left/)
    return isDatabaseAbsence(error)
  })
})
