import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { findEpisode } from '#store/episodes.ts'
import { openTargetCheck } from '#store/target-checks.ts'
import { findTask, openTasksOf } from '#store/tasks.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { recordsOf } from '#test/every-absence.ts'
import { activateEpisode } from '#workflow/activate-episode.ts'
import { confirmEpisode } from '#workflow/confirm-episode.ts'
import { decideNonAttendance } from '#workflow/decide-non-attendance.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { planEpisode } from '#workflow/plan-episode.ts'
import { settleTarget } from '#workflow/settle-target.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { somebodyWaits } from './somebody-waits.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
} from './visit-desk.ts'

// A target that the sources do not give for the indication stands only when a second clinician has agreed to it (H07).

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const HIGHER = {
  target: '3.5',
  rangeLow: '3.0',
  rangeHigh: '4.0',
  warningReason: 'clinic-letter',
  warningsSeen: 'unusual-target',
  changeReason: 'Second clot at 2.5',
}
const course = async (episodeId: string) => {
  const found = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.ok(found !== undefined)
  return found
}
const waiting = (episodeId: string) => clinic.inTx((tx) => openTargetCheck(tx, episodeId))

async function edit(episodeId: string, fields: Fields, by: Role = 'pharmacist') {
  const { plan, version } = await course(episodeId)
  const change = { ...typedPlan(plan), episodeId, version: `${version}`, ...fields }
  return editEpisode.run(clinic.house, clinic.callerOf(by), freshKey(clinic), change)
}

async function settle(episodeId: string, fields: Fields, by: Role = 'prescriber') {
  const [{ version }, check] = [await course(episodeId), await waiting(episodeId)]
  const asked = { episodeId, version: `${version}`, checkId: `${check?.id}`, ...fields }
  return settleTarget.run(clinic.house, clinic.callerOf(by), freshKey(clinic), asked)
}
const AGREED = { decision: 'agreed', note: 'Read the letter of 12 November' }

const treated = (known: Partial<EpisodePlan> = {}) =>
  dosablePatient(clinic, { managementPlan: 'Yellow book given', ...known })

test('H07: a new target that does not fit its indication changes nothing until a second clinician agrees', async () => {
  const { patientId, episodeId } = await treated()
  done(await accepted(clinic, clinic.callerOf('nurse'), { ...ROUTINE, patientId }))
  done(await edit(episodeId, HIGHER))
  const before = await course(episodeId)
  assert.deepEqual([before.version, before.plan.target?.valueTenths], [1, 25])
  const [task, ...others] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  assert.deepEqual(others, [])
  assert.equal(task?.kind, 'target-check')
  assert.match(
    task.title,
    /^A second clinician is needed: target 3\.5 .* for Atrial fibrillation$/i,
  )
  assert.equal(task.dueAt - task.openedAt, 240 * 60_000)

  done(await settle(episodeId, AGREED))
  const after = await course(episodeId)
  assert.deepEqual([after.version, after.plan.target?.valueTenths], [2, 35])
  const open = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
  assert.deepEqual(
    open.map(({ kind }) => kind),
    ['target-changed'],
  )
  const closed = await clinic.inTx((tx) => findTask(tx, task.id))
  assert.deepEqual([closed?.state, closed?.closingCode], ['closed', 'agreed'])
})

test('H07: neither its writer, nor a second account of the same person, nor less competence agrees to a target', async () => {
  const { episodeId } = await treated()
  done(await edit(episodeId, HIGHER))
  assert.deepEqual(refusal(await settle(episodeId, AGREED, 'pharmacist')), [
    403,
    'second-checker-same-account',
  ])
  assert.deepEqual(refusal(await settle(episodeId, AGREED, 'nurse')), [
    403,
    'not-permitted-competence',
  ])
  const rename = (name: string) =>
    clinic.inTx((tx) =>
      tx.query('update staff set name = $3 where provider_id = $1 and account_id = $2', [
        tx.providerId,
        clinic.callerOf('prescriber').accountId,
        name,
      ]),
    )
  await rename(' test  PHARMACIST ')
  assert.deepEqual(refusal(await settle(episodeId, AGREED)), [
    403,
    'security-second-checker-same-person',
  ])
  await rename('Test prescriber')
  await assert.rejects(
    clinic.inTx((tx) =>
      tx.query(
        `update target_check set state = 'agreed', settled_by = proposed_by, settled_at = proposed_at
          where provider_id = $1 and episode_id = $2`,
        [tx.providerId, episodeId],
      ),
    ),
    /check constraint/,
  )
  assert.equal((await course(episodeId)).version, 1)
})

test('H07: declined with words, or taken back by its writer, a target changes nothing and its task is closed', async () => {
  for (const [by, code] of [
    ['prescriber', 'declined'],
    ['pharmacist', 'withdrawn'],
  ] as const) {
    const { episodeId } = await treated()
    done(await edit(episodeId, HIGHER))
    const [task] = await clinic.inTx((tx) => openTasksOf(tx, episodeId))
    assert.deepEqual(refusal(await settle(episodeId, { decision: 'declined' }, by)), [
      422,
      'required',
    ])
    assert.deepEqual(refusal(await settle(episodeId, {}, by)), [422, 'required'])
    done(await settle(episodeId, { decision: 'declined', note: 'The letter says 2.5' }, by))
    assert.equal((await course(episodeId)).plan.target?.valueTenths, 25)
    const closed = await clinic.inTx((tx) => findTask(tx, task?.id ?? ''))
    assert.equal(closed?.closingCode, code)
    assert.equal(await waiting(episodeId), undefined)
  }
})

test('H07: what was agreed is what was typed: a plan that moved meanwhile is not overwritten', async () => {
  const { episodeId } = await treated()
  done(await edit(episodeId, HIGHER))
  const stale = await waiting(episodeId)
  await clinic.inTx((tx) =>
    tx.query('update episode set version = 2 where provider_id = $1 and id = $2', [
      tx.providerId,
      episodeId,
    ]),
  )
  assert.deepEqual(refusal(await settle(episodeId, AGREED)), [409, 'plan-moved'])
  done(await edit(episodeId, { relevantFindings: 'None', changeReason: 'Findings added' }))
  assert.equal(await waiting(episodeId), undefined, 'another plan withdraws it')
  const late = await settle(episodeId, { ...AGREED, checkId: `${stale?.id}` })
  assert.equal(refusal(late)[0], 412)
})

test('H07: a course that has ended leaves nothing to agree to, whoever ends it', async () => {
  const { patientId, episodeId } = await treated()
  done(await edit(episodeId, HIGHER))
  const prescriber = clinic.callerOf('prescriber')
  const day = { 'endedOn[day]': '22', 'endedOn[month]': '11', 'endedOn[year]': '2026' }
  const ending = { episodeId, version: '1', reason: 'course-complete', ...day }
  done(await endEpisode.run(clinic.house, prescriber, freshKey(clinic), ending))

  const missed = await treated()
  done(await edit(missed.episodeId, HIGHER))
  const taskId = await recordsOf(clinic).task(missed, 'non-attendance')
  const decided = { taskId, version: '1', decision: 'end', reason: 'Spoke to the daughter' }
  done(await decideNonAttendance.run(clinic.house, prescriber, freshKey(clinic), decided))
  for (const id of [episodeId, missed.episodeId]) {
    assert.equal(await waiting(id), undefined, patientId)
    const open = await clinic.inTx((tx) => openTasksOf(tx, id))
    assert.deepEqual(
      open.map(({ kind }) => kind),
      ['stop-notice'],
    )
  }
})

test('H07: of two who agree and decline at once only one is told that it is done', async () => {
  const { episodeId } = await treated()
  done(await edit(episodeId, HIGHER))
  const declined = { decision: 'declined', note: 'The letter says 2.5' }
  const { answers } = await clinic.inTx(async (tx) => {
    await tx.query(
      'select from target_check where provider_id = $1 and episode_id = $2 for update',
      [tx.providerId, episodeId],
    )
    const answers = [settle(episodeId, AGREED), settle(episodeId, declined, 'clinical-lead')]
    await somebodyWaits(clinic, answers.length)
    return { answers }
  })
  const both = await Promise.all(answers)
  const [told, ...more] = both.filter(({ kind }) => kind === 'refused')
  assert(told !== undefined && more.length === 0)
  assert.deepEqual(refusal(told), [412, 'changed-meanwhile'])
})

test('H07: a plan with an unusual target is not made active before a second clinician agreed, and nobody is dosed on it', async () => {
  const patientId = await clinic.addPatient()
  const known = await course((await treated()).episodeId)
  const { target, changeReason, ...rest } = { ...typedPlan(known.plan), ...HIGHER }
  const written = { ...rest, target, patientId, howStarted: 'initiated-here' }
  const pharmacist = clinic.callerOf('pharmacist')
  const episodeId =
    done(await planEpisode.run(clinic.house, pharmacist, freshKey(clinic), written)).subject ?? ''
  const start = () =>
    activateEpisode.run(clinic.house, pharmacist, freshKey(clinic), {
      episodeId,
      version: '1',
      phase: 'initiating',
      nextTestOn: '2026-11-25',
    })
  assert.deepEqual(refusal(await start()), [409, 'target-not-agreed'])
  const visit = { ...ROUTINE, patientId }
  const asked = await suggestDose.run(clinic.house, pharmacist, freshKey(clinic), visit)
  assert.deepEqual(refusal(asked), [409, 'not-active'])
  done(await settle(episodeId, AGREED))
  done(await start())
  assert.equal((await course(episodeId)).phase, 'initiating')
})

test('H07: an imported plan with an unusual target stays unconfirmed until a second clinician agreed to it', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic, {
    standing: 'unverified',
    howStarted: 'imported',
    managementPlan: 'Yellow book given',
  })
  const { plan, version } = await course(episodeId)
  const typed = {
    ...typedPlan(plan),
    ...HIGHER,
    episodeId,
    version: `${version}`,
    mechanicalValve: 'no',
    antiphospholipid: 'no',
    phase: 'initiating',
    dailyMg: '5',
    sameEachDay: 'yes',
  }
  const {
    changeReason: _none,
    howStarted: _kept,
    ...fields
  } = typed as Fields & {
    readonly howStarted?: string
  }
  const by = clinic.callerOf('pharmacist')
  done(await confirmEpisode.run(clinic.house, by, freshKey(clinic), fields))
  assert.equal((await course(episodeId)).standing, 'unverified')
  const visit = { ...ROUTINE, patientId }
  const asked = await suggestDose.run(clinic.house, by, freshKey(clinic), visit)
  assert.deepEqual(refusal(asked), [409, 'plan-unverified'])
  done(await settle(episodeId, AGREED))
  const after = await course(episodeId)
  assert.deepEqual(
    [after.standing, after.phase, after.plan.target?.valueTenths],
    ['confirmed', 'initiating', 35],
  )
})

test('H07: a target that fits and one agreed to before ask nobody; one in force from before is asked at the next edit', async () => {
  const { episodeId } = await treated({
    target: { valueTenths: 35, lowTenths: 30, highTenths: 40 },
  })
  const seen = { warningReason: 'as-before', warningsSeen: 'unusual-target' }
  done(await edit(episodeId, { ...seen, relevantFindings: 'None', changeReason: 'Findings' }))
  assert.equal((await course(episodeId)).version, 2, 'what else was changed is in force at once')
  assert.equal((await waiting(episodeId))?.planVersion, 2)
  done(
    await edit(episodeId, { target: '2.5', rangeLow: '2', rangeHigh: '3', changeReason: 'Letter' }),
  )
  assert.equal((await course(episodeId)).plan.target?.valueTenths, 25)
  done(await edit(episodeId, HIGHER))
  assert.equal((await course(episodeId)).plan.target?.valueTenths, 25, 'no more in force, it waits')
  done(await settle(episodeId, AGREED))
  done(
    await edit(episodeId, { target: '2.5', rangeLow: '2', rangeHigh: '3', changeReason: 'Letter' }),
  )
  done(await edit(episodeId, HIGHER))
  assert.equal(
    (await course(episodeId)).plan.target?.valueTenths,
    35,
    'two people agreed to it once',
  )
})
