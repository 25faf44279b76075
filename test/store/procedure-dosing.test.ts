import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { day } from '#base/day.ts'
import { typedPlan } from '#register/plan-typed.ts'
import { findDecision } from '#store/decisions.ts'
import { findReassessment } from '#store/reassessments.ts'
import { planSteps } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { doseRoutinely, type Person, TODAY } from '#test/every-absence.ts'
import { said } from '#test/store/doac-desk.ts'
import { procedureDesk } from '#test/store/procedure-desk.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { dosePage } from '#workflow/dose-page.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { patientPage } from '#workflow/patient-page.ts'
import { planCourse } from '#workflow/plan-course.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { verify } from '#workflow/verify.ts'

let clinic: TestClinic
let desk: ReturnType<typeof procedureDesk>
beforeEach(async () => {
  clinic = await testClinic()
  desk = procedureDesk(clinic)
})
afterEach(() => clinic.drop())

const later = () => desk.person({}, { nextTestOn: '2026-12-20' })

const visit = (who: Person, inr: string) => ({
  patientId: who.patientId,
  identity: 'MH 1942',
  nothingToReport: 'yes',
  inr,
  inrAgain: inr,
  method: 'laboratory',
  sampledOn: desk.today(),
  currentDose: '5',
})

async function suggested(who: Person, inr: string) {
  const outcome = await suggestDose.run(
    clinic.house,
    clinic.callerOf('nurse'),
    crypto.randomUUID(),
    visit(who, inr),
  )
  if (outcome.kind === 'refused') return said(outcome)
  const { advice } = outcome.suggestion
  return advice.kind === 'dose' ? 'dose' : advice.alarms.map(({ code }) => code).join()
}

async function restarted(who: Person): Promise<void> {
  await desk.plan(who)
  desk.onDay('2026-12-09')
  await desk.deed(who, 'outcome', { outcome: 'done', doneOn: '2026-12-09' })
  const fields = {
    restartedOn: '2026-12-09',
    takes: 'as-planned',
    knownBy: 'patient',
    nextTestOn: '2026-12-16',
  }
  assert.equal(await desk.deed(who, 'restart', fields), 'done')
}

test('H24: a dose decided before the stop has its next test by the plan, and never later', async () => {
  const who = await later()
  await desk.plan(who)
  const token = async () => {
    const asked = visit(who, '2.5')
    const outcome = await suggestDose.run(
      clinic.house,
      clinic.callerOf('nurse'),
      crypto.randomUUID(),
      asked,
    )
    return outcome.kind === 'done' ? { ...asked, token: outcome.token } : assert.fail(said(outcome))
  }
  const accept = async (fields: Readonly<Record<string, string>>) =>
    said(
      await acceptDose.run(clinic.house, clinic.callerOf('nurse'), crypto.randomUUID(), {
        ...(await token()),
        ...fields,
      }),
    )
  assert.match(await accept({ nextTestOn: '2026-12-09' }), /nextTestOn/)
  assert.equal(await accept({ slot: 'none' }), 'done')
  assert.equal((await desk.episode(who)).nextTestOn, '2026-12-08')
  assert.deepEqual((await verify(clinic.pool, clinic.clock.now())).faults, [])
})

test('H12, H24: the page of a dose that reaches into the days without says none on them, and why', async () => {
  const who = await later()
  const decisionId = await doseRoutinely(clinic, who)
  await desk.plan(who)
  const decision = await clinic.inTx((tx) => findDecision(tx, decisionId))
  assert.ok(decision !== undefined && decision.untilOn > '2026-12-09')
  const printed = await dosePage(clinic.house, clinic.callerOf('nurse'), {
    decisionId,
    copyOfSuperseded: false,
  })
  assert.equal(printed.kind, 'printed')
})

test('H08, H24: after the restart its dose is in force; a low INR goes to a person, and one in range is dosed', async () => {
  const who = await later()
  await restarted(who)
  desk.onDay('2026-12-16')
  const page = await patientPage(clinic.house, clinic.callerOf('nurse'), {
    patientId: who.patientId,
  })
  assert.ok(page.kind === 'patient-page')
  assert.deepEqual(page.course?.dose, { dailyUg: 5000, yesterdayUg: 5000, voidInrOn: null })
  assert.deepEqual(page.blocks, [])
  assert.equal(page.procedure, null)
  assert.equal(await suggested(who, '1.9'), 'low-after-restart')
  assert.equal(await suggested(who, '2.4'), 'dose')
})

test('H24: yesterday without a dose is what the plan said, on the day after the restart and before it', async () => {
  const who = await later()
  await restarted(who)
  const dose = async () => {
    const page = await patientPage(clinic.house, clinic.callerOf('nurse'), {
      patientId: who.patientId,
    })
    return page.kind === 'patient-page' ? page.course?.dose.yesterdayUg : undefined
  }
  assert.equal(await dose(), 0)
  desk.onDay('2026-12-10')
  assert.equal(await dose(), 5000)
})

test('S5, H24: a plan that is edited while treatment is stopped ends no interruption; the restart does', async () => {
  const who = await later()
  await desk.plan(who)
  const breaks = async () => {
    const { plan } = await desk.episode(who)
    const steps = await clinic.inTx((tx) => planSteps(tx, who.episodeId))
    return planCourse(steps, plan.startedOn ?? day(TODAY)).breaks
  }
  desk.onDay('2026-12-07')
  const { plan, version } = await desk.episode(who)
  const edited = await editEpisode.run(
    clinic.house,
    clinic.callerOf('pharmacist'),
    crypto.randomUUID(),
    {
      ...typedPlan(plan),
      managementPlan: 'Yellow book renewed',
      episodeId: who.episodeId,
      version: `${version}`,
      changeReason: 'Put right',
    },
  )
  assert.equal(said(edited), 'done')
  assert.deepEqual(await breaks(), [{ from: '2026-12-04', until: 'still-open' }])
  desk.onDay('2026-12-09')
  const done = { outcome: 'done', doneOn: '2026-12-09' }
  assert.equal(await desk.deed(who, 'outcome', done, 'nurse'), 'done')
  const again = {
    restartedOn: '2026-12-09',
    takes: 'as-planned',
    knownBy: 'carer',
    nextTestOn: '2026-12-16',
  }
  assert.equal(await desk.deed(who, 'restart', again, 'nurse'), 'done')
  assert.deepEqual(await breaks(), [{ from: '2026-12-04', until: '2026-12-09' }])
})

test('S5: low INRs of the days without a dose are no poor control', async () => {
  const who = await later()
  await desk.plan(who)
  desk.onDay('2026-12-08')
  const inr = { method: 'laboratory', inr: '1.2', inrAgain: '1.2' }
  assert.equal(await desk.deed(who, 'inr', { ...inr, sampledOn: '2026-12-08' }), 'done')
  assert.equal(await desk.deed(who, 'inr', { ...inr, sampledOn: '2026-12-07' }), 'done')
  assert.equal(await clinic.inTx((tx) => findReassessment(tx, who.episodeId)), undefined)
  const other = await later()
  await desk.results(other, { '2026-12-07': 12, '2026-12-08': 12 })
  assert.ok(TODAY < desk.today())
})
