import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { CAUSES } from '#register/reassessment-outcome.ts'
import { findReassessment, reassessmentEvents } from '#store/reassessments.ts'
import { resultsSince } from '#store/results.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { type Person, recordsOf, TWO_ABOVE_FIVE } from '#test/every-absence.ts'
import { done, dosablePatient, ROUTINE } from '#test/store/visit-desk.ts'
import { checkControlNightly } from '#workflow/check-control-nightly.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { reassessControl } from '#workflow/reassess-control.ts'
import { worklist } from '#workflow/worklist.ts'

// A clinic for each test: a night is worked through once, and the next test has that night before it again.
let clinic: TestClinic
beforeEach(async () => {
  clinic = await testClinic()
})
afterEach(() => clinic.drop())

const later = { nextTestOn: '2026-12-20' }
const NO_CAUSE = Object.fromEntries(CAUSES.map((cause) => [cause, 'no']))
const PLAN = { outcome: 'improve', planNote: 'Weekly tests', lookAgainOn: '2026-12-20' }
const DECLINED = { outcome: 'continue', reason: 'doac-declined', continueNote: '' }

const known = ({ episodeId }: Person) => clinic.inTx((tx) => findReassessment(tx, episodeId))
const events = async ({ episodeId }: Person) =>
  (await clinic.inTx((tx) => reassessmentEvents(tx, episodeId))).map(({ what }) => what)

async function listed(kind = 'reassessment-due'): Promise<readonly (string | null)[]> {
  const question = { kind, risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, clinic.callerOf('nurse'), question)
  if (list.kind === 'refused') throw new Error(JSON.stringify(list))
  return list.lines.map(({ patientId }) => patientId)
}

async function answer(
  who: Person,
  typed: Readonly<Record<string, string>>,
  role: Role = 'pharmacist',
) {
  const version = `${(await known(who))?.version ?? 0}`
  const body = { ...NO_CAUSE, ...typed, episodeId: who.episodeId, version }
  return reassessControl.run(clinic.house, clinic.callerOf(role), crypto.randomUUID(), body)
}

/** Somebody with two INRs above 5, found in the night. */
async function poorlyControlled(): Promise<Person> {
  const records = recordsOf(clinic)
  const who = await records.person(later)
  await records.results(who, TWO_ABOVE_FIVE)
  await nextNight()
  clinic.clock.advance(60_000)
  return who
}

async function nextNight(days = 1): Promise<void> {
  clinic.clock.advance(days * 86_400_000)
  await checkControlNightly(clinic.house)
}

test('H21: poor control opens a reassessment in the night, once, and nothing but an outcome closes it', async () => {
  const who = await poorlyControlled()
  assert((await known(who))?.flags.includes('twoAboveFive'))
  await checkControlNightly(clinic.house)
  await nextNight()
  assert.deepEqual(await events(who), ['opened'])
  assert((await listed()).includes(who.patientId))

  const empty = await answer(who, {})
  assert.equal(empty.kind === 'refused' && empty.findings.at(0)?.field, 'outcome')
  assert((await listed()).includes(who.patientId))

  assert.equal((await answer(who, DECLINED)).kind, 'done')
  assert(!(await listed()).includes(who.patientId))
  await nextNight()
  assert.deepEqual(await events(who), ['continue', 'opened'], 'not again for the same flags')
})

test('H21: the save that makes a flag true opens it at once', async () => {
  const who = await dosablePatient(clinic)
  await recordsOf(clinic).results(who, { '2026-09-01': 53 })
  clinic.clock.advance(11 * 60_000)
  assert.equal(await known(who), undefined)
  const fields = { ...ROUTINE, patientId: who.patientId, inr: '5.6', inrAgain: '5.6' }
  const key = crypto.randomUUID()
  done(await raiseAlarm.run(clinic.house, clinic.callerOf('nurse'), key, fields))
  assert((await known(who))?.flags.includes('twoAboveFive'))
})

test('H21: a result that is corrected to one above 5 opens it at once', async () => {
  const who = await dosablePatient(clinic)
  await recordsOf(clinic).results(who, { '2026-09-01': 53, '2026-10-01': 35 })
  await checkControlNightly(clinic.house)
  const flags = (await known(who))?.flags ?? []
  assert(!flags.includes('twoAboveFive'))
  const results = await clinic.inTx((tx) => resultsSince(tx, who.episodeId, '2026-10-01'))
  const body = {
    resultId: results.find(({ tenths }) => tenths === 35)?.id ?? '',
    how: 'correct',
    inr: '5.3',
    inrAgain: '5.3',
    reasonText: 'Read wrongly from the letter',
  }
  const key = crypto.randomUUID()
  done(await correctResult.run(clinic.house, clinic.callerOf('pharmacist'), key, body))
  assert((await known(who))?.flags.includes('twoAboveFive'))
})

test('H21: time in range that falls without a save is found in the night', async () => {
  const records = recordsOf(clinic)
  const who = await records.person(later)
  // In range until August, high ever since: with each day less of the good time lies in the last six months.
  const readings = {
    '2026-04-01': 25,
    '2026-05-20': 25,
    '2026-07-10': 25,
    '2026-08-25': 25,
    '2026-09-20': 30,
    '2026-10-01': 38,
    '2026-11-10': 38,
    '2026-11-20': 38,
  }
  await records.results(who, readings)
  await nextNight()
  assert.equal(await known(who), undefined)
  await records.results(who, { '2026-12-20': 38 })
  await nextNight(28)
  assert.deepEqual((await known(who))?.flags, ['timeInRangeBelow65'])
})

test('H24: a plan comes back on its day, and is answered again', async () => {
  const who = await poorlyControlled()
  assert.equal((await answer(who, PLAN)).kind, 'done')
  assert(!(await listed()).includes(who.patientId))
  clinic.clock.set('2026-12-19T10:00:00Z')
  assert(!(await listed()).includes(who.patientId))
  clinic.clock.set('2026-12-20T10:00:00Z')
  assert((await listed()).includes(who.patientId))
  assert.equal((await answer(who, DECLINED)).kind, 'done')
  assert(!(await listed()).includes(who.patientId))
  assert.deepEqual(await events(who), ['continue', 'improve', 'opened'])
})

test('H24: a change to a DOAC that nobody makes comes back on its day', async () => {
  const who = await poorlyControlled()
  const change = { outcome: 'change-to-doac', changeBy: '2026-12-06' }
  assert.equal((await answer(who, change)).kind, 'done')
  clinic.clock.set('2026-12-06T10:00:00Z')
  assert((await listed()).includes(who.patientId))
})

test('H21: a new INR above 5 opens it again although the flag was answered', async () => {
  const who = await poorlyControlled()
  await answer(who, DECLINED)
  clinic.clock.advance(60_000)
  await recordsOf(clinic).results(who, { '2026-11-23': 57 })
  await nextNight()
  assert.deepEqual(await events(who), ['opened', 'continue', 'opened'])
})

test('somebody treated for another reason stands on a list of their own', async () => {
  const records = recordsOf(clinic)
  const who = await records.person({ ...later, indication: 'deep-vein-thrombosis' })
  await records.results(who, TWO_ABOVE_FIVE)
  await nextNight()
  assert(!(await listed()).includes(who.patientId))
  assert((await listed('poor-control')).includes(who.patientId))
})

test('H34: a nurse may plan to improve; to continue as it is, or to change, is for an authorised person', async () => {
  const who = await poorlyControlled()
  const refused = await answer(who, DECLINED, 'nurse')
  assert.equal(refused.kind === 'refused' && refused.status, 403)
  assert.equal((await answer(who, PLAN, 'nurse')).kind, 'done')
})

test('H25: of two people who answer, the second is told', async () => {
  const who = await poorlyControlled()
  const version = `${(await known(who))?.version ?? 0}`
  const body = { ...NO_CAUSE, ...PLAN, episodeId: who.episodeId, version }
  const save = (role: Role) =>
    reassessControl.run(clinic.house, clinic.callerOf(role), crypto.randomUUID(), body)
  const outcomes = await Promise.all([save('pharmacist'), save('prescriber')])
  assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['done', 'refused'])
  const second = outcomes.find((one) => one.kind === 'refused')
  assert.equal(second?.kind === 'refused' && second.status, 412)
  assert.deepEqual(await events(who), ['improve', 'opened'])
})
