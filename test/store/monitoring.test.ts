import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { doacDesk, said } from '#test/store/doac-desk.ts'
import { monitoringDesk } from '#test/store/monitoring-desk.ts'
import { done, refusal } from '#test/store/visit-desk.ts'
import { doacReviewPage } from '#workflow/doac-review-page.ts'
import { monitoringTableShown } from '#workflow/monitoring-shown.ts'
import { verify } from '#workflow/verify.ts'

let database: TestDatabase
let nth = 0
let clinic: TestClinic
let desk: ReturnType<typeof monitoringDesk>
let reviews: ReturnType<typeof doacDesk>
before(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  nth += 1
  clinic = await testClinic({ database, prefix: `site-${nth}-` })
  desk = monitoringDesk(clinic)
  reviews = doacDesk(clinic)
})
after(() => database.drop())

const reviewOf = async (episodeId: string) =>
  (await reviews.reviews(episodeId))[0] ?? assert.fail('no review')

test('H20: as shipped everybody is monitored by SPS, and the older rule can be chosen by nobody', async () => {
  const shown = await desk.shown()
  assert.equal(shown.inForce.id, 'sps')
  assert.equal(shown.chosen, null)
  assert.deepEqual(
    shown.tables.map(({ table, standing }) => [table.id, standing]),
    [
      ['sps', 'verified'],
      ['older-ccg', 'not-checked'],
    ],
  )
  assert.deepEqual(refusal(await desk.propose()), [422, 'table-not-checked'])
  done(await desk.check({ found: 'differs' }))
  assert.deepEqual(refusal(await desk.propose()), [422, 'table-not-checked'])
})

test('H20: checked, proposed and activated by another, a table sets what reviews are given from its day on', async () => {
  const before = await reviews.person()
  assert.equal(said(await reviews.review(before)), 'done')
  done(await desk.check())
  const { subject = '' } = done(await desk.propose())
  assert.equal(await desk.inForce('2026-11-22'), 'sps', 'a proposal changes nothing')
  done(await desk.activate(subject))
  assert.equal(await desk.inForce('2026-11-22'), 'older-ccg')

  const after = await reviews.person()
  assert.equal(said(await reviews.review(after)), 'done')
  const [old, now] = [await reviewOf(before.episodeId), await reviewOf(after.episodeId)]
  assert.deepEqual([old.nextReviewOn, old.bloodsDueOn], ['2027-02-22', '2027-03-20'])
  assert.deepEqual([now.nextReviewOn, now.bloodsDueOn], ['2027-05-20', '2027-05-20'])
  assert.equal((await reviews.episode(before.episodeId)).nextTestOn, '2027-02-22')
  const nurse = clinic.callerOf('nurse')
  for (const [review, table] of [
    [old, 'Specialist Pharmacy Service'],
    [now, 'Older rule of some commissioning groups'],
  ] as const) {
    const page = await doacReviewPage(clinic.house, nurse, { reviewId: review.id })
    assert.ok(page.kind === 'doac-review')
    const { monitoring } = page.review.inputs
    assert.deepEqual([monitoring.name, monitoring.version], [table, '1'])
  }
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('H25: a review that stands on an open page is asked for again once another table is in force', async () => {
  const who = await reviews.person()
  const checked = await reviews.check(who)
  assert.ok(checked.kind === 'checked')
  done(await desk.check())
  await desk.choose()
  const again = await reviews.check(who)
  assert.ok(again.kind === 'checked')
  assert.notEqual(again.review.shown, checked.review.shown)
})

test('H20: a choice for a coming day changes nothing before it, and is shown as coming', async () => {
  done(await desk.check())
  await desk.choose({ fromOn: '2026-12-01' })
  assert.equal(await desk.inForce('2026-11-30'), 'sps')
  assert.equal(await desk.inForce('2026-12-01'), 'older-ccg')
  const shown = await desk.shown()
  assert.deepEqual(
    shown.coming.map(({ from, table }) => [from, table.id]),
    [['2026-12-01', 'older-ccg']],
  )
  assert.equal(shown.inForce.id, 'sps')
  assert.deepEqual(refusal(await desk.propose({ fromOn: '2026-12-02' })), [422, 'nothing-changed'])
  await desk.choose({ table: 'sps', fromOn: '2026-12-01' })
  assert.equal(await desk.inForce('2026-12-01'), 'sps', 'of one day the last activated counts')
})

test('a day that has passed when the second person comes is the day of the activation', async () => {
  done(await desk.check())
  const { subject = '' } = done(await desk.propose({ fromOn: '2026-11-23' }))
  clinic.clock.set('2026-11-25T09:00:00.000Z')
  done(await desk.activate(subject))
  const { chosen } = await desk.shown()
  assert.deepEqual([chosen?.fromOn, chosen?.inForceFrom], ['2026-11-23', '2026-11-25'])
  assert.equal(await desk.inForce('2026-11-24'), 'sps')
})

test('H10: a check that is withdrawn takes its table out of use, and stops what waits', async () => {
  done(await desk.check())
  await desk.choose()
  done(await desk.withdrawCheck())
  assert.equal(await desk.inForce('2026-11-22'), 'sps')
  assert.equal((await desk.shown()).outOfUse.length, 1)

  done(await desk.check())
  assert.equal(await desk.inForce('2026-11-22'), 'older-ccg', 'the same version, checked again')
  await desk.choose({ table: 'sps' })
  const { subject = '' } = done(await desk.propose())
  done(await desk.withdrawCheck())
  assert.deepEqual(refusal(await desk.activate(subject)), [409, 'table-not-checked'])
  done(await desk.decline(subject))
})

test('H34: who proposed a table does not activate it, and the database would not take it', async () => {
  done(await desk.check())
  const { subject = '' } = done(await desk.propose())
  assert.deepEqual(refusal(await desk.activate(subject, {}, 'clinical-lead')), [
    403,
    'second-person',
  ])
  assert.deepEqual(refusal(await desk.activate(subject, { read: '' })), [422, 'required'])
  const alone = clinic.database.migratorPool.query(
    `update monitoring_choice set state = 'activated', settled_by = proposed_by, settled_at = proposed_at,
       in_force_from = from_on where id = $1`,
    [subject],
  )
  await assert.rejects(alone, /monitoring_choice_check/)
  const rewritten = clinic.pool.query(`update monitoring_choice set body = '{}'`)
  await assert.rejects(rewritten, /permission denied/)
})

for (const role of ['nurse', 'pharmacist', 'practice-manager', 'system-administrator'] as const) {
  test(`H34: a ${role} neither proposes, activates, declines nor checks a table`, async () => {
    const refused = async (outcome: Promise<{ readonly kind: string }>) =>
      assert.equal(refusal(await outcome)[0], 403)
    await refused(desk.check({}, role satisfies Role))
    done(await desk.check())
    await refused(desk.propose({}, role))
    const { subject = '' } = done(await desk.propose())
    await refused(desk.activate(subject, {}, role))
    await refused(desk.decline(subject, 'No', role))
    await refused(desk.withdraw(subject, 'No', role))
    const { may } = await desk.shown(role)
    assert.deepEqual(Object.values(may), [false, false, false, false])
  })
}

for (const [what, changes, codes] of [
  ['no table', { table: '' }, ['required']],
  ['a table of nobody', { table: 'my-own' }, ['required']],
  ['no day', { fromOn: '' }, ['required']],
  ['a day that there is not', { fromOn: '2026-02-30' }, ['no-such-day']],
  ['a day gone by', { fromOn: '2026-11-21' }, ['range']],
  ['a day beyond a year', { fromOn: '2027-11-24' }, ['range']],
  ['no reason', { reason: ' ' }, ['required']],
  ['nothing at all', { table: '', fromOn: '', reason: '' }, ['required', 'required', 'required']],
  ['the table in force', { table: 'sps' }, ['nothing-changed']],
] as const) {
  test(`a proposal with ${what} is refused`, async () => {
    done(await desk.check())
    assert.deepEqual(refusal(await desk.propose(changes)), [422, ...codes])
  })
}

test('one choice waits at a time, and a settled one is settled once', async () => {
  done(await desk.check())
  const { subject = '' } = done(await desk.propose())
  assert.deepEqual(refusal(await desk.propose()), [409, 'choice-open'])
  assert.deepEqual(refusal(await desk.withdraw(subject, '')), [422, 'required'])
  assert.deepEqual(refusal(await desk.decline(subject, 'No', 'clinical-lead')), [422, 'own-choice'])
  done(await desk.withdraw(subject))
  assert.deepEqual(refusal(await desk.activate(subject)), [409, 'choice-settled'])
  assert.deepEqual(refusal(await desk.activate()), [404, 'not-found'])
  assert.deepEqual(refusal(await desk.propose({ seen: '0' })), [412, 'changed-meanwhile'])
  const second = done(await desk.propose())
  done(await desk.decline(second.subject))
  const { history } = await desk.shown()
  assert.deepEqual(
    history.map(({ number, state, settledReason }) => [number, state, settledReason]),
    [
      [2, 'declined', 'Too long'],
      [1, 'withdrawn', 'A mistake'],
    ],
  )
})

test('an older table stays readable, and another site knows nothing of it', async () => {
  done(await desk.check())
  await desk.choose()
  await desk.choose({ table: 'sps' })
  const { history } = await desk.shown()
  assert.deepEqual(
    history.map(({ body }) => [body.id, body.reviewMonths]),
    [
      ['sps', 3],
      ['older-ccg', 12],
    ],
  )
  const other = await testClinic({ database, prefix: 'other-' })
  const elsewhere = await monitoringDesk(other).shown()
  assert.deepEqual([elsewhere.history, elsewhere.tables[1]?.checks], [[], []])
  const nurse = clinic.callerOf('nurse')
  const table = await monitoringTableShown(clinic.house, nurse, { table: 'older-ccg' })
  assert.ok(table.kind === 'monitoring-table' && table.standing === 'checked')
  const none = await monitoringTableShown(clinic.house, nurse, { table: 'my-own' })
  assert.deepEqual(refusal(none), [404, 'not-found'])
})

test('the page counts the running courses that are monitored by it', async () => {
  const before = (await desk.shown()).courses
  await reviews.person()
  await reviews.person({}, { phase: 'ended', endedOn: '2026-11-01', endedReason: 'Over' })
  const warfarin = await clinic.addPatient()
  await clinic.addEpisode(warfarin)
  assert.equal((await desk.shown()).courses, before + 1)
})
