import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { findEpisode } from '#store/episodes.ts'
import { findPaperEntry } from '#store/paper-entries.ts'
import { openTasksOf } from '#store/tasks.ts'
import { newestVisits } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { checkPaper } from '#workflow/check-paper.ts'
import { enterFromPaper } from '#workflow/enter-from-paper.ts'
import { fromPaper } from '#workflow/from-paper.ts'
import { paperPack } from '#workflow/paper-pack.ts'
import { verify } from '#workflow/verify.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
  suggested,
} from './visit-desk.ts'

// After a day without Evenkeel: what was done on paper is entered, held against the rules as of then and as of now, and counts when a second
// person has found that it stands (H29).

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())
beforeEach(() => clinic.clock.set('2026-11-24T09:00:00.000Z'))

/** A sheet of Sunday 22 November, on which the rules propose 5 mg as well. */
const sheet = (clinic: TestClinic): Fields => ({
  identity: 'MH 1942',
  inr: '2.5',
  inrAgain: '2.5',
  method: 'provider-meter',
  meter: 'CoaguChek 4417',
  stripLot: 'L 62210',
  sampledOn: '2026-11-22',
  sampledTime: '09:40',
  takenYesterday: '5',
  missedDoses: '0',
  bleeding: 'none',
  medicinesChanged: 'no',
  illness: 'no',
  procedurePlanned: 'no',
  pregnancyPossible: 'no',
  sheet: '2026-11-22-4',
  dailyDose: '5',
  nextTestOn: '2026-12-06',
  decidedBy: clinic.callerOf('pharmacist').accountId,
  toldHow: 'read-back',
})

const enter = (patientId: string, fields: Fields = {}, by: Role = 'healthcare-assistant') =>
  enterFromPaper.run(clinic.house, clinic.callerOf(by), freshKey(clinic), {
    ...sheet(clinic),
    patientId,
    ...fields,
  })

const check = (entryId: string, by: Role, outcome = 'stands') =>
  checkPaper.run(clinic.house, clinic.callerOf(by), freshKey(clinic), {
    entryId,
    outcome,
    reason: 'Compared with the sheet.',
  })

const entryOf = async (id: string | undefined) => {
  const entry = await clinic.inTx((tx) => findPaperEntry(tx, id ?? ''))
  assert.ok(entry)
  return entry
}

const nextTestOn = async (episodeId: string) =>
  (await clinic.inTx((tx) => findEpisode(tx, episodeId)))?.nextTestOn

test('H29: a sheet is on record as a result of its day and a dose that a clinician decided, beside what the rules propose, and no dose of Evenkeel', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const outcome = done(await enter(patientId))
  assert.deepEqual(outcome.doubts, [])
  const entry = await entryOf(outcome.subject)
  assert.deepEqual(
    [entry.dailyUg, entry.decidedByName, entry.enteredByName, entry.sheet, entry.outcome],
    [5000, 'Test pharmacist', 'Test healthcare-assistant', '2026-11-22-4', null],
  )
  assert.equal(entry.proposed.kind, 'dose')
  assert.equal(entry.proposed.kind === 'dose' && entry.proposed.dailyUg, 5000)
  assert.equal(entry.proposedNow.kind, 'alarm', 'two days later the rules dose nobody on it')
  assert.equal(entry.sampledAt, Date.parse('2026-11-22T09:40:00Z'), 'what the paper says')
  assert.equal(entry.enteredAt, clinic.clock.now(), 'when it was written here')
  const [newest] = await clinic.inTx((tx) => newestVisits(tx, episodeId, 1))
  assert.deepEqual(
    [newest?.sampledOn, newest?.tenths, newest?.decisionId, newest?.hasVisit, newest?.comment],
    ['2026-11-22', 25, null, false, 'Earlier result, from: paper entry 2026-11-22-4'],
  )
})

test('H29: it counts when a second person has found that it stands: the test that was told is the next one, and the next visit goes on from its dose', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic, {
    tabletSet: { strengths: [500, 1000, 3000], halves: false },
  })
  const { subject = '' } = done(
    await enter(patientId, { dailyDose: '5.5', toldHow: 'handed-over' }),
  )
  const before = await nextTestOn(episodeId)
  clinic.clock.set('2026-12-06T09:00:00.000Z')
  const routine = { ...ROUTINE, patientId, inr: '2.4', sampledOn: '2026-12-06' }
  const unsaid = await suggested(clinic, clinic.callerOf('nurse'), routine)
  assert.equal(unsaid.suggestion.inputs.currentDailyUg, 5000, 'nobody has checked it')
  assert.notEqual(before, '2026-12-06')

  clinic.clock.set('2026-11-24T10:00:00.000Z')
  done(await check(subject, 'clinical-lead'))
  assert.equal(await nextTestOn(episodeId), '2026-12-06')
  clinic.clock.set('2026-12-06T09:00:00.000Z')
  const { suggestion } = await suggested(clinic, clinic.callerOf('nurse'), routine)
  assert.equal(suggestion.inputs.currentDailyUg, 5500)
  assert.equal(suggestion.inputs.scheduledYesterdayUg, 5500)
  done(await accepted(clinic, clinic.callerOf('nurse'), routine))
  clinic.clock.set('2026-12-20T09:00:00.000Z')
  const later = await suggested(clinic, clinic.callerOf('nurse'), {
    ...routine,
    sampledOn: '2026-12-20',
  })
  assert.equal(later.suggestion.advice.kind, 'dose')
})

for (const [what, fields, doubts] of [
  ['a dose 20 % more than proposed', { dailyDose: '6' }, ['dose-differs']],
  ['a test later than proposed', { nextTestOn: '2027-03-01' }, ['test-later']],
  ['an INR above 5', { inr: '5.6', inrAgain: '5.6' }, ['alarm']],
  ['a bleed', { bleeding: 'clinically-relevant', bleedingNote: 'Nose' }, ['alarm']],
  [
    'an interacting medicine',
    { medicinesChanged: 'started', medicine: 'clarithromycin', medicineOn: '21/11/2026' },
    ['alarm'],
  ],
  ['nobody told', { toldHow: 'not-told' }, ['not-told']],
  ['a dose that the tablets cannot make', { dailyDose: '5.2' }, ['cannot-be-made']],
] as const) {
  test(`H29: ${what} is in doubt, and a prescriber or the clinical lead looks before it counts`, async () => {
    const { patientId } = await dosablePatient(clinic)
    const { subject = '', doubts: found } = done(await enter(patientId, fields))
    assert.deepEqual(found, doubts)
    assert.deepEqual(refusal(await check(subject, 'nurse')), [403, 'not-permitted-competence'])
  })
}

test('H29: who decided on paper and who entered it do not check it; a nurse who may not authorise does not; what is checked once is checked', async () => {
  const { patientId } = await dosablePatient(clinic)
  const { subject = '' } = done(await enter(patientId, { dailyDose: '6' }, 'prescriber'))
  assert.deepEqual(refusal(await check(subject, 'prescriber')), [403, 'second-person'])
  assert.deepEqual(refusal(await check(subject, 'pharmacist')), [403, 'second-person'])
  done(await check(subject, 'clinical-lead'))
  assert.deepEqual(refusal(await check(subject, 'clinical-lead')), [409, 'checked'])

  const other = await dosablePatient(clinic)
  const decidedByNurse = { dailyDose: '6', decidedBy: clinic.callerOf('nurse').accountId }
  const doubted = done(await enter(other.patientId, decidedByNurse))
  assert.deepEqual(refusal(await check(doubted.subject ?? '', 'pharmacist')), [403, 'in-doubt'])
})

test('H17, H29: an alarming INR of a sheet is a task with its clock at once, while nothing is known since', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  done(await enter(patientId, { inr: '>8.0', inrAgain: '>8.0', dailyDose: '0', omitDays: '2' }))
  const tasks = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  assert.deepEqual(
    tasks.map(({ kind }) => kind),
    ['alarm'],
  )
})

test('H29: what does not stand is tested at once, and the rules do not take its dose for taken', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const { subject = '' } = done(await enter(patientId, { dailyDose: '6' }))
  done(await check(subject, 'clinical-lead', 'does-not-stand'))
  assert.equal(await nextTestOn(episodeId), '2026-11-24')
  const { suggestion } = await suggested(clinic, clinic.callerOf('nurse'), {
    ...ROUTINE,
    patientId,
    sampledOn: '2026-11-24',
  })
  assert.equal(suggestion.inputs.currentDailyUg, 5000)
})

test('H29: the same sheet typed twice is asked about and written once; another test of the day with the same value is said to be one', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  done(await enter(patientId))
  assert.deepEqual(refusal(await enter(patientId, {}, 'nurse')), [409, 'entered-already'])
  const again = done(await enter(patientId, { sameAgain: 'yes', sheet: '2026-11-22-9' }))
  assert.deepEqual(again.doubts, ['same-day'])
  const all = await clinic.inTx((tx) => newestVisits(tx, episodeId, 9))
  assert.equal(all.filter(({ sampledOn }) => sampledOn === '2026-11-22').length, 1, 'one result')
})

test('H29: where somebody has entered or dosed later meanwhile the sheet is history: in doubt, and it changes neither dose nor test', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  done(
    await accepted(clinic, clinic.callerOf('nurse'), {
      ...ROUTINE,
      patientId,
      inr: '2.3',
      sampledOn: '2026-11-24',
    }),
  )
  const next = await nextTestOn(episodeId)
  const { subject = '', doubts } = done(await enter(patientId))
  assert.deepEqual(doubts, ['later-result', 'later-dose'])
  done(await check(subject, 'clinical-lead'))
  assert.equal(await nextTestOn(episodeId), next)
})

for (const [what, fields, codes] of [
  ['without its number', { sheet: '' }, ['required']],
  ['without the time of the sample', { sampledTime: '' }, ['required']],
  ['without a next test', { nextTestOn: '' }, ['required']],
  ['with a next test that is not after it', { nextTestOn: '2026-11-22' }, ['not-after-sample']],
  ['by nobody who works here', { decidedBy: '019aaaaa-0000-7000-8000-000000000000' }, ['required']],
  ['with the INR typed once', { inrAgain: '' }, ['entries-differ']],
  ['of somebody else', { identity: 'XX 1942' }, ['identity-differs']],
  ['of a day to come', { sampledOn: '2026-11-25' }, ['in-future']],
  ['with a dose that is no dose', { dailyDose: 'five' }, ['format']],
  ['without the question about bleeding', { bleeding: '' }, ['required']],
] as const) {
  test(`H29: a sheet ${what} is refused`, async () => {
    const { patientId } = await dosablePatient(clinic)
    assert.deepEqual(refusal(await enter(patientId, fields)), [422, ...codes])
  })
}

test('H29: the queue of a day names who was expected and has nothing, until the sheet is entered, and shows what nobody checked first', async () => {
  const { patientId } = await dosablePatient(
    clinic,
    { nextTestOn: '2026-11-22' },
    { familyName: 'Queue' },
  )
  const queue = async () => {
    const seen = await fromPaper(clinic.house, clinic.callerOf('nurse'), { on: '2026-11-22' })
    assert.equal(seen.kind, 'from-paper')
    return seen.kind === 'from-paper' ? seen : assert.fail()
  }
  assert.ok((await queue()).expected.some((one) => one.patientId === patientId))
  done(await enter(patientId, { identity: 'MQ 1942' }))
  const after = await queue()
  assert.ok(!after.expected.some((one) => one.patientId === patientId))
  const outcomes = after.entries.map(({ outcome }) => outcome === null)
  assert.deepEqual(
    outcomes,
    outcomes.toSorted((a, b) => Number(b) - Number(a)),
  )
})

test('H29: the next pack says what was told on paper, and whether somebody has checked it', async () => {
  const { patientId } = await dosablePatient(
    clinic,
    { nextTestOn: '2026-11-22' },
    { familyName: 'Packed' },
  )
  const { subject = '' } = done(
    await enter(patientId, { identity: 'MP 1942', dailyDose: '6', nextTestOn: '2026-11-26' }),
  )
  const taken = async () => {
    const pack = await clinic.inTx((tx) => paperPack(tx, clinic.clock.now()))
    return pack.people.find(({ name }) => name.startsWith('PACKED'))?.taken
  }
  assert.equal(await taken(), '6 mg a day, told on paper 22-Nov-2026, not checked')
  done(await check(subject, 'clinical-lead'))
  assert.equal(await taken(), '6 mg a day, told on paper 22-Nov-2026, checked')
})

test('a course that the rules do not dose takes no dose from paper, and says what to do', async () => {
  const { patientId } = await dosablePatient(clinic, { standing: 'unverified' })
  const refused = await enter(patientId)
  assert.equal(refused.kind, 'refused')
  assert.ok(refusal(refused).includes('not-dosed-here'))
})

test('the record stays sound with entries from paper in it', async () => {
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})
