import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { pino } from 'pino'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { type Job, startWorker } from '#worker/start-worker.ts'
import { eachNight } from '#workflow/each-night.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

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
  const stop = startWorker(clinic.house, SILENT, [[alarms], [endless, alarms]])
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
