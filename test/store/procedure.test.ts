import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { doacDose } from '#clinical/doac/doac.ts'
import type { Absence } from '#recall/absences.ts'
import { addMeasurements } from '#store/measurements.ts'
import { openTasksOf } from '#store/tasks.ts'
import { worklistSizes } from '#store/worklists.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { type Person, TODAY } from '#test/every-absence.ts'
import { doacDesk, NOTHING_AGAINST, said } from '#test/store/doac-desk.ts'
import { procedureDesk } from '#test/store/procedure-desk.ts'
import type { AnyAct } from '#workflow/acts.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { escalateOverdueRestarts } from '#workflow/escalate-restarts.ts'
import { registerMeter } from '#workflow/keep-meters.ts'
import { patientPage } from '#workflow/patient-page.ts'
import { recordControl } from '#workflow/record-control.ts'
import { recordStanding } from '#workflow/record-standing.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'
import { verify } from '#workflow/verify.ts'

let clinic: TestClinic
let desk: ReturnType<typeof procedureDesk>
beforeEach(async () => {
  clinic = await testClinic()
  desk = procedureDesk(clinic)
})
afterEach(() => clinic.drop())

const LATER = { nextTestOn: '2026-12-20' }
const later = () => desk.person({}, LATER)

const listed = (kind: Absence) =>
  clinic.inTx((tx) =>
    worklistSizes(
      tx,
      kind,
      { today: desk.today(), bankHolidays: [] },
      { risk: 'any', owner: 'anybody' },
      clinic.callerOf('nurse').accountId,
    ).then(({ all }) => all),
  )

const toTheRestart = async (who: Person) => {
  desk.onDay('2026-12-09')
  assert.equal(await desk.deed(who, 'outcome', { outcome: 'done', doneOn: '2026-12-09' }), 'done')
}

const RESTARTED = {
  restartedOn: '2026-12-09',
  takes: 'as-planned',
  knownBy: 'patient',
  nextTestOn: '2026-12-16',
}

test('H24: a plan has its dates, its owner and the next test from the moment it is confirmed', async () => {
  const who = await later()
  assert.equal(await desk.plan(who), 'done')
  const plan = await desk.newest(who)
  assert.equal(plan.state, 'planned')
  assert.equal(plan.restartDueOn, '2026-12-09')
  assert.equal(plan.lastDoseOn, '2026-12-03')
  assert.equal(plan.ownerName, 'Test nurse')
  assert.equal(plan.restartUg, 5000)
  assert.equal(plan.stepDueOn, TODAY)
  assert.equal((await desk.episode(who)).nextTestOn, '2026-12-08')
  assert.equal(await listed('procedure-step-due'), 1)
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('H24: a test that is due before the INR of the plan stays', async () => {
  const who = await desk.person({}, { nextTestOn: '2026-12-01' })
  assert.equal(await desk.plan(who), 'done')
  assert.equal((await desk.episode(who)).nextTestOn, '2026-12-01')
})

test('H24: what a date hangs on and is not known is asked for, never assumed', async () => {
  const who = await later()
  assert.equal(await desk.plan(who, { bleeding: 'not-known' }), 'bleeding: ask-department')
  assert.equal(await desk.plan(who, { heparin: '' }), 'heparin: required')
  assert.equal(await desk.plan(who, { heparinBy: '' }), 'heparinBy: required')
  assert.equal(await desk.plan(who, { owner: '' }), 'owner: required')
  const receptionist = clinic.callerOf('receptionist').accountId
  assert.equal(await desk.plan(who, { owner: receptionist }), 'owner: required')
  assert.equal(await desk.plan(who, { restartAt: '' }), 'restartAt: required')
  assert.equal(
    await desk.plan(who, { restartOn: '2026-12-08' }),
    'restartOn: before-procedure,inrAfterOn: too-late,restartOn: reason-needed',
  )
  assert.equal(
    await desk.plan(who, { restartAt: 'other', restartDose: '4.5' }),
    'restartReason: required,restartDose: cannot-be-made',
  )
  assert.deepEqual(await desk.plans(who), [])
})

test('H24: a restart that nobody recorded is overdue from the next day, escalates every day once, and survives a new owner', async () => {
  const who = await later()
  await desk.plan(who)
  await toTheRestart(who)
  assert.equal(await listed('procedure-restart-due'), 1)
  assert.equal(await listed('procedure-restart-overdue'), 0)
  await escalateOverdueRestarts(clinic.house)
  assert.equal((await desk.newest(who)).escalations, 0)

  for (const [nth, day] of ['2026-12-10', '2026-12-11', '2026-12-14'].entries()) {
    desk.onDay(day)
    assert.equal(await listed('procedure-restart-overdue'), 1)
    await Promise.all([
      escalateOverdueRestarts(clinic.house),
      escalateOverdueRestarts(clinic.house),
    ])
    await escalateOverdueRestarts(clinic.house)
    assert.equal((await desk.newest(who)).escalations, nth + 1)
    assert.equal(await listed('escalated'), 1)
    const owner = clinic.callerOf(nth === 1 ? 'pharmacist' : 'nurse').accountId
    assert.equal(await desk.deed(who, 'assign', { owner }, 'nurse'), 'done')
  }
  assert.equal((await desk.events(who)).filter(({ what }) => what === 'escalated').length, 3)
  assert.equal(
    await desk.deed(who, 'restart', {
      ...RESTARTED,
      restartedOn: '2026-12-14',
      nextTestOn: '2026-12-18',
    }),
    'done',
  )
  assert.equal(await listed('procedure-restart-overdue'), 0)
  assert.equal(await listed('escalated'), 0)
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('H24: somebody of whom nobody knows whether the procedure took place is on the same list', async () => {
  const who = await later()
  await desk.plan(who)
  desk.onDay('2026-12-10')
  assert.equal(await listed('procedure-restart-overdue'), 1)
  assert.equal(
    await desk.deed(who, 'step', { procedureStep: 'last-dose', how: 'no-answer' }, 'nurse'),
    'done',
  )
  assert.equal(await listed('procedure-restart-overdue'), 1)
  assert.equal((await desk.newest(who)).stepDueOn, TODAY)
})

test('H24: a plan is not closed before its outcome is recorded, nor without all that a restart needs', async () => {
  const who = await later()
  await desk.plan(who)
  desk.onDay('2026-12-09')
  assert.equal(await desk.deed(who, 'restart', RESTARTED), ': outcome-first')
  await toTheRestart(who)
  assert.equal(
    await desk.deed(who, 'restart', {}),
    'restartedOn: required,knownBy: required,takes: required',
  )
  assert.equal(
    await desk.deed(who, 'restart', { ...RESTARTED, nextTestOn: '' }),
    'nextTestOn: required',
  )
  assert.equal(
    await desk.deed(who, 'restart', { ...RESTARTED, nextTestOn: '2026-12-17' }),
    'nextTestOn: too-late',
  )
  assert.equal(
    await desk.deed(who, 'restart', {
      ...RESTARTED,
      restartedOn: '2026-12-08',
      nextTestOn: '2026-12-15',
    }),
    ': before-procedure',
  )
  assert.equal(await desk.deed(who, 'restart', RESTARTED, 'nurse'), 'done')
  assert.equal((await desk.newest(who)).state, 'restarted')
  assert.equal((await desk.episode(who)).nextTestOn, '2026-12-16')
  assert.equal(await desk.deed(who, 'restart', RESTARTED), ': closed')
  assert.equal(
    await desk.deed(who, 'assign', { owner: clinic.callerOf('nurse').accountId }),
    ': closed',
  )
})

test('H34: another dose than planned is for those who plan', async () => {
  const who = await later()
  await desk.plan(who)
  await toTheRestart(who)
  const other = { ...RESTARTED, takes: 'other', takesDose: '4' }
  assert.match(await desk.deed(who, 'restart', other, 'nurse'), /^takes: not-permitted/)
  assert.equal(await desk.deed(who, 'restart', other, 'prescriber'), 'done')
  assert.equal((await desk.newest(who)).restartUg, 4000)
})

test('H24: called off, treatment is due again at once, also before the day of the procedure', async () => {
  const who = await later()
  await desk.plan(who)
  desk.onDay('2026-12-05')
  const off = { outcome: 'called-off', callOffReason: 'department' }
  assert.equal(
    await desk.deed(who, 'outcome', { outcome: 'called-off' }, 'nurse'),
    'callOffReason: required',
  )
  assert.equal(await desk.deed(who, 'outcome', off, 'nurse'), 'done')
  assert.equal((await desk.newest(who)).restartDueOn, '2026-12-05')
  assert.equal(await listed('procedure-restart-due'), 1)
  desk.onDay('2026-12-06')
  assert.equal(await listed('procedure-restart-overdue'), 1)
  const again = { ...RESTARTED, restartedOn: '2026-12-05', nextTestOn: '2026-12-11' }
  assert.equal(await desk.deed(who, 'restart', again, 'nurse'), 'done')
})

test('H24: moved, every date is decided anew, the old ones stay, and the patient is to be told again', async () => {
  const who = await later()
  await desk.plan(who)
  assert.equal(
    await desk.deed(who, 'step', { procedureStep: 'tell-patient', how: 'done' }, 'nurse'),
    'done',
  )
  desk.onDay('2026-11-30')
  const moved = {
    what: 'Hernia repair',
    askedBy: 'Surgical pre-assessment',
    bleeding: 'high',
    heparin: 'no',
    heparinBy: 'Dr Rao',
    procedureOn: '2026-12-16',
    lastDoseOn: '2026-12-10',
    inrBeforeOn: '2026-12-15',
    restartOn: '2026-12-16',
    inrAfterOn: '2026-12-23',
    restartAt: 'usual',
  }
  assert.equal(await desk.deed(who, 'move', moved), 'done')
  const plan = await desk.newest(who)
  assert.equal(plan.restartDueOn, '2026-12-16')
  assert.equal(plan.stepDueOn, '2026-11-30')
  assert.equal((await desk.episode(who)).nextTestOn, '2026-12-15')
  const versions = await desk.versions(who)
  assert.deepEqual(
    versions.map(({ details }) => details.chosen.days.procedure),
    ['2026-12-16', '2026-12-09'],
  )
})

test('H24: a stop that has begun is not moved away; its last dose stays', async () => {
  const who = await later()
  await desk.plan(who)
  desk.onDay('2026-12-07')
  const moved = {
    what: 'Hernia repair',
    askedBy: 'Surgical pre-assessment',
    bleeding: 'high',
    heparin: 'no',
    heparinBy: 'Dr Rao',
    procedureOn: '2026-12-16',
    lastDoseOn: '2026-12-10',
    inrBeforeOn: '2026-12-15',
    restartOn: '2026-12-16',
    inrAfterOn: '2026-12-23',
    restartAt: 'usual',
  }
  assert.equal(await desk.deed(who, 'move', moved), 'lastDoseOn: stopped-already')
  assert.equal((await desk.newest(who)).lastDoseOn, '2026-12-03')
  const kept = { ...moved, lastDoseOn: '2026-12-03', dateReason: 'already-stopped' }
  assert.equal(await desk.deed(who, 'move', kept), 'done')
})

test('H24: a later restart has a reason and a day; not restarting pauses the course until it is looked at again', async () => {
  const who = await later()
  await desk.plan(who)
  await toTheRestart(who)
  const postponed = { laterOn: '2026-12-12', laterReason: 'bleeding', laterNote: 'Ward sister' }
  assert.equal(
    await desk.deed(who, 'postpone', { ...postponed, laterNote: '' }),
    'laterNote: required',
  )
  assert.equal(
    await desk.deed(who, 'postpone', { ...postponed, laterOn: '2026-12-17' }),
    'laterOn: range',
  )
  assert.equal(await desk.deed(who, 'postpone', postponed), 'done')
  desk.onDay('2026-12-13')
  assert.equal(await listed('procedure-restart-overdue'), 1)
  const not = { notReason: 'bleeding', notNote: 'With Dr Rao', reviewOn: '2027-01-11' }
  assert.equal(await desk.deed(who, 'not-restart', { ...not, reviewOn: '' }), 'reviewOn: required')
  assert.equal(await desk.deed(who, 'not-restart', not), 'done')
  const course = await desk.episode(who)
  assert.equal(course.phase, 'suspended')
  assert.equal(course.suspendedUntil, '2027-01-11')
  assert.equal(course.suspendedFrom, '2026-12-04')
  assert.equal((await desk.newest(who)).state, 'not-restarting')
  desk.onDay('2027-01-12')
  assert.equal(await listed('suspension-past-end'), 1)
})

test('H34: who plans, who follows', async () => {
  const who = await later()
  for (const role of ['nurse', 'pharmacist', 'healthcare-assistant', 'receptionist'] as const) {
    assert.match(await desk.plan(who, {}, role), /not-permitted/)
  }
  await desk.plan(who)
  const step = { procedureStep: 'tell-patient', how: 'done' }
  assert.match(await desk.deed(who, 'step', step, 'receptionist'), /not-permitted/)
  assert.match(await desk.deed(who, 'move', {}, 'nurse'), /not-permitted/)
  assert.match(await desk.deed(who, 'not-restart', {}, 'nurse'), /not-permitted/)
  assert.equal(await desk.deed(who, 'step', step, 'nurse'), 'done')
  assert.equal(await desk.deed(who, 'step', step, 'nurse'), ': step-recorded')
})

test('H24: a plan and a pause never run side by side', async () => {
  const who = await later()
  await desk.plan(who)
  const pause = { ...who, version: '1', reason: 'procedure', until: '2026-12-30' }
  const { patientId: _, ...asked } = pause
  assert.equal(
    said(
      await suspendEpisode.run(clinic.house, clinic.callerOf('nurse'), crypto.randomUUID(), asked),
    ),
    ': procedure-open',
  )
  const paused = await desk.person(
    {},
    { ...LATER, phase: 'suspended', suspendedFrom: '2026-11-01', suspendedUntil: '2026-12-30' },
  )
  assert.equal(await desk.plan(paused), ': not-maintaining')
  const initiating = await desk.person({}, { ...LATER, phase: 'initiating' })
  assert.equal(await desk.plan(initiating), ': not-maintaining')
  const imported = await desk.person({}, { ...LATER, standing: 'unverified' })
  assert.equal(await desk.plan(imported), ': plan-unverified')
})

test('H24: the end of the course closes its plan with the reason, and a death too', async () => {
  const who = await later()
  await desk.plan(who)
  const end = {
    episodeId: who.episodeId,
    version: '1',
    endedOn: TODAY,
    reason: 'risk-outweighs-benefit',
  }
  assert.equal(
    said(
      await endEpisode.run(clinic.house, clinic.callerOf('prescriber'), crypto.randomUUID(), end),
    ),
    'done',
  )
  const plan = await desk.newest(who)
  assert.equal(plan.state, 'not-restarting')
  assert.equal(plan.notBecause, 'course-ended')
  assert.equal(
    (await desk.events(who)).find(({ what }) => what === 'course-ended')?.details['reason'],
    'risk-outweighs-benefit',
  )

  const dying = await later()
  await desk.plan(dying)
  const died = {
    patientId: dying.patientId,
    version: '1',
    standing: 'deceased',
    on: TODAY,
    onAgain: TODAY,
  }
  assert.equal(
    said(
      await recordStanding.run(
        clinic.house,
        clinic.callerOf('prescriber'),
        crypto.randomUUID(),
        died,
      ),
    ),
    'done',
  )
  assert.equal((await desk.newest(dying)).state, 'not-restarting')
  desk.onDay('2026-12-20')
  assert.equal(await listed('procedure-restart-overdue'), 0)
})

test('H25: of two people who plan at once one does; what is sent twice is done once', async () => {
  const who = await later()
  const outcomes = await Promise.all([desk.plan(who), desk.plan(who, {}, 'clinical-lead')])
  assert.deepEqual(outcomes.toSorted(), [': plan-open', 'done'])
  const key = crypto.randomUUID()
  const other = await later()
  const [first, second] = [
    await desk.planned(other, {}, 'prescriber', key),
    await desk.planned(other, {}, 'prescriber', key),
  ]
  assert.deepEqual(first, second)
  assert.equal((await desk.plans(other)).length, 1)
})

test('H25: of two people who record at once the second is told', async () => {
  const who = await later()
  await desk.plan(who)
  await toTheRestart(who)
  const { version } = await desk.newest(who)
  const seen = { ...RESTARTED, version: `${version}` }
  const outcomes = await Promise.all([
    desk.deed(who, 'restart', seen, 'nurse'),
    desk.deed(who, 'restart', seen, 'pharmacist'),
  ])
  assert.deepEqual(outcomes.toSorted(), [': changed-meanwhile', 'done'])
})

test('D4.66, H24: while stopped no ordinary dose is suggested; an INR is recorded without one, a high one alarms', async () => {
  const who = await later()
  await desk.plan(who)
  const visit = {
    patientId: who.patientId,
    identity: 'MH 1942',
    inr: '2.5',
    method: 'laboratory',
    sampledOn: TODAY,
    nothingToReport: 'yes',
    currentDose: '5',
  }
  const asked = async () =>
    said(
      await suggestDose.run(clinic.house, clinic.callerOf('nurse'), crypto.randomUUID(), {
        ...visit,
        sampledOn: desk.today(),
      }),
    )
  assert.equal(await asked(), 'done')
  const inr = { inr: '1.2', inrAgain: '1.2', method: 'laboratory', sampledOn: '2026-12-08' }
  assert.equal(await desk.deed(who, 'inr', { ...inr, sampledOn: TODAY }, 'nurse'), ': not-stopped')
  desk.onDay('2026-12-03')
  assert.equal(await asked(), 'done')
  desk.onDay('2026-12-08')
  assert.equal(await asked(), ': stopped-for-procedure')
  assert.equal(
    await desk.deed(who, 'inr', { ...inr, inrAgain: '2.1' }, 'nurse'),
    'inrAgain: entries-differ',
  )
  assert.equal(await desk.deed(who, 'inr', inr, 'nurse'), 'done')
  const course = await desk.episode(who)
  assert.equal(course.lastTestedOn, '2026-12-08')
  assert.equal(course.nextTestOn, '2026-12-16')
  assert.equal(await listed('alarm-not-actioned'), 0)
  assert.equal(
    await desk.deed(who, 'inr', { ...inr, inr: '6.0', inrAgain: '6.0' }, 'nurse'),
    'done',
  )
  assert.equal(await listed('alarm-not-actioned'), 1)
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('H06, H24: while stopped a meter is held against the day of the sample, and an INR that alarms is taken whatever measured it', async () => {
  const who = await later()
  await desk.plan(who)
  desk.onDay('2026-12-08')
  const done = async (act: AnyAct, input: unknown) =>
    said(await act.run(clinic.house, clinic.callerOf('nurse'), crypto.randomUUID(), input))
  const meter = { name: 'Meter 9', serial: 'S 9', model: 'coaguchek-xs-plus' }
  assert.equal(await done(registerMeter, meter), 'done')
  const device = { meter: 'Meter 9', stripLot: 'L 9' }
  const control = { ...device, controlLot: 'C' }
  const failed = { ...control, shown: 'failed', doneOn: '2026-12-07' }
  assert.equal(await done(recordControl, failed), 'done')
  assert.equal(await done(recordControl, { ...control, shown: 'passed' }), 'done')

  const inr = { inr: '1.2', inrAgain: '1.2', method: 'provider-meter', ...device }
  const yesterday = { ...inr, sampledOn: '2026-12-07' }
  assert.equal(await desk.deed(who, 'inr', yesterday, 'nurse'), 'meter: control-failed')
  const high = { ...yesterday, inr: '6.0', inrAgain: '6.0' }
  assert.equal(await desk.deed(who, 'inr', high, 'nurse'), 'done')
  const { tasks } = await clinic.inTx(async (tx) => ({
    tasks: await openTasksOf(tx, who.episodeId),
  }))
  assert.deepEqual(
    tasks.map(({ kind }) => kind),
    ['alarm'],
  )
  assert.equal(await desk.deed(who, 'inr', { ...inr, sampledOn: '2026-12-08' }, 'nurse'), 'done')
})

const DABIGATRAN = {
  medicine: 'dabigatran',
  target: null,
  protocol: null,
  tabletSet: null,
  method: null,
  dailyUg: null,
  nextTestOn: '2027-01-20',
  doac: {
    dose: doacDose(110, 2),
    stage: null,
    treatedSince: null,
    highRecurrenceRisk: 'not-known',
  },
} as const

const DOAC_PLAN = {
  bleeding: 'high',
  heparin: '',
  heparinBy: '',
  restartAt: '',
  restartAfter: '2',
  inrBeforeOn: '',
  inrAfterOn: '',
  lastDoseOn: '2026-12-05',
  restartOn: '2026-12-11',
}

/** A man of 84 and 80 kg on dabigatran, with a creatinine in micromol/L and the day of the scales. */
async function measured(creatinine: number, weighedOn: string): Promise<Person> {
  const who = await desk.person(NOTHING_AGAINST, DABIGATRAN)
  const of = (kind: 'weight' | 'creatinine', value: number, measuredOn: string) =>
    ({
      id: desk.id(),
      patientId: who.patientId,
      kind,
      comparator: '=',
      value,
      measuredOn,
      source: 'laboratory',
      status: 'final',
      replaces: null,
      reason: null,
      recordedBy: desk.by,
      recordedAt: desk.at(),
    }) as const
  await clinic.inTx((tx) =>
    addMeasurements(tx, [
      of('weight', 80_000, weighedOn),
      of('creatinine', creatinine, '2026-11-10'),
    ]),
  )
  return who
}

test('H20: a DOAC has its days by a clearance of dated inputs, and none when one is missing or old', async () => {
  const without = await desk.person(NOTHING_AGAINST, DABIGATRAN)
  assert.equal(await desk.plan(without, DOAC_PLAN), 'bleeding: clearance-not-known')
  const old = await measured(90, '2025-11-21')
  assert.equal(await desk.plan(old, DOAC_PLAN), 'bleeding: clearance-not-known')
  const who = await measured(90, '2026-11-10')
  assert.equal(await desk.plan(who, { ...DOAC_PLAN, restartAfter: '' }), 'restartAfter: required')
  assert.equal(
    await desk.plan(who, { ...DOAC_PLAN, lastDoseOn: '2026-12-06' }),
    'lastDoseOn: reason-needed',
  )
  assert.equal(await desk.plan(who, DOAC_PLAN), 'done')
  const plan = await desk.newest(who)
  assert.equal(plan.restartDueOn, '2026-12-11')
  assert.equal(plan.restartUg, null)
  assert.equal((await desk.episode(who)).nextTestOn, '2027-01-20')
  desk.onDay('2026-12-09')
  assert.equal(
    await desk.deed(who, 'outcome', { outcome: 'done', doneOn: '2026-12-09' }, 'nurse'),
    'done',
  )
  desk.onDay('2026-12-12')
  assert.equal(await listed('procedure-restart-overdue'), 1)
  const again = { restartedOn: '2026-12-11', knownBy: 'carer' }
  assert.equal(await desk.deed(who, 'restart', again, 'nurse'), 'done')
})

test('H24: while a DOAC is stopped for a procedure no review tells a dose; before it and after the restart one does', async () => {
  const who = await measured(90, '2026-11-10')
  assert.equal(await desk.plan(who, DOAC_PLAN), 'done')
  const reviews = doacDesk(clinic)
  const seen = async (): Promise<string> => {
    const page = await patientPage(clinic.house, clinic.callerOf('nurse'), who)
    return page.kind === 'patient-page' ? page.blocks.map(({ code }) => code).join() : page.kind
  }
  assert.equal(said(await reviews.check(who)), 'checked')
  desk.onDay('2026-12-05')
  assert.equal(said(await reviews.check(who)), 'checked', 'the last dose is taken on this day')
  desk.onDay('2026-12-06')
  const refused = await reviews.check(who)
  assert.equal(said(refused), ': stopped-for-procedure')
  assert.match(
    JSON.stringify(refused),
    /Dabigatran is stopped since 05-Dec-2026.*a review comes after it/,
  )
  assert.equal(said(await reviews.review(who)), ': stopped-for-procedure')
  assert.equal(await seen(), 'stopped-for-procedure')

  desk.onDay('2026-12-09')
  const done = { outcome: 'done', doneOn: '2026-12-09' }
  assert.equal(await desk.deed(who, 'outcome', done, 'nurse'), 'done')
  desk.onDay('2026-12-11')
  const again = { restartedOn: '2026-12-11', knownBy: 'carer' }
  assert.equal(await desk.deed(who, 'restart', again, 'nurse'), 'done')
  assert.equal(said(await reviews.check(who)), 'checked')
  assert.equal(await seen(), '')
})

test('H20: below 30 mL/min the number of days is that of a named person, and there is none without', async () => {
  const who = await measured(200, '2026-11-10')
  assert.equal(await desk.plan(who, DOAC_PLAN), 'advisedBy: required,daysWithout: ask')
  const advised = { ...DOAC_PLAN, daysWithout: '5', advisedBy: 'Dr Rao', lastDoseOn: '2026-12-03' }
  assert.equal(await desk.plan(who, { ...advised, daysWithout: '15' }), 'daysWithout: ask')
  assert.equal(await desk.plan(who, advised), 'done')
})
