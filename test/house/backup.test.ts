import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import { passphraseFrom } from '#cli/backup-passphrase.ts'
import { readConfig } from '#src/config.ts'
import { needsSpace } from '#store/backup/copies-folder.ts'
import { attachOrStart, type EmbeddedPostgres } from '#store/embedded/embedded-postgres.ts'
import { layoutOf, restoringCluster } from '#store/embedded/layout.ts'
import { stopPostmaster } from '#store/embedded/postmaster.ts'
import { openPool } from '#store/pool.ts'
import { scratchFolder } from '#test/scratch.ts'
import { backUp, backUpLog, checkBackup, restoreBackup, type ToBackUp } from '#workflow/back-up.ts'
import { openHouse } from '#workflow/open-house.ts'

// One served cluster with a table of its own, copied while it is written to. Everything else is done to copies of that copy.

const PASSPHRASE = 'a passphrase of the practice'
const SECRET_WORDS = 'MARGARETHARGREAVES'
const HOUSE = join(import.meta.dirname, '../..')

let root: string
let server: EmbeddedPostgres
let pool: Pool
let asked: ToBackUp
/** When each row was acknowledged. */
const acknowledged: string[] = []

const at = (name: string) => join(root, name)
const never = new AbortController().signal
const soon = () => wait(5)

async function save(): Promise<void> {
  await pool.query('insert into saved (words) values ($1)', [SECRET_WORDS.repeat(20)])
  // The time of a commit has more digits than the one that is asked for.
  await soon()
  acknowledged.push(new Date(Date.now()).toISOString())
  await soon()
}

before(async () => {
  root = scratchFolder('backup')
  chmodSync(root, 0o711)
  server = await attachOrStart(at('data'))
  pool = openPool(server.migratorUrl)
  await pool.query(
    'create table saved (n int primary key generated always as identity, words text)',
  )
  asked = {
    dataFolder: at('data'),
    journal: at('data/journal'),
    to: at('copies'),
    passphrase: PASSPHRASE,
  }
  let isCopying = true
  const saving = (async () => {
    while (isCopying) await save()
  })()
  const done = await backUp(asked)
  isCopying = false
  await saving
  assert.equal(done.kind, 'backed-up')
})

after(async () => {
  await pool.end()
  await server.stop()
  for (const folder of readdirSync(root)) await stopPostmaster(layoutOf(at(folder)))
  rmSync(root, { recursive: true, force: true })
})

const refusalOf = (answer: { kind: string; message?: string }) => {
  assert.equal(answer.kind, 'refused')
  return answer.message ?? ''
}

let copies = 0
/** A copy of the copies, to be spoiled. */
function spoiled(spoil: (folder: string) => void): string {
  copies += 1
  const folder = at(`copies-${copies}`)
  cpSync(at('copies'), folder, { recursive: true })
  spoil(folder)
  return folder
}

const checked = async (folder: string) => refusalOf(await checkBackup(folder, PASSPHRASE))
const firstOf = (folder: string, pattern: string) => {
  const [found = ''] = globSync(pattern, { cwd: folder }).sort()
  return join(folder, found)
}

const lastOf = (folder: string, pattern: string) =>
  join(folder, globSync(pattern, { cwd: folder }).sort().at(-1) ?? '')

async function restored(into: string, until: string | undefined): Promise<number> {
  const from = at('copies')
  const done = await restoreBackup({ from, into: at(into), until, journal: undefined }, PASSPHRASE)
  assert.ok(done.kind === 'restored', JSON.stringify(done))
  assert.equal(done.timeline, 2, 'the restored database goes on in a timeline of its own')
  const there = await attachOrStart(at(into))
  const reader = openPool(there.migratorUrl)
  const { rows } = await reader.query('select count(*)::int as count from saved')
  await reader.end()
  await there.stop()
  return rows[0].count
}

test('H28: a backup of a database that is written to is restored to any moment after it, to the row', async () => {
  const between = acknowledged.length + 5
  for (let row = 0; row < 10; row += 1) await save()
  const copied: number[] = []
  const done = await backUpLog(asked, { everySeconds: undefined, stop: never }, (round) =>
    copied.push(round.copied),
  )
  assert.deepEqual([done.kind, copied], ['ended', [1]])
  assert.equal(await restored('to-a-moment', acknowledged[between - 1]), between)
  assert.equal(await restored('to-the-end', undefined), acknowledged.length)
})

test('H28: the log is copied again and again until it is told to stop, and nothing twice', async () => {
  const stopping = new AbortController()
  const copied: number[] = []
  await save()
  await backUpLog(asked, { everySeconds: 1, stop: stopping.signal }, (round) => {
    copied.push(round.copied)
    if (copied.length === 2) stopping.abort()
  })
  assert.deepEqual(copied, [1, 0])
})

test('a backup holds nothing that can be read without its passphrase', () => {
  const files = globSync('**/*', { cwd: at('copies') }).filter((path) => path.includes('.'))
  assert.ok(files.length > 1000)
  for (const path of globSync('**/*.{sealed,json}', { cwd: at('copies') })) {
    assert.ok(!readFileSync(join(at('copies'), path)).includes(SECRET_WORDS), path)
  }
})

test('a check reads every file again: one byte that differs, one that is gone, one in the place of another is named', async () => {
  assert.equal((await checkBackup(at('copies'), PASSPHRASE)).kind, 'sound')
  const bit = spoiled((folder) => {
    const file = firstOf(folder, 'base-*/files/base/1/*.sealed')
    const content = readFileSync(file)
    const middle = content.length - 20
    content[middle] = (content[middle] ?? 0) ^ 1
    writeFileSync(file, content)
  })
  assert.match(await checked(bit), /files\/base\/1\/\S+ is damaged/)
  const gone = spoiled((folder) => rmSync(firstOf(folder, 'base-*/files/base/1/*.sealed')))
  assert.match(await checked(gone), /files\/base\/1\/\S+ is missing/)
  const log = spoiled((folder) => rmSync(lastOf(folder, 'wal/*.sealed')))
  assert.match(await checked(log), /wal\/\S+ is missing/)
  const swapped = spoiled((folder) => {
    const [one = '', other = ''] = globSync('wal/*.sealed', { cwd: folder }).sort().toReversed()
    renameSync(join(folder, one), join(folder, other))
    cpSync(join(folder, other), join(folder, one))
  })
  assert.match(
    await checked(swapped),
    /wal\/\S+ is damaged or is not the file that was sealed here/,
  )
})

test('a damaged copy is never restored: the folder holds nothing that starts', async () => {
  const from = spoiled((folder) =>
    writeFileSync(firstOf(folder, 'base-*/files/base/1/*.sealed'), 'EVKSEAL1'),
  )
  const into = at('from-damaged')
  const asking = { from, into, until: undefined, journal: undefined }
  assert.match(refusalOf(await restoreBackup(asking, PASSPHRASE)), /is damaged/)
  assert.ok(!existsSync(layoutOf(into).cluster))
  await assert.rejects(attachOrStart(into), /was not finished/)
})

test('a backup and a restore that cannot be done are refused in words, and nothing is changed', async () => {
  const restoring = {
    from: at('copies'),
    into: at('refused'),
    until: undefined,
    journal: undefined,
  }
  const wrong = 'another passphrase altogether'
  for (const [answer, says] of [
    [await backUp({ ...asked, to: at('not-mounted/copies') }), /Nothing can be written in/],
    [await backUp({ ...asked, passphrase: wrong }), /not the passphrase/],
    [await backUp({ ...asked, dataFolder: at('nowhere') }), /There is no database in/],
    [await checkBackup(at('copies'), wrong), /not the passphrase/],
    [await checkBackup(at('data'), PASSPHRASE), /holds no backup/],
    [await restoreBackup(restoring, wrong), /not the passphrase/],
    [await restoreBackup({ ...restoring, into: at('data') }, PASSPHRASE), /is not empty/],
    [
      await restoreBackup({ ...restoring, until: '2999-01-01T00:00:00.000Z' }, PASSPHRASE),
      /The copies reach/,
    ],
    [
      await restoreBackup({ ...restoring, until: '2020-01-01T00:00:00.000Z' }, PASSPHRASE),
      /is earlier/,
    ],
  ] as const) {
    assert.match(refusalOf(answer), says)
  }
  assert.ok(!existsSync(at('refused')))
  assert.ok(!existsSync(at('nowhere')))
  assert.throws(() => needsSpace(root, Number.MAX_SAFE_INTEGER), /MiB free and up to .* are needed/)
})

test('a passphrase comes from a file that others cannot read, or from the environment, and is not short', () => {
  mkdirSync(at('keys'))
  const file = at('keys/key')
  writeFileSync(file, `${PASSPHRASE}\n`, { mode: 0o600 })
  const from = (variables: Record<string, string>) => {
    const read = passphraseFrom(variables)
    return read.kind === 'refused' ? read.message : read.passphrase
  }
  assert.equal(from({ EVENKEEL_BACKUP_KEY_FILE: file }), PASSPHRASE)
  assert.equal(from({ EVENKEEL_BACKUP_KEY: PASSPHRASE }), PASSPHRASE)
  assert.match(from({}), /never written in the clear/)
  assert.match(from({ EVENKEEL_BACKUP_KEY: 'fifteen letters' }), /fewer than 16/)
  assert.match(from({ EVENKEEL_BACKUP_KEY_FILE: at('keys/none') }), /is not there/)
  chmodSync(file, 0o644)
  assert.match(from({ EVENKEEL_BACKUP_KEY_FILE: file }), /chmod 600/)
})

const program = (args: readonly string[], env: Record<string, string>) =>
  spawn(process.execPath, [join(HOUSE, 'src/cli/main.ts'), ...args], {
    env: { ...process.env, EVENKEEL_BACKUP_KEY: PASSPHRASE, ...env },
    stdio: 'ignore',
  })

test('H28: a restore that is killed leaves nothing that starts, and says so', async () => {
  const into = at('killed')
  const child = program(['restore', '--from', at('copies'), '--into', into], {})
  const gone = once(child, 'exit')
  while (child.exitCode === null && !existsSync(join(restoringCluster(layoutOf(into)), 'base'))) {
    await wait(2)
  }
  child.kill('SIGKILL')
  await gone
  assert.ok(!existsSync(layoutOf(into).cluster))
  const read = readConfig({ EVENKEEL_DATA: into })
  assert.ok(read.kind === 'config')
  const opened = await openHouse(read.config, 'application')
  assert.ok(opened.kind === 'refused')
  assert.match(opened.messages.join(), /was not finished, so nothing is started from it/)
})

test('a backup asked wrongly is not made', async () => {
  for (const args of [
    ['backup'],
    ['backup', '--to'],
    ['backup', '--to', at('x'), '--every', '5'],
    ['backup', '--to', at('x'), '--check', at('x')],
    ['restore', '--into', at('x')],
  ]) {
    const [exit] = await once(program(args, {}), 'exit')
    assert.equal(exit, 2, args.join(' '))
  }
  const [exit] = await once(
    program(['backup', '--to', at('x')], {
      DATABASE_URL: 'postgres://evenkeel_app@localhost/evenkeel',
    }),
    'exit',
  )
  assert.equal(exit, 1, 'a server of somebody else is not copied')
  assert.ok(!existsSync(at('x')))
})
