import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { type TestDatabase, testDatabase } from '#test/database.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const ZONES = ['Europe/London', 'UTC', 'Pacific/Auckland']
/** Each day of 2024 to 2040. */
const STARTS = 6210

type Answer = {
  readonly zone: string
  readonly schedules: number
  readonly dates: number
  readonly faults: readonly string[]
  readonly digest: string
}

/** A machine of its own that is set to a time zone. */
async function askedIn(zone: string): Promise<Answer> {
  const program = join(import.meta.dirname, 'time-zone-child.ts')
  const args = [...process.execArgv.filter((arg) => !arg.startsWith('--test')), program]
  const env = { ...process.env, TZ: zone }
  const { stdout } = await promisify(execFile)(process.execPath, [...args, database.appUrl], {
    env,
  })
  return JSON.parse(stdout)
}

test('H12, H13: from each day of 2024 to 2040, in three time zones, a schedule names each date once with its weekday, and each date of the database is read as it is', async () => {
  const answers = await Promise.all(ZONES.map(askedIn))
  assert.deepEqual(
    answers.map(({ zone }) => zone),
    ZONES,
  )
  for (const { zone, schedules, dates, faults } of answers) {
    assert.deepEqual(faults, [], zone)
    assert.equal(schedules, STARTS)
    assert.ok(dates > 350_000, `${dates} dates`)
  }
  assert.equal(new Set(answers.map(({ digest }) => digest)).size, 1, 'one calendar')
})
