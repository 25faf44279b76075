import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#base/day.ts'
import type { ForecastCourse } from '#kinetics/forecast-course.ts'
import { forecastPeople } from '#store/forecast-courses.ts'
import { findForecast } from '#store/forecasts.ts'
import { findTask } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { authoriseTask } from '#test/store/decision-desk.ts'
import { procedureDesk } from '#test/store/procedure-desk.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { changeDose } from '#workflow/change-dose.ts'
import { closeTask } from '#workflow/close-task.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { decisionPage } from '#workflow/decision-page.ts'
import { forecastCourses } from '#workflow/forecast-course.ts'
import { patientPage } from '#workflow/patient-page.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { recordGenotype } from '#workflow/record-genotype.ts'
import { recordProtocolCheck } from '#workflow/record-protocol-check.ts'
import { recordTold } from '#workflow/record-told.ts'
import { referVisit } from '#workflow/refer-visit.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'
import { historySince } from '#workflow/visit-case.ts'
import { withdrawGenotype } from '#workflow/withdraw-genotype.ts'
import { withdrawProtocolCheck } from '#workflow/withdraw-protocol-check.ts'
import {
  addPastResult,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  suggested,
  TODAY,
} from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
  await switchOn()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')
const switchOn = async () =>
  done(
    await recordProtocolCheck.run(
      clinic.house,
      clinic.callerOf('clinical-lead'),
      freshKey(clinic),
      {
        protocol: 'forecast',
        version: '1',
        comparedWith: 'Clin Pharmacol Ther 2010;87:727-734, table 2',
        checkedOn: '2026-11-20',
        found: 'agrees',
        says: 'Compared with the paper',
        officer: 'yes',
      },
    ),
  )

type Who = Awaited<ReturnType<typeof dosablePatient>>

/** Five months of 5 mg a day in another product, with an INR every four weeks. */
async function steady(): Promise<Who> {
  clinic.clock.set(`${TODAY}T09:00:00Z`)
  const who = await dosablePatient(clinic)
  for (const [tenths, daysAgo] of [
    [26, 140],
    [25, 112],
    [23, 84],
    [25, 56],
  ] as const) {
    await addPastResult(clinic, who, tenths, daysAgo)
  }
  return who
}

function visitOn({ patientId }: Who, on: string, inr: string, hour = 10): Fields {
  clinic.clock.set(`${on}T${hour}:00:00Z`)
  return { ...ROUTINE, patientId, sampledOn: on, inr, inrAgain: inr, exactlyEight: '' }
}

/** What stands beside the dose of a visit: a forecast, or the reasons for none. */
async function because(who: Who, on: string, inr: string) {
  const { secondOpinion } = await suggested(clinic, nurse(), visitOn(who, on, inr))
  assert.ok(secondOpinion !== 'off')
  const { opinion } = secondOpinion
  return opinion.kind === 'forecast' ? 'a forecast' : opinion.because
}

/** A dose saved on a visit, as suggested or of the person's own; told unless nobody is to know it. */
async function dosed(who: Who, on: string, inr: string, mg?: string, told = true) {
  const visit = visitOn(who, on, inr)
  const { token, secondOpinion } = await suggested(clinic, nurse(), visit)
  assert.ok(secondOpinion !== 'off')
  const own = { dailyDose: mg ?? '', reasonCode: 'trend', reasonText: 'Falling' }
  const fields = { ...visit, token, slot: 'none', secondOpinion: secondOpinion.handBack }
  const outcome =
    mg === undefined
      ? await acceptDose.run(clinic.house, nurse(), freshKey(clinic), fields)
      : await changeDose.run(clinic.house, nurse(), freshKey(clinic), { ...fields, ...own })
  const { decisionId } = done(outcome)
  const telling = { decisionId, how: 'handed-over' }
  if (told) done(await recordTold.run(clinic.house, nurse(), freshKey(clinic), telling))
  return { decisionId, opinion: secondOpinion.opinion }
}

async function page({ patientId }: Who) {
  const shown = await patientPage(clinic.house, nurse(), { patientId })
  return shown.kind === 'patient-page' && shown.course !== null ? shown.course : assert.fail()
}

/** What the page of a patient says of the dose in force: a forecast, or the reasons for none. */
async function foretold(who: Who) {
  const kept = (await page(who)).foretold ?? assert.fail('nothing is said')
  return kept.opinion.kind === 'forecast' ? 'a forecast' : kept.opinion.because
}

const nightly = async ({ episodeId }: Who): Promise<ForecastCourse> =>
  clinic.inTx(async (tx) => {
    const people = await forecastPeople(tx, '00000000-0000-0000-0000-000000000000', 1000)
    const own = people.filter((person) => person.episodeId === episodeId)
    const [course] = await forecastCourses(tx, own, historySince(TODAY))
    return course ?? assert.fail()
  })

const kept = (decisionId: string) =>
  clinic.inTx(async (tx) => (await findForecast(tx, decisionId)) ?? assert.fail('nothing is kept'))

const correct = async (who: Who, fields: Fields) => {
  const { history } = await page(who)
  const resultId = history.at(-1)?.id ?? assert.fail()
  const asked = { resultId, reasonText: 'Read again', ...fields }
  done(await correctResult.run(clinic.house, nurse(), freshKey(clinic), asked))
}

test('H41: genes that a laboratory reported go into the forecast and are kept with it, and never into the dose', async () => {
  const who = await steady()
  const visit = visitOn(who, '2026-11-22', '2.4')
  const before = await suggested(clinic, nurse(), visit)
  const report = {
    patientId: who.patientId,
    cyp2c9: '*3/*3',
    vkorc1: 'AA',
    laboratory: 'St Elsewhere',
  }
  const typed = { ...report, reportedOn: '2026-11-20' }
  const { subject: reportId = '' } = done(
    await recordGenotype.run(clinic.house, nurse(), freshKey(clinic), typed),
  )
  const known = await suggested(clinic, nurse(), visit)
  assert.deepEqual(known.suggestion, before.suggestion)
  const { decisionId, opinion } = await dosed(who, '2026-11-22', '2.4')
  assert.ok(opinion.kind === 'forecast' && before.secondOpinion !== 'off')
  assert.deepEqual([opinion.cyp2c9, opinion.vkorc1], ['*3/*3', 'AA'])
  assert.notDeepEqual(opinion, before.secondOpinion.opinion)
  const genotypes = [{ on: '2026-11-20', cyp2c9: '*3/*3', vkorc1: 'AA' }]
  assert.deepEqual((await nightly(who)).genotypes, genotypes)

  const back = { reportId, genotypeReason: 'Of another patient' }
  done(await withdrawGenotype.run(clinic.house, nurse(), freshKey(clinic), back))
  assert.deepEqual((await nightly(who)).genotypes, [])
  const { course, shown } = await kept(decisionId)
  assert.ok(course !== 'not-known' && shown !== 'not-known')
  assert.deepEqual([course.genotypes, shown.opinion], [genotypes, opinion])
  const decision = await decisionPage(clinic.house, nurse(), { id: decisionId })
  assert.ok(decision.kind === 'decision-page')
  assert.equal(decision.forecast?.replay, 'same')
})

test('H41: after an import a dose decided here is taken from its day on, and the page and the night make one course', async () => {
  const who = await steady()
  await dosed(who, '2026-11-22', '1.6', '6')
  await dosed(who, '2026-12-06', '1.8', '7')
  const { decisionId } = await dosed(who, '2026-12-20', '2.4')
  const { course } = await kept(decisionId)
  assert.ok(course !== 'not-known')
  const taken = course.doses.filter(({ from }) => from >= '2026-10-25')
  assert.deepEqual(
    taken.slice(0, 3).map(({ from, ug }) => [from, ug]),
    [
      ['2026-10-25', 5000],
      ['2026-11-22', 6000],
      ['2026-12-06', 7000],
    ],
  )
  const { doses, inrs } = await nightly(who)
  assert.deepEqual(inrs, course.inrs)
  assert.deepEqual(
    doses.filter(({ from }) => from < '2026-12-20'),
    course.doses.slice(0, -1),
  )
})

test('H41: while a procedure is planned no forecast is shown, neither at the visit nor of a dose in force', async () => {
  const who = await steady()
  await dosed(who, '2026-11-22', '2.5')
  assert.equal(await foretold(who), 'a forecast')
  const { plan } = procedureDesk(clinic)
  await plan(who)
  assert.deepEqual(await foretold(who), ['procedure-planned'])
  assert.deepEqual(await because(who, '2026-11-29', '2.5'), ['procedure-planned'])
})

const pause = async ({ episodeId }: Who) => {
  const version = `${(await page(last)).episode.version}`
  const until = { 'until[day]': '20', 'until[month]': '12', 'until[year]': '2026' }
  const given = { episodeId, version, reason: 'admission', ...until }
  done(await suspendEpisode.run(clinic.house, nurse(), freshKey(clinic), given))
}
let last: Who

const alarm = async (who: Who, on: string) => {
  const visit = visitOn(who, on, '6.4', 15)
  return done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), visit)).taskId
}

/** Amiodarone, as a visit of a course that has ended has it. */
async function medicineInAnotherCourse({ patientId }: Who): Promise<void> {
  const over = { phase: 'ended', endedOn: '2026-11-01', endedReason: 'completed' } as const
  const episodeId = await clinic.addEpisode(patientId, over)
  await addPastResult(clinic, { patientId, episodeId }, 25, 30)
  const amiodarone = { name: 'Amiodarone', change: 'started', on: '2026-10-23', testFrom: TODAY }
  const known = { effect: 'raises', interaction: 'amiodarone', testBy: TODAY }
  const answers = JSON.stringify({ medicines: [{ ...amiodarone, ...known }] })
  await clinic.database.migratorPool.query(
    `insert into visit (provider_id, id, patient_id, episode_id, result_id, on_date, answers, recorded_by, recorded_at)
     select provider_id, gen_random_uuid(), patient_id, episode_id, id, sampled_on, $2, entered_by, entered_at
       from inr_result where episode_id = $1`,
    [episodeId, answers],
  )
}

for (const [what, then, reasons] of [
  [
    'a second INR of the day that alarms',
    (who: Who) => alarm(who, '2026-11-22'),
    ['overtaken', 'inr-high'],
  ],
  [
    'its INR corrected into an alarm',
    (who: Who) => correct(who, { how: 'correct', inr: '5.6', inrAgain: '5.6' }),
    ['overtaken', 'inr-high'],
  ],
  ['its INR void', (who: Who) => correct(who, { how: 'void' }), ['overtaken']],
  ['a pause', pause, ['interrupted']],
  ['a medicine said in another course', medicineInAnotherCourse, ['interacting-medicine']],
] as const) {
  test(`H41: after ${what} the page shows no forecast of the dose in force any more, and says why`, async () => {
    const who = await steady()
    last = who
    await dosed(who, '2026-11-22', '2.5')
    assert.equal(await foretold(who), 'a forecast')
    await then(who)
    assert.deepEqual(await foretold(who), reasons)
  })
}

test('H41: a forecast of a dose that nobody was told is not shown from the next day on', async () => {
  const who = await steady()
  await dosed(who, '2026-11-22', '1.6', '6', false)
  assert.equal(await foretold(who), 'a forecast')
  clinic.clock.set('2026-11-23T09:00:00Z')
  assert.deepEqual(await foretold(who), ['doses-not-known'])
  assert.deepEqual(await because(who, '2026-11-30', '1.7'), ['doses-not-known'])
})

for (const [code, reasons] of [
  ['contacted-and-advised', ['doses-not-known']],
  ['specialist-asked', ['doses-not-known']],
  ['sent-to-hospital', ['vitamin-k', 'doses-not-known']],
  ['vitamin-k-given', ['vitamin-k', 'doses-not-known']],
] as const) {
  test(`H41: after an alarm without a dose, closed as ${code}, nobody knows what was taken`, async () => {
    const who = await steady()
    await dosed(who, '2026-11-22', '2.5')
    const taskId = await alarm(who, '2026-11-25')
    const { version = 0 } = (await clinic.inTx((tx) => findTask(tx, taskId))) ?? {}
    const closing = {
      taskId,
      version: `${version}`,
      code,
      note: 'As advised',
      nextTestOn: '2026-11-26',
    }
    const closer = clinic.callerOf('prescriber')
    done(await closeTask.run(clinic.house, closer, freshKey(clinic), closing))
    assert.deepEqual(await because(who, '2026-12-09', '2.5'), reasons)
  })
}

test('H41: a dose on an INR that is void stays unknown after the next dose, also to the night', async () => {
  const who = await steady()
  await dosed(who, '2026-11-22', '1.6', '6')
  clinic.clock.set('2026-11-26T09:00:00Z')
  await correct(who, { how: 'void' })
  await dosed(who, '2026-11-27', '2.4', '5')
  assert.deepEqual(await because(who, '2026-12-11', '2.4'), ['doses-not-known'])
  const { doses } = await nightly(who)
  assert.ok(doses.some(({ from, ug }) => from === '2026-11-22' && ug === 'not-known'))
})

test('H41: what the person saw who referred a dose is kept with the decision of the second clinician', async () => {
  const who = await steady()
  const visit = visitOn(who, '2026-11-22', '2.5')
  const { secondOpinion } = await suggested(clinic, nurse(), visit)
  assert.ok(secondOpinion !== 'off' && secondOpinion.opinion.kind === 'forecast')
  const { handBack, ...shown } = secondOpinion
  const referral = { ...visit, note: 'Please look', secondOpinion: handBack }
  const { taskId } = done(await referVisit.run(clinic.house, nurse(), freshKey(clinic), referral))
  const outcome = await authoriseTask(clinic, taskId, { decision: 'as-suggested' })
  const { decisionId: id } = done(outcome)
  const decided = await decisionPage(clinic.house, nurse(), { id })
  assert.ok(decided.kind === 'decision-page')
  assert.deepEqual(decided.forecast?.shown, shown)
  assert.equal(decided.forecast?.replay, 'same')
})

test('H41: what was seen is kept though the site switches the forecast off before the dose is saved', async () => {
  const who = await steady()
  const visit = visitOn(who, '2026-11-22', '2.5')
  const { secondOpinion, token } = await suggested(clinic, nurse(), visit)
  assert.ok(secondOpinion !== 'off')
  const { handBack, ...shown } = secondOpinion
  const off = { protocol: 'forecast', withdrawal: 'Not used' }
  const lead = clinic.callerOf('clinical-lead')
  done(await withdrawProtocolCheck.run(clinic.house, lead, freshKey(clinic), off))
  const fields = { ...visit, token, slot: 'none', secondOpinion: handBack }
  const { decisionId } = done(await acceptDose.run(clinic.house, nurse(), freshKey(clinic), fields))
  assert.deepEqual((await kept(decisionId)).shown, shown)
  assert.equal((await page(who)).foretold, undefined)
  await switchOn()
})

/** So many that a dose reads nothing of the first any more. */
const WEEKLY = [1, 2, 3, 4, 5, 6].map((weeks) => addDays(TODAY, 7 * weeks))

for (const [what, spoil] of [
  [
    'the database',
    `update visit set answers = answers || '{"missedDoses": "many"}' where patient_id = $1`,
  ],
  ['the model', `update dose_decision set boosts = '5' where patient_id = $1 and sequence = 1`],
] as const) {
  test(`H41: where ${what} cannot read what a forecast asks for, the dose is suggested and saved all the same`, async () => {
    const who = await steady()
    for (const on of WEEKLY) await dosed(who, on, '2.5')
    await clinic.database.migratorPool.query(spoil, [who.patientId])
    assert.deepEqual(await because(who, '2027-01-10', '2.5'), ['no-answer'])
    const { decisionId } = await dosed(who, '2027-01-10', '2.5')
    const { shown, course, ofSaved } = await kept(decisionId)
    assert.ok(shown !== 'not-known')
    assert.deepEqual([shown.opinion, course], [ofSaved, 'not-known'])
    assert.deepEqual(await foretold(who), ['no-answer'])
  })
}
