import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { reviewsOf } from '#store/annual-reviews.ts'
import { episodeVersions, findEpisode } from '#store/episodes.ts'
import { addMeasurements, newestMeasurements } from '#store/measurements.ts'
import { openTasksOf } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { recordsOf, TODAY, TWO_ABOVE_FIVE } from '#test/every-absence.ts'
import { done, refusal } from '#test/store/visit-desk.ts'
import { closeTask } from '#workflow/close-task.ts'
import { patientPlans } from '#workflow/patient-plans.ts'
import { reviewTreatment } from '#workflow/review-treatment.ts'
import { withdrawMeasurement } from '#workflow/withdraw-measurement.ts'
import { worklist } from '#workflow/worklist.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const WELL = {
  indicationRight: 'yes',
  targetRight: 'yes',
  bleeding: 'none',
  thrombosis: 'no',
  falls: 'no',
  admissions: 'no',
  interacting: 'no',
  alcohol: 'none',
  adherence: 'yes',
  recordsSeen: 'yes',
  complicationsExplained: 'yes',
  decision: 'continue',
  nextReviewOn: '2027-11-22',
  version: '1',
} as const

type Fields = Readonly<Record<string, string>>

const review = (episodeId: string, fields: Fields = {}) =>
  reviewTreatment.run(clinic.house, clinic.callerOf('nurse'), crypto.randomUUID(), {
    ...WELL,
    ...fields,
    episodeId,
  })

async function listed(kind: string): Promise<readonly (string | null)[]> {
  const question = { kind, risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, clinic.callerOf('nurse'), question)
  if (list.kind === 'refused') throw new Error(JSON.stringify(list))
  return list.lines.map(({ patientId }) => patientId)
}

const dueToday = {
  nextTestOn: '2026-12-20',
  duration: { kind: 'long-term', reviewOn: TODAY },
} as const

test('H24: a review moves the review date in a new version of the plan, and takes the patient off the list', async () => {
  const who = await recordsOf(clinic).person(dueToday)
  assert((await listed('review-due')).includes(who.patientId))
  assert((await listed('first-review-due')).includes(who.patientId))
  done(await review(who.episodeId))

  const [episode, versions] = await clinic.inTx(async (tx) => [
    await findEpisode(tx, who.episodeId),
    await episodeVersions(tx, who.episodeId),
  ])
  assert.deepEqual(episode?.plan.duration, { kind: 'long-term', reviewOn: day('2027-11-22') })
  assert.equal(versions[0]?.reason, 'Reviewed: Continue as planned')
  assert(!(await listed('review-due')).includes(who.patientId))
  assert(!(await listed('first-review-due')).includes(who.patientId))
})

test('H24: treatment with a stop date years ahead is on the list a year after its start, and a year after each review', async () => {
  const until = (startedOn: string) =>
    ({
      nextTestOn: '2026-12-20',
      startedOn: day(startedOn),
      duration: { kind: 'until', stopOn: day('2029-06-01') },
    }) as const
  const { person } = recordsOf(clinic)
  const [due, early] = [await person(until('2025-11-21')), await person(until('2025-11-22'))]
  const before = await listed('review-due')
  assert(before.includes(due.patientId))
  assert(!before.includes(early.patientId))

  done(await review(due.episodeId, { nextReviewOn: '' }))
  assert(!(await listed('review-due')).includes(due.patientId))
})

test('the figures of the year and what was measured stay with the review, and are read with the plan', async () => {
  const records = recordsOf(clinic)
  const who = await records.person(dueToday)
  await records.results(who, TWO_ABOVE_FIVE)
  done(
    await review(who.episodeId, {
      weight: '71.3',
      bodyOn: TODAY,
      creatinine: '92',
      kidneyOn: '2026-11-10',
    }),
  )
  const newest = await clinic.inTx((tx) => newestMeasurements(tx, who.patientId))
  assert.deepEqual(
    newest.map(({ kind, value, measuredOn, source }) => [kind, value, measuredOn, source]),
    [
      ['creatinine', 92, '2026-11-10', 'laboratory'],
      ['weight', 71_300, TODAY, 'measured-here'],
    ],
  )
  await records.results(who, { '2026-11-01': 60 })
  const plans = await patientPlans(clinic.house, clinic.callerOf('nurse'), who)
  assert(plans.kind === 'plans')
  const figures = plans.reviews[0]?.figures
  assert.equal(figures?.inrs.tests, 2, 'a later result does not change what was looked at')
  assert.equal(figures?.inrs.above5, 2)
  assert.deepEqual(
    figures?.measured.map(({ kind, value }) => [kind, value]),
    [
      ['creatinine', 92],
      ['weight', 71_300],
    ],
  )
})

test('H24: a review that decides to stop is a task until somebody closes it with what was done', async () => {
  const who = await recordsOf(clinic).person(dueToday)
  const stop = { decision: 'stop', decisionNote: 'Falls every week' }
  done(await review(who.episodeId, stop))
  const [task] = await clinic.inTx((tx) => openTasksOf(tx, who.episodeId))
  assert(task !== undefined)
  assert.equal(task.title, 'Review: stop treatment')
  assert.equal(task.forWhom, 'prescriber')
  assert((await listed('not-picked-up')).includes(who.patientId))

  const close = (code: string) =>
    closeTask.run(clinic.house, clinic.callerOf('prescriber'), crypto.randomUUID(), {
      taskId: task.id,
      version: `${task.version}`,
      note: 'Seen with the daughter',
      code,
    })
  assert.deepEqual(refusal(await close('vitamin-k-given')), [422, 'required'])
  done(await close('plan-changed'))
  const [kept] = await clinic.inTx((tx) => reviewsOf(tx, who.patientId))
  assert.equal(kept?.taskId, task.id)
})

test('H25: a review of a plan that somebody has changed meanwhile is told', async () => {
  const who = await recordsOf(clinic).person(dueToday)
  done(await review(who.episodeId))
  assert.deepEqual(refusal(await review(who.episodeId)), [412, 'changed-meanwhile'])
  const { length } = await clinic.inTx((tx) => reviewsOf(tx, who.patientId))
  assert.equal(length, 1)
})

test('an imported plan is confirmed before it is reviewed, and a course that ended is not', async () => {
  const { person } = recordsOf(clinic)
  const unverified = await person({ ...dueToday, standing: 'unverified' })
  assert.deepEqual(refusal(await review(unverified.episodeId)), [409, 'plan-unverified'])
  const over = { phase: 'ended', endedOn: '2026-11-01', endedReason: 'completed' } as const
  const ended = await person({ ...over, nextTestOn: null })
  assert.deepEqual(refusal(await review(ended.episodeId)), [409, 'treatment-ended'])
})

test('everything that is wrong with a review is answered at once, and nothing is kept', async () => {
  const who = await recordsOf(clinic).person(dueToday)
  const wrong = { falls: '', weight: '11.2', bodyOn: TODAY, nextReviewOn: '2029-01-01' }
  const [status, ...codes] = refusal(await review(who.episodeId, wrong))
  assert.equal(status, 422)
  assert.deepEqual(codes.sort(), ['range', 'required', 'review-date'])
  assert.deepEqual(await clinic.inTx((tx) => newestMeasurements(tx, who.patientId)), [])
})

test('H20: a review says which of its figures was taken back since, and a figure entered again stands', async () => {
  const who = await recordsOf(clinic).person(dueToday)
  const entered = { weight: '71.3', bodyOn: TODAY, creatinine: '92', kidneyOn: '2026-11-10' }
  done(await review(who.episodeId, entered))
  const takenBack = async () =>
    (await clinic.inTx((tx) => reviewsOf(tx, who.patientId)))[0]?.takenBack
  assert.deepEqual(await takenBack(), [])

  const newest = await clinic.inTx((tx) => newestMeasurements(tx, who.patientId))
  const weight = newest.find(({ kind }) => kind === 'weight') ?? assert.fail('no weight')
  const withdrawn = await withdrawMeasurement.run(
    clinic.house,
    clinic.callerOf('nurse'),
    crypto.randomUUID(),
    { measurementId: weight.id, reason: 'Weight of another person' },
  )
  done(withdrawn)
  assert.deepEqual(await takenBack(), ['weight'])

  const same = { ...weight, id: crypto.randomUUID(), patientId: who.patientId }
  const by = {
    recordedBy: clinic.callerOf('nurse').accountId,
    recordedAt: new Date().toISOString(),
  }
  const again = { ...same, ...by, replaces: null, reason: null } as const
  await clinic.inTx((tx) => addMeasurements(tx, [{ ...again, status: 'final' }]))
  assert.deepEqual(await takenBack(), [])
})
