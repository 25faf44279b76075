import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { episodeVersions } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { doseRoutinely, recordsOf } from '#test/every-absence.ts'
import { bridgeDesk } from '#test/store/bridge-desk.ts'
import { dosePage } from '#workflow/dose-page.ts'

let clinic: TestClinic
let desk: ReturnType<typeof bridgeDesk>
before(async () => {
  clinic = await testClinic()
  desk = bridgeDesk(clinic)
})
afterEach(() => clinic.clock.set('2026-11-22T09:00:00.000Z'))
after(() => clinic.drop())

test('H18: at a start heparin ends after 5 days at an INR of 2.0 for 24 hours, or with a coded reason that is kept', async () => {
  const who = await desk.onWarfarin()
  const id = await desk.given(who)
  desk.to('2026-11-27T09:00:00.000Z')
  const today = { endedOn: '2026-11-27' }
  assert.equal(await desk.end(id, today), 'earlyReason: bridge-too-early')
  assert.equal(
    await desk.end(id, { ...today, earlyReason: 'because' }),
    'earlyReason: bridge-too-early',
  )
  await recordsOf(clinic).results(who, { '2026-11-25': 20, '2026-11-27': 21 })
  assert.equal(await desk.end(id, { endedOn: '2026-11-25' }), 'earlyReason: bridge-too-early')
  assert.equal(await desk.end(id, today), 'done')

  desk.to('2026-11-22T10:00:00.000Z')
  const other = await desk.given(await desk.onWarfarin())
  const elsewhere = { endedOn: '2026-11-22', earlyReason: 'shown-elsewhere' }
  assert.equal(await desk.end(other, elsewhere), 'note: required')
  assert.equal(await desk.end(other, { ...elsewhere, note: 'In hospital since 14-Nov' }), 'done')
  const [newest] = await clinic.inTx((tx) => episodeVersions(tx, other))
  assert.match(newest?.reason ?? '', /Heparin ends before its rule: Days or INRs elsewhere/)
})

test('H18: heparin around a procedure, or for another indication, ends without that question', async () => {
  const longAgo = await desk.onWarfarin({ startedOn: day('2026-03-01'), phase: 'maintaining' })
  assert.equal(await desk.end(await desk.given(longAgo)), 'done')
  const { patientId, episodeId } = await desk.onWarfarin({ indication: 'mechanical-mitral-valve' })
  const planned = await desk.plan(
    { patientId, episodeId },
    { indication: 'mechanical-mitral-valve' },
  )
  assert.equal(await desk.activate(planned.id), 'done')
  assert.equal(await desk.end(planned.id), 'done')
})

test('H18: heparin that is given is known wherever the person is shown, and stands on their printed page until it has ended', async () => {
  const who = await desk.onWarfarin({ phase: 'maintaining', startedOn: day('2026-03-01') })
  const id = await desk.given(who)
  const decisionId = await doseRoutinely(clinic, who)
  const known = async () => (await clinic.inTx((tx) => findPatient(tx, who.patientId)))?.bridgeUntil
  const printedBytes = async () => {
    const wanted = { decisionId, copyOfSuperseded: false }
    const page = await dosePage(clinic.house, clinic.callerOf('nurse'), wanted)
    return page.kind === 'refused' ? assert.fail(page.findings[0]?.code) : page.pdf.length
  }
  assert.equal(await known(), '2026-12-01')
  const given = await printedBytes()
  assert.equal(await desk.end(id), 'done')
  assert.equal(await known(), null)
  assert.ok((await printedBytes()) < given)
})
