import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import type { Person } from '#test/every-absence.ts'
import { switchDesk } from '#test/store/switch-desk.ts'

// The database itself, asked by the application's own role: two anticoagulants of one person need a running plan.

let clinic: TestClinic
let desk: ReturnType<typeof switchDesk>
before(async () => {
  clinic = await testClinic()
  desk = switchDesk(clinic)
})
after(() => clinic.drop())

/** What the database says to a statement, as the application asks it; `$1` is the provider. */
async function says(sql: string, ...values: readonly unknown[]): Promise<string> {
  try {
    await clinic.inTx((tx) => tx.queryOnce(sql, [tx.providerId, ...values]))
    return 'done'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const insert = ({ patientId }: Person, columns: string, values: string) =>
  says(
    `insert into episode (provider_id, id, patient_id, version, phase, standing, medicine, indication, target_tenths,
       low_tenths, high_tenths, started_on, plan, risk, recorded_by, recorded_at, ${columns})
     select provider_id, $3, patient_id, 1, 'maintaining', 'confirmed', 'warfarin', 'atrial-fibrillation', 25, 20, 30,
            '2026-11-22', '{}', 0, recorded_by, recorded_at, ${values}
       from episode where provider_id = $1 and patient_id = $2 limit 1`,
    patientId,
    crypto.randomUUID(),
  )

const update = ({ episodeId }: { readonly episodeId: string }, set: string) =>
  says(`update episode set ${set} where provider_id = $1 and id = $2`, episodeId)

async function overlapping(): Promise<
  Person & { readonly warfarin: string; readonly plan: string }
> {
  const who = await desk.onDoac()
  assert.equal(await desk.plan(who), 'done')
  assert.equal(await desk.begin(who), 'done')
  const change = await desk.changeOf(who)
  if (change?.newEpisodeId == null) throw new Error('no change')
  return { ...who, warfarin: change.newEpisodeId, plan: change.id }
}

test('H18: the application role cannot write a second active course, called bridging or not', async () => {
  const who = await desk.onDoac()
  assert.match(await insert(who, 'bridging', 'false'), /episode_one_active/)
  assert.match(await insert(who, 'bridging', 'true'), /episode_beside_by_a_plan/)
  assert.match(
    await insert(who, 'bridging, switch_id', `true, '${crypto.randomUUID()}'`),
    /episode_beside_in_its_overlap/,
  )
  assert.match(await update(who, 'bridging = true'), /episode_beside_by_a_plan/)
})

test('H18: two writers at once who each activate a course of one person: exactly one is let', async () => {
  const patientId = await clinic.addPatient()
  const one = await clinic.addEpisode(patientId, { phase: 'accepted' })
  const other = await clinic.addEpisode(patientId, { phase: 'accepted' })
  const said = await Promise.all(
    [one, other].map((episodeId) => update({ episodeId }, `phase = 'maintaining'`)),
  )
  assert.equal(said.filter((word) => word === 'done').length, 1)
  assert.match(said.join(), /episode_one_active/)
})

test('H18: a plan that is made and not begun, or at an end, lets nothing go beside', async () => {
  const who = await desk.onDoac()
  assert.equal(await desk.plan(who), 'done')
  const planned = await desk.changeOf(who)
  const beside = `bridging = true, switch_id = '${planned?.id}'`
  assert.match(await update(who, beside), /episode_beside_in_its_overlap/)
  assert.equal(await desk.abandon(who), 'done')
  assert.match(await update(who, beside), /episode_beside_in_its_overlap/)
})

test('H18: the plan of one person lets nothing go beside for another', async () => {
  const { plan } = await overlapping()
  const other = await desk.onDoac()
  const beside = `bridging = true, switch_id = '${plan}'`
  assert.match(await update(other, beside), /episode_beside_in_its_overlap/)
})

test('H18: while both are taken there is no third, and the one that is treated is the one of the plan', async () => {
  const who = await overlapping()
  assert.match(await insert(who, 'bridging', 'false'), /episode_one_active/)
  assert.match(
    await insert(who, 'bridging, switch_id', `true, '${who.plan}'`),
    /episode_beside_in_its_overlap|episode_one_beside/,
  )
  const ended = `phase = 'ended', ended_on = '2026-11-22', ended_reason = 'patient-choice'`
  assert.match(await update({ episodeId: who.warfarin }, ended), /medicine_switch_new_is_taken/)
})

test('H18: a plan cannot be closed while both are still taken, nor last longer than 28 days', async () => {
  const { plan } = await overlapping()
  const set = (what: string) =>
    says(`update medicine_switch set ${what} where provider_id = $1 and id = $2`, plan)
  for (const state of ['finished', 'done', 'abandoned']) {
    assert.match(await set(`state = '${state}'`), /episode_beside_in_its_overlap/)
  }
  assert.match(await set(`until_on = from_on + 29`), /medicine_switch_is_dated/)
  assert.match(await set(`old_medicine = 'edoxaban'`), /permission denied/)
})

test('H18: heparin beside another anticoagulant has a stop date, and is one', async () => {
  const patientId = await clinic.addPatient()
  await clinic.addEpisode(patientId)
  const heparin = {
    medicine: 'heparin',
    bridging: true,
    startedOn: day('2026-11-20'),
  } as const
  await assert.rejects(clinic.addEpisode(patientId, heparin), /episode_bridge_is_dated/)
  const dated = { ...heparin, duration: { kind: 'until', stopOn: day('2026-12-01') } } as const
  const long = { ...dated, duration: { kind: 'until', stopOn: day('2026-12-19') } } as const
  await assert.rejects(clinic.addEpisode(patientId, long), /episode_bridge_is_short/)
  const episodeId = await clinic.addEpisode(patientId, dated)
  assert.match(await update({ episodeId }, `stop_on = '2026-12-19'`), /episode_bridge_is_short/)
  assert.equal(await update({ episodeId }, `stop_on = '2026-12-18'`), 'done')
  assert.match(await update({ episodeId }, `bridge_kept_until = '2027-12-18'`), /permission denied/)
  await assert.rejects(clinic.addEpisode(patientId, dated), /episode_one_beside/)
})

test('H18: no row of heparin stands beside one of a direct oral anticoagulant, in either order', async () => {
  const { patientId } = await desk.onDoac()
  const heparin = {
    medicine: 'heparin',
    bridging: true,
    startedOn: day('2026-11-20'),
    duration: { kind: 'until', stopOn: day('2026-12-01') },
  } as const
  await assert.rejects(clinic.addEpisode(patientId, heparin), /episode_heparin_or_doac/)
  const planned = await clinic.addEpisode(patientId, { ...heparin, phase: 'accepted' })
  assert.match(
    await update({ episodeId: planned }, `phase = 'initiating'`),
    /episode_heparin_or_doac/,
  )

  const other = await clinic.addPatient()
  await clinic.addEpisode(other, heparin)
  const doac = { medicine: 'apixaban', target: null } as const
  await assert.rejects(clinic.addEpisode(other, doac), /episode_heparin_or_doac/)
})
