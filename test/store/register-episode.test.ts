import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, type Day, day } from '#base/day.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { addResults } from '#store/results.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { activateEpisode } from '#workflow/activate-episode.ts'
import { confirmEpisode } from '#workflow/confirm-episode.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { newId } from '#workflow/new-id.ts'
import { planEpisode } from '#workflow/plan-episode.ts'
import { recordStanding } from '#workflow/record-standing.ts'
import { resumeEpisode } from '#workflow/resume-episode.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'
import { type Fields, ROUTINE, suggested } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const TODAY = day('2026-11-22')
const key = () => newId(clinic.clock.now())

type Outcome =
  | { readonly kind: 'done'; readonly subject?: string }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly findings: readonly { readonly field: string; readonly code: string }[]
    }
type Doing = {
  run(
    house: TestClinic['house'],
    caller: ReturnType<TestClinic['callerOf']>,
    key: string,
    input: unknown,
  ): Promise<Outcome>
}

const by =
  (role: Parameters<TestClinic['callerOf']>[0]) =>
  (act: Doing, input: Readonly<Record<string, unknown>>) =>
    act.run(clinic.house, clinic.callerOf(role), key(), input)
const asPharmacist = by('pharmacist')
const codes = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.findings.map(({ code }) => code) : []

async function episode(id: string): Promise<FoundEpisode> {
  return (await clinic.inTx((tx) => findEpisode(tx, id))) ?? assert.fail('no such episode')
}

const COMPLETE = {
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  clinicalReason: 'Stroke prevention',
  target: '2.5',
  rangeLow: '2.0',
  rangeHigh: '3.0',
  startedOn: '2026-11-20',
  duration: 'long-term',
  reviewOn: '2027-11-20',
  protocol: 'coventry',
  'tablet-1000': 'yes',
  'tablet-3000': 'yes',
  method: 'provider-meter',
  howStarted: 'initiated-here',
  managementPlan: 'Long term, yellow book given',
}

async function planned(rest: Readonly<Record<string, string>> = {}) {
  const patientId = await clinic.addPatient()
  const outcome: Outcome = await asPharmacist(planEpisode, { ...COMPLETE, ...rest, patientId })
  assert.deepEqual(codes(outcome), [])
  return { patientId, episodeId: outcome.kind === 'done' ? (outcome.subject ?? '') : '' }
}

async function withInrs(patientId: string, episodeId: string, inrs: readonly [Day, number][]) {
  const rows = inrs.map(([sampledOn, tenths], nth) => ({
    id: newId(clinic.clock.now()),
    patientId,
    episodeId,
    inr: { comparator: '=', tenths } as const,
    raw: `${tenths / 10}`,
    sampledOn,
    sampledAt: null,
    method: 'provider-meter' as const,
    device: null,
    status: 'final' as const,
    replaces: null,
    reason: null,
    doseBeforeUg: nth === inrs.length - 1 ? 4000 : null,
    omitDays: null,
    plannedNextOn: null,
    comment: null,
    importBatchId: null,
    enteredBy: clinic.callerOf('nurse').accountId,
    enteredAt: new Date(clinic.clock.now()).toISOString(),
  }))
  await clinic.inTx((tx) => addResults(tx, rows))
}

test('S10: a plan that lacks something is kept, and treatment under it does not become active', async () => {
  const patientId = await clinic.addPatient()
  const outcome = await asPharmacist(planEpisode, { patientId, medicine: 'warfarin' })
  assert.equal(outcome.kind, 'done')
  const episodeId = outcome.kind === 'done' ? (outcome.subject ?? '') : ''

  const refused = await asPharmacist(activateEpisode, {
    episodeId,
    version: '1',
    phase: 'initiating',
    nextTestOn: '2026-11-25',
  })

  const missing = refused.kind === 'refused' ? refused.findings.map(({ field }) => field) : []
  assert.deepEqual(missing, [
    'indication',
    'clinicalReason',
    'startedOn',
    'duration',
    'howStarted',
    'managementPlan',
    'target',
    'method',
    'protocol',
    'tabletSet',
  ])
  assert.equal((await episode(episodeId)).phase, 'accepted')
})

test('H08: a complete plan starts as "being started"; maintenance waits for two INRs in range 7 days apart', async () => {
  const { patientId, episodeId } = await planned()
  const start = { episodeId, version: '1', nextTestOn: '2026-11-25' }
  const early = await asPharmacist(activateEpisode, { ...start, phase: 'maintaining' })
  assert.deepEqual(codes(early), ['not-stable'])
  const late = await asPharmacist(activateEpisode, {
    ...start,
    phase: 'initiating',
    nextTestOn: '2026-12-20',
  })
  assert.deepEqual(codes(late), ['interval-too-long'])
  const started = await asPharmacist(activateEpisode, { ...start, phase: 'initiating' })
  assert.equal(started.kind, 'done')
  const initiating = await episode(episodeId)
  assert.equal(initiating.risk, 3)
  assert.equal(initiating.nextTestOn, '2026-11-25')

  await withInrs(patientId, episodeId, [
    [day('2026-11-14'), 24],
    [day('2026-11-21'), 26],
  ])
  const maintained = await asPharmacist(activateEpisode, {
    episodeId,
    version: '2',
    phase: 'maintaining',
    nextTestOn: '2026-12-03',
  })
  assert.equal(maintained.kind, 'done')
  assert.equal((await episode(episodeId)).phase, 'maintaining')
})

test('S4: the last results of a transfer letter are kept and count for stability', async () => {
  const { episodeId } = await planned({ howStarted: 'transferred-in', startedOn: '2025-05-05' })
  const transfer = {
    episodeId,
    version: '1',
    phase: 'maintaining',
    nextTestOn: '2026-12-10',
    transferFrom: 'Northern General, letter of 18-Nov-2026',
    dailyMg: '4',
    sameEachDay: 'yes',
    'inr-1': '2.4',
    'inrOn-1': '2026-10-30',
    'inr-2': '2.7',
    'inrOn-2': '2026-11-16',
  }
  const unnamed = await asPharmacist(activateEpisode, { ...transfer, transferFrom: '' })
  assert.deepEqual(codes(unnamed), ['required'])
  const outside = await asPharmacist(activateEpisode, { ...transfer, 'inr-2': '3.4' })
  assert.deepEqual(codes(outside), ['not-stable'])
  const unasked = await asPharmacist(activateEpisode, { ...transfer, sameEachDay: '' })
  assert.deepEqual(codes(unasked), ['required'])
  const done = await asPharmacist(activateEpisode, transfer)
  assert.equal(done.kind, 'done')
  const { plan } = await episode(episodeId)
  assert.equal(plan.dailyUg, 4000)
  assert.deepEqual(
    plan.lastWeek,
    [21, 20, 19, 18, 17, 16, 15].map((date) => ({ on: `2026-11-${date}`, ug: 4000 })),
  )
})

test('H07, D4.70: an unusual target and look-alike tablets need a coded reason after they were shown', async () => {
  const patientId = await clinic.addPatient()
  const unusual = { ...COMPLETE, patientId, target: '3.5', rangeLow: '3.0', rangeHigh: '4.0' }
  const asked = await asPharmacist(planEpisode, {
    ...unusual,
    'tablet-500': 'y',
    'tablet-5000': 'y',
  })
  assert.deepEqual(codes(asked), ['unusual-target', 'look-alike-tablets'])
  const bare = await asPharmacist(planEpisode, { ...unusual, warningReason: 'clinic-letter' })
  assert.deepEqual(codes(bare), ['unusual-target'])
  const told = await asPharmacist(planEpisode, {
    ...unusual,
    warningReason: 'clinic-letter',
    warningsSeen: 'unusual-target',
  })
  assert.equal(told.kind, 'done')
})

test('D4.71: tablets of 10 mg are not offered, and a plan that names them is refused', async () => {
  const patientId = await clinic.addPatient()
  const asked = await asPharmacist(planEpisode, { ...COMPLETE, patientId, 'tablet-10000': 'yes' })
  assert.deepEqual(codes(asked), ['unknown-field'])
})

test('H07: no default target, and a target outside its own range is refused', async () => {
  const patientId = await clinic.addPatient()
  const outside = await asPharmacist(planEpisode, { ...COMPLETE, patientId, target: '3.5' })
  assert.deepEqual(codes(outside), ['target-outside-range'])
  const { target, rangeLow, rangeHigh, ...untargeted } = COMPLETE
  const done = await asPharmacist(planEpisode, { ...untargeted, patientId })
  assert.equal((await episode(done.kind === 'done' ? (done.subject ?? '') : '')).plan.target, null)
})

test('D2.61, D2.63: a course without its stop or review date and a pause without its end are refused', async () => {
  const { episodeId } = await planned({ indication: 'deep-vein-thrombosis', duration: '' })
  const start = { episodeId, version: '1', phase: 'initiating', nextTestOn: '2026-11-25' }
  assert.deepEqual(codes(await asPharmacist(activateEpisode, start)), ['required'])

  const patientId = await clinic.addPatient()
  const running = await clinic.addEpisode(patientId)
  const pause = { episodeId: running, version: '1', reason: 'procedure' }
  assert.deepEqual(codes(await asPharmacist(suspendEpisode, pause)), ['required'])
  assert.deepEqual(codes(await asPharmacist(suspendEpisode, { ...pause, until: '2026-11-22' })), [
    'until-range',
  ])
})

test('H24: a pause has its end and its reason; after it treatment starts anew until it is stable', async () => {
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, { managementPlan: 'Yellow book given' })
  const paused = await asPharmacist(suspendEpisode, {
    episodeId,
    version: '1',
    until: '2026-12-06',
    reason: 'procedure',
  })
  assert.equal(paused.kind, 'done')
  assert.equal((await episode(episodeId)).suspendedUntil, '2026-12-06')

  const resume = { episodeId, version: '2', nextTestOn: '2026-11-27' }
  const asBefore = await asPharmacist(resumeEpisode, { ...resume, phase: 'maintaining' })
  assert.deepEqual(codes(asBefore), ['not-stable'])
  const resumed = await asPharmacist(resumeEpisode, { ...resume, phase: 'initiating' })
  assert.equal(resumed.kind, 'done')
  assert.equal((await episode(episodeId)).suspendedUntil, null)
})

test('a plan under treatment stays complete, keeps its versions and tells the slower of two people', async () => {
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, { managementPlan: 'Yellow book given' })
  const { plan } = await episode(episodeId)
  const change = { ...typedPlan(plan), episodeId, version: '1' }
  const emptied = await asPharmacist(editEpisode, {
    ...change,
    clinicalReason: '',
    changeReason: 'x',
  })
  assert.deepEqual(codes(emptied), ['required'])
  const unexplained = await asPharmacist(editEpisode, { ...change, protocol: 're-ly' })
  assert.equal(unexplained.kind === 'refused' && unexplained.findings[0]?.field, 'changeReason')
  const explained = { ...change, protocol: 're-ly', changeReason: 'Agreed with the clinical lead' }
  assert.equal((await asPharmacist(editEpisode, explained)).kind, 'done')
  assert.deepEqual(codes(await asPharmacist(editEpisode, explained)), ['changed-meanwhile'])
  const other = { ...explained, version: '2', medicine: 'apixaban' }
  assert.deepEqual(codes(await asPharmacist(editEpisode, other)), ['other-medicine'])
})

test('a course ends once, by a prescriber, with a coded reason', async () => {
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId)
  const end = { episodeId, version: '1', endedOn: '2026-11-21', reason: 'course-complete' }
  const notAllowed = await by('nurse')(endEpisode, end)
  assert.equal(notAllowed.kind === 'refused' && notAllowed.status, 403)
  const unworded = await by('prescriber')(endEpisode, { ...end, reason: 'transferred-out' })
  assert.equal(unworded.kind === 'refused' && unworded.findings[0]?.field, 'note')
  assert.equal((await by('prescriber')(endEpisode, end)).kind, 'done')
  const ended = await episode(episodeId)
  assert.deepEqual(
    [ended.phase, ended.endedReason, ended.nextTestOn],
    ['ended', 'course-complete', null],
  )
  assert.equal((await by('prescriber')(endEpisode, { ...end, version: '2' })).kind, 'refused')
})

test('H12: an imported plan is confirmed with target, duration and the dose taken now', async () => {
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, {
    standing: 'unverified',
    howStarted: 'imported',
    nextTestOn: '2026-11-22',
  })
  await withInrs(patientId, episodeId, [
    [day('2026-10-11'), 25],
    [day('2026-10-25'), 24],
  ])
  const { plan } = await episode(episodeId)
  const confirmation = {
    ...typedPlan(plan),
    managementPlan: 'Long term, yellow book given',
    dailyMg: '',
    sameEachDay: 'yes',
    episodeId,
    version: '1',
    phase: 'maintaining',
  }
  assert.deepEqual(codes(await asPharmacist(confirmEpisode, confirmation)), ['required'])
  const differs = await asPharmacist(confirmEpisode, { ...confirmation, dailyMg: '5' })
  assert.deepEqual(codes(differs), ['dose-differs'])
  const done = await asPharmacist(confirmEpisode, { ...confirmation, dailyMg: '4' })
  assert.equal(done.kind, 'done')
  const confirmed = await episode(episodeId)
  assert.deepEqual(
    [confirmed.standing, confirmed.plan.dailyUg, confirmed.nextTestOn, confirmed.plan.howStarted],
    ['confirmed', 4000, '2026-11-22', 'imported'],
  )
})

test('D2.52: a death ends treatment; a day of death before the last test is typed twice', async () => {
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, { lastTestedOn: '2026-11-15' })
  const death = { patientId, version: '1', standing: 'deceased', on: '2026-11-10' }
  assert.deepEqual(codes(await by('receptionist')(recordStanding, death)), ['before-last-test'])
  const done = await by('receptionist')(recordStanding, { ...death, onAgain: '2026-11-10' })
  assert.equal(done.kind, 'done')
  assert.equal((await episode(episodeId)).endedReason, 'died')
  const now = await clinic.inTx((tx) => findPatient(tx, patientId))
  assert.deepEqual([now?.standing, now?.diedOn], ['deceased', '2026-11-10'])

  const back = { patientId, version: '2', standing: 'live', on: addDays(TODAY, 0) }
  assert.deepEqual(codes(await by('receptionist')(recordStanding, back)), ['required'])
})

test('nobody leaves while treatment runs here', async () => {
  const patientId = await clinic.addPatient()
  await clinic.addEpisode(patientId)
  const left = { patientId, version: '1', standing: 'left', ...typedBoxes('on', TODAY) }
  assert.deepEqual(codes(await by('receptionist')(recordStanding, left)), ['treatment-runs'])
})

test('H24: a stop date that has passed is moved by an authorised person alone', async () => {
  const patientId = await clinic.addPatient()
  const past = { kind: 'until', stopOn: day('2026-11-01') } as const
  const clot = { indication: 'deep-vein-thrombosis', duration: past }
  const episodeId = await clinic.addEpisode(patientId, clot)
  const { version, plan } = await episode(episodeId)
  const longer = {
    ...typedPlan(plan),
    episodeId,
    version: String(version),
    duration: 'until',
    'stopOn[day]': '1',
    'stopOn[month]': '5',
    'stopOn[year]': '2027',
    changeReason: 'Second clot',
    protocol: 'coventry',
    howStarted: 'transferred-in',
    managementPlan: 'Goes on after a second clot',
    relevantFindings: 'None',
    clinicalReason: 'Second clot',
  }
  const byNurse = await editEpisode.run(clinic.house, clinic.callerOf('nurse'), newId(1), longer)
  assert.ok(codes(byNurse).includes('stop-date-passed'), JSON.stringify(byNurse))
  const lead = clinic.callerOf('prescriber')
  const byPrescriber = await editEpisode.run(clinic.house, lead, newId(1), longer)
  assert.equal(byPrescriber.kind, 'done', JSON.stringify(byPrescriber))
})

test('H08: who left out a dose in the week before the transfer is not dosed by a rule on the first INR', async () => {
  const confirmed = async (week: Fields) => {
    const patientId = await clinic.addPatient()
    const episodeId = await clinic.addEpisode(patientId, {
      standing: 'unverified',
      howStarted: 'imported',
      nextTestOn: TODAY,
    })
    await withInrs(patientId, episodeId, [
      [day('2026-10-11'), 25],
      [day('2026-10-25'), 24],
    ])
    const { plan } = await episode(episodeId)
    const typed = { ...typedPlan(plan), managementPlan: 'Yellow book', dailyMg: '4', ...week }
    const fields = { ...typed, episodeId, version: '1', phase: 'maintaining' }
    const done = await asPharmacist(confirmEpisode, fields)
    assert.equal(done.kind, 'done', JSON.stringify(done))
    clinic.clock.advance(20 * 60_000)
    const visit = { ...ROUTINE, patientId }
    const { suggestion } = await suggested(clinic, clinic.callerOf('nurse'), visit)
    return suggestion.advice
  }
  const same = await confirmed({ sameEachDay: 'yes' })
  assert.equal(same.kind, 'dose', JSON.stringify(same))
  const days = { 'taken-1': '4', 'taken-2': '4', 'taken-3': '0', 'taken-4': '4', 'taken-5': '4' }
  for (const oddDay of ['0', '?', '6']) {
    const odd = await confirmed({ ...days, 'taken-3': oddDay, 'taken-6': '4', 'taken-7': '4' })
    assert.equal(odd.kind, 'alarm')
    const codesOf = odd.kind === 'alarm' ? odd.alarms.map(({ code }) => code) : []
    assert.deepEqual(codesOf, ['after-uneven-dose'])
  }
})
