import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { MIGRATOR_ROLE } from '#store/embedded/connections.ts'
import { migrate, readMigrations } from '#store/migrate.ts'
import { serverAddress, testDatabase } from '#test/database.ts'

// A site that gave heparin before there was a limit: the migration that brings it takes what stands there as it is.

const NAME = `evenkeel_test_${randomBytes(6).toString('hex')}`
const all = readMigrations()
const at = all.findIndex(({ name }) => name === 'heparin-beside-another')

let drop: () => Promise<void>
let clinic: Client
let migratorUrl: string

async function connected(url: URL): Promise<Client> {
  const client = new Client({ connectionString: url.href })
  await client.connect()
  return client
}

before(async () => {
  const roles = await testDatabase()
  const server = new URL(await serverAddress())
  const superuser = await connected(server)
  await superuser.query(`create database ${NAME} owner ${MIGRATOR_ROLE}`)
  const database = new URL(server)
  database.pathname = `/${NAME}`
  clinic = await connected(database)
  database.username = MIGRATOR_ROLE
  migratorUrl = database.href
  drop = async () => {
    await clinic.end()
    await superuser.query(`drop database ${NAME} with (force)`)
    await superuser.end()
    await roles.drop()
  }
  await migrate(migratorUrl, all.slice(0, at))
  await peopleOfThen()
})
after(() => drop())

type Given = { readonly who: string; readonly beside: string; readonly stopOn: string }
const GIVEN: readonly Given[] = [
  { who: 'within', beside: 'warfarin', stopOn: '2026-12-18' },
  { who: 'a year', beside: 'warfarin', stopOn: '2027-11-20' },
  { who: 'beside a DOAC', beside: 'apixaban', stopOn: '2026-12-01' },
]

/** Everybody's heparin began on 20 November 2026; rows are written as they are, without the provider they would have. */
async function peopleOfThen(): Promise<void> {
  await clinic.query('begin; set local session_replication_role = replica')
  for (const { who, beside, stopOn } of GIVEN) {
    await clinic.query(
      `with person as (
         insert into patient (provider_id, id, version, standing, family_name, given_name, date_of_birth, sex,
                              nhs_absent_reason, search_name, housebound, details, recorded_by, recorded_at)
         values (gen_random_uuid(), gen_random_uuid(), 1, 'live', $1, 'Ann', '1950-01-01', 'female', 'overseas', $1,
                 false, '{}', gen_random_uuid(), now())
         returning provider_id, id, recorded_by)
       insert into episode (provider_id, id, patient_id, version, phase, standing, bridging, medicine, indication,
                            target_tenths, low_tenths, high_tenths, started_on, stop_on, plan, risk, recorded_by, recorded_at)
       select provider_id, gen_random_uuid(), id, 1, 'maintaining', 'confirmed', bridging, medicine, 'pulmonary-embolism',
              25, 20, 30, '2026-11-20', stop_on, '{}', 0, recorded_by, now()
         from person, (values (false, $2::text, null::date), (true, 'heparin', $3::date)) course (bridging, medicine, stop_on)`,
      [who, beside, stopOn],
    )
  }
  await clinic.query('commit')
}

test('H18: an upgrade fails nobody: heparin beyond the new limit keeps its last day and no later one, with a task each', async () => {
  const outcome = await migrate(migratorUrl, all.slice(0, at + 1))
  assert.equal(
    outcome.kind === 'migrated' ? outcome.applied.join() : outcome,
    'heparin-beside-another',
  )
  const { rows } = await clinic.query(
    `select p.family_name as who, to_char(e.stop_on, 'YYYY-MM-DD') as "stopOn",
            to_char(e.bridge_kept_until, 'YYYY-MM-DD') as "keptUntil", t.title, t.state,
            to_char(t.due_at at time zone 'Europe/London', 'YYYY-MM-DD HH24:MI') as due, v.what
       from episode e join patient p on p.id = e.patient_id
       join task t on t.episode_id = e.id and t.kind = 'bridging' and t.for_whom = 'prescriber'
       join task_event v on v.task_id = t.id
      where e.bridging order by e.stop_on`,
  )
  const opened = { state: 'open', what: 'opened' }
  const title = (on: string) => `Two anticoagulants: heparin stops by ${on}`
  assert.deepEqual(rows, [
    {
      who: 'beside a DOAC',
      stopOn: '2026-12-01',
      keptUntil: '2026-12-01',
      title: title('01-Dec-2026'),
      ...opened,
      due: '2026-12-01 18:00',
    },
    {
      who: 'within',
      stopOn: '2026-12-18',
      keptUntil: null,
      title: title('18-Dec-2026'),
      ...opened,
      due: '2026-12-18 18:00',
    },
    {
      who: 'a year',
      stopOn: '2027-11-20',
      keptUntil: '2027-11-20',
      title: title('20-Nov-2027'),
      ...opened,
      due: '2027-11-20 18:00',
    },
  ])
})

test('H18: after the upgrade what was longer is shortened or ended, and never moved to a later day', async () => {
  const set = async (stopOn: string, change: string): Promise<string> => {
    try {
      const { rowCount } = await clinic.query(
        `update episode set ${change} where bridging and stop_on = $1`,
        [stopOn],
      )
      return `${rowCount}`
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  assert.match(await set('2027-11-20', `stop_on = '2027-11-21'`), /episode_bridge_is_short/)
  assert.match(await set('2026-12-18', `stop_on = '2026-12-19'`), /episode_bridge_is_short/)
  assert.equal(await set('2027-11-20', `risk = 1`), '1')
  assert.equal(await set('2027-11-20', `stop_on = '2026-12-10'`), '1')
  const ended = `phase = 'ended', ended_on = '2026-12-01', ended_reason = 'course-complete'`
  assert.equal(await set('2026-12-01', ended), '1')
})

test('H18: tables whose rows the upgrade writes have their row-level security forced again', async () => {
  const { rows } = await clinic.query(
    `select relname from pg_class where relname in ('episode', 'task', 'task_event') and relforcerowsecurity order by 1`,
  )
  assert.deepEqual(rows, [{ relname: 'episode' }, { relname: 'task' }, { relname: 'task_event' }])
})
