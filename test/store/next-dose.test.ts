import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { doacDose } from '#clinical/doac/doac.ts'
import { episodeVersions } from '#store/episodes.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { doacDesk, said } from '#test/store/doac-desk.ts'
import { freshKey } from '#test/store/visit-desk.ts'
import { activateEpisode } from '#workflow/activate-episode.ts'
import { endEpisode } from '#workflow/end-episode.ts'
import { patientPlans } from '#workflow/patient-plans.ts'
import { planEpisode } from '#workflow/plan-episode.ts'

let clinic: TestClinic
let desk: ReturnType<typeof doacDesk>
before(async () => {
  clinic = await testClinic()
  desk = doacDesk(clinic)
})
after(() => clinic.drop())

const TODAY = '2026-11-22'
const TOMORROW = '2026-11-23'
type Fields = Readonly<Record<string, string>>

const RIVAROXABAN: Fields = {
  medicine: 'rivaroxaban',
  indication: 'atrial-fibrillation',
  clinicalReason: 'Stroke prevention',
  duration: 'long-term',
  reviewOn: '2027-06-01',
  howStarted: 'initiated-here',
  managementPlan: 'Bloods at each review',
  doacMg: '20',
  doacTimes: '1',
}
const prescriber = () => clinic.callerOf('prescriber')

/** Ends the course of somebody today and plans the next one; answers how to start it. */
async function changed(
  old: Parameters<ReturnType<typeof doacDesk>['person']>[1],
  plan: Fields,
  endedOn = TODAY,
  measured: Fields | null = null,
) {
  const who = await desk.person({}, old)
  if (measured !== null) await desk.review(who, measured)
  const { version } = await desk.seen(who.episodeId)
  const ending = { episodeId: who.episodeId, version, endedOn, reason: 'changed-medicine' }
  const ended = await endEpisode.run(clinic.house, prescriber(), freshKey(clinic), {
    ...ending,
    note: 'To another medicine',
  })
  assert.equal(said(ended), 'done')
  const { patientId } = who
  const typed = { ...RIVAROXABAN, ...plan, patientId }
  const planned = await planEpisode.run(clinic.house, prescriber(), freshKey(clinic), typed)
  if (planned.kind !== 'done') throw new Error(said(planned))
  const episodeId = planned.subject ?? ''
  const start = async (rest: Fields = {}) =>
    said(
      await activateEpisode.run(clinic.house, prescriber(), freshKey(clinic), {
        episodeId,
        version: '1',
        phase: 'maintaining',
        nextTestOn: '2026-12-21',
        ...rest,
      }),
    )
  return { patientId, episodeId, start }
}

test('H18: after apixaban, another one is not started on the day of the last dose but in the place of the evening dose', async () => {
  const { patientId, episodeId, start } = await changed({}, { startedOn: TODAY })
  assert.equal(await start(), 'inPlaceOfEvening: old-dose-acts')
  const plans = await patientPlans(clinic.house, clinic.callerOf('nurse'), { patientId })
  assert.ok(plans.kind === 'plans')
  const shown = plans.courses.find(({ episode }) => episode.id === episodeId)?.nextDose
  assert.match(`${shown?.words}`, /on 23-Nov-2026, or in the place of the evening dose/)
  assert.equal(shown?.orThatEvening, true)

  assert.equal(await start({ inPlaceOfEvening: 'yes' }), 'done')
  const versions = await clinic.inTx((tx) => episodeVersions(tx, episodeId))
  const reasons = versions.map(({ reason }) => reason).join()
  assert.match(reasons, /rivaroxaban from 22-Nov-2026, in the place of its evening dose/)
})

test('H18: from the day on which its next dose would have been due it starts', async () => {
  const next = await changed({}, { startedOn: TOMORROW })
  assert.equal(await next.start(), 'done')
  const yesterday = await changed({}, { startedOn: TODAY }, '2026-11-21')
  assert.equal(await yesterday.start(), 'done')
})

test('H18: after a medicine that is taken once a day it is never started on the day of the last dose', async () => {
  const { start } = await changed(
    {
      medicine: 'edoxaban',
      doac: {
        dose: doacDose(60, 1),
        stage: null,
        treatedSince: null,
        highRecurrenceRisk: 'not-known',
      },
    },
    { startedOn: TODAY },
  )
  assert.equal(await start({ inPlaceOfEvening: 'yes' }), ': old-dose-acts')
})

test('H18: from dabigatran to rivaroxaban by the clearance on record, and not at all without one', async () => {
  const dabigatran = {
    medicine: 'dabigatran',
    doac: {
      dose: doacDose(110, 2),
      stage: null,
      treatedSince: null,
      highRecurrenceRisk: 'not-known',
    },
  } as const
  const unknown = await changed(dabigatran, { startedOn: '2026-11-30' })
  assert.equal(await unknown.start(), ': clearance-needed')
  const measured = { creatinine: '130', creatinineAgain: '130' }
  const low = await changed(dabigatran, { startedOn: TOMORROW }, TODAY, measured)
  assert.equal(await low.start(), ': old-dose-acts')
  const later = await changed(dabigatran, { startedOn: '2026-11-24' }, TODAY, measured)
  assert.equal(await later.start(), 'done')
})
