import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { episodesOf } from '#store/episodes.ts'
import { twoActiveEpisodes } from '#store/invariants.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { type Person, recordsOf, TODAY } from '#test/every-absence.ts'
import { NOTHING_AGAINST, said } from '#test/store/doac-desk.ts'
import { switchMedicine } from '#workflow/switch-medicine.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const TYPED = {
  version: '1',
  medicine: 'apixaban',
  doacMg: '5',
  doacTimes: '2',
  stoppedOn: '2026-11-20',
  homeRemoved: 'yes',
  repeatStopped: 'yes',
  nextTestOn: '2026-12-20',
}

async function onWarfarin(
  tenths: number | null,
  known: Parameters<TestClinic['addPatient']>[0] = NOTHING_AGAINST,
): Promise<Person> {
  const patientId = await clinic.addPatient(known)
  const episodeId = await clinic.addEpisode(patientId, { managementPlan: 'Bloods at each review' })
  if (tenths !== null) {
    await recordsOf(clinic).results({ patientId, episodeId }, { [TODAY]: tenths })
  }
  return { patientId, episodeId }
}

const change = async (
  { episodeId }: Person,
  rest: Readonly<Record<string, string>> = {},
  role: Role = 'prescriber',
) =>
  said(
    await switchMedicine.run(clinic.house, clinic.callerOf(role), crypto.randomUUID(), {
      ...TYPED,
      ...rest,
      episodeId,
    }),
  )

const phases = async ({ patientId }: Person) =>
  (await clinic.inTx((tx) => episodesOf(tx, patientId)))
    .map(({ plan, phase }) => `${plan.medicine} ${phase}`)
    .sort()

test('H18: warfarin ends and the new medicine starts together, with its first review', async () => {
  const who = await onWarfarin(19)
  assert.equal(await change(who), 'done')
  assert.deepEqual(await phases(who), ['apixaban maintaining', 'warfarin ended'])
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
  assert.deepEqual(await clinic.inTx(twoActiveEpisodes), [])
  assert.equal(await change(who, { version: '2' }), ': not-warfarin')
})

test('H18: a refused change leaves warfarin as it was', async () => {
  const who = await onWarfarin(20)
  assert.equal(await change(who), 'medicine: inr-too-high')
  assert.equal(await change(await onWarfarin(null)), ': inr-needed')
  const ready = await onWarfarin(19)
  assert.equal(await change(ready, { homeRemoved: 'no' }), 'homeRemoved: required')
  assert.equal(await change(ready, { repeatStopped: '' }), 'repeatStopped: required')
  assert.equal(await change(ready, { doacMg: '' }), 'doacMg: required')
  assert.equal(await change(ready, { stoppedOn: '2026-11-23' }), 'stoppedOn: range')
  assert.deepEqual(await phases(who), ['warfarin maintaining'])
  assert.deepEqual(await phases(ready), ['warfarin maintaining'])
})

test('H18: an open bridging plan is ended before the change', async () => {
  const who = await onWarfarin(19)
  const duration = { kind: 'until', stopOn: day('2026-12-01') } as const
  await clinic.addEpisode(who.patientId, { medicine: 'heparin', bridging: true, duration })
  assert.equal(await change(who), ': bridge-open')
})

test('H19: what the record forbids, or does not say, does not start: warfarin goes on', async () => {
  const forbidden = await onWarfarin(19, { ...NOTHING_AGAINST, antiphospholipid: 'yes' })
  assert.match(await change(forbidden), /^medicine: /)
  const unknown = await onWarfarin(19, { ...NOTHING_AGAINST, mitralStenosis: 'not-known' })
  assert.match(await change(unknown), /^: .*mitral/i)
  assert.deepEqual(await phases(forbidden), ['warfarin maintaining'])
  assert.deepEqual(await phases(unknown), ['warfarin maintaining'])
})

test('H34: only a prescriber with authority changes the medicine', async () => {
  const who = await onWarfarin(19)
  for (const role of ['nurse', 'pharmacist', 'receptionist'] as const) {
    assert.match(await change(who, {}, role), /not-permitted/)
  }
})
