import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { NOTHING_ASKED } from '#clinical/scores/answer.ts'
import { addScoreRecord } from '#store/score-records.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { dosablePatient, freshKey, ROUTINE, suggested } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const LOW = { ...ROUTINE, inr: '1.8', inrAgain: '1.8' }

async function suggestedWith(answers: Partial<typeof NOTHING_ASKED.answers>) {
  const born = { dateOfBirth: day('1942-09-04') }
  const { patientId } = await dosablePatient(clinic, {}, born)
  const facts = { ...NOTHING_ASKED, answers: { ...NOTHING_ASKED.answers, ...answers } }
  await clinic.inTx((tx) =>
    addScoreRecord(tx, {
      id: freshKey(clinic),
      patientId,
      facts,
      scores: [],
      recordedBy: clinic.callerOf('nurse').accountId,
      recordedAt: new Date(clinic.clock.now()).toISOString(),
    }),
  )
  const { suggestion } = await suggested(clinic, clinic.callerOf('nurse'), { ...LOW, patientId })
  return suggestion
}

test('H07: AF with a stroke and three more on record makes a low INR an alarm', async () => {
  const { advice } = await suggestedWith({
    stroke: 'yes',
    heartFailure: 'yes',
    hypertension: 'yes',
  })
  assert(advice.kind === 'alarm')
  assert.deepEqual(
    advice.alarms.map(({ code }) => code),
    ['low-inr-at-risk'],
  )
})

test('H07: nothing asked leaves it not known, and no stroke on record takes it off the list', async () => {
  const open = (await suggestedWith({})).inputs.risk.highRiskNotKnown ?? []
  assert.ok(open.includes('af-with-stroke-and-3-more'))
  const none = await suggestedWith({ stroke: 'no', tiaOrEmbolism: 'no' })
  assert.equal(none.advice.kind, 'dose')
  const left = none.inputs.risk.highRiskNotKnown ?? []
  assert.ok(
    !left.some((item) => item.startsWith('af-with-stroke') || item === 'af-with-recent-stroke'),
  )
})
