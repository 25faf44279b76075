import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { checkSchedule, doseOn } from '#clinical/schedule.ts'
import { findDecision } from '#store/decisions.ts'
import { findEpisode } from '#store/episodes.ts'
import { findInitiation, schedulesOf } from '#store/initiations.ts'
import { visitHistory } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { activateEpisode } from '#workflow/activate-episode.ts'
import { authoriseDose } from '#workflow/authorise-dose.ts'
import { changeDose } from '#workflow/change-dose.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { recordProtocolCheck } from '#workflow/record-protocol-check.ts'
import { recordWrongPatient } from '#workflow/record-wrong-patient.ts'
import { referVisit } from '#workflow/refer-visit.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { taskPage } from '#workflow/task-page.ts'
import { verify } from '#workflow/verify.ts'
import { withdrawProtocolCheck } from '#workflow/withdraw-protocol-check.ts'
import {
  CHECKLIST,
  dayOf,
  dosed,
  FIRST_ON,
  goTo,
  START,
  start,
  started,
  toBeStarted,
  visitOn,
} from './initiation-desk.ts'
import { accepted, done, freshKey, refusal, suggested } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const prescriber = () => clinic.callerOf('prescriber')
const setKind = (kind: 'gp-practice' | 'hospital-clinic') =>
  clinic.database.migratorPool.query('update provider set kind = $2 where provider_id = $1', [
    clinic.providerId,
    kind,
  ])
const today = (on: string) => clinic.clock.set(`${on}T09:00:00.000Z`)

test('S6: a prescriber starts Oates and it is dosed on days 1, 3, 7, 14 and then week by week to maintenance', async () => {
  today('2026-11-22')
  const { patientId, episodeId } = await started(clinic)
  const kept = await clinic.inTx((tx) => findInitiation(tx, episodeId))
  assert.equal(kept?.checklist.whyWarfarin, 'renal')
  assert.equal(kept?.age, 84)
  const before = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.deepEqual(
    [before?.phase, before?.nextTestOn, before?.risk, before?.plan.dailyUg],
    ['initiating', FIRST_ON, 3, 0],
  )

  for (const [number, inr, dose, next] of [
    [1, '1.0', 2000, 3],
    [3, '1.1', 2000, 7],
    [7, '1.4', 2000, 14],
    [14, '1.6', 3000, 21],
    [21, '2.2', 3000, 28],
    [28, '2.6', 3000, 35],
  ] as const) {
    const { decisionId } = await dosed(clinic, patientId, number, inr)
    const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
    assert.equal(decision?.dailyUg, dose, `day ${number}`)
    assert.equal(decision?.nextTestOn, dayOf(next), `day ${number}`)
    assert.equal(decision?.untilOn, addDays(dayOf(next), 3))
    const faults =
      decision && checkSchedule(decision.schedule, dayOf(number), addDays(dayOf(next), 3))
    assert.deepEqual(faults, [])
  }

  const version = '2'
  const over = { episodeId, version, phase: 'maintaining', nextTestOn: dayOf(35) }
  done(await activateEpisode.run(clinic.house, prescriber(), freshKey(clinic), over))
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('H08: maintenance waits for two INRs in range after the last row, whatever came before', async () => {
  today('2026-11-22')
  const { patientId, episodeId } = await started(clinic)
  await dosed(clinic, patientId, 1, '1.0')
  await dosed(clinic, patientId, 3, '2.0')
  await dosed(clinic, patientId, 7, '2.2')
  await dosed(clinic, patientId, 14, '2.4')
  const over = { episodeId, version: '2', phase: 'maintaining', nextTestOn: dayOf(21) }
  const early = await activateEpisode.run(clinic.house, prescriber(), freshKey(clinic), over)
  assert.deepEqual(refusal(early), [422, 'not-stable'])
  await dosed(clinic, patientId, 21, '2.4')
  const next = { ...over, nextTestOn: dayOf(28) }
  done(await activateEpisode.run(clinic.house, prescriber(), freshKey(clinic), next))
})

test('H08: a day late is an alarm with an owned task, and a person decides; then the protocol has no answer', async () => {
  today('2026-11-22')
  const { patientId, episodeId } = await started(clinic)
  await dosed(clinic, patientId, 1, '1.0')
  goTo(clinic, 4)
  const visit = visitOn(patientId, 4, '1.1')
  const { suggestion } = await suggested(clinic, prescriber(), visit)
  assert.equal(suggestion.advice.kind, 'alarm')
  const raised = done(await raiseAlarm.run(clinic.house, prescriber(), freshKey(clinic), visit))
  const order = {
    taskId: raised.taskId,
    version: '1',
    decision: 'own',
    dailyDose: '2',
    reasonCode: 'other',
    reasonText: 'A day late, nothing else is different',
    nextTestOn: dayOf(7),
  }
  const { decisionId } = done(
    await authoriseDose.run(clinic.house, prescriber(), freshKey(clinic), order),
  )
  const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
  assert.equal(decision?.kind, 'authorised')
  assert.equal(decision?.untilOn, addDays(dayOf(7), 3))
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.equal(episode?.nextTestOn, dayOf(7))

  await dosed(clinic, patientId, 7, '1.3')
})

test('H08: what is accepted is tested on the day of the protocol and on no other', async () => {
  today('2026-11-22')
  const { patientId } = await started(clinic)
  goTo(clinic, 1)
  const visit = visitOn(patientId, 1, '1.0')
  const { token } = await suggested(clinic, prescriber(), visit)
  for (const on of [dayOf(2), dayOf(4)]) {
    const fields = { ...visit, token, nextTestOn: on }
    const other = await acceptDose.run(clinic.house, prescriber(), freshKey(clinic), fields)
    assert.deepEqual(refusal(other), [422, 'not-the-protocol-day'])
  }
})

test('H08, H34: who has no level 5 is shown what the protocol says, and neither accepts nor changes it', async () => {
  today('2026-11-22')
  const { patientId } = await started(clinic)
  goTo(clinic, 1)
  const visit = visitOn(patientId, 1, '1.0')
  for (const role of ['healthcare-assistant', 'nurse', 'pharmacist'] as const) {
    const outcome = await accepted(clinic, clinic.callerOf(role), visit)
    assert.equal(refusal(outcome)[0], 403, role)
  }
  const { token } = await suggested(clinic, clinic.callerOf('pharmacist'), visit)
  const change = { dailyDose: '1', reasonCode: 'other', reasonText: 'Small', slot: 'none', token }
  const changed = await changeDose.run(
    clinic.house,
    clinic.callerOf('pharmacist'),
    freshKey(clinic),
    { ...visit, ...change },
  )
  assert.equal(refusal(changed)[0], 403)
})

test("H09: a person's own dose above every row of the table is for two people", async () => {
  today('2026-11-22')
  const { patientId } = await started(clinic)
  goTo(clinic, 1)
  const visit = visitOn(patientId, 1, '1.0')
  const { token } = await suggested(clinic, prescriber(), visit)
  const own = { ...visit, token, reasonCode: 'other', reasonText: 'Heavy', nextTestOn: dayOf(3) }
  const asked = async (dailyDose: string) =>
    changeDose.run(clinic.house, prescriber(), freshKey(clinic), { ...own, dailyDose })
  assert.deepEqual(refusal(await asked('6.5')), [422, 'second-clinician:above-initiation-table'])
  done(await asked('3'))
})

test('what was typed wrong about a start is all said at once, and nothing is started', async () => {
  today('2026-11-22')
  const { episodeId } = await toBeStarted(clinic, {
    tabletSet: { strengths: [1000], halves: false },
  })
  const outcome = await start(clinic, prescriber(), {
    episodeId,
    version: '1',
    protocol: 'oates',
    firstOn: '2026-11-23',
  })
  const [status, ...codes] = refusal(outcome)
  assert.equal(status, 422)
  for (const code of ['test-at-weekend', 'tablets', 'required', 'not-confirmed']) {
    assert.ok(codes.includes(code), code)
  }
  assert.equal(await clinic.inTx((tx) => findInitiation(tx, episodeId)), undefined)
})

type Known = Parameters<typeof toBeStarted>[1]
type Person = Parameters<typeof toBeStarted>[2]
const refusals: readonly {
  readonly what: string
  readonly fields?: Readonly<Record<string, string>>
  readonly known?: Known
  readonly person?: Person
  readonly code: string
}[] = [
  {
    what: 'another indication than AF at a practice',
    known: { indication: 'dilated-cardiomyopathy' },
    code: 'level-5-is-af',
  },
  {
    what: 'a pulmonary embolism, which needs cover at once',
    known: { indication: 'pulmonary-embolism' },
    code: 'needs-cover-at-once',
  },
  {
    what: 'a hospital protocol at a practice',
    fields: { protocol: 'age-adjusted-fennerty' },
    code: 'hospital-only',
  },
  {
    what: 'a table from memory that nobody here has checked',
    fields: { protocol: 'tait-sefcick' },
    code: 'protocol-unverified',
  },
  { what: 'no protocol', fields: { protocol: '' }, code: 'required' },
  { what: 'a protocol that is none', fields: { protocol: 'kovacs' }, code: 'required' },
  {
    what: 'a valve that is not recorded',
    person: { mechanicalValve: { kind: 'not-known' } },
    code: 'valve',
  },
  { what: 'no sex on record', person: { sex: 'not-known' }, code: 'sex' },
  {
    what: 'another target',
    known: { target: { valueTenths: 30, lowTenths: 25, highTenths: 35 } },
    code: 'other-target',
  },
  {
    what: 'a course begun elsewhere',
    known: { howStarted: 'transferred-in' },
    code: 'started-elsewhere',
  },
  {
    what: 'a plan without a management plan (S7)',
    known: { managementPlan: '' },
    code: 'required',
  },
  { what: 'a baseline INR of 1.4', fields: { baselineInr: '1.4' }, code: 'baseline-too-high' },
  {
    what: 'a baseline INR of 1.3 without advice',
    fields: { baselineInr: '1.3' },
    code: 'required',
  },
  { what: 'a blood count of last spring', fields: { fbcOn: '2026-05-18' }, code: 'too-old' },
  { what: 'a blood count of tomorrow', fields: { fbcOn: '2026-11-23' }, code: 'in-future' },
  { what: 'another anticoagulant', fields: { noOtherAnticoagulant: '' }, code: 'not-confirmed' },
  { what: 'a first day in the past', fields: { firstOn: '2026-11-21' }, code: 'first-day-range' },
  {
    what: 'a first day in three weeks',
    fields: { firstOn: '2026-12-13' },
    code: 'first-day-range',
  },
  {
    what: 'a course that has begun',
    known: { phase: 'maintaining', startedOn: day('2026-11-01'), nextTestOn: '2026-11-30' },
    code: 'phase-order',
  },
  { what: 'an imported plan', known: { standing: 'unverified' }, code: 'plan-unverified' },
]
for (const { what, fields = {}, known, person, code } of refusals) {
  test(`H08: nobody is started with ${what}: ${code}`, async () => {
    today('2026-11-22')
    const { episodeId } = await toBeStarted(clinic, known, person)
    const outcome = await start(clinic, prescriber(), { ...START, episodeId, ...fields })
    assert.ok(refusal(outcome).slice(1).includes(code), JSON.stringify(outcome))
  })
}

test('a test that would fall on a bank holiday asks for another first day', async () => {
  clinic.clock.set('2026-12-10T09:00:00.000Z')
  const { episodeId } = await toBeStarted(clinic)
  const outcome = await start(clinic, prescriber(), {
    ...START,
    episodeId,
    firstOn: '2026-12-22',
    ...Object.fromEntries(
      ['baselineInrOn', 'fbcOn', 'lftOn', 'clottingOn', 'creatinineOn'].map((name) => [
        name,
        '2026-12-01',
      ]),
    ),
  })
  assert.deepEqual(refusal(outcome), [422, 'test-on-bank-holiday'])
})

test('H34: only a prescriber with level 5 and authority starts; everybody else is refused', async () => {
  today('2026-11-22')
  const { episodeId } = await toBeStarted(clinic)
  for (const role of ['nurse', 'pharmacist', 'receptionist', 'healthcare-assistant'] as const) {
    const outcome = await start(clinic, clinic.callerOf(role), { ...START, episodeId })
    assert.equal(refusal(outcome)[0], 403, role)
  }
})

test('before the first dose a start can be planned anew; after it, never', async () => {
  today('2026-11-22')
  const { patientId, episodeId } = await started(clinic)
  const again = { ...START, ...CHECKLIST, episodeId, version: '2', firstOn: '2026-11-24' }
  clinic.clock.advance(60_000)
  done(await start(clinic, prescriber(), again))
  today('2026-11-24')
  const visit = { ...visitOn(patientId, 1, '1.0'), sampledOn: '2026-11-24' }
  done(await accepted(clinic, prescriber(), visit))
  const late = await start(clinic, prescriber(), { ...again, version: '3' })
  assert.deepEqual(refusal(late), [409, 'already-tested'])
})

test('H08: no tick of a hospital clinic goes past the indication of the plan: no slow start for an embolism', async () => {
  await setKind('hospital-clinic')
  today('2026-11-22')
  const embolism = { indication: 'pulmonary-embolism' } as const
  for (const protocol of ['oates', 'janes']) {
    const { episodeId } = await toBeStarted(clinic, embolism)
    const outcome = await start(clinic, prescriber(), { ...START, episodeId, protocol })
    assert.deepEqual(refusal(outcome), [422, 'needs-cover-at-once'])
    assert.equal(await clinic.inTx((tx) => findInitiation(tx, episodeId)), undefined)
  }
  const { episodeId } = await toBeStarted(clinic, embolism)
  const fast = { ...START, episodeId, protocol: 'age-adjusted-fennerty', testsAtWeekends: 'yes' }
  done(await start(clinic, prescriber(), fast))
  await setKind('gp-practice')
})

test('H12: what a fast protocol gives ends at the next test: untested, nothing is taken', async () => {
  await setKind('hospital-clinic')
  today('2026-11-22')
  const { patientId, episodeId } = await toBeStarted(clinic)
  const fields = { ...START, protocol: 'age-adjusted-fennerty', testsAtWeekends: 'yes', episodeId }
  done(await start(clinic, prescriber(), fields))
  const first = await dosed(clinic, patientId, 1, '1.0')
  const decision = await clinic.inTx((tx) => findDecision(tx, first.decisionId))
  assert.ok(decision !== undefined)
  assert.equal(doseOn(decision.schedule, dayOf(1)), 6000)
  for (const number of [2, 3, 4, 5]) assert.equal(doseOn(decision.schedule, dayOf(number)), 0)
  assert.match(decision.instructions, /up to and including 25 November 2026/)
  assert.match(decision.instructions, /take no warfarin until you have been tested/)
  for (const [number, inr, dose] of [
    [2, '1.6', 500],
    [3, '2.4', 2000],
    [4, '2.0', 3000],
    [6, '2.5', 3000],
  ] as const) {
    const { decisionId } = await dosed(clinic, patientId, number, inr)
    const next = await clinic.inTx((tx) => findDecision(tx, decisionId))
    assert.equal(next?.dailyUg, ug(dose), `day ${number}`)
  }
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
  await setKind('gp-practice')
})

test('H08, H34: what a nurse refers, a prescriber with level 5 authorises on the day of the protocol alone', async () => {
  today('2026-11-22')
  const { patientId } = await started(clinic)
  goTo(clinic, 1)
  const visit = visitOn(patientId, 1, '1.0')
  const nurse = clinic.callerOf('nurse')
  const { taskId } = done(
    await referVisit.run(clinic.house, nurse, freshKey(clinic), { ...visit, note: 'First dose' }),
  )
  const order = { taskId, version: '1', decision: 'as-suggested' }
  const decide = (role: 'pharmacist' | 'prescriber', nextTestOn: string) =>
    authoriseDose.run(clinic.house, clinic.callerOf(role), freshKey(clinic), {
      ...order,
      nextTestOn,
    })
  assert.equal(refusal(await decide('pharmacist', dayOf(3)))[0], 403)
  const shown = await taskPage(clinic.house, clinic.callerOf('pharmacist'), { taskId })
  assert.ok(shown.kind === 'task-page' && !shown.may.decide)
  assert.deepEqual(refusal(await decide('prescriber', dayOf(2))), [422, 'not-the-protocol-day'])
  done(await decide('prescriber', dayOf(3)))
})

test("H12: a person's own dose in a fast start ends at the next test too", async () => {
  await setKind('hospital-clinic')
  today('2026-11-22')
  const { patientId, episodeId } = await toBeStarted(clinic)
  const fields = {
    ...START,
    protocol: 'age-adjusted-fennerty',
    testsAtWeekends: 'yes',
    episodeId,
  }
  done(await start(clinic, prescriber(), fields))
  goTo(clinic, 1)
  const visit = visitOn(patientId, 1, '1.0')
  const { token } = await suggested(clinic, prescriber(), visit)
  const own = { reasonCode: 'other', reasonText: 'Frail', nextTestOn: dayOf(2), token }
  const change = { ...visit, ...own, weekDoses: '5 5 5 5 5 5 4' }
  const { decisionId } = done(
    await changeDose.run(clinic.house, prescriber(), freshKey(clinic), change),
  )
  const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
  assert.ok(decision !== undefined)
  assert.equal(doseOn(decision.schedule, dayOf(1)), 5000)
  assert.equal(doseOn(decision.schedule, dayOf(2)), 0)
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
  await setKind('gp-practice')
})

test('H08, H10: the table from memory doses while the check of this site stands, and not a day longer', async () => {
  today('2026-11-22')
  const { patientId, episodeId } = await toBeStarted(clinic)
  const lead = clinic.callerOf('clinical-lead')
  const checked = {
    protocol: 'tait-sefcick',
    version: '1',
    found: 'agrees',
    comparedWith: 'Br J Haematol 1998;101:450-4, Table II',
    checkedOn: '2026-11-20',
    says: 'Every row compared',
    officer: 'yes',
  }
  done(await recordProtocolCheck.run(clinic.house, lead, freshKey(clinic), checked))
  const fields = { ...START, protocol: 'tait-sefcick', testsAtWeekends: 'yes', episodeId }
  done(await start(clinic, prescriber(), fields))
  await dosed(clinic, patientId, 1, '1.0')
  await dosed(clinic, patientId, 5, '2.0')

  const withdrawal = { protocol: 'tait-sefcick', withdrawal: 'A row differs after all' }
  done(await withdrawProtocolCheck.run(clinic.house, lead, freshKey(clinic), withdrawal))
  goTo(clinic, 8)
  const { suggestion } = await suggested(clinic, prescriber(), visitOn(patientId, 8, '2.2'))
  assert.equal(suggestion.advice.kind, 'alarm')
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('nobody is suggested a dose by a protocol before its first day', async () => {
  today('2026-11-22')
  const { patientId } = await started(clinic)
  const visit = { ...visitOn(patientId, 1, '1.0'), sampledOn: '2026-11-22' }
  const asked = done(await suggestDose.run(clinic.house, prescriber(), freshKey(clinic), visit))
  assert.equal(asked.suggestion.advice.kind, 'alarm')
})

test('H01, H08: a dose of a start on another patient’s INR that was told to nobody is none of the doses given', async () => {
  today('2026-11-22')
  const { patientId, episodeId } = await started(clinic)
  await dosed(clinic, patientId, 1, '1.0')
  const schedules = () => clinic.inTx((tx) => schedulesOf(tx, episodeId))
  assert.equal((await schedules()).length, 1)
  const [newest] = await clinic.inTx((tx) => visitHistory(tx, episodeId, FIRST_ON))
  const wrong = { resultId: newest?.id ?? '', wrongPatient: 'similar-name' }
  done(await recordWrongPatient.run(clinic.house, prescriber(), freshKey(clinic), wrong))
  assert.deepEqual(await schedules(), [])
})
