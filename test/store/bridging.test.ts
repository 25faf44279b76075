import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import { lateAlarms, twoActiveEpisodes } from '#store/invariants.ts'
import { findTask } from '#store/tasks.ts'
import { worklistPage } from '#store/worklists.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import type { Person } from '#test/every-absence.ts'
import { bridgeDesk } from '#test/store/bridge-desk.ts'
import { switchDesk } from '#test/store/switch-desk.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'
import { verify } from '#workflow/verify.ts'

let clinic: TestClinic
let desk: ReturnType<typeof bridgeDesk>
before(async () => {
  clinic = await testClinic()
  desk = bridgeDesk(clinic)
})
afterEach(() => clinic.clock.set('2026-11-22T09:00:00.000Z'))
after(() => clinic.drop())

const onList = async (
  kind: 'bridging-not-ended' | 'stop-date-reached' | 'escalated',
  on: string,
  who: Person,
) => {
  const rows = await clinic.inTx((tx) =>
    worklistPage(
      tx,
      kind,
      { today: day(on), bankHolidays: [] },
      { risk: 'any', owner: 'anybody' },
      { limit: 100, offset: 0 },
    ),
  )
  return rows.filter(({ patientId }) => patientId === who.patientId)
}

test('H18: heparin has its limit when it is planned, made active and changed, said at the day', async () => {
  const who = await desk.onWarfarin()
  assert.equal((await desk.plan(who, { stopOn: '2026-12-21' })).says, 'stopOn: bridge-too-long')
  assert.equal(
    (await desk.plan(who, { duration: 'long-term', reviewOn: '2027-11-01' })).says,
    'duration: bridge-needs-end',
  )
  const { id, says } = await desk.plan(who, { startedOn: '2026-11-23', stopOn: '2026-12-21' })
  assert.equal(says, 'done')
  assert.equal(await desk.activate(id), 'startedOn: bridge-not-begun')
  desk.to('2026-11-23T09:00:00.000Z')
  assert.equal(await desk.activate(id), 'done')
  assert.equal(await desk.edit(id, desk.until('2026-12-22')), 'stopOn: bridge-too-long')
  const later = { ...desk.until('2026-12-22'), ...typedBoxes('startedOn', day('2026-11-24')) }
  assert.match(await desk.edit(id, later), /bridge-first-day/)
  assert.equal(await desk.edit(id, desk.until('2026-12-20')), 'done')
})

test('H18: heparin beside another anticoagulant is made active and lengthened by a prescriber alone', async () => {
  const { id } = await desk.plan(await desk.onWarfarin())
  for (const role of ['nurse', 'pharmacist'] as const) {
    assert.equal(await desk.activate(id, {}, role), 'stopOn: bridge-by-prescriber')
  }
  assert.equal(await desk.activate(id), 'done')
  const longer = desk.until('2026-12-05')
  assert.equal(await desk.edit(id, longer, 'nurse'), 'stopOn: bridge-by-prescriber')
  assert.equal(await desk.edit(id, { ...longer, changeReason: '' }), 'changeReason: required')
  assert.equal(await desk.edit(id, desk.until('2026-11-29'), 'nurse'), 'done')
  assert.equal(await desk.edit(id, longer), 'done')
})

test('H18: heparin is neither planned nor made active beside a direct oral anticoagulant, nor the other way', async () => {
  const onDoac = await switchDesk(clinic).onDoac()
  assert.equal((await desk.plan(onDoac)).says, 'medicine: bridge-beside-doac')

  const who = await desk.onWarfarin({ phase: 'accepted' })
  const { id } = await desk.plan(who)
  const apixaban = {
    medicine: 'apixaban',
    doacMg: '5',
    doacTimes: '2',
    target: '',
    rangeLow: '',
    rangeHigh: '',
    protocol: '',
  }
  assert.match(await desk.edit(who.episodeId, apixaban), /medicine: bridge-open/)
  const doac = await clinic.addEpisode(await clinic.addPatient(), {
    medicine: 'apixaban',
    target: null,
    phase: 'accepted',
    bridging: true,
  })
  const { patientId } = await desk.episode(doac)
  const beside = await clinic.addEpisode(patientId, {
    medicine: 'heparin',
    phase: 'accepted',
    startedOn: day('2026-11-22'),
    duration: { kind: 'until', stopOn: day('2026-12-01') },
    managementPlan: 'Given at home',
  })
  assert.equal(await desk.activate(beside), 'medicine: bridge-beside-doac')
  assert.equal(await desk.activate(id), 'done')
  assert.equal((await desk.plan(who)).says, ': has-plan')
})

test('H18: while a change to a direct oral anticoagulant waits no heparin is planned', async () => {
  const who = await desk.onWarfarin({ phase: 'maintaining' })
  const now = new Date(clinic.clock.now()).toISOString()
  await clinic.inTx(async (tx) => {
    const taskId = crypto.randomUUID()
    await tx.query(
      `insert into task (provider_id, id, kind, patient_id, episode_id, title, details, for_whom, opened_by, opened_at,
                         due_at, state, version)
       values ($1, $2, 'medicine-change', $3, $4, 'Warfarin to apixaban', '{}', 'prescriber', $5, $6, $6, 'open', 1)`,
      [
        tx.providerId,
        taskId,
        who.patientId,
        who.episodeId,
        clinic.callerOf('prescriber').accountId,
        now,
      ],
    )
    await tx.query(
      `insert into medicine_switch (provider_id, id, patient_id, way, state, old_episode_id, old_medicine, new_medicine,
                                    from_on, until_on, details, task_id, version, changed_at)
       values ($1, $2, $3, 'gap', 'waiting', $4, 'warfarin', 'apixaban', '2026-11-22', '2026-11-27', '{}', $5, 1, $6)`,
      [tx.providerId, crypto.randomUUID(), who.patientId, who.episodeId, taskId, now],
    )
  })
  assert.equal((await desk.plan(who)).says, 'medicine: bridge-beside-doac')
})

test('H18: a plan of warfarin does not become one of heparin, nor the other way', async () => {
  const who = await desk.onWarfarin({ phase: 'accepted' })
  const heparin = { medicine: 'heparin', duration: 'until', ...desk.until('2026-12-01') }
  assert.match(await desk.edit(who.episodeId, heparin), /medicine: bridge-own-plan/)
  const { id } = await desk.plan(who)
  const warfarin = { medicine: 'warfarin', ...desk.until('2027-06-01') }
  assert.match(await desk.edit(id, warfarin), /medicine: bridge-own-plan/)
})

test('H18: heparin is a task of whoever made it active, due on its last day, listed and escalated until it has ended', async () => {
  const who = await desk.onWarfarin()
  const id = await desk.given(who)
  const [task, ...more] = await desk.tasks(id)
  assert.equal(more.length, 0)
  assert.deepEqual(
    [task?.takenByName, task?.forWhom, task?.title],
    ['Test prescriber', 'prescriber', 'Two anticoagulants: heparin stops by 01-Dec-2026'],
  )
  assert.equal(new Date(task?.dueAt ?? 0).toISOString(), '2026-12-01T18:00:00.000Z')
  assert.deepEqual(
    (await onList('bridging-not-ended', '2026-11-22', who)).map(({ risk }) => risk),
    [0],
  )

  desk.to('2026-12-01T17:59:00.000Z')
  await escalateOverdue(clinic.house)
  assert.equal((await onList('escalated', '2026-12-01', who)).length, 0)
  desk.to('2026-12-03T09:00:00.000Z')
  const late = '2026-12-03T08:00:00.000Z'
  assert.ok(
    (await clinic.inTx((tx) => lateAlarms(tx, late))).some(({ subject }) => subject === task?.id),
  )
  await escalateOverdue(clinic.house)
  assert.equal((await onList('escalated', '2026-12-03', who)).length, 1)
  assert.deepEqual(
    (await onList('bridging-not-ended', '2026-12-03', who)).map(({ risk }) => risk),
    [2],
  )
  assert.equal((await onList('stop-date-reached', '2026-12-03', who)).length, 0)

  const ending = { endedOn: '2026-12-01', earlyReason: 'specialist-advice' }
  assert.equal(await desk.end(id, ending, 'nurse'), ': not-permitted-role')
  assert.equal(await desk.end(id, ending), 'done')
  assert.equal((await desk.tasks(id)).length, 0)
  assert.equal((await onList('bridging-not-ended', '2026-12-03', who)).length, 0)
  const closed = await clinic.inTx((tx) => findTask(tx, task?.id ?? ''))
  assert.deepEqual([closed?.state, closed?.closingCode], ['closed', 'ended'])
})

test('H18: a last day that is moved closes the task of the one before and opens that of the new one', async () => {
  const id = await desk.given(await desk.onWarfarin())
  const [first] = await desk.tasks(id)
  clinic.clock.advance(60_000)
  assert.equal(await desk.edit(id, { managementPlan: 'Given by her daughter' }), 'done')
  assert.deepEqual(
    (await desk.tasks(id)).map((task) => task.id),
    [first?.id],
  )
  clinic.clock.advance(60_000)
  assert.equal(await desk.edit(id, desk.until('2026-12-08')), 'done')
  const [second, ...more] = await desk.tasks(id)
  assert.equal(more.length, 0)
  assert.equal(second?.title, 'Two anticoagulants: heparin stops by 08-Dec-2026')
  const moved = await clinic.inTx((tx) => findTask(tx, first?.id ?? ''))
  assert.deepEqual([moved?.state, moved?.closingCode], ['closed', 'moved'])
})

test('H18: verify names two anticoagulants from the day after the last day of heparin', async () => {
  const who = await desk.onWarfarin()
  const id = await desk.given(who)
  const named = async (today: string) =>
    (await clinic.inTx((tx) => twoActiveEpisodes(tx, today))).some(
      ({ subject }) => subject === who.patientId,
    )
  assert.equal(await named('2026-12-01'), false)
  assert.equal(await named('2026-12-02'), true)
  const { faults } = await verify(clinic.pool, Date.parse('2026-12-02T09:00:00.000Z'))
  assert.ok(
    faults.some(({ invariant, subject }) => invariant === 'I3' && subject === who.patientId),
  )
  desk.to('2026-12-02T09:00:00.000Z')
  assert.equal(
    await desk.end(id, { endedOn: '2026-12-02', reason: 'adverse-event', note: 'Bruises' }),
    'done',
  )
  assert.equal(await named('2026-12-02'), false)
})
