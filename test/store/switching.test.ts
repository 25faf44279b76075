import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { episodesOf } from '#store/episodes.ts'
import { twoActiveEpisodes } from '#store/invariants.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { TODAY } from '#test/every-absence.ts'
import { NOTHING_AGAINST } from '#test/store/doac-desk.ts'
import { warfarinDesk } from '#test/store/warfarin-desk.ts'

let clinic: TestClinic
let desk: ReturnType<typeof warfarinDesk>
before(async () => {
  clinic = await testClinic()
  desk = warfarinDesk(clinic)
})
after(() => clinic.drop())

test('H18: warfarin ends and the new medicine starts together, with its first review', async () => {
  const who = await desk.onWarfarin(19)
  assert.equal(await desk.change(who), 'done')
  assert.deepEqual(await desk.phases(who), ['apixaban maintaining', 'warfarin ended'])
  const episodes = await clinic.inTx((tx) => episodesOf(tx, who.patientId))
  const [started, ended] = [
    episodes.find(({ phase }) => phase === 'maintaining'),
    episodes.find(({ phase }) => phase === 'ended'),
  ]
  assert.equal(started?.nextTestOn, '2026-12-20')
  assert.equal(started?.plan.startedOn, TODAY)
  assert.equal(started?.plan.target, null)
  assert.equal(ended?.endedOn, '2026-11-20')
  assert.equal(ended?.endedReason, 'changed-medicine')
  assert.deepEqual(await clinic.inTx((tx) => twoActiveEpisodes(tx, TODAY)), [])
  assert.equal(await desk.change(who, { version: '2' }), ': not-warfarin')
})

test('H18: a refused change leaves warfarin as it was', async () => {
  const who = await desk.onWarfarin(20)
  assert.equal(await desk.change(who), 'medicine: inr-too-high')
  assert.equal(await desk.change(await desk.onWarfarin(null)), ': inr-needed')
  const ready = await desk.onWarfarin(19)
  assert.equal(await desk.change(ready, { homeRemoved: 'no' }), 'homeRemoved: required')
  assert.equal(await desk.change(ready, { repeatStopped: '' }), 'repeatStopped: required')
  assert.equal(await desk.change(ready, { doacMg: '' }), 'doacMg: required')
  assert.equal(await desk.change(ready, { stoppedOn: '2026-11-23' }), 'stoppedOn: range')
  assert.deepEqual(await desk.phases(who), ['warfarin maintaining'])
  assert.deepEqual(await desk.phases(ready), ['warfarin maintaining'])
})

test('H18: an open bridging plan is ended before the change', async () => {
  const who = await desk.onWarfarin(19)
  const duration = { kind: 'until', stopOn: day('2026-12-01') } as const
  const heparin = { medicine: 'heparin', bridging: true, startedOn: TODAY } as const
  await clinic.addEpisode(who.patientId, { ...heparin, duration })
  assert.equal(await desk.change(who), ': bridge-open')
})

test('H19: what the record forbids, or does not say, does not start: warfarin goes on', async () => {
  const forbidden = await desk.onWarfarin(19, { ...NOTHING_AGAINST, antiphospholipid: 'yes' })
  assert.match(await desk.change(forbidden), /medicine: /)
  const unknown = await desk.onWarfarin(19, { ...NOTHING_AGAINST, mitralStenosis: 'not-known' })
  assert.match(await desk.change(unknown), /^: .*mitral/i)
  assert.deepEqual(await desk.phases(forbidden), ['warfarin maintaining'])
  assert.deepEqual(await desk.phases(unknown), ['warfarin maintaining'])
})

test('H34: only a prescriber with authority changes the medicine', async () => {
  const who = await desk.onWarfarin(19)
  for (const role of ['nurse', 'pharmacist', 'receptionist'] as const) {
    assert.match(await desk.change(who, {}, role), /not-permitted/)
  }
})
