import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SCORE_QUESTIONS } from '#clinical/scores/answer.ts'
import { unfinishedVisits } from '#store/course-work.ts'
import { findEpisode } from '#store/episodes.ts'
import { openTasksOf } from '#store/tasks.ts'
import { coursePoints, newestVisits, visitHistory } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { authoriseDose } from '#workflow/authorise-dose.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { dosePage } from '#workflow/dose-page.ts'
import { recordScores } from '#workflow/record-scores.ts'
import { taskPage } from '#workflow/task-page.ts'
import { verify } from '#workflow/verify.ts'
import { worklist } from '#workflow/worklist.ts'
import { accepted, addPastResult, done, dosablePatient, freshKey, ROUTINE } from './visit-desk.ts'
import { addMeasured, soundDose } from './written-dose.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')
const pharmacist = () => clinic.callerOf('pharmacist')

const newestOf = async (episodeId: string) => {
  const result = (await clinic.inTx((tx) => visitHistory(tx, episodeId, '2026-01-01'))).at(-1)
  assert(result !== undefined)
  return result
}

async function correct(resultId: string, inr: string, caller = nurse()) {
  const fields = { resultId, how: 'correct', inr, inrAgain: inr, reasonText: 'Misread' }
  return done(await correctResult.run(clinic.house, caller, freshKey(clinic), fields))
}

const tasksOf = (episodeId: string) => clinic.inTx((tx) => openTasksOf(tx, episodeId))
const kindsOf = async (episodeId: string) =>
  (await tasksOf(episodeId)).map(({ kind }) => kind).sort()

async function dosed(person: Parameters<typeof dosablePatient>[2] = {}) {
  const who = await dosablePatient(clinic, {}, person)
  done(await accepted(clinic, nurse(), { ...ROUTINE, patientId: who.patientId }))
  return who
}

test('H17, H32: a dosed result that is corrected into the alarm zone opens the alarm beside the look at the dose', async () => {
  const { episodeId } = await dosed()
  const { taskId } = await correct((await newestOf(episodeId)).id, '5.2')
  assert.deepEqual(await kindsOf(episodeId), ['alarm', 'result-corrected'])
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.deepEqual([episode?.nextTestOn, episode?.risk], [null, 2])

  const page = await taskPage(clinic.house, pharmacist(), { taskId: taskId ?? '' })
  assert(page.kind === 'task-page' && page.details?.suggestion.advice.kind === 'alarm')
  assert.match(page.task.title, /^INR 2\.5 corrected to 5\.2: INR 5\.0 to 8\.0$/)
  assert.equal(page.task.dueAt - page.task.openedAt, 30 * 60_000)
  assert.equal(page.testBy, '2026-11-29')
})

const authorise = async (taskId: string | null) =>
  done(
    await authoriseDose.run(clinic.house, pharmacist(), freshKey(clinic), {
      taskId: taskId ?? '',
      version: '1',
      decision: 'own',
      dailyDose: '4',
      omitDays: '1',
      reasonCode: 'published-action',
      reasonText: 'One dose withheld, maintenance reduced',
      'nextTestOn[day]': '27',
      'nextTestOn[month]': '11',
      'nextTestOn[year]': '2026',
    }),
  )

test('H17: the dose on a corrected result is decided on what it is now, and verifies', async () => {
  const { episodeId } = await dosed()
  const { taskId } = await correct((await newestOf(episodeId)).id, '5.2')
  await authorise(taskId)
  const newest = await newestOf(episodeId)
  assert.deepEqual([newest.tenths, newest.dailyUg], [52, 4000])
  const verified = await verify(clinic.pool, clinic.clock.now())
  assert.deepEqual(verified.faults, [])
})

test('H17: a result that is corrected again and again keeps its visit and its dose, and the dose decided on it then verifies', async () => {
  const { episodeId } = await dosed()
  /** What the page, the history and the chart say of the newest result: its INR, its visit, its dose. */
  const shown = async () => {
    const newest = await newestOf(episodeId)
    const [onPage] = await clinic.inTx((tx) => newestVisits(tx, episodeId, 5))
    const charted = (await clinic.inTx((tx) => coursePoints(tx, episodeId, '2026-01-01'))).at(-1)
    assert.deepEqual(onPage, newest)
    return [newest.tenths, newest.hasVisit, newest.dailyUg, charted?.tenths, charted?.dailyUg]
  }
  for (const [inr, tenths] of [
    ['2.6', 26],
    ['2.7', 27],
    ['2.8', 28],
  ] as const) {
    await correct((await newestOf(episodeId)).id, inr)
    assert.deepEqual(await shown(), [tenths, true, 5000, tenths, 5000])
  }
  const { taskId } = await correct((await newestOf(episodeId)).id, '5.2')
  await authorise(taskId)
  assert.deepEqual(await shown(), [52, true, 4000, 52, 4000])
  const verified = await verify(clinic.pool, clinic.clock.now())
  assert.deepEqual(verified.faults, [])

  const imported = await dosablePatient(clinic)
  for (const inr of ['2.6', '2.7']) await correct((await newestOf(imported.episodeId)).id, inr)
  const { hasVisit, dailyUg } = await newestOf(imported.episodeId)
  assert.deepEqual([hasVisit, dailyUg], [false, null], 'it never had one')
})

test('H17: a correction to more than the meter measures also asks for the vein', async () => {
  const { episodeId } = await dosed()
  await correct((await newestOf(episodeId)).id, '>8.0')
  assert.deepEqual(await kindsOf(episodeId), ['alarm', 'result-corrected', 'venous-confirmation'])
})

test('H17: a low INR with a valve alarms after its correction too', async () => {
  const valve = { kind: 'valve', position: 'mitral', make: '' } as const
  const { episodeId } = await dosed({ mechanicalValve: valve })
  await correct((await newestOf(episodeId)).id, '1.8')
  const [alarm] = (await tasksOf(episodeId)).filter(({ kind }) => kind === 'alarm')
  assert.match(alarm?.title ?? '', /a mechanical mitral valve/)
  assert.equal(alarm?.forWhom, 'prescriber')
})

test('H17: an imported result corrected to a low one alarms for whoever the scores put on the list', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  await addPastResult(clinic, { patientId, episodeId }, 25, 10)
  const scores = Object.fromEntries(SCORE_QUESTIONS.map((question) => [question, 'no']))
  const risky = { stroke: 'yes', heartFailure: 'yes', hypertension: 'yes', diabetes: 'yes' }
  const fields = { patientId, ...scores, ...risky }
  done(await recordScores.run(clinic.house, nurse(), freshKey(clinic), fields))
  await correct((await newestOf(episodeId)).id, '1.4')
  const [alarm] = (await tasksOf(episodeId)).filter(({ kind }) => kind === 'alarm')
  assert.match(alarm?.title ?? '', /an earlier stroke or TIA and 3 of/)
})

test('whoever may decide it has the alarm of their own correction at once', async () => {
  const { episodeId } = await dosed()
  await correct((await newestOf(episodeId)).id, '5.2', pharmacist())
  const [alarm] = (await tasksOf(episodeId)).filter(({ kind }) => kind === 'alarm')
  assert.equal(alarm?.takenBy, pharmacist().accountId)
})

test('a correction that stays out of the alarm zone, or within the same alarm, raises none', async () => {
  const { episodeId } = await dosed()
  await correct((await newestOf(episodeId)).id, '3.4')
  assert.deepEqual(await kindsOf(episodeId), ['result-corrected'])
})

test('H32: the correction of a correction still finds the dose that stands on the first entry', async () => {
  const { episodeId } = await dosed()
  await correct((await newestOf(episodeId)).id, '3.4')
  const { taskId } = await correct((await newestOf(episodeId)).id, '5.2')
  assert.notEqual(taskId, null)
  assert.deepEqual(await kindsOf(episodeId), ['alarm', 'result-corrected', 'result-corrected'])
})

test('H17: a newest result of another product is an alarm once corrected, with its action in words', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  await addPastResult(clinic, { patientId, episodeId }, 25, 10)
  const { taskId } = await correct((await newestOf(episodeId)).id, '5.2')
  const page = await taskPage(clinic.house, pharmacist(), { taskId: taskId ?? '' })
  assert(page.kind === 'task-page' && page.task.kind === 'alarm')
  assert.match(page.events[0]?.note ?? '', /withhold 1 or 2 doses/)
})

test('an old result that is corrected raises no alarm: a later one stands', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  await addPastResult(clinic, { patientId, episodeId }, 25, 10)
  const history = await clinic.inTx((tx) => visitHistory(tx, episodeId, '2026-01-01'))
  const { taskId } = await correct(history[0]?.id ?? '', '5.2')
  assert.equal(taskId, null)
})

test('H05, H22: a later visit whose INR was corrected first and voided afterwards holds up no dose and is on no list', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const { decisionId } = done(await accepted(clinic, nurse(), { ...ROUTINE, patientId }))
  clinic.clock.set('2026-11-23T10:00:00Z')
  const later = { ...soundDose(clinic), sampledOn: '2026-11-23', visitOn: '2026-11-23' }
  await clinic.inTx((tx) => addMeasured(tx, clinic, { patientId, episodeId }, later))
  const question = { kind: 'result-not-dosed', risk: null, owner: null, page: null } as const
  const found = async () => {
    const page = await dosePage(clinic.house, nurse(), { decisionId, copyOfSuperseded: false })
    const list = await worklist(clinic.house, nurse(), question)
    assert.ok(list.kind === 'worklist')
    const unfinished = await clinic.inTx((tx) => unfinishedVisits(tx, episodeId))
    const listed = list.lines.filter((line) => line.patientId === patientId)
    return [page.kind, listed.length, unfinished.length]
  }
  assert.deepEqual(await found(), ['refused', 1, 1])
  await correct((await newestOf(episodeId)).id, '2.6')
  assert.deepEqual(await found(), ['refused', 1, 1], 'corrected, it still stands')
  const gone = { resultId: (await newestOf(episodeId)).id, how: 'void', reasonText: 'Not hers' }
  done(await correctResult.run(clinic.house, nurse(), freshKey(clinic), gone))
  assert.deepEqual(await found(), ['printed', 0, 0])
  clinic.clock.set('2026-11-22T09:00:00Z')
})

test('a result of an export that is corrected keeps what the export said beside it, also for the forecast and the plan', async () => {
  const { episodeId } = await dosablePatient(clinic)
  const before = await newestOf(episodeId)
  await correct(before.id, '2.6')
  const after = await newestOf(episodeId)
  assert.deepEqual([after.tenths, after.doseBeforeUg, after.omitDays], [26, 5000, 0])
  assert.equal(before.doseBeforeUg, 5000)
})
