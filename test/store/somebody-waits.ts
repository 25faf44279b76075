import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { waitForVisit } from '#store/visits.ts'
import type { TestClinic } from '#test/clinic.ts'

/** Until as many other connections wait for what this one holds. */
export async function somebodyWaits({ pool }: Pick<TestClinic, 'pool'>, many = 1): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await pool.query(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length >= many) return
    await setTimeout(10)
  }
  assert.fail('nobody waits')
}

/** What each answers, begun while somebody saves on this patient's record: all have read before the first may write. */
export async function atOnce<Answer>(
  clinic: TestClinic,
  patientId: string,
  ways: readonly (() => Promise<Answer>)[],
): Promise<readonly Answer[]> {
  const { answers } = await clinic.inTx(async (tx) => {
    await waitForVisit(tx, patientId)
    const answers = ways.map((way) => way())
    await somebodyWaits(clinic, ways.length)
    return { answers }
  })
  return Promise.all(answers)
}
