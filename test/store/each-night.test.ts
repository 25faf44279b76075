import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { Pool } from 'pg'
import { pino } from 'pino'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { givingWay } from '#worker/giving-way.ts'
import { type Job, startWorker } from '#worker/start-worker.ts'
import { atProviders } from '#workflow/at-each-provider.ts'
import { checkControlNightly } from '#workflow/check-control-nightly.ts'
import { countForecastsNightly } from '#workflow/count-forecasts.ts'
import { doubtTargetsNightly } from '#workflow/doubt-targets-nightly.ts'
import { eachNight } from '#workflow/each-night.ts'
import { packResultsNightly } from '#workflow/pack-results-nightly.ts'

let clinic: TestClinic
let live: TestClinic
before(async () => {
  clinic = await testClinic()
  live = await testClinic({ installation: 'live' })
})
after(() => Promise.all([clinic.drop(), live.drop()]))

const SILENT = pino({ enabled: false })

test('H17: the work of a night keeps no watch of alarms from its minute, and stops when it is told to', async () => {
  const done: string[] = []
  const alarms: Job = {
    name: 'alarms',
    run: async () => {
      done.push('alarms')
    },
  }
  const endless: Job = {
    name: 'night',
    run: async (_, stop) => {
      done.push('night')
      await once(stop, 'abort')
    },
  }
  const stop = startWorker(clinic.house, SILENT, { lists: [[alarms], [endless, alarms]] })
  while (done.length < 2) await turn()
  assert.deepEqual(done.toSorted(), ['alarms', 'night'])
  await stop()
  assert.equal(done.length, 2, 'nothing of the list is begun once it is stopped')
})

test('the work of a night beside the clinic rests between its slices, and begins anew when it was stopped', async () => {
  const stopping = new AbortController()
  const slices: string[] = []
  const night = (stop?: AbortSignal) =>
    eachNight(
      clinic.house,
      'a-test',
      ({ inSlices }) =>
        inSlices(async (from) => {
          slices.push(from)
          if (slices.length === 2) stopping.abort()
          return slices.length < 4 ? `${slices.length}` : undefined
        }),
      stop,
    )
  await assert.rejects(night(stopping.signal), { name: 'AbortError' })
  assert.equal(slices.length, 2)
  await night()
  assert.equal(slices[2], slices[0])
  assert.equal(slices.length, 4)
})

test('what is done by itself gives way where an installation has many providers, and stops between two of them', async () => {
  const rows = Array.from({ length: 61 }, () => ({ providerId: clinic.providerId, name: 'Same' }))
  const pool = { query: async () => ({ rows }) } as unknown as Pool
  const house = { ...clinic.house, pool }
  let gone = 0
  const work = async () => {
    gone += 1
  }
  const stopping = new AbortController()
  const ways: number[] = []
  await atProviders({ ...house, giveWay: async () => void ways.push(gone) }, work)
  assert.deepEqual([...ways, gone], [20, 40, 60, 61])

  stopping.abort()
  const stopped = atProviders(givingWay(house, stopping.signal), work)
  await assert.rejects(stopped, { name: 'AbortError' })
  assert.equal(gone, 81)
})

test('a provider at which it fails keeps none of the others from their turn', async () => {
  const rows = ['a', 'b', 'c'].map((name) => ({ providerId: name, name }))
  const pool = { query: async () => ({ rows }) } as unknown as Pool
  const seen: string[] = []
  const work = async (providerId: string) => {
    seen.push(providerId)
    if (providerId === 'a') throw new Error('at a')
  }
  await assert.rejects(atProviders({ ...clinic.house, pool }, work), /at a/)
  assert.deepEqual(seen, ['a', 'b', 'c'])
})

const NIGHTS = {
  checkControlNightly,
  countForecastsNightly,
  doubtTargetsNightly,
  packResultsNightly,
}
for (const [name, work] of Object.entries(NIGHTS)) {
  test(`H07, H13: ${name} writes the time of each transaction, however long ago the night began`, async () => {
    const began = Date.now() - 60_000
    let asked = 0
    const clock = () => (asked++ === 0 ? began : Date.now())
    await work({ ...live.house, clock })
    assert.ok(asked > 1)
  })
}
