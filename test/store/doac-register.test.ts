import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DOACS } from '#clinical/doac/doac.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { activateEpisode } from '#workflow/activate-episode.ts'
import { editEpisode } from '#workflow/edit-episode.ts'
import { newId } from '#workflow/new-id.ts'
import { planEpisode } from '#workflow/plan-episode.ts'
import { resumeEpisode } from '#workflow/resume-episode.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

type Outcome =
  | { readonly kind: 'done'; readonly subject?: string }
  | { readonly kind: 'refused'; readonly findings: readonly { readonly code: string }[] }
type Doing = {
  run(
    house: TestClinic['house'],
    caller: ReturnType<TestClinic['callerOf']>,
    key: string,
    input: unknown,
  ): Promise<Outcome>
}

const by = (
  role: Parameters<TestClinic['callerOf']>[0],
  act: Doing,
  input: Readonly<Record<string, unknown>>,
) => act.run(clinic.house, clinic.callerOf(role), newId(clinic.clock.now()), input)

/** What became of it: done, or the codes of why not. */
const said = (outcome: Outcome): string =>
  outcome.kind === 'done' ? 'done' : outcome.findings.map(({ code }) => code).join()

const NOTHING_AGAINST = {
  mechanicalValve: { kind: 'none' },
  mitralStenosis: 'no',
  antiphospholipid: 'no',
} as const

const PLAN = {
  medicine: 'apixaban',
  indication: 'atrial-fibrillation',
  clinicalReason: 'Stroke prevention',
  doacMg: '5',
  doacTimes: '2',
  startedOn: '2026-11-02',
  duration: 'long-term',
  reviewOn: '2027-11-02',
  howStarted: 'initiated-here',
  managementPlan: 'Alert card given',
}

async function planned(
  known: Parameters<TestClinic['addPatient']>[0] = NOTHING_AGAINST,
  rest: Readonly<Record<string, string>> = {},
) {
  const patientId = await clinic.addPatient(known)
  const outcome = await by('pharmacist', planEpisode, { ...PLAN, ...rest, patientId })
  return { patientId, outcome, episodeId: outcome.kind === 'done' ? (outcome.subject ?? '') : '' }
}

const start = (episodeId: string, rest: Readonly<Record<string, string>> = {}) =>
  by('pharmacist', activateEpisode, {
    episodeId,
    version: '1',
    phase: 'maintaining',
    nextTestOn: '2026-12-02',
    ...rest,
  })

async function episode(id: string): Promise<FoundEpisode> {
  return (await clinic.inTx((tx) => findEpisode(tx, id))) ?? assert.fail('no such episode')
}

test('S10: a course of apixaban is active with its dose, without a target, and its next test is its review', async () => {
  const { episodeId } = await planned()
  assert.equal(said(await start(episodeId)), 'done')
  const { phase, plan, nextTestOn } = await episode(episodeId)
  assert.equal(phase, 'maintaining')
  assert.equal(plan.target, null)
  assert.deepEqual(plan.doac?.dose, { ug: 5000, timesADay: 2 })
  assert.equal(nextTestOn, '2026-12-02')
})

test('S10: without a dose, or after a clot without its stage, it does not become active', async () => {
  const { episodeId } = await planned(NOTHING_AGAINST, { doacMg: '', doacTimes: '' })
  assert.equal(said(await start(episodeId)), 'required')
  const clot = await planned(NOTHING_AGAINST, { indication: 'pulmonary-embolism' })
  assert.equal(said(await start(clot.episodeId)), 'required')
  const staged = { indication: 'pulmonary-embolism', doacStage: 'treatment' }
  const known = await planned(NOTHING_AGAINST, staged)
  assert.equal(said(await start(known.episodeId)), 'done')
})

for (const [nextTestOn, expected] of [
  ['2026-11-21', 'in-past'],
  ['2026-11-22', 'done'],
  ['2026-12-02', 'done'],
  ['2026-12-03', 'interval-too-long'],
] as const) {
  test(`the first review of a course begun on 2 November may be on ${nextTestOn}: ${expected}`, async () => {
    const { episodeId } = await planned()
    assert.equal(said(await start(episodeId, { nextTestOn })), expected)
  })
}

test('an older course is reviewed within three months', async () => {
  const old = { startedOn: '2026-01-02' }
  const late = await planned(NOTHING_AGAINST, old)
  assert.equal(said(await start(late.episodeId, { nextTestOn: '2027-02-23' })), 'interval-too-long')
  assert.equal(said(await start(late.episodeId, { nextTestOn: '2027-02-22' })), 'done')
})

test('H08: it is not titrated: there is no initiation', async () => {
  const { episodeId } = await planned()
  assert.equal(said(await start(episodeId, { phase: 'initiating' })), 'no-initiation')
})

const FORBIDDEN = [
  ['mechanical-valve', { mechanicalValve: { kind: 'valve', position: 'aortic', make: '' } }, {}],
  ['mechanical-valve', {}, { indication: 'mechanical-mitral-valve' }],
  ['mitral-stenosis', { mitralStenosis: 'yes' }, {}],
  ['antiphospholipid', { antiphospholipid: 'yes' }, {}],
  ['antiphospholipid', {}, { indication: 'antiphospholipid-thrombosis' }],
] as const

for (const [code, known, rest] of FORBIDDEN) {
  const because = Object.keys({ ...known, ...rest }).join()
  test(`H19: no role writes a plan of any of them: ${code} by ${because}`, async () => {
    for (const medicine of DOACS) {
      for (const role of ['nurse', 'pharmacist', 'prescriber', 'clinical-lead'] as const) {
        const patientId = await clinic.addPatient({ ...NOTHING_AGAINST, ...known })
        const plan = { ...PLAN, medicine, doacMg: '', doacTimes: '', ...rest, patientId }
        assert.equal(said(await by(role, planEpisode, plan)), code)
      }
    }
  })
}

test('H19: the database refuses it too, whoever writes it', async () => {
  const patientId = await clinic.addPatient(NOTHING_AGAINST)
  await assert.rejects(
    clinic.addEpisode(patientId, {
      medicine: 'rivaroxaban',
      indication: 'mechanical-aortic-valve',
      phase: 'maintaining',
    }),
    /episode_no_doac_where_forbidden/,
  )
})

test('H19: what is not known must be answered before treatment', async () => {
  for (const [fact, code] of [
    [{ mechanicalValve: { kind: 'not-known' } }, 'valve-not-known'],
    [{ mitralStenosis: 'not-known' }, 'mitral-stenosis-not-known'],
    [{ antiphospholipid: 'not-known' }, 'antiphospholipid-not-known'],
  ] as const) {
    const { episodeId, outcome } = await planned({ ...NOTHING_AGAINST, ...fact })
    assert.equal(outcome.kind, 'done')
    assert.equal(said(await start(episodeId)), code)
  }
})

test('H18: another medicine is another course', async () => {
  const { patientId, episodeId } = await planned()
  await start(episodeId)
  const change = {
    ...PLAN,
    episodeId,
    version: '2',
    medicine: 'edoxaban',
    changeReason: 'Once a day',
  }
  assert.match(
    said(await by('prescriber', editEpisode, { ...change, doacMg: '60', doacTimes: '1' })),
    /other-medicine/,
  )
  assert.equal(said(await by('prescriber', planEpisode, { ...PLAN, patientId })), 'has-plan')
})

test('a new dose is a new version of the plan', async () => {
  const { episodeId } = await planned()
  await start(episodeId)
  const change = {
    ...PLAN,
    episodeId,
    version: '2',
    doacMg: '2.5',
    changeReason: 'Weight 58 kg, 81 years',
  }
  assert.equal(said(await by('prescriber', editEpisode, change)), 'done')
  assert.deepEqual((await episode(episodeId)).plan.doac?.dose, { ug: 2500, timesADay: 2 })
})

test('H24: it pauses and resumes with a review', async () => {
  const { episodeId } = await planned()
  await start(episodeId)
  const pause = { episodeId, version: '2', reason: 'procedure', until: '2026-11-28', note: '' }
  assert.equal(said(await by('pharmacist', suspendEpisode, pause)), 'done')
  const resume = { episodeId, version: '3', phase: 'maintaining', nextTestOn: '2026-12-02' }
  assert.equal(said(await by('pharmacist', resumeEpisode, resume)), 'done')
})
