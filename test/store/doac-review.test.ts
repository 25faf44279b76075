import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { doacDose } from '#clinical/doac/doac.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { newestMeasurements } from '#store/measurements.ts'
import { findTask } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { doacDesk, said } from '#test/store/doac-desk.ts'
import { decideDoacReview } from '#workflow/decide-doac-review.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { newId } from '#workflow/new-id.ts'
import { recordDoacReview } from '#workflow/record-doac-review.ts'
import { recordDoacTold } from '#workflow/record-doac-told.ts'
import { verify } from '#workflow/verify.ts'

let clinic: TestClinic
let desk: ReturnType<typeof doacDesk>
before(async () => {
  clinic = await testClinic()
  desk = doacDesk(clinic)
})
after(() => clinic.drop())

const key = () => newId(clinic.clock.now())

test('a routine review keeps what was measured, judges the dose and sets the next review', async () => {
  const who = await desk.person()
  assert.equal(said(await desk.review(who)), 'done')

  const [review] = await desk.reviews(who.episodeId)
  assert.ok(review)
  assert.equal(review.outcome, 'matches')
  assert.equal(review.isTold, true)
  assert.deepEqual(review.verdict['renal'], {
    clearance: '4592/75',
    shown: '61.2',
    ageYears: 84,
    creatinineMonths: 4,
  })
  const { nextTestOn, lastTestedOn } = await desk.episode(who.episodeId)
  assert.equal(nextTestOn, '2027-02-22')
  assert.equal(lastTestedOn, '2026-11-22')
  assert.equal(review.bloodsDueOn, '2027-03-20')
  const newest = await clinic.inTx((tx) => newestMeasurements(tx, who.patientId))
  assert.deepEqual(
    newest.map(({ kind, value, measuredOn }) => [kind, value, measuredOn]),
    [
      ['creatinine', 90, '2026-11-20'],
      ['weight', 80_000, '2026-11-22'],
    ],
  )
})

test('H20: a later review is judged by what is on record, with its own day', async () => {
  const who = await desk.person()
  await desk.review(who)
  const kept = { weight: '', weightOn: '', creatinine: '', bloodsOn: '' }
  assert.equal(said(await desk.review(who, kept)), 'done')
  const [second, first] = await desk.reviews(who.episodeId)
  assert.equal(second?.sequence, 2)
  assert.equal(second?.weightId, first?.weightId)
  assert.equal(second?.creatinineId, first?.creatinineId)
})

const REFUSED: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ['nobody is identified', { identity: '' }, 'identity: required'],
  ['somebody else is identified', { identity: 'AB 1950' }, 'identity: identity-differs'],
  [
    'nothing is answered',
    { nothingToReport: '' },
    'doacMg: required,missedDoses: required,bleeding: required,interacting: required,raisedBleedingRisk: required,pregnancy: required,breastFeeding: required',
  ],
  ['both is answered', { bleeding: 'minor' }, 'nothingToReport: contradicts'],
  ['the creatinine is in mg/dL', { creatinine: '1.02' }, 'creatinine: precision'],
  ['the creatinine is an eGFR', { creatinine: '>90' }, 'creatinine: censored'],
  ['the creatinine could be in mg/dL', { creatinine: '22' }, 'creatinineAgain: double-entry'],
  ['the weight is in stones', { weight: '12st 8' }, 'weight: number-only'],
  ['the weight has no day', { weightOn: '' }, 'weightOn: required'],
  ['the blood is of tomorrow', { bloodsOn: '2026-11-23' }, 'bloodsOn: in-future'],
]

for (const [name, rest, expected] of REFUSED) {
  test(`H20: nothing is kept when ${name}`, async () => {
    const who = await desk.person()
    assert.equal(said(await desk.review(who, rest)), expected)
    assert.deepEqual(await desk.reviews(who.episodeId), [])
    assert.deepEqual(await clinic.inTx((tx) => newestMeasurements(tx, who.patientId)), [])
  })
}

test('H20: a figure far from the last one is typed again, blind', async () => {
  const who = await desk.person()
  await desk.review(who)
  clinic.clock.advance(60_000)
  assert.equal(said(await desk.review(who, { weight: '88' })), 'weightAgain: double-entry')
  const differ = { weight: '88', weightAgain: '80' }
  assert.equal(said(await desk.review(who, differ)), 'weightAgain: entries-differ')
  assert.equal(said(await desk.review(who, { weight: '88', weightAgain: '88' })), 'done')
  clinic.clock.advance(60_000)
  assert.equal(said(await desk.review(who, { creatinine: '135' })), 'creatinineAgain: double-entry')
  assert.equal(said(await desk.review(who, { creatinine: '132', weight: '88' })), 'done')
})

test('H20: an old weight or creatinine gives no dose check, and nothing is saved', async () => {
  const who = await desk.person()
  for (const [rest, code] of [
    [{ weightOn: '2025-11-21' }, 'weight-too-old'],
    [{ bloodsOn: '2026-07-21' }, 'creatinine-too-old'],
    [{ weight: '', weightOn: '' }, 'weight-not-known'],
    [{ creatinine: '', bloodsOn: '' }, 'creatinine-not-known'],
  ] as const) {
    assert.equal(said(await desk.review(who, rest)), `: ${code}`)
  }
  assert.deepEqual(await desk.reviews(who.episodeId), [])
})

test('H20: a dose that does not match stands only with a coded reason', async () => {
  const low = {
    doac: { dose: doacDose(2.5, 2), stage: null, treatedSince: null, highRecurrenceRisk: 'no' },
  } as const
  const who = await desk.person({}, low)
  assert.equal(said(await desk.review(who)), 'reasonCode: required')
  const other = { slot: 'none', toldHow: 'handed-over', reasonCode: 'other' }
  assert.equal(said(await desk.review(who, {}, other)), 'reasonNote: required')
  const advised = { slot: 'none', toldHow: 'handed-over', reasonCode: 'specialist-advice' }
  assert.equal(said(await desk.review(who, {}, advised)), 'done')
  const [review] = await desk.reviews(who.episodeId)
  assert.equal(review?.outcome, 'differs')
  assert.equal(review?.nextReviewOn, '2027-02-22')
})

/** Two of three criteria: 84 years and 58 kg on the full dose. */
const TOO_MUCH = { weight: '58' }
const REASONED = { reasonCode: 'dose-being-corrected' }

test('H20: a dose that is too high goes to a prescriber, and another person decides', async () => {
  const who = await desk.person()
  const outcome = await desk.review(who, TOO_MUCH, REASONED, 'prescriber')
  assert.ok(outcome.kind === 'done' && outcome.taskId !== null)
  const { taskId } = outcome
  assert.equal((await desk.episode(who.episodeId)).nextTestOn, null)

  const decide = (
    role: Parameters<TestClinic['callerOf']>[0],
    rest: Readonly<Record<string, string>>,
  ) =>
    decideDoacReview.run(clinic.house, clinic.callerOf(role), key(), {
      taskId,
      version: '1',
      note: 'Checked with cardiology',
      ...rest,
    })
  const stands = { decision: 'dose-stands', nextReviewOn: '2026-12-22' }
  assert.equal(said(await decide('prescriber', stands)), 'decision: second-checker-same-account')
  assert.equal(said(await decide('nurse', stands)), ': not-permitted-role')
  assert.equal(
    said(await decide('clinical-lead', { decision: 'dose-changed' })),
    'decision: dose-not-changed',
  )
  assert.equal(
    said(await decide('clinical-lead', { decision: 'stopped' })),
    'decision: not-stopped',
  )
  assert.equal(
    said(await decide('clinical-lead', { decision: 'reviewed-again' })),
    'decision: not-reviewed-again',
  )
  assert.equal(
    said(await decide('clinical-lead', { ...stands, nextReviewOn: '' })),
    'nextReviewOn: required',
  )
  assert.equal(
    said(await decide('clinical-lead', { ...stands, nextReviewOn: '2027-02-23' })),
    'nextReviewOn: test-date',
  )

  const { plan, version } = await desk.episode(who.episodeId)
  const change = {
    ...typedPlan(plan),
    doacMg: '2.5',
    managementPlan: 'Alert card given',
    episodeId: who.episodeId,
    version: `${version}`,
    changeReason: 'Two of three criteria',
  }
  assert.equal(
    said(await editEpisode.run(clinic.house, clinic.callerOf('prescriber'), key(), change)),
    'done',
  )
  const changed = { decision: 'dose-changed', nextReviewOn: '2026-12-22' }
  assert.equal(said(await decide('clinical-lead', changed)), 'done')
  assert.equal((await desk.episode(who.episodeId)).nextTestOn, '2026-12-22')
  const task = await clinic.inTx((tx) => findTask(tx, taskId ?? ''))
  assert.equal(task?.closingCode, 'dose-changed')
})

test('H20: what is taken otherwise than planned goes to a second person, whatever the rule says', async () => {
  const who = await desk.person()
  const answers = {
    nothingToReport: '',
    doacMg: '2.5',
    doacTimes: '2',
    missedDoses: '0',
    bleeding: 'none',
    'takes-none': 'yes',
    raisedBleedingRisk: 'no',
    pregnancy: 'not-applicable',
    breastFeeding: 'not-applicable',
  }
  assert.equal(said(await desk.review(who, { ...answers, weight: '58' }, REASONED)), 'done')
  const [review] = await desk.reviews(who.episodeId)
  assert.equal(review?.outcome, 'differs-danger')
})

test('H19: what forbids it is a stop for every role: no dose, a prescriber, and no decision to go on', async () => {
  for (const role of ['nurse', 'pharmacist', 'prescriber', 'clinical-lead'] as const) {
    const who = await desk.person({
      mechanicalValve: { kind: 'valve', position: 'aortic', make: '' },
    })
    const outcome = await desk.review(who, {}, {}, role)
    assert.ok(outcome.kind === 'done' && outcome.taskId !== null)
    const [review] = await desk.reviews(who.episodeId)
    assert.equal(review?.outcome, 'contraindicated')
    assert.equal(review?.nextReviewOn, null)
    assert.equal((await desk.episode(who.episodeId)).risk, 2)

    const other = role === 'prescriber' ? 'clinical-lead' : 'prescriber'
    const asked = {
      taskId: outcome.taskId,
      version: '1',
      note: 'Asked',
      nextReviewOn: '2026-12-22',
    }
    const decide = (decision: string) =>
      decideDoacReview.run(clinic.house, clinic.callerOf(other), key(), { ...asked, decision })
    assert.equal(said(await decide('dose-stands')), 'decision: contraindicated')
    assert.equal(said(await decide('dose-changed')), 'decision: contraindicated')
    const { version } = await desk.episode(who.episodeId)
    const end = {
      episodeId: who.episodeId,
      version: `${version}`,
      reason: 'changed-medicine',
      note: 'Warfarin',
      endedOn: '2026-11-22',
    }
    assert.equal(
      said(await endEpisode.run(clinic.house, clinic.callerOf(other), key(), end)),
      'done',
    )
    assert.equal(said(await decide('stopped')), 'done')
  }
})

test('H19: pregnancy stops it without any measurement', async () => {
  const who = await desk.person({ sex: 'female' })
  const answers = {
    nothingToReport: '',
    doacMg: '5',
    doacTimes: '2',
    missedDoses: '0',
    bleeding: 'none',
    'takes-none': 'yes',
    raisedBleedingRisk: 'no',
    pregnancy: 'yes',
    breastFeeding: 'no',
    weight: '',
    weightOn: '',
    creatinine: '',
    bloodsOn: '',
  }
  assert.equal(said(await desk.review(who, answers, {})), 'done')
  assert.equal((await desk.reviews(who.episodeId))[0]?.outcome, 'contraindicated')
})

test('H19: while the record does not say whether there is a valve, no dose is judged', async () => {
  const who = await desk.person({ mechanicalValve: { kind: 'not-known' } })
  assert.equal(said(await desk.review(who)), ': valve-not-known')
})

test('H25: of two who review the same patient the second is told', async () => {
  const who = await desk.person()
  const stale = await desk.seen(who.episodeId)
  await desk.review(who)
  const late = await recordDoacReview.run(clinic.house, clinic.callerOf('pharmacist'), key(), {
    identity: 'MH 1942',
    nothingToReport: 'yes',
    patientId: who.patientId,
    ...stale,
  })
  assert.equal(said(late), ': changed-meanwhile')
})

test('what is saved is what was shown', async () => {
  const who = await desk.person()
  const outcome = await recordDoacReview.run(clinic.house, clinic.callerOf('nurse'), key(), {
    identity: 'MH 1942',
    nothingToReport: 'yes',
    weight: '80',
    weightOn: '2026-11-22',
    creatinine: '90',
    bloodsOn: '2026-11-20',
    patientId: who.patientId,
    ...(await desk.seen(who.episodeId)),
    slot: 'none',
    toldHow: 'handed-over',
    shown: 'something else',
  })
  assert.equal(said(outcome), ': not-as-shown')
})

test('H22: the next review is never later than the rule, and never today', async () => {
  const who = await desk.person()
  for (const [nextTestOn, code] of [
    ['2027-02-23', 'nextTestOn-day: later-than-advised'],
    ['2026-11-22', 'nextTestOn-day: not-after-today'],
    ['2027-02-22', 'done'],
  ] as const) {
    assert.equal(said(await desk.review(who, {}, { nextTestOn, toldHow: 'letter' })), code)
  }
})

test('H16: who has not been told is told later, once the review is still the newest', async () => {
  const who = await desk.person()
  await desk.review(who, {}, { slot: 'none', toldHow: 'not-yet' })
  const [first] = await desk.reviews(who.episodeId)
  assert.equal(first?.isTold, false)
  const tell = (reviewId: string, rest: Readonly<Record<string, string>>) =>
    recordDoacTold.run(clinic.house, clinic.callerOf('nurse'), key(), { reviewId, ...rest })
  assert.equal(said(await tell(first?.id ?? '', { toldHow: 'not-yet' })), 'toldHow: required')
  assert.equal(
    said(await tell(first?.id ?? '', { toldHow: 'read-back' })),
    'readBack: not-read-back',
  )
  assert.equal(said(await tell(first?.id ?? '', { toldHow: 'letter' })), 'done')
  assert.equal((await desk.reviews(who.episodeId))[0]?.isTold, false, 'a letter alone')
  const read = { toldHow: 'read-back', readBack: 'yes' }
  assert.equal(said(await tell(first?.id ?? '', read)), 'done')
  assert.equal((await desk.reviews(who.episodeId))[0]?.isTold, true)
  await desk.review(who)
  assert.equal(said(await tell(first?.id ?? '', { toldHow: 'letter' })), ': superseded')
})

test('H10: a review keeps the application that judged it; one of before that has none', async () => {
  const who = await desk.person()
  await desk.review(who)
  const [kept] = await desk.reviews(who.episodeId)
  assert.equal(kept?.madeBy?.commit, 'not-known')
  assert.match(kept?.madeBy?.version ?? '', /^\d+\.\d+\.\d+$/)
  const pool = clinic.database.migratorPool
  await pool.query('update doac_review set made_by = null where id = $1', [kept?.id])
  assert.equal((await desk.reviews(who.episodeId))[0]?.madeBy, null)
  // As its line in the audit wrote it, for whatever is verified after this.
  const madeBy = JSON.stringify(kept?.madeBy)
  await pool.query('update doac_review set made_by = $2 where id = $1', [kept?.id, madeBy])
})

test('H10: every review replays to the verdict that was stored, and a changed one is found', async () => {
  const verified = await verify(clinic.database.migratorPool, clinic.clock.now())
  assert.deepEqual(verified.faults, [])
  const pool = clinic.database.migratorPool
  await pool.query(
    `update doac_review set inputs = jsonb_set(inputs, '{weight,grams}', '59000') where sequence = 1 and outcome = 'matches'`,
  )
  const { faults } = await verify(clinic.pool, clinic.clock.now())
  assert.ok(faults.some(({ invariant }) => invariant === 'replay'))
  assert.ok(faults.some(({ says }) => says.includes('weight and creatinine')))
})
