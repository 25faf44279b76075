import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import type { IndicatorAnswer } from '#clinical/indicator-answer.ts'
import { INDICATORS, type IndicatorId } from '#clinical/npsa-definitions.ts'
import { changeEpisode, findEpisode } from '#store/episodes.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { bridgeDesk } from '#test/store/bridge-desk.ts'
import {
  accepted,
  addPastResult,
  done,
  dosablePatient,
  freshKey,
  ROUTINE,
  TODAY,
} from '#test/store/visit-desk.ts'
import { countedPeople } from '#workflow/counted-people.ts'
import { newId } from '#workflow/new-id.ts'
import { providerIndicators } from '#workflow/provider-indicators.ts'
import { recordTold } from '#workflow/record-told.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

async function indicators(asked: Readonly<Record<string, string>> = {}) {
  const shown = await providerIndicators(clinic.house, clinic.callerOf('nurse'), asked)
  if (shown.kind === 'refused') throw new Error(JSON.stringify(shown))
  return shown.indicators
}

const short = (answer: IndicatorAnswer): string => {
  const share = answer.kind === 'figure' ? answer : answer.atLeast
  if (share === null) return 'not known'
  return `${answer.kind === 'figure' ? '' : 'at least '}${String(share.count)} of ${share.of}`
}

const says = async (id: IndicatorId, asked: Readonly<Record<string, string>> = {}) =>
  short((await indicators(asked))[id])

type Step = Partial<Parameters<typeof changeEpisode>[1]>

/** The next version of a course, as recorded that morning. */
async function change(episodeId: string, on: string, step: Step): Promise<void> {
  await clinic.inTx(async (tx) => {
    const episode = await findEpisode(tx, episodeId)
    if (episode === undefined) throw new Error('no such course')
    const recorded = {
      version: episode.version + 1,
      recordedBy: clinic.callerOf('nurse').accountId,
      recordedAt: `${on}T08:00:00Z`,
    }
    assert.ok(await changeEpisode(tx, { ...episode, ...step, ...recorded }, 'changed'))
  })
}

const LONG_AGO = { recordedAt: '2025-01-23T09:00:00Z' }

test('a dose counts as written when it was handed over, and not when it was told or not at all', async () => {
  const { patientId } = await dosablePatient(clinic, LONG_AGO)
  assert.equal(await says('established-10'), '0 of 0')
  const visit = { ...ROUTINE, patientId }
  const dose = done(await accepted(clinic, clinic.callerOf('nurse'), visit))
  assert.equal(await says('established-10'), '1 of 1')
  const tell = (how: string, readBack: string) =>
    recordTold.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), {
      decisionId: dose.decisionId,
      how,
      toWhom: '',
      readBack,
    })
  done(await tell('read-back', 'yes'))
  assert.equal(await says('established-10'), '1 of 1')
  done(await tell('handed-over', ''))
  assert.equal(await says('established-10'), '0 of 1')
})

test('initiation that ended: in range, and with a next test set by a dose or an appointment', async () => {
  const startedOn = addDays(TODAY, -60)
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, {
    ...LONG_AGO,
    startedOn,
    phase: 'initiating',
  })
  await addPastResult(clinic, { patientId, episodeId }, 51, 55)
  await addPastResult(clinic, { patientId, episodeId }, 25, 40)
  assert.equal(await says('starting-1'), '0 of 1')
  assert.equal(await says('starting-2'), '1 of 1')
  assert.equal(await says('starting-3'), '0 of 0')
  const ended = addDays(TODAY, -39)
  await change(episodeId, ended, { phase: 'maintaining' })
  assert.equal(await says('starting-3'), '1 of 1')
  assert.equal(await says('starting-7'), '1 of 1')
  await clinic.inTx((tx) =>
    tx.query(
      `with pattern as (insert into clinic_pattern values ($1, $2, 'Clinic', 1, 540, 600, 10, '2020-01-01', null, false, 1, $3, $4))
       insert into appointment values ($1, $2, $5, $6, $2, $7, 540, 'booked', 1, $3, $4, $3, $4)`,
      [
        tx.providerId,
        newId(clinic.clock.now()),
        clinic.callerOf('nurse').accountId,
        `${ended}T10:00:00Z`,
        patientId,
        episodeId,
        addDays(ended, 7),
      ],
    ),
  )
  assert.equal(await says('starting-7'), '0 of 1')
})

test('a referral counts by what was known when it was first written', async () => {
  assert.equal(await says('starting-5'), '0 of 0')
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, { phase: 'referred', indication: null })
  assert.equal(await says('starting-5'), '1 of 1')
  const complete = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert(complete !== undefined)
  const plan = { ...complete.plan, indication: 'atrial-fibrillation' }
  await change(episodeId, TODAY, { plan, phase: 'accepted' })
  assert.equal(await says('starting-5'), '1 of 1')
  const question = { figure: 'indicator.starting-5', page: null, asked: {} }
  const list = await countedPeople(clinic.house, clinic.callerOf('nurse'), question)
  assert(list.kind === 'counted-people')
  assert.deepEqual(
    list.people.map(({ id }) => id),
    [patientId],
  )
})

test('who was lost is lost from the day it was decided, and the record before does not know it', async () => {
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, LONG_AGO)
  const before = await says('established-6')
  const endedOn = addDays(TODAY, -3)
  await change(episodeId, endedOn, { phase: 'ended', endedOn, endedReason: 'did-not-attend' })
  assert.match(before, /^0 of/)
  assert.match(await says('established-6'), /^1 of/)
  const until = addDays(TODAY, -5)
  assert.match(await says('established-6', { until, recordedBy: until }), /^0 of/)
})

test('a major bleed that a visit reported is the least there was', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic, LONG_AGO)
  const before = await says('established-5')
  const nurse = clinic.callerOf('nurse').accountId
  await clinic.inTx((tx) =>
    tx.query(
      `with visited as (
         insert into visit select $1, $2, $3, $4, id, $5, '{"bleeding": "major"}', $6, $7
           from inr_result where provider_id = $1 and episode_id = $4 returning id)
       insert into task (provider_id, id, kind, patient_id, episode_id, visit_id, title, details, for_whom, opened_by, opened_at, due_at, state, version)
       select $1, $2, 'alarm', $3, $4, id, 'Bleeding', '{}', 'prescriber', $6, $7, $7, 'open', 1 from visited`,
      [
        tx.providerId,
        newId(clinic.clock.now()),
        patientId,
        episodeId,
        TODAY,
        nurse,
        '2026-11-22T08:00:00Z',
      ],
    ),
  )
  assert.match(before, /^at least 0/)
  assert.match(await says('established-5'), /^at least 1/)
})

test('each indicator opens a list of exactly the people it counts', async () => {
  const shown = await indicators()
  for (const { id } of INDICATORS) {
    const answer = shown[id]
    const share = answer.kind === 'figure' ? answer : answer.atLeast
    const question = { figure: `indicator.${id}`, page: null, asked: {} }
    const list = await countedPeople(clinic.house, clinic.callerOf('practice-manager'), question)
    assert(list.kind === 'counted-people')
    assert.equal(list.people.length, share?.people.length ?? 0, id)
  }
})

test('heparin at the start is counted by the INR on the day on which it was stopped', async () => {
  const desk = bridgeDesk(clinic)
  const stopped = async (startedOn: string, tenths: number) => {
    const who = await desk.onWarfarin({ startedOn: day(startedOn) })
    await addPastResult(clinic, who, tenths, 0)
    const heparin = await desk.given(who)
    const ended = desk.end(heparin, { earlyReason: 'bleeding-risk', note: 'Haematuria' })
    assert.equal(await ended, 'done')
  }
  await stopped('2026-11-22', 17)
  await stopped('2026-11-22', 22)
  assert.equal(await says('starting-8'), '1 of 2')
  await stopped('2026-10-24', 17)
  assert.equal(await says('starting-8'), '1 of 2')
})
