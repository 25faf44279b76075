import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { appointmentsOf } from '#store/appointments.ts'
import { findEpisode } from '#store/episodes.ts'
import { findTask, openTasksOf } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { recordsOf } from '#test/every-absence.ts'
import { closeTask } from '#workflow/close-task.ts'
import { openCourseEnds } from '#workflow/course-ends.ts'
import { decideNonAttendance } from '#workflow/decide-non-attendance.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'
import { patientPlans } from '#workflow/patient-plans.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'
import { taskPage } from '#workflow/task-page.ts'
import { worklist } from '#workflow/worklist.ts'
import { procedureDesk } from './procedure-desk.ts'
import { switchDesk } from './switch-desk.ts'
import { done, dosablePatient, type Fields, freshKey, ROUTINE, refusal } from './visit-desk.ts'

const START = '2026-11-22T09:00:00Z'
let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const on = async (day: string): Promise<void> => {
  clinic.clock.set(`${day}T05:00:00Z`)
  await openCourseEnds(clinic.house)
  await Promise.all([openCourseEnds(clinic.house), openCourseEnds(clinic.house)])
}
/** The open tasks of a course, but the one about the letters that it has ended. */
const tasksOf = async (episodeId: string) =>
  (await clinic.inTx((tx) => openTasksOf(tx, episodeId))).filter(
    ({ kind }) => kind !== 'stop-notice',
  )

async function paused(more: Fields = {}, role: Role = 'nurse') {
  clinic.clock.set(START)
  const who = await dosablePatient(clinic)
  const until = { 'until[day]': '30', 'until[month]': '11', 'until[year]': '2026' }
  const given = { episodeId: who.episodeId, version: '1', reason: 'admission', ...until, ...more }
  const outcome = await suspendEpisode.run(
    clinic.house,
    clinic.callerOf(role),
    freshKey(clinic),
    given,
  )
  return { ...who, outcome }
}

test('H24: a pause has an owner: whoever is named, else whoever pauses, and nobody who may not end it', async () => {
  const own = await paused()
  done(own.outcome)
  const pharmacist = clinic.callerOf('pharmacist').accountId
  const named = await paused({ owner: pharmacist })
  done(named.outcome)
  const names = async (patientId: string) => {
    const plans = await patientPlans(clinic.house, clinic.callerOf('nurse'), { patientId })
    assert(plans.kind === 'plans')
    return plans.courses.map(({ pauseOwner }) => pauseOwner)
  }
  assert.deepEqual(await names(own.patientId), ['Test nurse'])
  assert.deepEqual(await names(named.patientId), ['Test pharmacist'])
  for (const owner of ['', 'somebody', clinic.callerOf('receptionist').accountId]) {
    assert.deepEqual(refusal((await paused({ owner })).outcome), [422, 'required'])
  }
  const { outcome } = await paused({ reason: '', 'until[day]': '', owner: '' })
  assert(outcome.kind === 'refused')
  assert.deepEqual(
    outcome.findings.map(({ field }) => field),
    ['reason', 'until', 'owner'],
    'all that is missing at once, in the order in which it is asked',
  )
})

test('H24: a pause past its day is its owner’s task, blocks every dose, escalates, and closes by the decision alone', async () => {
  const owner = clinic.callerOf('pharmacist').accountId
  const { patientId, episodeId, outcome } = await paused({ owner })
  done(outcome)
  await on('2026-11-30')
  assert.deepEqual(await tasksOf(episodeId), [])
  await on('2026-12-01')
  const [task, ...more] = await tasksOf(episodeId)
  assert(task !== undefined && more.length === 0)
  assert.deepEqual([task.kind, task.takenBy, task.forWhom], ['pause-ended', owner, 'prescriber'])
  const question = { kind: 'suspension-past-end', risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, clinic.callerOf('nurse'), question)
  assert(list.kind === 'worklist')
  const line = list.lines.find((one) => one.episodeId === episodeId)
  assert.equal(line?.ownerName, 'Test pharmacist')

  const visit = { ...ROUTINE, patientId, sampledOn: '2026-12-01' }
  const dose = await suggestDose.run(
    clinic.house,
    clinic.callerOf('prescriber'),
    freshKey(clinic),
    visit,
  )
  assert.deepEqual(refusal(dose), [409, 'treatment-suspended'])
  const closing = {
    taskId: task.id,
    version: `${task.version}`,
    code: 'checked-no-harm',
    note: 'x',
  }
  const prescriber = clinic.callerOf('prescriber')
  const byHand = await closeTask.run(clinic.house, prescriber, freshKey(clinic), closing)
  assert.equal(byHand.kind, 'refused')
  clinic.clock.set('2026-12-01T18:00:01Z')
  await escalateOverdue(clinic.house)
  assert.notEqual((await tasksOf(episodeId))[0]?.escalatedAt, null)

  const until = { 'until[day]': '10', 'until[month]': '12', 'until[year]': '2026' }
  const again = { episodeId, version: '2', reason: 'admission', ...until }
  done(await suspendEpisode.run(clinic.house, prescriber, freshKey(clinic), again))
  assert.deepEqual(await tasksOf(episodeId), [])
  assert.equal((await clinic.inTx((tx) => findTask(tx, task.id)))?.closingCode, 'decided')
})

test('H24: a task of a paused course is closed without a next test, which the pause has its day for', async () => {
  const { patientId, episodeId, outcome } = await paused()
  done(outcome)
  const taskId = await recordsOf(clinic).task({ patientId, episodeId }, 'result-corrected')
  const pharmacist = clinic.callerOf('pharmacist')
  const page = await taskPage(clinic.house, pharmacist, { taskId })
  assert(page.kind === 'task-page')
  assert.equal(page.asksNextTest, false)
  const closing = { taskId, version: '1', code: 'checked-no-harm', note: 'Looked at' }
  const chosen = { ...closing, nextTestOn: '2026-11-25' }
  const tooLate = await closeTask.run(clinic.house, pharmacist, freshKey(clinic), chosen)
  assert.deepEqual(refusal(tooLate), [409, 'no-test-now'])
  done(await closeTask.run(clinic.house, pharmacist, freshKey(clinic), closing))
})

test('H24: a course past its stop date is a task that its end closes; seven days later a prescriber looks again', async () => {
  clinic.clock.set(START)
  const stops = { duration: { kind: 'until', stopOn: '2026-12-05' } } as never
  const { episodeId } = await dosablePatient(clinic, stops)
  await on('2026-12-05')
  assert.deepEqual(await tasksOf(episodeId), [])
  await on('2026-12-06')
  assert.deepEqual(
    (await tasksOf(episodeId)).map(({ kind }) => kind),
    ['stop-date'],
  )
  const last = { 'endedOn[day]': '5', 'endedOn[month]': '12', 'endedOn[year]': '2026' }
  const ending = { episodeId, version: '1', reason: 'course-complete', ...last }
  const prescriber = clinic.callerOf('prescriber')
  done(await endEpisode.run(clinic.house, prescriber, freshKey(clinic), ending))
  assert.deepEqual(await tasksOf(episodeId), [])

  await on('2026-12-12')
  assert.deepEqual(await tasksOf(episodeId), [])
  await on('2026-12-13')
  const [look] = await tasksOf(episodeId)
  assert(look !== undefined)
  assert.equal(look.kind, 'second-look')
  assert.match(look.title, /ended 05-Dec-2026 \(Course complete\): second look/)
  const answer = { taskId: look.id, version: `${look.version}`, code: 'stays-ended', note: 'Asked' }
  const pharmacist = clinic.callerOf('pharmacist')
  const refused = await closeTask.run(clinic.house, pharmacist, freshKey(clinic), answer)
  assert.deepEqual(refusal(refused), [403, 'not-permitted-role'])
  done(await closeTask.run(clinic.house, prescriber, freshKey(clinic), answer))
  await on('2026-12-20')
  assert.deepEqual(await tasksOf(episodeId), [], 'once')
  assert.equal((await clinic.inTx((tx) => findEpisode(tx, episodeId)))?.phase, 'ended')
})

test('H24: an end from before the day on which second looks begin is nobody’s task, an end of that day is', async () => {
  for (const [recordedOn, kinds] of [
    ['2026-11-21', []],
    ['2026-11-22', ['second-look']],
  ] as const) {
    clinic.clock.set(START)
    const { episodeId } = await dosablePatient(clinic)
    clinic.clock.set(`${recordedOn}T09:00:00Z`)
    const last = { 'endedOn[day]': '20', 'endedOn[month]': '11', 'endedOn[year]': '2026' }
    const ending = { episodeId, version: '1', reason: 'course-complete', ...last }
    const prescriber = clinic.callerOf('prescriber')
    done(await endEpisode.run(clinic.house, prescriber, freshKey(clinic), ending))
    await on(recordedOn === '2026-11-21' ? '2027-01-10' : '2027-01-11')
    assert.deepEqual(
      (await tasksOf(episodeId)).map(({ kind }) => kind),
      kinds,
      recordedOn,
    )
  }
})

test('H24: the end of a course by a missed test closes what was open of its stop date, as any end does', async () => {
  clinic.clock.set(START)
  const stops = { duration: { kind: 'until', stopOn: '2026-12-21' } } as never
  const { patientId, episodeId } = await dosablePatient(clinic, stops)
  await on('2026-12-22')
  const taskId = await recordsOf(clinic).task({ patientId, episodeId }, 'non-attendance')
  assert.equal((await tasksOf(episodeId)).length, 2)
  const decided = { taskId, version: '1', decision: 'end', reason: 'Spoke to the daughter' }
  const prescriber = clinic.callerOf('prescriber')
  done(await decideNonAttendance.run(clinic.house, prescriber, freshKey(clinic), decided))
  assert.deepEqual(await tasksOf(episodeId), [])
})

const decided = async (
  who: { readonly patientId: string; readonly episodeId: string },
  fields: Fields,
) => {
  const taskId = await recordsOf(clinic).task(who, 'non-attendance')
  const all = { taskId, version: '1', reason: 'Spoke to the daughter', ...fields }
  const prescriber = clinic.callerOf('prescriber')
  return decideNonAttendance.run(clinic.house, prescriber, freshKey(clinic), all)
}
const UNTIL = { decision: 'suspend', until: '2026-12-20' }

test('H24: whoever did not attend is not paused beside an open plan for a procedure, and an end closes it', async () => {
  clinic.clock.set(START)
  const desk = procedureDesk(clinic)
  const who = await dosablePatient(clinic)
  assert.equal(await desk.plan(who), 'done')
  assert.deepEqual(refusal(await decided(who, UNTIL)), [409, 'procedure-open'])
  done(await decided(who, { decision: 'end' }))
  assert.equal((await desk.newest(who)).state, 'not-restarting')
  const ended = await clinic.inTx((tx) => findEpisode(tx, who.episodeId))
  assert.deepEqual([ended?.phase, ended?.endedReason], ['ended', 'did-not-attend'])
})

test('H18: a course is not ended by a missed test while a change of its medicine runs', async () => {
  clinic.clock.set(START)
  const desk = switchDesk(clinic)
  const who = await desk.onDoac()
  assert.equal(await desk.plan(who), 'done')
  assert.deepEqual(refusal(await decided(who, { decision: 'end' })), [409, 'change-runs'])
})

/** What takes slots away, of a pause that is reviewed on 30 November. */
const FREES: Readonly<
  Record<string, (who: { patientId: string; episodeId: string }) => Promise<unknown>>
> = {
  'a pause': ({ episodeId }) =>
    suspendEpisode.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), {
      ...{ episodeId, version: '1', reason: 'admission' },
      ...{ 'until[day]': '30', 'until[month]': '11', 'until[year]': '2026' },
    }),
  'a pause by a missed test': (who) => decided(who, { decision: 'suspend', until: '2026-11-30' }),
  'an end by a missed test': (who) => decided(who, { decision: 'end' }),
}

for (const [nth, [what, take]] of Object.entries(FREES).entries()) {
  test(`H24: ${what} frees the slots of that course, those of its days, and of no other`, async () => {
    clinic.clock.set(START)
    const records = recordsOf(clinic)
    const patternId = await records.mondayClinic()
    const who = await dosablePatient(clinic)
    const other = await clinic.addEpisode(who.patientId, { phase: 'accepted', startedOn: null })
    const atMinute = 540 + nth * 20
    await records.appointment(who, { patternId, onDate: '2026-11-23', atMinute })
    const beside = { patternId, onDate: '2026-11-23', atMinute: atMinute + 10 }
    const ofOther = await records.appointment({ ...who, episodeId: other }, beside)
    const ofReview = await records.appointment(who, { patternId, onDate: '2026-11-30', atMinute })
    const due = (await clinic.inTx((tx) => findEpisode(tx, who.episodeId)))?.nextTestOn
    done((await take(who)) as never)
    const booked = await clinic.inTx((tx) => appointmentsOf(tx, who.patientId, '2026-11-22'))
    assert.deepEqual(
      booked.map(({ id }) => id),
      what.startsWith('a pause') ? [ofOther, ofReview] : [ofOther],
    )
    const after = await clinic.inTx((tx) => findEpisode(tx, who.episodeId))
    assert.equal(after?.nextTestOn, what.startsWith('a pause') ? due : null)
  })
}
