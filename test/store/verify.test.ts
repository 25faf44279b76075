import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newestDoses } from '#store/decided-doses.ts'
import { newestVisits } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { recordsOf } from '#test/every-absence.ts'
import { textOf } from '#test/print/pdf-text.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { addEarlierResult } from '#workflow/add-earlier-result.ts'
import { clinicPack } from '#workflow/clinic-packs.ts'
import { dosePage } from '#workflow/dose-page.ts'
import { makeClinicPack } from '#workflow/make-clinic-pack.ts'
import { newId } from '#workflow/new-id.ts'
import { makeNightlyPacks } from '#workflow/nightly-packs.ts'
import { proposeLink } from '#workflow/propose-link.ts'
import { recordTextSent } from '#workflow/record-text-sent.ts'
import { recordTold } from '#workflow/record-told.ts'
import { recordWrongPatient } from '#workflow/record-wrong-patient.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { takeTask } from '#workflow/take-task.ts'
import { verify } from '#workflow/verify.ts'
import { changeOn } from './decision-desk.ts'
import { accepted, done, dosablePatient, freshKey, ROUTINE } from './visit-desk.ts'

// A clinic with one saved dose. Each fault is planted by the migrator, who bypasses every guard as somebody with
// the database's password could, and must be named by `verify`.

let clinic: TestClinic
let decisionId = ''
before(async () => {
  clinic = await testClinic()
  decisionId = await savedDose()
  await takenTask()
})
after(() => clinic.drop())

async function savedDose(): Promise<string> {
  const patientId = await clinic.addPatient()
  await clinic.addEpisode(patientId)
  const nurse = clinic.callerOf('nurse')
  const visit = {
    patientId,
    identity: 'MH 1942',
    nothingToReport: 'yes',
    inr: '2.5',
    method: 'provider-meter',
    meter: 'CoaguChek 4417',
    stripLot: 'L 62210',
    sampledOn: '2026-11-22',
  }
  const key = () => newId(clinic.clock.now())
  const suggested = await suggestDose.run(clinic.house, nurse, key(), visit)
  if (suggested.kind !== 'done') throw new Error(JSON.stringify(suggested))
  const accepting = { ...visit, token: suggested.token, slot: 'none' }
  const accepted = await acceptDose.run(clinic.house, nurse, key(), accepting)
  if (accepted.kind !== 'done') throw new Error(JSON.stringify(accepted))
  const telling = { decisionId: accepted.decisionId, how: 'handed-over' }
  done(await recordTold.run(clinic.house, nurse, key(), telling))
  return accepted.decisionId
}

/** A task of somebody else, that a prescriber has taken. */
async function takenTask(): Promise<void> {
  const records = recordsOf(clinic)
  const taskId = await records.task(
    await records.person({ nextTestOn: '2026-12-20' }),
    'second-look',
  )
  const taking = { taskId, version: '1' }
  done(await takeTask.run(clinic.house, clinic.callerOf('prescriber'), freshKey(clinic), taking))
}

const faults = async () =>
  (await verify(clinic.pool, clinic.clock.now())).faults.map(({ invariant }) => invariant)

/** Plants a fault, looks what verify says, and takes the fault away again. */
async function withFault(sql: string, undo: string, look: () => Promise<void>): Promise<void> {
  await clinic.database.migratorPool.query(sql)
  await look().finally(() => clinic.database.migratorPool.query(undo))
}

test('a clinic in order has no fault, and its dose was replayed', async () => {
  const found = await verify(clinic.pool, clinic.clock.now())
  assert.deepEqual(found.faults, [])
  assert.equal(found.decisions, 1)
  assert.ok(found.auditLines >= 3)
})

const DOSE = 'update dose_decision set'

/** The end of a target, in the course, its plan and the history of both. */
const planned = (high: string) => `update episode set high_tenths = ${high},
    plan = jsonb_set(plan, '{target,highTenths}', '${high}');
  update episode_version set plan = jsonb_set(plan, '{target,highTenths}', '${high}')`
const allergic = (
  to: string,
) => `update patient set details = jsonb_set(details, '{allergies}', '"${to}"');
  update patient_version set details = jsonb_set(details, '{allergies}', '"${to}"')`

const PLANTED: readonly {
  readonly name: string
  readonly plant: string
  readonly undo: string
  readonly finds: string
}[] = [
  {
    name: 'I2, H22: nobody under treatment is without a test date and a task',
    plant:
      'create table kept as select id, next_test_on from episode; update episode set next_test_on = null',
    undo: 'update episode e set next_test_on = k.next_test_on from kept k where k.id = e.id; drop table kept',
    finds: 'I2',
  },
  {
    name: 'I4, H12: a day without a dose',
    plant: `create table kept as select id, schedule from dose_decision; ${DOSE} schedule = jsonb_set(schedule, '{runs,0,days}', '3')`,
    undo: `${DOSE} schedule = k.schedule from kept k where k.id = dose_decision.id; drop table kept`,
    finds: 'I4',
  },
  {
    name: 'I5, H07: a plan version that never was',
    plant: `${DOSE} plan_version = plan_version + 7`,
    undo: `${DOSE} plan_version = plan_version - 7`,
    finds: 'I5',
  },
  {
    name: 'I6, H11: a weekly total that the tablets do not make',
    plant: `${DOSE} weekly_ug = weekly_ug + 500`,
    undo: `${DOSE} weekly_ug = weekly_ug - 500`,
    finds: 'I6',
  },
  {
    name: 'I7, H04: a dose by the rules on a censored result',
    plant: `update inr_result set comparator = '>'`,
    undo: `update inr_result set comparator = '='`,
    finds: 'I7',
  },
  {
    name: 'I9, H37: a changed line of the audit',
    plant: `update audit_line set line = line || ' ' where seq = 2`,
    undo: 'update audit_line set line = rtrim(line) where seq = 2',
    finds: 'I9',
  },
  {
    name: 'I9, H37: a cut end of the audit',
    plant:
      'create table kept as select * from audit_line order by seq desc limit 1; delete from audit_line where seq = (select max(seq) from audit_line)',
    undo: 'insert into audit_line (provider_id, seq, line, hash) select provider_id, seq, line, hash from kept; drop table kept',
    finds: 'I9',
  },
  {
    name: 'H37: a result that was changed behind the audit, in what no rule asks for',
    plant: `update inr_result set raw = raw || ' '`,
    undo: 'update inr_result set raw = rtrim(raw)',
    finds: 'I9',
  },
  {
    name: 'H37: a dose that was changed behind the audit, in what no rule asks for',
    plant: `${DOSE} instructions = instructions || ' '`,
    undo: `${DOSE} instructions = rtrim(instructions)`,
    finds: 'I9',
  },
  {
    name: 'H37: a telling that was changed behind the audit',
    plant: `update told set to_whom = to_whom || ' '`,
    undo: 'update told set to_whom = rtrim(to_whom)',
    finds: 'I9',
  },
  {
    name: 'H37: a telling that was taken away behind the audit',
    plant: 'create table kept as select * from told; delete from told',
    undo: 'insert into told select * from kept; drop table kept',
    finds: 'I9',
  },
  {
    name: 'H37: a telling that was put in behind the audit',
    plant: `insert into told select provider_id, patient_id, decision_id, patient_id, how, to_whom, by, at from told`,
    undo: 'delete from told where id = patient_id',
    finds: 'I9',
  },
  {
    name: 'I10, H27: an acknowledged request without its answer',
    plant:
      'create table kept as select key, outcome from request_key; update request_key set outcome = null',
    undo: 'update request_key r set outcome = k.outcome from kept k where k.key = r.key; drop table kept',
    finds: 'I10',
  },
  {
    name: 'H09, H10: a stored suggestion that the rules would not give again',
    plant: `create table kept as select id, suggestion from dose_decision; ${DOSE} suggestion = jsonb_set(suggestion, '{advice,rawNg}', '1')`,
    undo: `${DOSE} suggestion = k.suggestion from kept k where k.id = dose_decision.id; drop table kept`,
    finds: 'replay',
  },
  {
    name: 'H31, H37: a current plan that differs from its history',
    plant: `update episode set plan = plan || '{"managementPlan":"changed behind the back"}'; update episode set phase = 'maintaining'`,
    undo: 'update episode e set plan = v.plan from episode_version v where v.episode_id = e.id and v.version = e.version',
    finds: 'history',
  },
  {
    name: 'H07, H37: a target that was changed in the course alone',
    plant: 'update episode set high_tenths = high_tenths + 5',
    undo: 'update episode set high_tenths = high_tenths - 5',
    finds: 'history',
  },
  {
    name: 'H07, H37: a target that was changed in the course and in its history alike',
    plant: planned('35'),
    undo: planned('30'),
    finds: 'I9',
  },
  {
    name: 'H01, H37: a date of birth that was changed in the patient alone',
    plant: 'update patient set date_of_birth = date_of_birth + 1',
    undo: 'update patient set date_of_birth = date_of_birth - 1',
    finds: 'history',
  },
  {
    name: 'H37: an allergy that was changed in the patient and in the history alike',
    plant: allergic('Warfarin'),
    undo: allergic('None known'),
    finds: 'I9',
  },
  {
    name: 'H37: a version of a plan that was taken away',
    plant: `create table kept as select * from episode_version where version = 1; delete from episode_version where version = 1`,
    undo: `insert into episode_version (provider_id, episode_id, version, phase, standing, plan, reason, recorded_by, recorded_at)
      select provider_id, episode_id, version, phase, standing, plan, reason, recorded_by, recorded_at from kept; drop table kept`,
    finds: 'I9',
  },
  {
    name: 'H37: a version of a patient that no act wrote',
    plant: `insert into patient_version (provider_id, patient_id, version, standing, details, reason, recorded_by, recorded_at)
      select provider_id, patient_id, 9, standing, details, reason, recorded_by, recorded_at from patient_version limit 1`,
    undo: 'delete from patient_version where version = 9',
    finds: 'I9',
  },
  {
    name: 'H17, H37: a task that was closed without a step of its own',
    plant: `update task set state = 'closed', closed_by = opened_by, closed_at = opened_at, closing_code = 'done', closing_note = 'Seen'`,
    undo: `update task set state = 'taken', closed_by = null, closed_at = null, closing_code = null, closing_note = null`,
    finds: 'history',
  },
  {
    name: 'H17, H37: a task that was closed behind the audit, with a step of its own',
    plant: `update task set state = 'closed', closed_by = opened_by, closed_at = opened_at, closing_code = 'done', closing_note = 'Seen';
      insert into task_event (provider_id, id, task_id, what, note, by, at)
      select provider_id, gen_random_uuid(), id, 'done', 'Seen', closed_by, closed_at from task`,
    undo: `update task set state = 'taken', closed_by = null, closed_at = null, closing_code = null, closing_note = null;
      delete from task_event where what = 'done'`,
    finds: 'I9',
  },
  {
    name: 'H17, H37: a step of a task that was changed behind the audit',
    plant: `update task_event set note = coalesce(note, '') || ' '`,
    undo: `update task_event set note = nullif(rtrim(note), '')`,
    finds: 'I9',
  },
  {
    name: 'H24, H37: a review of treatment that never was',
    plant: `update episode set reviewed_on = '2026-11-01'`,
    undo: 'update episode set reviewed_on = null',
    finds: 'history',
  },
  {
    name: 'H35, H37: a check of an own meter that never was',
    plant: `update patient set self_test_until = '2027-11-01'`,
    undo: 'update patient set self_test_until = null',
    finds: 'history',
  },
  {
    name: 'H37: packed results that are not those that stand',
    plant: `insert into packed_results select provider_id, episode_id, '' from inr_result limit 1;
      insert into nightly_run select provider_id, 'packed-results', '2026-11-22', '2026-11-22T00:05:00Z' from inr_result limit 1;
      update inr_result set entered_at = entered_at - interval '1 day'`,
    undo: `delete from packed_results; delete from nightly_run;
      update inr_result set entered_at = entered_at + interval '1 day'`,
    finds: 'history',
  },
  {
    name: 'H03, H37: a sent result that is on no list though nobody has looked at it',
    plant: `insert into sent_result (provider_id, id, system, identifier, content_hash, entry, received_by, received_at, in_hand)
      select provider_id, account_id, '', '', repeat('0', 64), '{}', account_id, now(), false from staff limit 1`,
    undo: 'delete from sent_result',
    finds: 'history',
  },
]

for (const { name, plant, undo, finds } of PLANTED) {
  test(`${name} is found`, () =>
    withFault(plant, undo, async () => {
      assert.ok((await faults()).includes(finds), `${finds} is not among ${await faults()}`)
    }))
}

test('what was planted is gone again', async () => {
  assert.deepEqual(await faults(), [])
})

test('D4.79, H15: the page of the newest dose is printed; one that was replaced only as a marked copy', async () => {
  const nurse = clinic.callerOf('nurse')
  const wanted = { decisionId, copyOfSuperseded: false }
  const printed = await dosePage(clinic.house, nurse, wanted)
  assert.equal(printed.kind, 'printed')

  const other = '0195e000-0000-7000-8000-000000000001'
  await withFault(
    `update episode set last_decision_id = '${other}'`,
    `update episode set last_decision_id = '${decisionId}'`,
    async () => {
      const refusal = await dosePage(clinic.house, nurse, wanted)
      assert.deepEqual(refusal.kind === 'refused' && refusal.status, 410)
      const copy = await dosePage(clinic.house, nurse, { ...wanted, copyOfSuperseded: true })
      assert.equal(copy.kind, 'printed')
    },
  )
})

test('D4.78: what is not saved has no page: there is nothing to print but a committed dose', async () => {
  const draft = { decisionId: newId(clinic.clock.now()), copyOfSuperseded: false }
  const refusal = await dosePage(clinic.house, clinic.callerOf('nurse'), draft)
  assert.equal(refusal.kind === 'refused' && refusal.status, 404)
  const mistyped = { decisionId: 'xyz', copyOfSuperseded: false }
  const none = await dosePage(clinic.house, clinic.callerOf('nurse'), mistyped)
  assert.equal(none.kind === 'refused' && none.status, 404)
})

test('H24: while treatment is suspended its last dose is neither printed nor told', async () => {
  const nurse = clinic.callerOf('nurse')
  await withFault(
    `update episode set phase = 'suspended', suspended_from = '2026-11-22', suspended_until = '2026-12-22'`,
    `update episode set phase = 'maintaining', suspended_from = null, suspended_until = null`,
    async () => {
      const page = await dosePage(clinic.house, nurse, { decisionId, copyOfSuperseded: false })
      assert.equal(page.kind, 'refused')
      const telling = { decisionId, how: 'handed-over' }
      const told = await recordTold.run(clinic.house, nurse, newId(clinic.clock.now()), telling)
      assert.ok(told.kind === 'refused' && told.findings[0]?.code === 'treatment-suspended')
    },
  )
})

test('a receptionist prints no dose page', async () => {
  const wanted = { decisionId, copyOfSuperseded: false }
  const refusal = await dosePage(clinic.house, clinic.callerOf('receptionist'), wanted)
  assert.deepEqual(refusal.kind === 'refused' && refusal.status, 403)
})

test('H29: the pack of a day is made by hand, and each evening once by itself', async () => {
  const receptionist = clinic.callerOf('receptionist')
  const key = newId(clinic.clock.now())
  const made = await makeClinicPack.run(clinic.house, receptionist, key, { on: '2027-02-15' })
  assert.ok(made.kind === 'done' && made.patients === 2, JSON.stringify(made))
  const sheets = await clinicPack(clinic.house, receptionist, made.packId)
  assert.ok(sheets.kind === 'sheets' && sheets.pdf.length > 1000)

  const packs = async () =>
    (await clinic.database.migratorPool.query('select 1 from clinic_pack')).rows.length
  const before = await packs()
  await makeNightlyPacks(clinic.house, 19)
  assert.equal(await packs(), before, 'it is nine in the morning')
  clinic.clock.set('2026-11-22T19:30:00.000Z')
  await makeNightlyPacks(clinic.house, 19)
  await makeNightlyPacks(clinic.house, 19)
  assert.equal(await packs(), before + 1)
})

/** What the pack of a day says, the words of each cell in order. */
async function packText(of: TestClinic): Promise<string> {
  const caller = of.callerOf('receptionist')
  const made = done(await makeClinicPack.run(of.house, caller, freshKey(of), { on: '2027-02-15' }))
  const sheets = await clinicPack(of.house, caller, made.packId)
  assert.ok(sheets.kind === 'sheets')
  return textOf(sheets.pdf)
    .map(({ text }) => text)
    .join(' ')
    .replace(/ +/g, ' ')
}

const MOBILE = { mobile: '07700 900123' }

async function dosedAlone(prefix: string, person: { readonly mobile?: string } = {}) {
  const own = await testClinic({ database: clinic.database, prefix })
  const nurse = own.callerOf('nurse')
  const at = await dosablePatient(own, {}, person)
  const { decisionId } = done(await accepted(own, nurse, { ...ROUTINE, patientId: at.patientId }))
  const newest = async () =>
    (await own.inTx((tx) => newestVisits(tx, at.episodeId, 1)))[0]?.id ?? ''
  return { own, nurse, ...at, decisionId, newest }
}

for (const isTold of [false, true]) {
  const what = isTold ? 'and what was told before' : 'and what was taken before'
  test(`H01, H29: the pack says that the INR of a dose is void, ${what}`, async () => {
    const { own, nurse, patientId, decisionId, newest } = await dosedAlone(`void-${isTold}-`)
    const telling = (of: string) => ({ decisionId: of, how: 'handed-over' })
    const tell = (of: string) => recordTold.run(own.house, nurse, freshKey(own), telling(of))
    done(await tell(decisionId))
    const second = await changeOn(own, patientId, '2026-12-20', '2.1')
    assert.match(await packText(own), /6 mg a day/)
    if (isTold) done(await tell(second))
    const wrong = { resultId: await newest(), wrongPatient: 'similar-name' }
    done(await recordWrongPatient.run(own.house, nurse, freshKey(own), wrong))
    const text = await packText(own)
    const said = isTold ? 'told before that: 6 mg a day' : 'before it: 5 mg a day'
    assert.ok(text.includes(`none: its INR is void; ${said}`), text)
    assert.equal(text.includes('6 mg a day'), isTold)
  })
}

test('H01, H16, H29: a dose whose text was sent was perhaps taken, answered or not: its INR void, it is the one before', async () => {
  const { own, nurse, patientId, episodeId, newest } = await dosedAlone('void-sent-', MOBILE)
  const decisionId = await changeOn(own, patientId, '2026-12-20', '2.1')
  const text = { decisionId, number: MOBILE.mobile }
  done(await recordTextSent.run(own.house, nurse, freshKey(own), text))
  const wrong = { resultId: await newest(), wrongPatient: 'similar-name' }
  done(await recordWrongPatient.run(own.house, nurse, freshKey(own), wrong))
  const said = await packText(own)
  assert.ok(said.includes('none: its INR is void; sent by text before that: 6 mg a day'), said)
  const [taken] = await own.inTx((tx) => newestDoses(tx, episodeId))
  assert.equal(taken?.id, decisionId)
})

test('H01, H29: of a void dose that nobody was told, with none before it, the pack prints no dose', async () => {
  const { own, nurse, newest } = await dosedAlone('only-void-')
  const wrong = { resultId: await newest(), wrongPatient: 'similar-name' }
  done(await recordWrongPatient.run(own.house, nurse, freshKey(own), wrong))
  const text = await packText(own)
  assert.match(text, /none: its INR is void/)
  assert.doesNotMatch(text, /mg a day/)
})

test('H05, H29: the pack prints no dose as in force over an earlier result that was entered after it', async () => {
  const { own, nurse, patientId } = await dosedAlone('overtaken-')
  own.clock.set('2026-11-27T09:00:00Z')
  const earlier = { identity: 'MH 1942', method: 'laboratory', fromNote: 'Discharge letter' }
  const measured = { inr: '3.4', inrAgain: '3.4', sampledOn: '2026-11-22' }
  const typed = { ...earlier, ...measured, patientId }
  done(await addEarlierResult.run(own.house, nurse, freshKey(own), typed))
  assert.match(await packText(own), /none decided since this INR; before it 5 mg a day/)
})

test('H02, H29: of whom there may be two records the pack prints no dose, and that nobody doses them', async () => {
  const { own, nurse, patientId } = await dosedAlone('linked-')
  const other = await own.addPatient({ nhs: { kind: 'none', reason: 'not-traced' } })
  const warning = /May be one person with another record: do not dose/
  assert.doesNotMatch(await packText(own), warning)
  const two = { patientId, other, keeps: 'this', reason: 'registered-twice', note: 'Same address' }
  done(await proposeLink.run(own.house, nurse, freshKey(own), two))
  const text = await packText(own)
  assert.match(text, warning)
  assert.match(text, /none from one of two records/)
  assert.doesNotMatch(text, /mg a day/)
})

test('H37: what is sealed in a session of another time zone, other styles and other forms of bytes is as the audit wrote it', async () => {
  const { own, decisionId } = await dosedAlone('zone-')
  const session = await clinic.database.migratorPool.connect()
  try {
    await session.query(`set timezone to 'Europe/London'`)
    await session.query(`set datestyle to 'German'; set bytea_output to 'escape'`)
    await session.query(
      `insert into told (provider_id, id, decision_id, patient_id, how, to_whom, by, at)
       select provider_id, gen_random_uuid(), id, patient_id, 'handed-over', 'patient', patient_id, '2026-07-01T09:00:00Z'
         from dose_decision where id = $1`,
      [decisionId],
    )
    await session.query('select seal_rows($1)', [own.providerId])
  } finally {
    session.release(true)
  }
  const found = await verify(own.pool, own.clock.now())
  const here = found.faults.filter(({ invariant }) => invariant === 'I9')
  assert.deepEqual(here, [])
})
