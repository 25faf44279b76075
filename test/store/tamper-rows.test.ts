import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { serverAddress } from '#test/database.ts'
import { oneOfEveryAbsence } from '#test/every-absence.ts'
import { recordStanding } from '#workflow/record-standing.ts'
import { suspendEpisode } from '#workflow/suspend-episode.ts'
import { takeTask } from '#workflow/take-task.ts'
import { verify } from '#workflow/verify.ts'
import { done, dosablePatient, freshKey } from './visit-desk.ts'

// A superuser edits, takes away and puts in rows of what was said and decided; keys and triggers do not stop one. Each is found (H37).

let clinic: TestClinic
let superuser: Client
before(async () => {
  clinic = await testClinic()
  await oneOfEveryAbsence(clinic)
  const address = new URL(await serverAddress())
  address.pathname = new URL(clinic.database.appUrl).pathname
  superuser = new Client({ connectionString: address.href })
  await superuser.connect()
  await superuser.query('set session_replication_role = replica')
  assert.deepEqual(await faults(), [], 'every row of the product names itself to its line')
  await rareRows()
  assert.deepEqual(await faults(), [])
})
after(async () => {
  await superuser.end()
  await clinic.drop()
})

const faults = async () =>
  (await verify(clinic.pool, clinic.clock.now())).faults
    .filter(({ invariant }) => invariant === 'I9' || invariant === 'history')
    .map(({ invariant, says }) => `${invariant}: ${says}`)

/** What the clinic has none of, as it would lie there; sealed as what the owner brings back. */
async function rareRows(): Promise<void> {
  const nurse = clinic.callerOf('nurse').accountId
  const of = `from (select e.* from episode e where e.provider_id = '${clinic.providerId}'
                    and e.reviewed_on is null order by e.id limit 1) e`
  await superuser.query(`
    insert into annual_review select e.provider_id, gen_random_uuid(), e.patient_id, e.id, 1, '2026-11-20', '{}', '[]',
      'continue', '', '2027-11-20', null, '${nurse}', now() ${of};
    update episode set reviewed_on = '2026-11-20' where id in (select episode_id from annual_review);
    insert into doac_told select provider_id, gen_random_uuid(), id, patient_id, 'letter', 'patient', '${nurse}', now() from doac_review limit 1;
    insert into paper_entry (provider_id, id, patient_id, episode_id, result_id, sheet, sampled_at, daily_ug, omit_days, from_on,
        next_test_on, decided_by, told_how, answers, proposed, proposed_now, doubts, entered_by, entered_at)
      select r.provider_id, gen_random_uuid(), r.patient_id, r.episode_id, r.id, '1', now(), 5000, 0, '2026-11-20', '2026-12-20',
        '${nurse}', 'read-back', '{}', '{}', '{}', '{}', '${nurse}', now() from inr_result r limit 1;
    insert into paper_check (provider_id, entry_id, outcome, reason, by, at)
      select provider_id, id, 'does-not-stand', 'Rang', '${nurse}', now() from paper_entry;
    select seal_rows('${clinic.providerId}')`)
}

/** The columns of a table that are not worked out. */
async function columnsOf(table: string): Promise<readonly string[]> {
  const { rows } = await superuser.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  )
  return rows.map(({ name }) => name)
}

async function found(table: string, tamper: string): Promise<readonly string[]> {
  const columns = (await columnsOf(table)).join(', ')
  await superuser.query('begin')
  await superuser.query(`create table kept_rows as select ${columns} from ${table}; commit`)
  try {
    const { rowCount } = await superuser.query(tamper)
    assert.ok((rowCount ?? 0) > 0, `nothing was done to ${table}`)
    return await faults()
  } finally {
    await superuser.query(`delete from ${table}`)
    await superuser.query(`insert into ${table} (${columns}) select ${columns} from kept_rows`)
    await superuser.query('drop table kept_rows')
  }
}

/** Of each table: what is edited, and what makes a copy of a row another one. */
const ROWS: Readonly<Record<string, { readonly edit: string; readonly copy: object }>> = {
  visit: { edit: `on_date = on_date - 1`, copy: { result_id: 'gen_random_uuid()' } },
  contact: { edit: `outcome = 'reached'`, copy: {} },
  annual_review: { edit: `decision_note = 'Well'`, copy: {} },
  doac_review: { edit: `answers = '{}'`, copy: { sequence: 'sequence + 7' } },
  doac_told: { edit: `how = 'read-back'`, copy: {} },
  reassessment_event: { edit: `flags = '{}'`, copy: {} },
  paper_entry: { edit: `daily_ug = daily_ug + 500`, copy: {} },
  paper_check: { edit: `outcome = 'stands'`, copy: { entry_id: 'gen_random_uuid()' } },
  task: { edit: `title = 'Nothing'`, copy: {} },
}

const onOne = (table: string) => `ctid = (select min(ctid) from ${table})`

for (const [table, { edit, copy }] of Object.entries(ROWS)) {
  test(`H37: an edit, a deletion and an insertion of a superuser in ${table} are each found`, async () => {
    const edited = await found(table, `update ${table} set ${edit} where ${onOne(table)}`)
    assert.match(edited.join('\n'), /I9: .* is not as this line of the audit wrote it/)

    const gone = await found(table, `delete from ${table} where ${onOne(table)}`)
    assert.match(gone.join('\n'), /I9: .* that this line of the audit wrote is gone/)

    const columns = await columnsOf(table)
    const other: Readonly<Record<string, string>> = {
      ...(columns.includes('id') && { id: 'gen_random_uuid()' }),
      ...copy,
    }
    const values = columns.map((column) => other[column] ?? column).join(', ')
    const put = await found(
      table,
      `insert into ${table} (${columns.join(', ')}) select ${values} from ${table} where ${onOne(table)}`,
    )
    assert.match(put.join('\n'), /I9: .* that no line of the audit wrote/)
    assert.deepEqual(await faults(), [], 'it is as it was')
  })
}

test('H17, H37: a task that a superuser puts back to open is found, whether it was taken or closed', async () => {
  const { rows } = await superuser.query<{ id: string }>(
    `select id from task where provider_id = $1 and state = 'open' and kind = 'referral' order by id limit 1`,
    [clinic.providerId],
  )
  const [task] = rows
  assert.ok(task)
  const prescriber = clinic.callerOf('prescriber')
  done(
    await takeTask.run(clinic.house, prescriber, freshKey(clinic), {
      taskId: task.id,
      version: '1',
    }),
  )
  assert.deepEqual(await faults(), [])
  const mine = `id = '${task.id}'`
  const untaken = `update task set state = 'open', taken_by = null, taken_at = null where ${mine}`
  assert.match((await found('task', untaken)).join(), /history: the current record differs/)

  await superuser.query(
    `update task set state = 'closed', closed_by = taken_by, closed_at = now(), closing_code = 'done' where ${mine};
     insert into task_event (provider_id, id, task_id, what, note, by, at)
     select provider_id, gen_random_uuid(), id, closing_code, null, closed_by, closed_at from task where ${mine};
     select seal_rows('${clinic.providerId}')`,
  )
  assert.deepEqual(await faults(), [])
  const open = `update task set state = 'taken', closed_by = null, closed_at = null, closing_code = null where ${mine}`
  assert.match((await found('task', open)).join(), /history: the current record differs/)
})

test('H24, H37: a day of death, the end of a pause and the end of a course that a superuser changes are found, in the head and in both', async () => {
  const lead = clinic.callerOf('clinical-lead')
  const [paused, died] = [await dosablePatient(clinic), await dosablePatient(clinic)]
  const pausing = { episodeId: paused.episodeId, version: '1' }
  done(
    await suspendEpisode.run(clinic.house, lead, freshKey(clinic), {
      ...pausing,
      reason: 'procedure',
      until: '2026-12-20',
    }),
  )
  done(
    await recordStanding.run(clinic.house, lead, freshKey(clinic), {
      patientId: died.patientId,
      version: '1',
      standing: 'deceased',
      on: '2026-11-21',
    }),
  )
  assert.deepEqual(await faults(), [])
  for (const [table, history, owner, column, id] of [
    ['episode', 'episode_version', 'episode_id', 'suspended_until', paused.episodeId],
    ['episode', 'episode_version', 'episode_id', 'ended_on', died.episodeId],
    ['patient', 'patient_version', 'patient_id', 'died_on', died.patientId],
  ] as const) {
    const head = `update ${table} set ${column} = ${column} + 9 where id = '${id}' and ${column} is not null`
    assert.match((await found(table, head)).join(), /history: the current record differs/, column)
    const both = `update ${history} set ${column} = ${column} + 9 where ${owner} = '${id}' and ${column} is not null`
    assert.match((await found(history, both)).join('\n'), /I9: .* is not as this line/, column)
  }
})
