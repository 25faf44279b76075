import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { canonicalJson } from '#base/canonical.ts'
import { LEAST_OF_SITE } from '#kinetics/walk-forward.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { changeDose } from '#workflow/change-dose.ts'
import { closeTask } from '#workflow/close-task.ts'
import { countForecastsNightly } from '#workflow/count-forecasts.ts'
import { decisionPage } from '#workflow/decision-page.ts'
import { forecastShown } from '#workflow/forecast-shown.ts'
import { patientPage } from '#workflow/patient-page.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { recordProtocolCheck } from '#workflow/record-protocol-check.ts'
import { withdrawProtocolCheck } from '#workflow/withdraw-protocol-check.ts'
import {
  addPastResult,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
  suggested,
  TODAY,
} from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')
const lead = () => clinic.callerOf('clinical-lead')

const CHECK = {
  protocol: 'forecast',
  version: '1',
  comparedWith: 'Clin Pharmacol Ther 2010;87:727-734, table 2',
  checkedOn: '2026-11-20',
  found: 'agrees',
  says: 'Compared with the paper; what the site agreed with its patients is in the minutes.',
  officer: 'yes',
}
const switchOn = (changes: Fields = {}, caller = lead()) =>
  recordProtocolCheck.run(clinic.house, caller, freshKey(clinic), { ...CHECK, ...changes })
const switchOff = () =>
  withdrawProtocolCheck.run(clinic.house, lead(), freshKey(clinic), {
    protocol: 'forecast',
    withdrawal: 'Nobody here uses it',
  })

/** Five months of 5 mg a day with an INR every four weeks. */
async function steadyPatient(person: Parameters<typeof dosablePatient>[2] = {}) {
  const known = await dosablePatient(clinic, {}, person)
  for (const [tenths, daysAgo] of [
    [26, 140],
    [25, 112],
    [23, 84],
    [25, 56],
  ] as const) {
    await addPastResult(clinic, known, tenths, daysAgo)
  }
  return known
}

const visitOf = (patientId: string, inr: string): Fields => ({
  ...ROUTINE,
  patientId,
  inr,
  inrAgain: inr,
  exactlyEight: '',
})

/** Everything of a saved dose but whose it is. */
const WHAT_IS_SAVED = `select d.kind, d.suggestion::text, d.daily_ug, d.weekly_ug, d.omit_days, d.schedule::text, d.boosts::text,
    d.from_on, d.until_on, d.next_test_on, d.rule_set_hash, d.reason_code, d.instructions, e.next_test_on as next, e.risk
  from dose_decision d join episode e on e.provider_id = d.provider_id and e.id = d.episode_id where d.id = $1`

async function savedDose(id: string): Promise<string> {
  const { rows } = await clinic.database.migratorPool.query(WHAT_IS_SAVED, [id])
  assert.equal(rows.length, 1)
  return JSON.stringify(rows[0])
}

/** What is suggested and saved of one INR, by acceptance and by a change. */
async function doseOn(inr: string): Promise<readonly string[]> {
  const all: string[] = []
  for (const how of [acceptDose, changeDose]) {
    const { patientId } = await steadyPatient()
    const visit = visitOf(patientId, inr)
    const { suggestion, token, secondOpinion } = await suggested(clinic, nurse(), visit)
    all.push(canonicalJson(suggestion))
    shownForecasts += forecastsIn(secondOpinion)
    if (suggestion.advice.kind === 'alarm') continue
    const own = { dailyDose: '6', reasonCode: 'trend', reasonText: 'Falling' }
    const shown = secondOpinion === 'off' ? {} : { secondOpinion: secondOpinion.handBack }
    const fields = { ...visit, ...(how === changeDose ? own : {}), ...shown, token, slot: 'none' }
    const outcome = await how.run(clinic.house, nurse(), freshKey(clinic), fields)
    all.push(outcome.kind === 'done' ? await savedDose(outcome.decisionId) : outcome.kind)
  }
  return all
}

/** How many forecasts stood beside the doses of an INR. */
let shownForecasts = 0
const forecastsIn = (shown: Awaited<ReturnType<typeof suggested>>['secondOpinion']) =>
  shown !== 'off' && shown.opinion.kind === 'forecast' ? 1 : 0

const INRS = ['1.2', '1.6', '1.9', '2.5', '3.2', '3.9', '4.6', '5.4']

test('H41: with the forecast on and off the suggestion and the saved dose are the same to the byte', async () => {
  const off = new Map<string, readonly string[]>()
  for (const inr of INRS) off.set(inr, await doseOn(inr))
  done(await switchOn())
  for (const inr of INRS) assert.deepEqual(await doseOn(inr), off.get(inr), inr)
  assert.ok([...off.values()].flat().length > INRS.length * 2)
  assert.ok(shownForecasts >= 10, `${shownForecasts} forecasts were shown`)
  done(await switchOff())
})

test('H41, H10: as shipped the forecast is off; the lead alone switches it on, with who and why, for this version only', async () => {
  const { patientId } = await steadyPatient()
  const asked = async () =>
    (await suggested(clinic, nurse(), visitOf(patientId, '2.5'))).secondOpinion
  const stands = async () => {
    const shown = await forecastShown(clinic.house, nurse(), {})
    return shown.kind === 'forecast-shown' ? shown : assert.fail()
  }
  assert.equal(await asked(), 'off')
  assert.equal(refusal(await switchOn({}, nurse()))[0], 403)
  assert.deepEqual(refusal(await switchOn({ officer: '' })), [422, 'required'])
  assert.deepEqual(refusal(await switchOn({ version: '0' })), [412, 'changed-meanwhile'])
  done(await switchOn({ found: 'differs' }))
  assert.equal(await asked(), 'off')
  done(await switchOn())
  assert.notEqual(await asked(), 'off')
  done(await switchOff())
  assert.equal(await asked(), 'off')
  const { checks, standing } = await stands()
  assert.equal(standing, 'not-checked')
  assert.deepEqual(
    checks.slice(0, 2).map(({ found, byName, says }) => [found, byName, says]),
    [
      ['withdrawn', 'Test clinical-lead', 'Nobody here uses it'],
      ['agrees', 'Test clinical-lead', CHECK.says],
    ],
  )
})

test('H41: what was shown is kept with the decision as it was seen, cannot be rewritten, and opens with its reasons', async () => {
  done(await switchOn())
  const { patientId } = await steadyPatient()
  const visit = visitOf(patientId, '2.5')
  const { token, secondOpinion } = await suggested(clinic, nurse(), visit)
  assert.ok(secondOpinion !== 'off')
  const { handBack, ...shown } = secondOpinion
  assert.equal(shown.opinion.kind, 'forecast')
  const fields = { ...visit, token, secondOpinion: handBack, slot: 'none' }
  const { decisionId } = done(await acceptDose.run(clinic.house, nurse(), freshKey(clinic), fields))

  const page = await decisionPage(clinic.house, lead(), { id: decisionId })
  assert.ok(page.kind === 'decision-page' && page.forecast !== null)
  assert.deepEqual(page.forecast.shown, shown)
  assert.deepEqual(page.forecast.ofSaved, shown.opinion)
  assert.equal(page.forecast.replay, 'same')
  for (const sql of ["update dose_forecast set body = '{}'", 'delete from dose_forecast']) {
    await assert.rejects(clinic.pool.query(sql), /permission denied/)
  }

  const foretold = async () => {
    const record = await patientPage(clinic.house, nurse(), { patientId })
    return record.kind === 'patient-page' ? record.course?.foretold : assert.fail()
  }
  assert.deepEqual(await foretold(), { opinion: shown.opinion, madeOn: TODAY })
  done(await switchOff())
  assert.equal(await foretold(), undefined)
  const after = await decisionPage(clinic.house, lead(), { id: decisionId })
  assert.ok(after.kind === 'decision-page')
  assert.deepEqual(after.forecast?.shown, shown)
  done(await switchOn())
})

for (const [what, change] of [
  ['nothing', () => ''],
  ['another text', (handBack: string) => `${handBack}x`],
  ['what stood beside another patient', () => otherHandBack],
] as const) {
  test(`H41: a page that hands ${what} back saves its dose, and what was shown is not known`, async () => {
    const { patientId } = await steadyPatient()
    const visit = visitOf(patientId, '2.6')
    const { token, secondOpinion } = await suggested(clinic, nurse(), visit)
    assert.ok(secondOpinion !== 'off')
    if (otherHandBack === '') otherHandBack = secondOpinion.handBack
    const fields = { ...visit, token, secondOpinion: change(secondOpinion.handBack), slot: 'none' }
    const { decisionId } = done(
      await acceptDose.run(clinic.house, nurse(), freshKey(clinic), fields),
    )
    const page = await decisionPage(clinic.house, lead(), { id: decisionId })
    assert.ok(page.kind === 'decision-page')
    assert.equal(page.forecast?.shown, 'not-known')
    assert.equal(page.forecast.ofSaved.kind, 'forecast')
  })
}
let otherHandBack = ''

const reasonsOf = async (patientId: string, changes: Fields) => {
  const { nothingToReport: _none, ...rest } = ROUTINE
  const answers = {
    takenYesterday: '5',
    missedDoses: '0',
    bleeding: 'none',
    medicinesChanged: 'no',
    illness: 'no',
    procedurePlanned: 'no',
    pregnancyPossible: 'no',
  }
  const visit = { ...rest, ...answers, patientId, ...changes }
  const { secondOpinion } = await suggested(clinic, nurse(), visit)
  assert.ok(secondOpinion !== 'off')
  const { opinion } = secondOpinion
  return opinion.kind === 'forecast' ? [] : opinion.because
}

for (const [what, changes, because] of [
  ['nothing to say', {}, []],
  ['two doses missed', { missedDoses: '2' }, ['missed-doses']],
  ['illness', { illness: 'illness' }, ['illness']],
  ['a change of diet', { illness: 'diet' }, ['illness']],
  ['an INR of 5.4', { inr: '5.4', inrAgain: '5.4' }, ['no-dose', 'inr-high']],
  ['an INR of 1.2', { inr: '1.2', inrAgain: '1.2' }, ['no-dose', 'inr-low']],
] as const) {
  test(`H41: a visit with ${what} shows ${because.length === 0 ? 'a forecast' : `none, for ${because.join(' and ')}`}`, async () => {
    const { patientId } = await steadyPatient()
    assert.deepEqual(await reasonsOf(patientId, changes), because)
  })
}

test('H41, H21: a medicine that acts on warfarin is a reason at its visit, and for as long as it may act', async () => {
  const { patientId } = await steadyPatient()
  const started = {
    medicinesChanged: 'started',
    medicine: 'clarithromycin',
    medicineOn: '20/11/2026',
  }
  const because = await reasonsOf(patientId, started)
  assert.ok(because.includes('interacting-medicine'), because.join())
})

test('H41: vitamin K by the task of an alarm is a reason, and what was taken after the alarm is not known', async () => {
  const { patientId } = await steadyPatient()
  const alarm = { ...visitOf(patientId, '7.4'), stripLot: 'L 62211' }
  const { taskId } = done(await raiseAlarm.run(clinic.house, nurse(), freshKey(clinic), alarm))
  const asked = { taskId, version: '1', nextTestOn: '2026-11-24' }
  const given = { ...asked, code: 'vitamin-k-given', note: '2 mg by mouth, no bleeding' }
  const prescriber = clinic.callerOf('prescriber')
  done(await closeTask.run(clinic.house, prescriber, freshKey(clinic), given))
  clinic.clock.set('2026-11-24T09:00:00Z')
  const visit = { sampledOn: '2026-11-24', takenYesterday: '0', inrAgain: '2.5' }
  const because = await reasonsOf(patientId, visit)
  for (const code of ['vitamin-k', 'doses-not-known'] as const) {
    assert.ok(because.includes(code), because.join())
  }
  clinic.clock.set('2026-11-22T09:00:00Z')
})

test('H41: a patient whom the record knows one INR of has no forecast', async () => {
  const patientId = await clinic.addPatient()
  await clinic.addEpisode(patientId)
  const because = await reasonsOf(patientId, {})
  assert.deepEqual(because, ['doses-not-known'])
})

test('H41: how well forecasts did is not known of a few, and is counted at night for the site and no page', async () => {
  const { patientId } = await steadyPatient()
  const asked = async () =>
    (await suggested(clinic, nurse(), visitOf(patientId, '2.5'))).secondOpinion
  const before = await asked()
  assert.ok(before !== 'off')
  assert.equal(before.ofSite, 'not-known')
  assert.equal(before.ofPerson.kind, 'not-known')

  await countForecastsNightly(clinic.house)
  await countForecastsNightly(clinic.house)
  const { rows } = await clinic.database.migratorPool.query(
    'select counted, within, people, off_tenths, last_off_tenths from forecast_accuracy',
  )
  const [{ counted, within, people }] = rows as [Record<string, number>]
  assert.equal(rows.length, 1)
  assert.ok(Number(counted) > 0 && Number(within) <= Number(counted))
  assert.ok(Number(people) <= Number(counted))
  const later = await asked()
  assert.ok(later !== 'off' && later.ofSite !== 'not-known')
  assert.equal(later.ofSite.kind, Number(counted) < LEAST_OF_SITE ? 'not-known' : 'known')
  assert.equal(later.ofSite.count, Number(counted))
})
