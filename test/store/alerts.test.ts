import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { doacDose } from '#clinical/doac/doac.ts'
import { PASSWORD, type TestClinic, testClinic } from '#test/clinic.ts'
import {
  alertsOf,
  alikePatient,
  changeTo,
  closeWith,
  countsOf,
  goPast,
  YES,
} from '#test/store/alert-desk.ts'
import { acceptOn, alarmOn, authoriseTask, OTHER_DOSE, oneMore } from '#test/store/decision-desk.ts'
import { doacDesk } from '#test/store/doac-desk.ts'
import { done, freshKey, refusal } from '#test/store/visit-desk.ts'
import { alertReport } from '#workflow/alert-report.ts'
import { decideDoacReview } from '#workflow/decide-doac-review.ts'
import { proposeDose } from '#workflow/propose-dose.ts'
import { signAgain } from '#workflow/sign-again.ts'

const ON = '2026-11-22'
/** Light, and with poor kidneys: the rule halves the dose. */
const SMALL = { weight: '58', creatinine: '140' }

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

test('H33: a question is gone past when the dose is saved through it, and acted on when another is saved', async () => {
  await goPast(clinic)
  const heeding = await alikePatient(clinic)
  assert.equal((await changeTo(clinic, heeding, {})).kind, 'refused')
  done(await changeTo(clinic, heeding, { dailyDose: '6' }))
  assert.deepEqual(await countsOf(clinic, 'look-alike-tablets'), [2, 1, 1, 0])
})

test('H33: a question that nothing was saved after is not known, and sent twice in a day it is one', async () => {
  const leaving = await alikePatient(clinic)
  for (const _time of [1, 2]) assert.equal((await changeTo(clinic, leaving, {})).kind, 'refused')
  assert.deepEqual(await countsOf(clinic, 'look-alike-tablets'), [3, 1, 1, 1])
})

test('H33: a yes that nobody was asked for is no alert', async () => {
  done(await changeTo(clinic, await alikePatient(clinic), YES))
  assert.deepEqual(await countsOf(clinic, 'look-alike-tablets'), [3, 1, 1, 1])
})

test('H33: a limit for a second clinician is gone past when that clinician gives the dose, and acted on when another', async () => {
  for (const decision of ['as-proposed', 'own'] as const) {
    const taskId = await alarmOn(clinic, await oneMore(clinic, 'Hadley'), ON, '4.7')
    const up = { decision: 'own', reasonCode: 'trend', reasonText: 'Wanted', dailyDose: '6' }
    const stopped = await authoriseTask(clinic, taskId, { ...up, nextTestOn: '2026-11-27' })
    assert.deepEqual(refusal(stopped), [422, 'second-clinician:against-direction'])
    const asked = { taskId, version: '1', ...up }
    const { decision: _own, ...proposal } = asked
    const pharmacist = clinic.callerOf('pharmacist')
    const passed = done(await proposeDose.run(clinic.house, pharmacist, freshKey(clinic), proposal))
    const own = { ...OTHER_DOSE, dailyDose: '4' }
    const said = decision === 'own' ? { decision, ...own } : { decision }
    const by = clinic.callerOf('prescriber')
    const { taskId: second } = passed
    const signed = await signAgain(clinic.house, by, { taskId: second, password: PASSWORD })
    assert.ok(signed.kind === 'signed-again')
    const rest = { nextTestOn: '2026-11-27', signedAgain: signed.proof }
    done(await authoriseTask(clinic, second, { ...said, ...rest }, by))
  }
  assert.deepEqual(await countsOf(clinic, 'against-direction'), [2, 1, 1, 0])
})

test('H33: an alarm is gone past when it is closed without change or with the dose as before', async () => {
  const alarm = async () => alarmOn(clinic, await oneMore(clinic, 'Hadley'), ON, '5.6')
  const dosed = (dailyDose: string, reasonCode: string) => ({
    decision: 'own',
    reasonText: 'Looked at',
    nextTestOn: '2026-11-27',
    dailyDose,
    reasonCode,
  })
  const decide = async (fields: Readonly<Record<string, string>>) =>
    done(await authoriseTask(clinic, await alarm(), fields))
  await decide(dosed('5', 'trend'))
  await decide(dosed('4', 'trend'))
  await decide(dosed('5', 'published-action'))
  await decide({ ...dosed('5', 'trend'), omitDays: '1' })
  done(await closeWith(clinic, await alarm(), 'checked-no-harm'))
  done(await closeWith(clinic, await alarm(), 'vitamin-k-given'))
  await alarm()
  assert.deepEqual(await countsOf(clinic, 'inr-5-to-8'), [7, 2, 4, 1])
})

test('H33: a later test than advised is a question like any other', async () => {
  const taskId = await alarmOn(clinic, await oneMore(clinic, 'Hadley'), ON, '1.4')
  const later = {
    decision: 'own',
    ...OTHER_DOSE,
    reasonCode: 'published-action',
    dailyDose: '6',
    nextTestOn: '2026-12-01',
  }
  const stopped = await authoriseTask(clinic, taskId, later)
  assert.deepEqual(refusal(stopped), [422, 'later-than-advised'])
  assert.deepEqual(await countsOf(clinic, 'later-than-advised'), [1, 0, 0, 1])
  done(await authoriseTask(clinic, taskId, { ...later, laterBecause: 'patient-asked' }))
  assert.deepEqual(await countsOf(clinic, 'later-than-advised'), [1, 1, 0, 0])
})

test('H33: a DOAC dose that is not of the rule is gone past while it stands, and acted on once it is put right', async () => {
  const desk = doacDesk(clinic)
  const low = {
    doac: { dose: doacDose(2.5, 2), stage: null, treatedSince: null, highRecurrenceRisk: 'no' },
  } as const
  const reviewed = async (reasonCode: string) => {
    const who = await desk.person({}, low)
    done(await desk.review(who, {}, { slot: 'none', toldHow: 'handed-over', reasonCode }))
    return who
  }
  await reviewed('patient-choice')
  await reviewed('dose-being-corrected')
  const { episodeId } = await reviewed('renal-function-changing')
  assert.deepEqual(await countsOf(clinic, 'differs'), [3, 2, 1, 0])
  await clinic.database.migratorPool.query(
    "update episode set plan = jsonb_set(plan, '{doac,dose}', $2) where id = $1",
    [episodeId, JSON.stringify(doacDose(5, 2))],
  )
  assert.deepEqual(await countsOf(clinic, 'differs'), [3, 1, 2, 0])
})

test('H33: what a prescriber lets stand about a DOAC is gone past, and until it is decided it is not known', async () => {
  const desk = doacDesk(clinic)
  const reason = { slot: 'none', toldHow: 'handed-over', reasonCode: 'patient-choice' }
  const { taskId } = done(await desk.review(await desk.person(), SMALL, reason))
  assert.deepEqual(await countsOf(clinic, 'differs-danger'), [1, 0, 0, 1])
  const prescriber = clinic.callerOf('prescriber')
  const decided = await decideDoacReview.run(clinic.house, prescriber, freshKey(clinic), {
    taskId: taskId ?? '',
    version: '1',
    note: 'Asked',
    decision: 'dose-stands',
    nextReviewOn: '2026-12-22',
  })
  done(decided)
  assert.deepEqual(await countsOf(clinic, 'differs-danger'), [1, 1, 0, 0])
})

test('H33: a suggested dose is counted beside the alerts and is no part of the budget', async () => {
  await acceptOn(clinic, await oneMore(clinic, 'Hadley'), ON, '2.4')
  const { lately } = await alertsOf(clinic)
  const coventry = lately.figures.find(({ kind }) => kind === 'suggestion')
  assert.deepEqual(coventry, {
    kind: 'suggestion',
    code: 'coventry',
    asked: 4,
    gonePast: 3,
    actedOn: 1,
    notKnown: 0,
  })
})

test('H33: the budget is of the alerts that interrupt and the routine doses of the same days', async () => {
  const { lately, byMonth } = await alertsOf(clinic)
  const alerts = lately.figures
    .filter(({ kind }) => kind !== 'suggestion')
    .reduce((sum, { asked }) => sum + asked, 0)
  assert.equal(lately.budget.alerts, alerts)
  assert.equal(lately.budget.verdict, 'not-known')
  assert.deepEqual(byMonth, [{ month: '2026-11', budget: lately.budget }])
})

test('H34: the desk that books and does not dose sees no alerts', async () => {
  const outcome = await alertReport(clinic.house, clinic.callerOf('receptionist'), {})
  assert.deepEqual(refusal(outcome), [403, 'not-permitted-role'])
})
