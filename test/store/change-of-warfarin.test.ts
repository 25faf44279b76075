import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { appointmentsOf } from '#store/appointments.ts'
import { unfinishedVisits } from '#store/course-work.ts'
import { doacReviewsOf } from '#store/doac-reviews.ts'
import { episodesOf } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { resultsSince } from '#store/results.ts'
import { findTask, openTasksOf } from '#store/tasks.ts'
import { worklistPage } from '#store/worklists.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { recordsOf, TODAY } from '#test/every-absence.ts'
import { NOTHING_AGAINST, said } from '#test/store/doac-desk.ts'
import { ROUTINE } from '#test/store/visit-desk.ts'
import { warfarinDesk } from '#test/store/warfarin-desk.ts'
import { activateEpisode } from '#workflow/activate-episode.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { planEpisode } from '#workflow/plan-episode.ts'
import { recordStanding } from '#workflow/record-standing.ts'
import { resumeEpisode } from '#workflow/resume-episode.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { verify } from '#workflow/verify.ts'

let clinic: TestClinic
let desk: ReturnType<typeof warfarinDesk>
before(async () => {
  clinic = await testClinic()
  desk = warfarinDesk(clinic)
})
after(() => clinic.drop())

test('H18: warfarin stopped and the new medicine not started is on a list, owned and due, until it has started', async () => {
  const who = await desk.onWarfarin(28)
  assert.equal(await desk.stop(who), 'done')
  assert.deepEqual(await desk.phases(who), ['warfarin suspended'])
  const waiting = await desk.newestChange(who)
  assert.equal(waiting?.state, 'waiting')
  const task = await clinic.inTx((tx) => findTask(tx, waiting?.taskId ?? ''))
  assert.equal(task?.takenByName, 'Test prescriber')
  assert.equal(new Date(task?.dueAt ?? 0).toISOString(), '2026-11-27T18:00:00.000Z')
  const listed = await clinic.inTx((tx) =>
    worklistPage(
      tx,
      'change-not-finished',
      { today: TODAY, bankHolidays: [] },
      { risk: 'any', owner: 'anybody' },
      { limit: 50, offset: 0 },
    ),
  )
  assert.ok(listed.some(({ patientId }) => patientId === who.patientId))
  assert.equal(await desk.change(who, { version: '2' }), 'medicine: inr-too-high')

  clinic.clock.advance(60_000)
  await recordsOf(clinic).results(who, { [TODAY]: 19 })
  assert.equal(
    await desk.change(who, { version: '2', medicine: 'rivaroxaban', doacMg: '20', doacTimes: '1' }),
    'medicine: other-medicine',
  )
  assert.equal(await desk.change(who, { version: '2' }), 'done')
  assert.equal((await desk.newestChange(who))?.state, 'finished')
  assert.deepEqual(await desk.phases(who), ['apixaban maintaining', 'warfarin ended'])
})

test('H18: while warfarin is stopped its INR is measured, and no dose of it is given', async () => {
  const who = await desk.onWarfarin(28)
  assert.equal(await desk.stop(who), 'done')
  const patient = await clinic.inTx((tx) => findPatient(tx, who.patientId))
  assert.equal(patient?.switching?.state, 'waiting')
  clinic.clock.advance(3_600_000)
  const visit = { ...ROUTINE, patientId: who.patientId, inr: '2.4' }
  const asked = await suggestDose.run(
    clinic.house,
    clinic.callerOf('nurse'),
    crypto.randomUUID(),
    visit,
  )
  if (asked.kind !== 'done') throw new Error(JSON.stringify(asked))
  const { advice } = asked.suggestion
  assert.equal(advice.kind, 'alarm')
  if (advice.kind !== 'alarm') return
  assert.ok(advice.alarms.some(({ code }) => code === 'medicine-changing'))
  const resumed = await resumeEpisode.run(
    clinic.house,
    clinic.callerOf('prescriber'),
    crypto.randomUUID(),
    { episodeId: who.episodeId, version: '2', phase: 'initiating', nextTestOn: '2026-11-25' },
  )
  assert.equal(said(resumed), ': change-runs')
})

test('H18: a stop has its days: of the last dose, of the INR, and by which the new medicine has started', async () => {
  const who = await desk.onWarfarin(28)
  assert.equal(await desk.stop(who, { stoppedOn: '2026-11-23' }), 'stoppedOn: range')
  assert.equal(await desk.stop(who, { untilOn: '2026-12-06' }), 'untilOn: range')
  assert.equal(await desk.stop(who, { untilOn: '' }), 'untilOn: range')
  assert.equal(await desk.stop(who, { nextTestOn: '2026-11-28' }), 'nextTestOn: range')
  assert.equal(await desk.stop(who, { note: '' }), 'note: required')
  const valve = await desk.onWarfarin(28, { ...NOTHING_AGAINST, antiphospholipid: 'yes' })
  assert.match(await desk.stop(valve), /^medicine: /)
  assert.deepEqual(await desk.phases(who), ['warfarin maintaining'])
})

test('H20: the dose is judged before it is started: too high is not, stale inputs refuse, another needs a reason', async () => {
  const who = await desk.onWarfarin(19)
  assert.equal(await desk.change(who, { doacMg: '10' }), 'doacMg: dose-differs-danger')
  assert.equal(await desk.change(who, { doacMg: '2.5' }), 'reasonCode: required')
  assert.equal(
    await desk.change(who, { doacMg: '2.5', reasonCode: 'other' }),
    'reasonNote: required',
  )
  assert.match(await desk.change(who, { weightOn: '2025-11-20' }), /: weight-too-old/)
  assert.match(await desk.change(who, { weight: '', weightOn: '' }), /: weight-not-known/)
  assert.match(await desk.change(who, { bleeding: '' }), /bleeding: required/)
  assert.match(await desk.change(who, { creatinine: '900' }), /medicine: /)
  assert.deepEqual(await desk.phases(who), ['warfarin maintaining'])
  assert.equal(await desk.change(who, { doacMg: '2.5', reasonCode: 'specialist-advice' }), 'done')
  const episodes = await clinic.inTx((tx) => episodesOf(tx, who.patientId))
  const started = episodes.find(({ phase }) => phase === 'maintaining')
  const [review] = await clinic.inTx((tx) => doacReviewsOf(tx, started?.id ?? '', 1))
  assert.equal(review?.outcome, 'differs')
  assert.equal(review?.reasonCode, 'specialist-advice')
  assert.equal(review?.isTold, false)
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('H18: what is open on warfarin is shown and settled with the change: tasks, visits without a dose, bookings', async () => {
  const who = await desk.onWarfarin(19)
  const records = recordsOf(clinic)
  const taskId = await records.task(who, 'referral')
  const visitId = await records.undosedResult(who)
  const pattern = await records.mondayClinic()
  const booked = { patternId: pattern, onDate: '2026-11-30', atMinute: 540 }
  await records.appointment(who, booked)
  clinic.clock.advance(60_000)
  await records.results(who, { [TODAY]: 19 })
  assert.equal(await desk.change(who), 'workSeen: required')
  assert.equal(await desk.change(who, { workSeen: 'yes' }), 'done')
  const task = await clinic.inTx((tx) => findTask(tx, taskId))
  assert.deepEqual([task?.state, task?.closingCode], ['closed', 'medicine-changed'])
  assert.deepEqual(await clinic.inTx((tx) => unfinishedVisits(tx, who.episodeId)), [])
  assert.ok(visitId)
  const left = await clinic.inTx((tx) => appointmentsOf(tx, who.patientId, TODAY))
  assert.deepEqual(
    left.filter(({ status }) => status === 'booked'),
    [],
  )
  const open = await clinic.inTx((tx) => openTasksOf(tx, who.episodeId))
  assert.deepEqual(
    open.map(({ kind }) => kind),
    ['stop-notice'],
    'that of the change alone',
  )
})

test('H18: ended as changed and planned anew, the new medicine still waits for its INR', async () => {
  const who = await desk.onWarfarin(28)
  const { run } = desk
  const ended = { version: '1', endedOn: TODAY, reason: 'changed-medicine', note: 'To apixaban' }
  assert.equal(said(await run(endEpisode, { ...ended, episodeId: who.episodeId })), 'done')
  const apixaban = {
    patientId: who.patientId,
    medicine: 'apixaban',
    indication: 'atrial-fibrillation',
    clinicalReason: 'Stroke prevention',
    startedOn: TODAY,
    duration: 'long-term',
    reviewOn: '2027-06-01',
    howStarted: 'initiated-here',
    managementPlan: 'Bloods at each review',
    doacMg: '5',
    doacTimes: '2',
  }
  const planned = await run(planEpisode, apixaban)
  if (planned.kind !== 'done') throw new Error(JSON.stringify(planned))
  const start = {
    episodeId: planned.subject ?? '',
    version: '1',
    phase: 'maintaining',
    nextTestOn: '2026-12-20',
  }
  assert.equal(said(await run(activateEpisode, start)), 'washoutInr: inr-too-high')
  const typed = { washoutInr: '1.9', washoutInrOn: '2026-11-20' }
  assert.match(said(await run(activateEpisode, { ...start, ...typed })), /washoutInrOn: range/)
  clinic.clock.advance(60_000)
  const today = { ...typed, washoutInrOn: TODAY }
  assert.equal(said(await run(activateEpisode, { ...start, ...today })), 'done')
  const kept = await clinic.inTx((tx) => resultsSince(tx, who.episodeId, TODAY))
  assert.deepEqual(
    kept.map(({ tenths }) => tenths),
    [28, 19],
  )
})

test('H18: a death in the middle of a change ends both courses and the change', async () => {
  const who = await desk.onWarfarin(28)
  assert.equal(await desk.stop(who), 'done')
  const died = {
    patientId: who.patientId,
    version: '1',
    standing: 'deceased',
    on: TODAY,
    onAgain: TODAY,
  }
  const recorded = await recordStanding.run(
    clinic.house,
    clinic.callerOf('prescriber'),
    crypto.randomUUID(),
    { ...died, note: 'At home' },
  )
  assert.equal(said(recorded), 'done')
  assert.equal((await desk.newestChange(who))?.state, 'abandoned')
  assert.deepEqual(await desk.phases(who), ['warfarin ended'])
})
