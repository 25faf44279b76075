import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { episodesOf } from '#store/episodes.ts'
import { twoActiveEpisodes } from '#store/invariants.ts'
import { noticesOf } from '#store/outbox.ts'
import { findTask, openTasksOf } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { TODAY } from '#test/every-absence.ts'
import { NOTHING_AGAINST, said } from '#test/store/doac-desk.ts'
import { CONFIRMED } from '#test/store/switch-desk.ts'
import { warfarinDesk } from '#test/store/warfarin-desk.ts'
import { confirmNotice } from '#workflow/confirm-notice.ts'
import { confirmRemoval } from '#workflow/confirm-removal.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'

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

/** The letters of a course that has ended, and the tasks that wait for their confirmation. */
async function lettersOf(episodeId: string) {
  const notices = await clinic.inTx((tx) => noticesOf(tx, episodeId))
  const open = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  const letters = notices.toReversed()
  return { letters, tasks: open.filter(({ kind }) => kind === 'stop-notice') }
}

const confirms = async (messageId: string, note: string, role: Role = 'nurse') =>
  said(await desk.run(confirmNotice, { messageId, note }, role))

test('H18: a change writes a letter to the practice and one to the pharmacy, a task until both have confirmed it', async () => {
  const who = await desk.onWarfarin(19, { ...NOTHING_AGAINST, registeredPractice: 'C88001' })
  assert.equal(await desk.change(who), 'done')
  const { letters, tasks } = await lettersOf(who.episodeId)
  assert.deepEqual(
    letters.map(({ recipient, address, state, sequence }) => [recipient, address, state, sequence]),
    [
      ['practice', 'C88001', 'to-confirm', 1],
      ['pharmacy', "The patient's pharmacy", 'to-confirm', 2],
    ],
  )
  for (const { parts } of letters) {
    assert.match(parts[0] ?? '', /^Warfarin is stopped\. Last day of treatment: 20-Nov-2026\./)
    assert.equal(parts[1], 'Taken now: apixaban.')
  }
  const [task, ...more] = tasks
  assert.ok(task !== undefined && more.length === 0)
  assert.equal(task.takenBy, clinic.callerOf('prescriber').accountId)
  assert.equal(task.dueAt, Date.parse('2026-11-23T18:00:00Z'))

  const [practice, pharmacy] = letters.map(({ id }) => id)
  assert.match(await confirms(practice ?? '', 'Rang', 'receptionist'), /not-permitted/)
  assert.equal(await confirms(practice ?? '', ' '), 'note: required')
  assert.equal(await confirms(crypto.randomUUID(), 'Rang'), ': not-found')
  assert.equal(await confirms(practice ?? '', 'Sister Kay took it off'), 'done')
  assert.equal(await confirms(practice ?? '', 'Rang again'), ': confirmed-already')
  assert.equal((await lettersOf(who.episodeId)).tasks.length, 1, 'the pharmacy has not')
  assert.equal(await confirms(pharmacy ?? '', 'Mr Shah, by telephone'), 'done')
  assert.deepEqual((await lettersOf(who.episodeId)).tasks, [])
})

test('H18: what nobody confirms by the evening of the next day escalates', async () => {
  const who = await desk.onWarfarin(19)
  await desk.change(who)
  const [task] = (await lettersOf(who.episodeId)).tasks
  assert.ok(task !== undefined)
  const escalatedBy = async (instant: string) => {
    clinic.clock.set(instant)
    await escalateOverdue(clinic.house)
    return (await clinic.inTx((tx) => findTask(tx, task.id)))?.escalatedAt !== null
  }
  assert.equal(await escalatedBy('2026-11-23T18:00:00Z'), false)
  assert.equal(await escalatedBy('2026-11-23T18:01:00Z'), true)
  clinic.clock.set('2026-11-22T09:00:00Z')
})

test('H18: who confirms that the old medicine is gone has confirmed both letters', async () => {
  const who = await desk.onWarfarin(19)
  await desk.change(who)
  const removed = { ...CONFIRMED, episodeId: who.episodeId, version: '2' }
  assert.equal(said(await desk.run(confirmRemoval, removed)), 'done')
  const { letters, tasks } = await lettersOf(who.episodeId)
  assert.deepEqual(
    letters.map(({ state }) => state),
    ['confirmed', 'confirmed'],
  )
  assert.deepEqual(tasks, [])
})

async function ends(episodeId: string, reason: string): Promise<string> {
  const on = { 'endedOn[day]': '22', 'endedOn[month]': '11', 'endedOn[year]': '2026' }
  const end = { episodeId, version: '1', reason, note: 'As agreed', ...on }
  return said(await desk.run(endEpisode, end))
}

for (const [reason, count] of [
  ['patient-choice', 2],
  ['adverse-event', 2],
  ['transferred-out', 0],
  ['died', 0],
  ['entered-in-error', 0],
] as const) {
  test(`H18: treatment that ends, ${reason}, is told by ${count} letters`, async () => {
    const who = await desk.onWarfarin(null)
    assert.equal(await ends(who.episodeId, reason), 'done')
    const { letters, tasks } = await lettersOf(who.episodeId)
    assert.deepEqual([letters.length, tasks.length], [count, count / 2])
    for (const { parts } of letters) {
      assert.equal(parts[1], 'This service gives no other anticoagulant now.')
    }
  })
}

test('H18: another course that is paused is named as paused in the letters, and not as one that is gone', async () => {
  const who = await desk.onWarfarin(19)
  const heparin = { medicine: 'heparin', bridging: true, startedOn: TODAY } as const
  const duration = { kind: 'until', stopOn: day('2026-12-01') } as const
  const pause = { phase: 'suspended', suspendedFrom: TODAY, suspendedUntil: '2026-11-28' } as const
  await clinic.addEpisode(who.patientId, { ...heparin, duration, ...pause })
  assert.equal(await ends(who.episodeId, 'patient-choice'), 'done')
  const { letters } = await lettersOf(who.episodeId)
  assert.equal(letters.length, 2)
  for (const { parts } of letters) {
    assert.equal(
      parts[1],
      'This service gives no other anticoagulant now. Paused by this service, not to be taken until it says so: heparin.',
    )
  }
})

test('H34: only a prescriber with authority changes the medicine', async () => {
  const who = await desk.onWarfarin(19)
  for (const role of ['nurse', 'pharmacist', 'receptionist'] as const) {
    assert.match(await desk.change(who, {}, role), /not-permitted/)
  }
})
