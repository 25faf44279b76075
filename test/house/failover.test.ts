import assert from 'node:assert/strict'
import { chmodSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { APP_ROLE, DATABASE } from '#store/embedded/connections.ts'
import { addressNow } from '#store/hosts.ts'
import { migrate } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'
import { testClinic } from '#test/clinic.ts'
import { onDatabaseOf } from '#test/crash/crash-site.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { scratchFolder } from '#test/scratch.ts'
import { eventually } from './apps.ts'
import { type Server, twoServers } from './standby.ts'

// A database with a standby, and an address that names both: the one that is writable is found again after the other was killed, promoted
// or brought back, and nobody loses what was acknowledged or typed.

let primary: Server
let standby: Server
let address: string
let clinic: ServedClinic
let administrator: Visitor

before(async () => {
  const [first, second] = [scratchFolder('primary'), scratchFolder('standby')]
  for (const folder of [first, second]) chmodSync(folder, 0o711)
  const made = await onDatabaseOf(first, async (database, server) => {
    const migrated = await migrate(server.migratorUrl)
    assert.equal(migrated.kind, 'migrated')
    return await testClinic({ database })
  })
  ;[primary, standby] = await twoServers(first, second)
  // The standby stands first, so that it is not the order that finds the other.
  address = `postgres://${APP_ROLE}@${standby.host},${primary.host}/${DATABASE}`
  const pool = openPool(address)
  const drop = async () => {
    await pool.end()
    await Promise.all([primary.remove(), standby.remove()])
  }
  clinic = await servedClinic({ clinic: { ...made, pool, house: { ...made.house, pool }, drop } })
  administrator = await signedInAs(clinic, 'system-administrator')
})
after(() => clinic.close())

const ADD = '/service/staff/add'

async function typedPerson(username: string): Promise<Record<string, string>> {
  const { text } = await administrator.get(ADD)
  return {
    csrf: hiddenField(text, 'csrf'),
    'request-key': hiddenField(text, 'request-key'),
    username,
    name: 'Ann ODea',
    role: 'receptionist',
    level: 'none',
    dosing: 'none',
  }
}

const accountsAt = async (server: Server) =>
  (await server.ask(`select username from account where username like '%.it' order by 1`)).map(
    ({ username }) => username,
  )

test('of two servers the one that takes changes is written to; it dies, the other is read and then written to; an old one that comes back is not', async () => {
  const saved = await administrator.post(ADD, await typedPerson('before.it'))
  assert.equal(saved.status, 200)
  assert.deepEqual(await accountsAt(primary), ['before.it'])
  assert.equal(await addressNow(address), address.replace(`${standby.host},`, ''))

  const typed = await typedPerson('while.it')
  primary.signal('SIGKILL')
  const refused = await eventually(async () => {
    const answer = await administrator.post(ADD, typed)
    assert.match(answer.text, /takes\s+no changes/)
    return answer
  })
  assert.equal(refused.status, 503)
  assert.match(refused.text, /What you sent is not saved/)
  for (const [name, value] of Object.entries(typed)) {
    assert.ok(refused.text.includes(`name="${name}" value="${value}"`), name)
  }
  const read = await administrator.get('/service/staff')
  assert.equal(read.status, 200)
  assert.match(read.text, /Evenkeel can be read, and nothing can be saved/)

  await standby.ask('select pg_promote()')
  await eventually(async () => assert.equal((await administrator.post(ADD, typed)).status, 200))
  assert.equal((await administrator.post(ADD, typed)).status, 200)
  assert.deepEqual(await accountsAt(standby), ['before.it', 'while.it'])
  assert.doesNotMatch((await administrator.get('/service/staff')).text, /nothing can be saved/)

  // As if somebody had started the dead one by hand: it takes changes too, and knows of no promotion.
  await primary.start()
  assert.equal(await addressNow(address), address.replace(`,${primary.host}`, ''))
  await lookedAtTwice(primary)
  assert.equal((await administrator.post(ADD, await typedPerson('after.it'))).status, 200)
  assert.deepEqual(await accountsAt(standby), ['after.it', 'before.it', 'while.it'])

  standby.signal('SIGKILL')
  await eventually(async () => {
    const answer = await administrator.get('/service/staff')
    assert.equal(answer.status, 503, 'a record from before the promotion is not shown either')
  })
  await standby.start()
  await eventually(async () =>
    assert.equal((await administrator.post(ADD, await typedPerson('at.last'))).status, 200),
  )
})

/** Waits until the application has looked at a server twice more: each look is a session there, and so is each question asked here. */
async function lookedAtTwice(server: Server): Promise<void> {
  const before = await sessionsOf(server)
  let asked = 1
  await eventually(async () => {
    asked += 1
    assert.ok((await sessionsOf(server)) >= before + asked + 2)
  })
}

async function sessionsOf(server: Server): Promise<number> {
  const [row] = await server.ask(
    `select sessions::int as n from pg_stat_database where datname = current_database()`,
  )
  return Number(row?.['n'])
}
