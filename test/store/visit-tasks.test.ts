import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HIGH_RISK } from '#recall/absences.ts'
import { findDecision } from '#store/decisions.ts'
import { findEpisode } from '#store/episodes.ts'
import { lateAlarms } from '#store/invariants.ts'
import { changeStaff, findStaff } from '#store/staff.ts'
import { findTask, openTasksOf, taskEvents } from '#store/tasks.ts'
import { PASSWORD, type TestClinic, testClinic } from '#test/clinic.ts'
import { authoriseDose } from '#workflow/authorise-dose.ts'
import { closeTask } from '#workflow/close-task.ts'
import type { Caller } from '#workflow/desk.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'
import { proposeDose } from '#workflow/propose-dose.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { referAgain } from '#workflow/refer-again.ts'
import { referVisit } from '#workflow/refer-visit.ts'
import { sendBack } from '#workflow/send-back.ts'
import { signAgain } from '#workflow/sign-again.ts'
import { takeTask } from '#workflow/take-task.ts'
import { taskPage } from '#workflow/task-page.ts'
import { todaysAbsences } from '#workflow/todays-absences.ts'
import { worklist } from '#workflow/worklist.ts'
import { sentInr } from './sent-desk.ts'
import { done, dosablePatient, type Fields, freshKey, ROUTINE, refusal } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')
const assistant = () => clinic.callerOf('healthcare-assistant')
const pharmacist = () => clinic.callerOf('pharmacist')
const prescriber = () => clinic.callerOf('prescriber')

const refer = async (caller: Caller, fields: Fields) =>
  done(await referVisit.run(clinic.house, caller, freshKey(clinic), fields)).taskId

const taskOf = async (id: string) => {
  const task = await clinic.inTx((tx) => findTask(tx, id))
  assert(task !== undefined)
  return task
}

const seen = async (taskId: string, fields: Fields = {}) => ({
  ...fields,
  taskId,
  version: `${(await taskOf(taskId)).version}`,
})

const authorise = async (caller: Caller, taskId: string, fields: Fields) =>
  authoriseDose.run(clinic.house, caller, freshKey(clinic), await seen(taskId, fields))

const HIGH = { ...ROUTINE, inr: '5.6', inrAgain: '5.6' }

test('H17, H34: a referred result has no test date but a clock, until an authorised person doses it', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const taskId = await refer(assistant(), { ...ROUTINE, patientId, note: 'Feels tired' })
  const waiting = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.equal(waiting?.nextTestOn, null)
  assert.equal((await clinic.inTx((tx) => openTasksOf(tx, episodeId))).length, 1)

  const byNurse = await authorise(nurse(), taskId, { decision: 'as-suggested', slot: 'none' })
  assert.deepEqual(refusal(byNurse), [403, 'not-permitted-competence'])
  done(await takeTask.run(clinic.house, pharmacist(), freshKey(clinic), await seen(taskId)))
  assert.equal((await taskOf(taskId)).state, 'taken')

  const { decisionId } = done(
    await authorise(pharmacist(), taskId, { decision: 'as-suggested', slot: 'none' }),
  )
  const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
  assert.equal(decision?.kind, 'authorised')
  assert.equal(decision?.authorisedBy, pharmacist().accountId)
  assert.deepEqual(await clinic.inTx((tx) => openTasksOf(tx, episodeId)), [])
  const dosed = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.equal(dosed?.nextTestOn, decision?.nextTestOn)

  const again = await authorise(pharmacist(), taskId, { decision: 'as-suggested', slot: 'none' })
  assert.deepEqual(refusal(again), [409, 'task-closed'])
})

async function signedFor(by: Caller, taskId: string): Promise<string> {
  const signed = await signAgain(clinic.house, by, { taskId, password: PASSWORD })
  assert.ok(signed.kind === 'signed-again')
  return signed.proof
}

test('H34: a dose of one’s own is authorised with a coded reason and with words, and not with either alone', async () => {
  const { patientId } = await dosablePatient(clinic)
  const taskId = await refer(nurse(), { ...ROUTINE, patientId })
  const own = { decision: 'own', dailyDose: '6', slot: 'none' }
  const [reasonCode, reasonText] = ['trend', 'Falling']
  for (const half of [{ reasonCode }, { reasonText }, { reasonCode, reasonText: ' ' }]) {
    const outcome = await authorise(prescriber(), taskId, { ...own, ...half })
    assert.deepEqual(refusal(outcome), [422, 'required'])
  }
  done(await authorise(prescriber(), taskId, { ...own, reasonCode, reasonText }))
})

test('H34: a password entered anew counts for its person, its task and five minutes, and nothing made up counts', async () => {
  const { patientId } = await dosablePatient(clinic)
  const proposal = { dailyDose: '7', reasonCode: 'trend', reasonText: 'Falling' }
  const taskId = await refer(pharmacist(), { ...ROUTINE, patientId, ...proposal })
  const proposed = { decision: 'as-proposed', slot: 'none' }
  const own = await signedFor(prescriber(), taskId)
  const notGood = [
    await signedFor(clinic.callerOf('clinical-lead'), taskId),
    await signedFor(prescriber(), '0195e000-0000-7000-8000-000000000001'),
    `${own}x`,
    own.replace(/^\d+/, (at) => `${Number(at) + 1}`),
    '',
    'NaN.x',
  ]
  for (const signedAgain of notGood) {
    const outcome = await authorise(prescriber(), taskId, { ...proposed, signedAgain })
    assert.deepEqual(refusal(outcome), [422, 'sign-in-again'], signedAgain)
  }
  clinic.clock.advance(5 * 60_000 + 1)
  const late = await authorise(prescriber(), taskId, { ...proposed, signedAgain: own })
  assert.deepEqual(refusal(late), [422, 'sign-in-again'])
  clinic.clock.advance(-1)
  done(await authorise(prescriber(), taskId, { ...proposed, signedAgain: own }))
})

test('H34: wrong passwords of a second clinician count towards the rest of the user name', async () => {
  const by = clinic.callerOf('nurse')
  const taskId = '0195e000-0000-7000-8000-000000000001'
  const codes = []
  for (const password of ['1', '2', '3', '4', '5', PASSWORD]) {
    codes.push(refusal(await signAgain(clinic.house, by, { taskId, password }))[1])
  }
  assert.deepEqual(codes, [...Array(5).fill('wrong-password'), 'resting'])
  clinic.clock.advance(31_000)
  assert.equal(
    (await signAgain(clinic.house, by, { taskId, password: PASSWORD })).kind,
    'signed-again',
  )
})

test('D4.57, D4.42: a dose beyond the limits is decided by a second clinician and not by its proposer', async () => {
  const { patientId } = await dosablePatient(clinic)
  const proposal = { dailyDose: '7', reasonCode: 'trend', reasonText: 'Falling for three months' }
  const taskId = await refer(pharmacist(), { ...ROUTINE, patientId, ...proposal })

  const own = { decision: 'own', ...proposal, slot: 'none' }
  assert.deepEqual(refusal(await authorise(pharmacist(), taskId, own)), [
    422,
    'second-clinician:large-change',
  ])
  const proposed = { decision: 'as-proposed', slot: 'none' }
  assert.deepEqual(refusal(await authorise(pharmacist(), taskId, proposed)), [
    403,
    'second-checker-same-account',
  ])
  assert.deepEqual(refusal(await authorise(prescriber(), taskId, proposed)), [422, 'sign-in-again'])
  const signed = { ...proposed, signedAgain: await signedFor(prescriber(), taskId) }
  const { decisionId } = done(await authorise(prescriber(), taskId, signed))
  const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
  assert.equal(decision?.dailyUg, 7000)
  assert.equal(decision?.decidedBy, pharmacist().accountId)
  assert.equal(decision?.authorisedBy, prescriber().accountId)
})

test('D4.58, D4.59, D8.62: neither a second account of the proposer nor less competence decides a proposal', async () => {
  const { patientId } = await dosablePatient(clinic)
  const proposal = { dailyDose: '7', reasonCode: 'trend', reasonText: 'Falling' }
  const taskId = await refer(pharmacist(), { ...ROUTINE, patientId, ...proposal })
  const proposed = { decision: 'as-proposed', slot: 'none' }
  assert.deepEqual(refusal(await authorise(nurse(), taskId, proposed)), [
    403,
    'not-permitted-competence',
  ])
  await clinic.inTx(async (tx) => {
    const lead = await findStaff(tx, clinic.callerOf('clinical-lead').accountId)
    assert(lead !== undefined)
    const by = { changedBy: null, changedAt: new Date(clinic.clock.now()).toISOString() }
    await changeStaff(tx, { ...lead, ...by, name: 'TEST  Pharmacist' }, lead.version)
  })
  const outcome = await authorise(clinic.callerOf('clinical-lead'), taskId, proposed)
  assert.deepEqual(refusal(outcome), [403, 'security-second-checker-same-person'])
})

test('a dose beyond the limits goes from the task to a second clinician without more time', async () => {
  const { patientId } = await dosablePatient(clinic)
  const first = await refer(nurse(), { ...ROUTINE, patientId })
  const dose = { dailyDose: '7', reasonCode: 'trend', reasonText: 'Falling' }
  const passed = done(
    await proposeDose.run(clinic.house, pharmacist(), freshKey(clinic), await seen(first, dose)),
  )
  const [before, after] = [await taskOf(first), await taskOf(passed.taskId)]
  assert.equal(before.closingCode, 'passed-to-second')
  assert(after.dueAt <= before.dueAt)
  const signedAgain = await signedFor(prescriber(), passed.taskId)
  const asked = { decision: 'as-proposed', slot: 'none', signedAgain }
  done(await authorise(prescriber(), passed.taskId, asked))
})

test("a result that is sent back is its referrer's, who refers it again", async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const taskId = await refer(assistant(), { ...ROUTINE, patientId })
  const silent = await sendBack.run(
    clinic.house,
    pharmacist(),
    freshKey(clinic),
    await seen(taskId),
  )
  assert.deepEqual(refusal(silent), [422, 'required'])

  const note = { note: 'Ask about the antibiotic' }
  const back = done(
    await sendBack.run(clinic.house, pharmacist(), freshKey(clinic), await seen(taskId, note)),
  )
  assert.equal((await taskOf(back.taskId)).takenBy, assistant().accountId)
  const found = { note: 'No antibiotic' }
  const again = done(
    await referAgain.run(
      clinic.house,
      assistant(),
      freshKey(clinic),
      await seen(back.taskId, found),
    ),
  )
  const open = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  assert.deepEqual(
    open.map(({ id, kind }) => [id, kind]),
    [[again.taskId, 'referral']],
  )
})

test('H17: an alarm has its published action, its clock, and closes only by an action with a next test', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const fields = { ...HIGH, patientId }
  const referred = await referVisit.run(clinic.house, nurse(), freshKey(clinic), fields)
  assert.deepEqual(refusal(referred), [409, 'alarm'])
  const { taskId } = done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), fields))
  const task = await taskOf(taskId)
  assert.equal(task.kind, 'alarm')
  assert.equal(task.state, 'open')

  const close = async (given: Fields) =>
    closeTask.run(clinic.house, prescriber(), freshKey(clinic), await seen(taskId, given))
  assert.deepEqual(refusal(await close({ note: 'Called' })), [422, 'required'])
  const action = { code: 'contacted-and-advised', note: 'Withhold tonight, comes tomorrow' }
  assert.deepEqual(refusal(await close(action)), [422, 'required'])
  const weeks = await close({ ...action, nextTestOn: '2026-12-06' })
  assert.deepEqual(refusal(weeks), [422, 'test-date'])
  done(await close({ ...action, nextTestOn: '2026-11-23' }))
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.equal(episode?.nextTestOn, '2026-11-23')
  assert.equal(episode?.risk, HIGH_RISK, 'without a dose the patient is looked for first')
})

test('an authorised person who raises an alarm has it at once and decides the dose', async () => {
  const { patientId } = await dosablePatient(clinic)
  const alarm = await raiseAlarm.run(clinic.house, prescriber(), freshKey(clinic), {
    ...HIGH,
    patientId,
  })
  const { taskId } = done(alarm)
  assert.equal((await taskOf(taskId)).takenBy, prescriber().accountId)
  const own = {
    decision: 'own',
    dailyDose: '4.5',
    omitDays: '1',
    reasonCode: 'published-action',
    reasonText: 'Withhold one dose, reduce',
  }
  const far = await authorise(prescriber(), taskId, { ...own, nextTestOn: '2026-12-06' })
  assert.deepEqual(refusal(far), [422, 'cannot-be-made'])
  const made = { ...own, dailyDose: '4' }
  const late = await authorise(prescriber(), taskId, { ...made, nextTestOn: '2026-12-06' })
  assert.deepEqual(refusal(late), [422, 'interval-too-long-after-high-inr'])

  const { decisionId } = done(
    await authorise(prescriber(), taskId, { ...made, nextTestOn: '2026-11-25' }),
  )
  const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
  assert.equal(decision?.omitDays, 1)
  assert.match(decision?.instructions ?? '', /Do not take any warfarin on 22 November 2026\./)
})

test('H04: on an INR that the meter could not measure nothing may be taken until the next test', async () => {
  const { patientId } = await dosablePatient(clinic)
  const fields = { ...ROUTINE, inr: '>8.0', inrAgain: '>8.0', patientId }
  const { taskId } = done(
    await raiseAlarm.run(clinic.house, prescriber(), freshKey(clinic), fields),
  )
  const own = { decision: 'own', reasonCode: 'published-action', reasonText: 'INR tomorrow' }
  const dosed = { ...own, dailyDose: '4', omitDays: '1', nextTestOn: '2026-11-25' }
  assert.deepEqual(refusal(await authorise(prescriber(), taskId, dosed)), [422, 'censored'])
  const { decisionId } = done(
    await authorise(prescriber(), taskId, { ...dosed, nextTestOn: '2026-11-23' }),
  )
  const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
  assert.match(decision?.instructions ?? '', /Take no more warfarin until/)
})

test('H17: an alarm calls the clinical lead, the prescribers and the practice manager, each once and each in time', async () => {
  const { patientId } = await dosablePatient(clinic)
  const fields = { ...HIGH, inr: '>8.0', inrAgain: '>8.0', patientId }
  const { taskId } = done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), fields))
  const { openedAt, dueAt } = await taskOf(taskId)
  const called = async () => {
    await escalateOverdue(clinic.house)
    await Promise.all([escalateOverdue(clinic.house), escalateOverdue(clinic.house)])
    const events = await clinic.inTx((tx) => taskEvents(tx, taskId))
    return events.flatMap(({ toRole }) => toRole ?? [])
  }
  const start = new Date(clinic.clock.now()).toISOString()
  assert.deepEqual(await called(), [])
  clinic.clock.set(new Date(dueAt + 1).toISOString())
  assert.deepEqual(await called(), ['clinical-lead'])
  clinic.clock.set(start)
  assert.deepEqual(await called(), ['clinical-lead'], 'a clock set back takes nothing back')
  clinic.clock.set(new Date(Math.max(dueAt, openedAt + 120 * 60_000) + 1).toISOString())
  assert.deepEqual(await called(), ['clinical-lead', 'prescriber'])

  const before = await todaysAbsences(clinic.house, clinic.callerOf('practice-manager'), null)
  clinic.clock.set('2026-11-22T18:00:00.001Z')
  assert.deepEqual(await called(), ['clinical-lead', 'prescriber', 'practice-manager'])
  const after = await todaysAbsences(clinic.house, clinic.callerOf('practice-manager'), null)
  assert(before.kind === 'absences' && after.kind === 'absences')
  assert.ok(after.calledMe > before.calledMe, 'the front page of whoever is called says so')

  const page = await taskPage(clinic.house, prescriber(), { taskId })
  assert(page.kind === 'task-page')
  assert.deepEqual(
    page.ladder.map(({ to, reachedAt }) => [to, reachedAt !== null]),
    [
      ['clinical-lead', true],
      ['prescriber', true],
      ['practice-manager', true],
    ],
  )

  clinic.clock.set('2026-11-22T17:00:00.000Z')
  const { patientId: late } = await dosablePatient(clinic)
  const high = { ...fields, patientId: late }
  const alarm = done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), high))
  const lateOne = await taskPage(clinic.house, prescriber(), { taskId: alarm.taskId })
  assert(lateOne.kind === 'task-page')
  assert.deepEqual(
    lateOne.ladder.map(({ to }) => to),
    ['clinical-lead', 'practice-manager', 'prescriber'],
    'the clinic ends an hour before the second rung, and the page shows who is called first',
  )
  clinic.clock.set(start)
})

test('H17: an alarming result that waits to be entered climbs the ladder of an alarm and is on the list of alarms', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  await sentInr(clinic, patientId, 9.4)
  const [task] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  assert(task !== undefined)
  const page = await taskPage(clinic.house, prescriber(), { taskId: task.id })
  assert(page.kind === 'task-page')
  assert.deepEqual(
    page.ladder.map(({ to }) => to),
    ['clinical-lead', 'prescriber', 'practice-manager'],
  )
  const question = { kind: 'alarm-not-actioned', risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, nurse(), question)
  assert(list.kind === 'worklist' && list.lines.some(({ key }) => key === task.id))
  const late = new Date(task.dueAt + 1).toISOString()
  const unheard = await clinic.inTx((tx) => lateAlarms(tx, late))
  assert(unheard.some(({ subject }) => subject === task.id))
})

test('a task past its time is escalated once, and says so', async () => {
  const { patientId } = await dosablePatient(clinic)
  const taskId = await refer(nurse(), { ...ROUTINE, patientId })
  await escalateOverdue(clinic.house)
  assert.equal((await taskOf(taskId)).escalatedAt, null)

  clinic.clock.advance(5 * 3_600_000)
  await escalateOverdue(clinic.house)
  await escalateOverdue(clinic.house)
  assert.notEqual((await taskOf(taskId)).escalatedAt, null)
  const events = await clinic.inTx((tx) => taskEvents(tx, taskId))
  assert.deepEqual(
    events.map(({ what }) => what),
    ['opened', 'escalated'],
  )
})
