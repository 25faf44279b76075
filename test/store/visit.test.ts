import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { checkSchedule } from '#clinical/schedule.ts'
import { appointmentsOf } from '#store/appointments.ts'
import { auditLinesAfter } from '#store/audit.ts'
import { findDecision } from '#store/decisions.ts'
import { findEpisode } from '#store/episodes.ts'
import { coursePoints, newestVisits, visitHistory } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { changeDose } from '#workflow/change-dose.ts'
import { correctResult } from '#workflow/correct-result.ts'
import { recordTold } from '#workflow/record-told.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import {
  accepted,
  done,
  dosablePatient,
  freshKey,
  ROUTINE,
  refusal,
  suggested,
  TODAY,
  wednesdayClinic,
} from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const nurse = () => clinic.callerOf('nurse')

test('a routine visit is suggested, accepted, booked and told, all in one place', async () => {
  await wednesdayClinic(clinic)
  const { patientId, episodeId } = await dosablePatient(clinic)
  const visit = { ...ROUTINE, patientId }

  const { offers, suggestion, token } = await suggested(clinic, nurse(), visit)
  assert.equal(suggestion.advice.kind, 'dose')
  const [slot] = offers.slots
  assert(slot !== undefined)
  const chosen = `${slot.patternId}_${slot.on}_${slot.atMinute}`
  const { decisionId } = done(
    await acceptDose.run(clinic.house, nurse(), freshKey(clinic), {
      ...visit,
      token,
      slot: chosen,
    }),
  )

  const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
  assert(decision !== undefined)
  assert.equal(decision.dailyUg, 5000)
  assert.equal(decision.nextTestOn, slot.on)
  assert.deepEqual(checkSchedule(decision.schedule, TODAY, addDays(day(slot.on), 7)), [])
  assert.match(decision.instructions, /From tonight take 5 mg \(/)
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.equal(episode?.lastDecisionId, decisionId)
  assert.equal(episode?.version, 1)
  const booked = await clinic.inTx((tx) => appointmentsOf(tx, patientId, TODAY))
  assert.deepEqual(
    booked.map(({ onDate, atMinute }) => [onDate, atMinute]),
    [[slot.on, slot.atMinute]],
  )

  done(
    await recordTold.run(clinic.house, nurse(), freshKey(clinic), {
      decisionId,
      how: 'handed-over',
    }),
  )
  const told = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.notEqual(told?.lastToldId, null)
})

test('H25, D4.77: of two people who dose one patient the second is told and changes nothing', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const visit = { ...ROUTINE, patientId, slot: 'none' }
  const pharmacist = clinic.callerOf('pharmacist')
  const first = await suggested(clinic, nurse(), { ...ROUTINE, patientId })
  const second = await suggested(clinic, pharmacist, { ...ROUTINE, patientId })

  const outcomes = await Promise.all([
    acceptDose.run(clinic.house, nurse(), freshKey(clinic), { ...visit, token: first.token }),
    acceptDose.run(clinic.house, pharmacist, freshKey(clinic), { ...visit, token: second.token }),
  ])

  const kinds = outcomes.map(({ kind }) => kind).sort()
  assert.deepEqual(kinds, ['done', 'refused'])
  const refusedOne = outcomes.find(({ kind }) => kind === 'refused')
  assert.deepEqual(refusedOne && refusal(refusedOne), [412, 'dosed-meanwhile'])
  const history = await clinic.inTx((tx) => visitHistory(tx, episodeId, '2026-11-01'))
  assert.equal(history.length, 1)
})

test('D4.75: a save that is sent twice is done once and answers twice the same', async () => {
  const { patientId } = await dosablePatient(clinic)
  const { token } = await suggested(clinic, nurse(), { ...ROUTINE, patientId })
  const key = freshKey(clinic)
  const fields = { ...ROUTINE, patientId, token, slot: 'none' }

  const first = await acceptDose.run(clinic.house, nurse(), key, fields)
  const second = await acceptDose.run(clinic.house, nurse(), key, fields)
  assert.deepEqual(second, first)
  const other = await acceptDose.run(clinic.house, nurse(), key, { ...fields, inr: '2.6' })
  assert.deepEqual(refusal(other), [422, 'key-reused'])
})

test('a slot that somebody took meanwhile is refused and nothing is saved', async () => {
  const one = await dosablePatient(clinic)
  const two = await dosablePatient(clinic)
  const asked = await suggested(clinic, nurse(), { ...ROUTINE, patientId: one.patientId })
  const also = await suggested(clinic, nurse(), { ...ROUTINE, patientId: two.patientId })
  const [slot] = asked.offers.slots
  const chosen = `${slot?.patternId}_${slot?.on}_${slot?.atMinute}`

  done(
    await acceptDose.run(clinic.house, nurse(), freshKey(clinic), {
      ...ROUTINE,
      patientId: one.patientId,
      token: asked.token,
      slot: chosen,
    }),
  )
  const lost = await acceptDose.run(clinic.house, nurse(), freshKey(clinic), {
    ...ROUTINE,
    patientId: two.patientId,
    token: also.token,
    slot: chosen,
  })
  assert.deepEqual(refusal(lost), [409, 'slot-taken'])
  const history = await clinic.inTx((tx) => visitHistory(tx, two.episodeId, '2026-11-01'))
  assert.deepEqual(history, [])
})

test('a change is saved with its reason, within the limits, and never on an alarm', async () => {
  const { patientId } = await dosablePatient(clinic)
  const { token } = await suggested(clinic, nurse(), { ...ROUTINE, patientId })
  const change = (fields: Record<string, string>) =>
    changeDose.run(clinic.house, nurse(), freshKey(clinic), {
      ...ROUTINE,
      patientId,
      token,
      slot: 'none',
      reasonCode: 'trend',
      reasonText: 'Three results falling',
      ...fields,
    })

  assert.deepEqual(refusal(await change({ dailyDose: '5.25' })), [422, 'cannot-be-made'])
  assert.deepEqual(refusal(await change({ dailyDose: '0' })), [422, 'use-omit'])
  assert.deepEqual(refusal(await change({ dailyDose: '35' }))[0], 422)
  assert.deepEqual(refusal(await change({ dailyDose: '6', reasonCode: '' })), [422, 'required'])
  assert.deepEqual(refusal(await change({ dailyDose: '7' })), [
    422,
    'second-clinician:large-change',
  ])
  assert.deepEqual(refusal(await change({ dailyDose: '8' })), [422, 'change-too-large'])
  assert.deepEqual(refusal(await change({ weekDoses: '5 5 5 5 5 5 5 5' })), [422, 'seven-doses'])

  const { decisionId } = done(await change({ weekDoses: '5 5 5 6 5 5 6' }))
  const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
  assert.equal(decision?.kind, 'changed')
  assert.equal(decision?.weeklyUg, 37_000)
  assert.match(decision?.instructions ?? '', /6 mg .* on Thursday and Sunday/)
})

test('D4.60: nobody without the competence changes a dose, and a refused try leaves an audit line', async () => {
  const { patientId } = await dosablePatient(clinic)
  const assistant = clinic.callerOf('healthcare-assistant')
  const { token } = await suggested(clinic, assistant, { ...ROUTINE, patientId })
  const fields = { ...ROUTINE, patientId, token, slot: 'none', dailyDose: '6' }
  const outcome = await changeDose.run(clinic.house, assistant, freshKey(clinic), fields)
  assert.deepEqual(refusal(outcome), [403, 'not-permitted-role'])

  const lines = await clinic.inTx((tx) => auditLinesAfter(tx, 0, { limit: 1000, upTo: 1000 }))
  const last = JSON.parse(lines.at(-1)?.line ?? '{}')
  assert.deepEqual(last.refused, ['not-permitted-role'])
})

test('D1.79: a second result within ten minutes voids the first by a row of its own', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  done(await accepted(clinic, nurse(), { ...ROUTINE, patientId }))
  const again = { ...ROUTINE, patientId, inr: '2.9' }
  const asked = await suggestDose.run(clinic.house, nurse(), freshKey(clinic), again)
  assert.deepEqual(refusal(asked), [422, 'second-result'])

  done(
    await accepted(clinic, nurse(), {
      ...again,
      secondResult: 'this-one',
      secondResultReason: 'First strip was held too long',
    }),
  )
  const history = await clinic.inTx((tx) => visitHistory(tx, episodeId, '2026-11-01'))
  assert.deepEqual(
    history.map(({ tenths }) => tenths),
    [29],
  )
})

test('a corrected result keeps its dose in sight, and somebody has to look at it', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  done(await accepted(clinic, nurse(), { ...ROUTINE, patientId }))
  const [result] = await clinic.inTx((tx) => visitHistory(tx, episodeId, '2026-11-01'))
  assert(result !== undefined)
  const fields = { resultId: result.id, how: 'correct', inr: '3.5', inrAgain: '3.5' }

  const without = await correctResult.run(clinic.house, nurse(), freshKey(clinic), fields)
  assert.deepEqual(refusal(without), [422, 'required'])
  const { taskId } = done(
    await correctResult.run(clinic.house, nurse(), freshKey(clinic), {
      ...fields,
      reasonText: 'Read from the wrong strip',
    }),
  )
  assert.notEqual(taskId, null)
  const [corrected] = await clinic.inTx((tx) => visitHistory(tx, episodeId, '2026-11-01'))
  assert.equal(corrected?.tenths, 35)
  assert.notEqual(corrected?.decisionId, null)
})

test('what the chart and the figures read of a course is what its visits say, doses and corrections included', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  done(await accepted(clinic, nurse(), { ...ROUTINE, patientId }))
  const [result] = await clinic.inTx((tx) => visitHistory(tx, episodeId, '2026-11-01'))
  done(
    await correctResult.run(clinic.house, nurse(), freshKey(clinic), {
      resultId: result?.id,
      how: 'correct',
      inr: '2.7',
      inrAgain: '2.7',
      reasonText: 'Read from the wrong strip',
    }),
  )
  const { history, points, newest } = await clinic.inTx(async (tx) => ({
    history: await visitHistory(tx, episodeId, '2026-11-01'),
    points: await coursePoints(tx, episodeId, '2026-11-01'),
    newest: await newestVisits(tx, episodeId, 1),
  }))
  assert.equal(points.length, 1)
  assert.deepEqual(newest, history.slice(-1))
  for (const [nth, point] of points.entries()) {
    assert.deepEqual({ ...history[nth], ...point }, history[nth])
    assert.equal(typeof point.dailyUg, 'number')
  }
})
