import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { doacDose } from '#clinical/doac/doac.ts'
import { findEpisode } from '#store/episodes.ts'
import { twoActiveEpisodes } from '#store/invariants.ts'
import { findResult } from '#store/results.ts'
import { switchEventsOf } from '#store/switches.ts'
import { findTask } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import type { Person } from '#test/every-absence.ts'
import { said } from '#test/store/doac-desk.ts'
import { OVERLAP } from '#test/store/overlap-fields.ts'
import { procedureDesk } from '#test/store/procedure-desk.ts'
import { switchDesk } from '#test/store/switch-desk.ts'
import { warfarinDesk } from '#test/store/warfarin-desk.ts'
import { activateEpisode } from '#workflow/activate-episode.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { escalateOverdue } from '#workflow/escalate-overdue.ts'
import { planEpisode } from '#workflow/plan-episode.ts'
import { verify } from '#workflow/verify.ts'

let clinic: TestClinic
let desk: ReturnType<typeof switchDesk>
before(async () => {
  clinic = await testClinic()
  desk = switchDesk(clinic)
})
afterEach(() => clinic.clock.set('2026-11-22T09:00:00.000Z'))
after(() => clinic.drop())

const edoxaban = {
  medicine: 'edoxaban',
  doac: { dose: doacDose(60, 1), stage: null, treatedSince: null, highRecurrenceRisk: 'not-known' },
} as const

async function begun(plan: Parameters<typeof desk.onDoac>[0] = {}): Promise<Person> {
  const who = await desk.onDoac(plan)
  assert.equal(await desk.plan(who), 'done')
  assert.equal(await desk.begin(who), 'done')
  return who
}

test('H18: planned, begun, finished at the INR, removed: both are taken only in between, and each step is on record', async () => {
  const who = await desk.onDoac()
  assert.equal(await desk.plan(who), 'done')
  assert.deepEqual(await desk.courses(who), ['apixaban maintaining', 'warfarin accepted'])
  assert.equal(await desk.begin(who), 'done')
  assert.deepEqual(await desk.courses(who), ['apixaban maintaining beside', 'warfarin initiating'])
  assert.deepEqual(await clinic.inTx((tx) => twoActiveEpisodes(tx, '2026-11-22')), [])

  desk.to('2026-11-27')
  await desk.inr(who, '2026-11-27', 21)
  assert.equal(await desk.finish(who, { stoppedOn: '2026-11-27' }), 'done')
  assert.deepEqual(await desk.courses(who), ['apixaban ended beside', 'warfarin initiating'])
  assert.equal(await desk.stateOf(who), 'finished')
  assert.equal(await desk.confirm(who, { cardChanged: '' }), 'cardChanged: required')
  clinic.clock.advance(60_000)
  assert.equal(await desk.confirm(who, {}, 'nurse'), 'done')
  assert.equal(await desk.stateOf(who), 'done')

  const events = await clinic.inTx((tx) => switchEventsOf(tx, who.patientId))
  assert.deepEqual(
    events.map(({ what, state, byName }) => `${what} ${state} ${byName}`),
    [
      'planned planned Test prescriber',
      'begin overlapping Test prescriber',
      'finish finished Test prescriber',
      'confirm done Test nurse',
    ],
  )
  const ended = events.find(({ what }) => what === 'finish')?.details['resultId']
  const result = await clinic.inTx((tx) => findResult(tx, String(ended)))
  assert.equal(result?.tenths, 21)
  const { faults } = await verify(clinic.pool, clinic.clock.now())
  assert.deepEqual(faults, [])
})

test('H18: the old medicine stops by the rule and not before, unless a coded reason says why', async () => {
  const who = await begun()
  desk.to('2026-11-23')
  await desk.inr(who, '2026-11-23', 25)
  const stoppedOn = { stoppedOn: '2026-11-23' }
  assert.equal(await desk.finish(who, stoppedOn), ': overlap-too-short')
  desk.to('2026-11-26')
  assert.equal(await desk.finish(who, stoppedOn), ': inr-needed')
  await desk.inr(who, '2026-11-26', 19)
  assert.equal(await desk.finish(who, stoppedOn), ': inr-too-low')
  clinic.clock.advance(60_000)
  await desk.inr(who, '2026-11-26', 20)
  assert.equal(await desk.finish(who, { ...stoppedOn, beforeDose: '' }), 'beforeDose: required')
  assert.equal(await desk.finish(who, { stoppedOn: '2026-11-27' }), 'stoppedOn: range')
  assert.equal(await desk.finish(who, stoppedOn), 'done')

  clinic.clock.set('2026-11-22T10:00:00.000Z')
  const bled = await begun()
  const early = { stoppedOn: '2026-11-22', early: 'bleeding' }
  assert.equal(await desk.finish(bled, early), 'note: required')
  assert.equal(await desk.finish(bled, { ...early, note: 'Haematuria' }), 'done')
})

test('H18: edoxaban is halved while both are taken, and has its dose again when the change is given up', async () => {
  const who = await begun(edoxaban)
  const dose = async () =>
    (await clinic.inTx((tx) => findEpisode(tx, who.episodeId)))?.plan.doac?.dose
  assert.deepEqual(await dose(), doacDose(30, 1))
  assert.equal(await desk.extend(who, { untilOn: '2026-12-05' }), ': length-fixed')
  assert.equal(await desk.abandon(who, { because: '' }), 'because: required')
  assert.equal(await desk.abandon(who), 'done')
  assert.deepEqual(await dose(), doacDose(60, 1))
  assert.deepEqual(await desk.courses(who), ['edoxaban maintaining', 'warfarin ended'])
  assert.equal(await desk.stateOf(who), 'abandoned')
})

test('H18: with dabigatran the days follow the clearance, which must be known', async () => {
  const dabigatran = {
    medicine: 'dabigatran',
    doac: { ...edoxaban.doac, dose: doacDose(150, 2) },
  } as const
  const who = await desk.onDoac(dabigatran)
  assert.equal(await desk.plan(who), ': clearance-needed')
})

test('H18: a plan has its dates: a first day, and a last one within the rule', async () => {
  const who = await desk.onDoac()
  assert.equal(await desk.plan(who, { fromOn: '2026-11-21' }), 'fromOn: range')
  assert.equal(await desk.plan(who, { untilOn: '' }), 'untilOn: range')
  assert.equal(await desk.plan(who, { untilOn: '2026-11-23' }), 'untilOn: range')
  assert.equal(await desk.plan(who, { untilOn: '2026-12-07' }), 'untilOn: range')
  assert.match(await desk.plan(who, { target: '' }), /target: required/)
  assert.equal(await desk.plan(who, { fromOn: '2026-11-24', untilOn: '2026-12-08' }), 'done')
  assert.equal(await desk.begin(who), ': too-early')
  assert.equal(await desk.plan(who), ': change-runs')
  assert.deepEqual(await desk.courses(who), ['apixaban maintaining', 'warfarin accepted'])
})

test('H18: an overlap whose last day passes is a task of the prescriber that escalates; a later day needs a reason', async () => {
  const who = await begun()
  const task = async () => {
    const change = await desk.changeOf(who)
    return clinic.inTx((tx) => findTask(tx, change?.taskId ?? ''))
  }
  assert.equal((await task())?.takenByName, 'Test prescriber')
  assert.equal(new Date((await task())?.dueAt ?? 0).toISOString(), '2026-12-04T18:00:00.000Z')
  desk.to('2026-12-04')
  assert.equal(await desk.extend(who, { untilOn: '2026-12-04' }), 'untilOn: range')
  assert.equal(await desk.extend(who, { untilOn: '2026-12-19' }), 'untilOn: range')
  assert.equal(await desk.extend(who, { untilOn: '2026-12-18' }), 'done')
  assert.equal(new Date((await task())?.dueAt ?? 0).toISOString(), '2026-12-18T18:00:00.000Z')
  desk.to('2026-12-18')
  assert.equal((await task())?.escalatedAt, null)
  assert.equal(await desk.extend(who, { untilOn: '2026-12-21' }), 'untilOn: range')
  clinic.clock.set('2026-12-18T18:01:00.000Z')
  await escalateOverdue(clinic.house)
  assert.equal((await task())?.escalatedAt, clinic.clock.now())
})

test('H34: only a prescriber with authority takes a step of an overlap', async () => {
  const who = await desk.onDoac()
  for (const role of ['nurse', 'pharmacist', 'receptionist'] as const) {
    assert.match(await desk.plan(who, {}, role), /not-permitted/)
  }
  assert.equal(await desk.plan(who), 'done')
  assert.match(await desk.begin(who, {}, 'nurse'), /not-permitted/)
  assert.match(await desk.abandon(who, {}, 'pharmacist'), /not-permitted/)
})

test('H18: ended as changed and planned anew, warfarin still asks for the overlap, or why there is none', async () => {
  const who = await desk.onDoac()
  const { run } = warfarinDesk(clinic)
  const ended = { version: '1', endedOn: '2026-11-22', reason: 'changed-medicine' }
  const { episodeId, patientId } = who
  assert.equal((await run(endEpisode, { ...ended, note: 'To warfarin', episodeId })).kind, 'done')
  const { fromOn: _from, untilOn: _until, note: _note, ...course } = OVERLAP
  const planned = await run(planEpisode, {
    ...course,
    patientId,
    medicine: 'warfarin',
    indication: 'atrial-fibrillation',
    clinicalReason: 'Stroke prevention',
    startedOn: '2026-11-22',
    howStarted: 'initiated-here',
  })
  if (planned.kind !== 'done') throw new Error(JSON.stringify(planned))
  const start = { episodeId: planned.subject ?? '', version: '1', phase: 'initiating' }
  const activate = async (rest: Readonly<Record<string, string>> = {}) =>
    said(await run(activateEpisode, { ...start, nextTestOn: '2026-11-25', ...rest }))
  assert.equal(await activate(), 'withoutOverlap: overlap-needed')
  assert.equal(
    await activate({ washoutInr: '1.0', washoutInrOn: '2026-11-22' }),
    'withoutOverlap: overlap-needed',
  )
  assert.equal(await activate({ withoutOverlap: 'adverse-event' }), 'done')
})

test('H18, H24: no change of medicine is planned beside an open plan for a procedure', async () => {
  const who = await desk.onDoac()
  const procedures = procedureDesk(clinic)
  const asked = { bleeding: 'minor', lastDoseOn: '', inrBeforeOn: '', inrAfterOn: '', heparin: '' }
  assert.equal(await procedures.plan(who, asked), 'done')
  assert.equal(await desk.plan(who), ': procedure-open')
  assert.deepEqual(await desk.courses(who), ['apixaban maintaining'])
})
