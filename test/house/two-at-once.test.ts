import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { addAlarmShown } from '#store/alarms-shown.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { freePort } from '#test/free-port.ts'
import { completeSignIn } from '#test/http/authenticator.ts'
import { type Answer, hiddenField, Visitor } from '#test/http/served-clinic.ts'
import { scratchFolder } from '#test/scratch.ts'
import { newId } from '#workflow/new-id.ts'
import { type Application, ended, heard, startApplication } from './application.ts'
import { eventually, killed } from './apps.ts'

// Two processes serve one database, as behind a balancer: what one knows, the other knows; what happens by itself happens once;
// and one of them leaves while somebody saves.

/** The server of the tests asks for none, and whoever reads the environment of a process must not find it. */
const PASSWORD_OF_THE_ROLE = 'kept-in-a-file-alone'

type Process = {
  readonly child: Application
  readonly end: Promise<number | null>
  readonly url: string
  readonly metrics: string
}

let clinic: TestClinic
let folder: string
let first: Process
let second: Process
let visitor: Visitor

async function process(): Promise<Process> {
  const port = await freePort()
  const child = startApplication({
    DATABASE_URL_FILE: join(dirname(folder), 'database-url'),
    EVENKEEL_INSTALLATION: 'live',
    EVENKEEL_DATA: folder,
    EVENKEEL_ANCHORS: 'none',
    EVENKEEL_METRICS_PORT: String(port),
    EVENKEEL_DRAIN_SECONDS: '1',
  })
  const said = await heard(child.stdout, /is open at .*\n/)
  child.stdout.resume()
  const url = /Evenkeel is open at (\S+)/.exec(said)?.[1] ?? assert.fail(said)
  return { child, end: ended(child), url, metrics: `http://127.0.0.1:${port}/metrics` }
}

before(async () => {
  clinic = await testClinic({ installation: 'live' })
  folder = join(scratchFolder('two'), 'var')
  const { appUrl } = clinic.database
  const url = appUrl.replace('@', `:${PASSWORD_OF_THE_ROLE}@`)
  assert.notEqual(url, appUrl)
  writeFileSync(join(dirname(folder), 'database-url'), `${url}\n`, { mode: 0o600 })
  await leaveAlarmUnsaved()
  ;[first, second] = await Promise.all([process(), process()])
  visitor = new Visitor(first.url)
  await visitor.signIn(clinic.usernameOf('system-administrator'))
  await completeSignIn(visitor, clinic.usernameOf('system-administrator'))
})
after(async () => {
  await Promise.all([killed(first.child), killed(second.child)])
  await clinic.drop()
  rmSync(dirname(folder), { recursive: true, force: true })
})

/** An alarm that a page showed an hour ago, and for which nothing was saved: a task is to be made of it, once. */
async function leaveAlarmUnsaved(): Promise<void> {
  const patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId)
  const at = clinic.clock.now()
  const iso = (minutes: number) => new Date(at + minutes * 60_000).toISOString()
  await clinic.inTx((tx) =>
    addAlarmShown(tx, {
      id: newId(at),
      patientId,
      episodeId,
      inr: '9.1',
      title: 'INR above 8',
      forWhom: 'authoriser',
      by: clinic.callerOf('nurse').accountId,
      at: iso(0),
      dueAt: iso(-1),
    }),
  )
}

const rowsOf = async (sql: string) => (await clinic.database.migratorPool.query(sql)).rows

/** The same person at the other process: the cookie goes where the balancer sends it. */
function elsewhere(): Visitor {
  const there = new Visitor(second.url)
  there.cookie = visitor.cookie
  return there
}

const ADD = '/service/staff/add'
const somebody = (page: Answer, username: string) => ({
  csrf: hiddenField(page.text, 'csrf'),
  'request-key': hiddenField(page.text, 'request-key'),
  username,
  name: 'Robin Ashworth',
  role: 'receptionist',
  level: 'none',
  dosing: 'none',
})

test('a session that began at one process is known at the other, and the form of one is saved by the other, once', async () => {
  const there = elsewhere()
  assert.match((await there.get('/account')).text, /Test system-administrator/)
  const form = somebody(await visitor.get(ADD), 'saved.once')
  const [here, also] = await Promise.all([visitor.post(ADD, form), there.post(ADD, form)])
  assert.deepEqual([here.status, also.status], [200, 200])
  const found = await rowsOf("select count(*)::int as n from account where username = 'saved.once'")
  assert.deepEqual(found, [{ n: 1 }])
})

test('H17: what happens by itself happens once, whichever process is first, and each finds the night done', async () => {
  for (const { metrics } of [first, second]) {
    await eventually(async () => {
      const text = await (await fetch(metrics)).text()
      for (const job of [
        'alarms not saved',
        'poor control',
        'results packed',
        'messages to send',
      ]) {
        assert.match(text, new RegExp(`^evenkeel_job_last_success.*work="${job}"`, 'm'))
      }
    })
  }
  assert.deepEqual(
    await rowsOf(`select (select count(*) from task where kind = 'alarm-unsaved')::int as tasks,
      (select count(*) from audit_line where line like '%find-unsaved-alarms%')::int as lines`),
    [{ tasks: 1, lines: 1 }],
  )
})

test('a save that is under way when a process is told to stop is answered and is there; the balancer is told first', async (t) => {
  const form = somebody(await visitor.get(ADD), 'saved.at.the.end')
  const ready = `${first.url}/health/ready`
  assert.equal((await fetch(ready)).status, 200)
  const holder = await clinic.database.migratorPool.connect()
  t.after(() => holder.release(true))
  await holder.query('begin')
  await holder.query('lock table account in share mode')
  const saving = visitor.post(ADD, form)
  await eventually(async () => {
    const waiting =
      'select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())'
    assert.equal((await rowsOf(waiting)).length, 1)
  })
  first.child.kill('SIGTERM')
  const leaving = await eventually(async () => {
    const answer = await fetch(ready)
    assert.equal(answer.status, 503)
    return answer
  })
  assert.deepEqual(await leaving.json(), { status: 'not-ready', reasons: ['leaving'] })
  assert.equal((await visitor.get('/account')).status, 200)
  await eventually(() => assert.rejects(fetch(ready), /fetch failed/))
  assert.equal(first.child.exitCode, null)
  await holder.query('commit')
  assert.equal((await saving).status, 200)
  const saved = "select count(*)::int as n from account where username = 'saved.at.the.end'"
  assert.deepEqual(await rowsOf(saved), [{ n: 1 }])
  assert.equal(await first.end, 0)
  assert.equal((await elsewhere().get('/account')).status, 200)
})

/** What every process that serves this folder was started with, as another process of the account reads it. */
function environments(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/environ`, 'utf8')]
      } catch {
        return []
      }
    })
    .filter((text) => text.includes(`EVENKEEL_DATA=${folder}\0`))
}

test('SR-62: a product whose secrets come from files has none of them in the environment of any of its processes', () => {
  const found = environments()
  assert.ok(found.length > 0)
  for (const text of found) {
    assert.match(text, /DATABASE_URL_FILE=/)
    assert.ok(!text.includes(PASSWORD_OF_THE_ROLE))
  }
})
