import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, beforeEach, test } from 'node:test'
import { askedToBackUp } from '#cli/backup-args.ts'
import {
  basesIn,
  sealedIn,
  sealedPath,
  walName,
  writableFolder,
  writeManifest,
  writeReach,
} from '#store/backup/copies-folder.ts'
import { keyFor } from '#store/backup/passphrase.ts'
import { pruneCopies } from '#store/backup/prune.ts'
import { seal } from '#store/backup/sealed-file.ts'
import { segmentName } from '#store/backup/segments.ts'
import { scratchFolder } from '#test/scratch.ts'
import { pruneBackup } from '#workflow/back-up.ts'

// Folders of copies that are made up: a whole copy each midnight, and four segments of log a day.

const PASSPHRASE = 'a passphrase of the practice'
const BY_DAY = 4
let root: string
let folder: string
let key: Buffer

before(async () => {
  root = scratchFolder('prune')
  folder = join(root, 'copies')
  writableFolder(folder)
  key = await keyFor(folder, PASSPHRASE)
})
after(() => rmSync(root, { recursive: true, force: true }))
beforeEach(() => {
  for (const name of readdirSync(folder)) {
    if (name !== 'key.json') rmSync(join(folder, name), { recursive: true })
  }
  writableFolder(folder)
})

const midnight = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`
const baseOf = (day: number) => `base-202611${String(day).padStart(2, '0')}T000000000Z`
const segmentOf = (day: number, timeline = 1) => segmentName(timeline, BigInt(day * BY_DAY))
const lsnOf = (day: number) => `0/${(day * BY_DAY * 2 ** 24 + 40).toString(16).toUpperCase()}`

async function copyOf(day: number, lsn = lsnOf(day)) {
  mkdirSync(join(folder, baseOf(day), 'files'), { recursive: true })
  const manifest = {
    format: 1 as const,
    systemId: '7',
    postgres: '18.1',
    migrations: 1,
    timeline: 1,
    startLsn: lsn,
    stopLsn: lsn,
    startedAt: midnight(day),
    takenAt: midnight(day),
    label: '',
    folders: [],
    files: [],
    journal: '/var/lib/evenkeel-journal',
  }
  await writeManifest(folder, key, baseOf(day), baseOf(day), manifest)
}

const logFile = (name: string) => writeFileSync(sealedPath(folder, walName(name)), '')

/** Copies of the days from one to another, their log, and how far it goes: to noon of the last of them. */
async function copiesOf(first: number, last: number) {
  for (let day = first; day <= last; day += 1) {
    await copyOf(day)
    for (let part = 0; part < BY_DAY; part += 1) {
      logFile(segmentName(1, BigInt(day * BY_DAY + part)))
    }
  }
  const noon = midnight(last).replace('T00', 'T12')
  const reach = { systemId: '7', timeline: 1, segment: segmentOf(last), lsn: lsnOf(last) }
  await writeReach(folder, key, { ...reach, checkedAt: noon, committedAt: noon })
}

const daysKept = () => basesIn(folder).map((base) => Number(base.slice(11, 13)))
const prune = (days: number, least = 1) =>
  pruneCopies(folder, key, basesIn(folder).at(-1) ?? '', { days, least })

test('any moment of the days that are kept can still be restored: the newest copy before them stays', async () => {
  await copiesOf(1, 10)
  const pruned = await prune(3)
  // It reaches to noon of the 10th, so three days are from noon of the 7th, which is restored from the copy of that midnight.
  assert.deepEqual(daysKept(), [7, 8, 9, 10])
  assert.deepEqual(pruned.removed, [1, 2, 3, 4, 5, 6].map(baseOf))
  assert.deepEqual([pruned.from, pruned.until], [midnight(7), '2026-11-10T12:00:00.000Z'])
})

test('no log goes that a copy which stays needs, and all that none of them needs', async () => {
  await copiesOf(1, 10)
  logFile('00000002.history')
  const { segments } = await prune(3)
  const log = sealedIn(folder, 'wal')
  assert.equal(segments, 6 * BY_DAY)
  assert.equal(log.length, 4 * BY_DAY + 1)
  assert.equal(log[0], segmentOf(7))
  assert.ok(log.includes('00000002.history'), 'which timelines there were stays')
})

test('after a restore to an earlier time a newer copy may need older log: it stays', async () => {
  await copiesOf(1, 9)
  await copyOf(10, lsnOf(5))
  await prune(1, 3)
  assert.deepEqual(daysKept(), [8, 9, 10])
  assert.equal(sealedIn(folder, 'wal')[0], segmentOf(5))
})

test('the fewest copies that are asked for stay whatever their age, and so does the one that is sound', async () => {
  await copiesOf(1, 10)
  await prune(1, 6)
  assert.deepEqual(daysKept(), [5, 6, 7, 8, 9, 10])
  await pruneCopies(folder, key, baseOf(6), { days: 1, least: 1 })
  assert.deepEqual(daysKept(), [6, 9, 10])
  const all = await prune(3650, 1)
  assert.deepEqual([all.removed, all.segments, all.kept], [[], 0, 3])
})

test('a backup that stopped long ago loses nothing to the calendar: days count from how far the copies reach', async () => {
  await copiesOf(1, 3)
  const { removed } = await prune(3)
  assert.deepEqual(removed, [])
})

test('a pruning that was interrupted is ended by the next', async () => {
  await copiesOf(9, 10)
  mkdirSync(join(folder, `${baseOf(1)}.going`, 'files'), { recursive: true })
  logFile(segmentOf(1))
  const { removed, segments } = await prune(30)
  assert.deepEqual([removed, segments], [[], 1])
  assert.ok(!existsSync(join(folder, `${baseOf(1)}.going`)))
})

test('where the newest copy is not sound, or is not there, nothing is removed', async () => {
  const keep = { days: 1, least: 1 }
  const none = await pruneBackup(folder, PASSPHRASE, keep)
  assert.ok(none.kind === 'refused')
  assert.match(none.message, /has no finished backup/)
  await copiesOf(1, 10)
  const refused = await pruneBackup(folder, PASSPHRASE, keep)
  assert.ok(refused.kind === 'refused')
  assert.match(refused.message, /is damaged/)
  assert.equal(daysKept().length, 10)
  for (let part = 0; part < BY_DAY; part += 1) {
    const name = walName(segmentName(1, BigInt(10 * BY_DAY + part)))
    const whole = Readable.from([Buffer.alloc(16 * 2 ** 20)])
    await seal(whole, sealedPath(folder, name), key, name)
  }
  const pruned = await pruneBackup(folder, PASSPHRASE, keep)
  assert.ok(pruned.kind === 'pruned')
  assert.deepEqual(daysKept(), [9, 10])
})

test('what is to be kept is asked for in whole days and copies, and nonsense is refused in words', () => {
  const asked = (...args: readonly string[]) => {
    const answer = askedToBackUp(args)
    return answer.kind === 'refused' ? answer.message : answer
  }
  const to = ['--to', '/x']
  const all = { kind: 'all', to: '/x' }
  assert.deepEqual(asked(...to), { ...all, keep: undefined })
  assert.deepEqual(asked(...to, '--keep-days', '35'), { ...all, keep: { days: 35, least: 2 } })
  assert.deepEqual(asked('--prune', '/x', '--keep-days', '7', '--keep-least', '4'), {
    kind: 'prune',
    folder: '/x',
    keep: { days: 7, least: 4 },
  })
  for (const nonsense of ['0', '-1', '1.5', 'a week', '', '3651', '1e3', '٣']) {
    const says = new RegExp(
      `--keep-days is a whole number of days from 1 to 3,650, not “${nonsense}”`,
    )
    assert.match(String(asked(...to, `--keep-days=${nonsense}`)), says)
    assert.match(
      String(asked(...to, '--keep-days', '7', `--keep-least=${nonsense.replace('3651', '1001')}`)),
      /--keep-least is a whole number of copies from 1 to 1,000/,
    )
  }
  assert.match(String(asked('--prune', '/x')), /Say how many days are kept/)
  assert.match(String(asked(...to, '--keep-least', '3')), /goes with --keep-days/)
  assert.match(String(asked(...to, '--log', '--keep-days', '3')), /leave out --log/)
  for (const args of [
    ['--prune', '/x', ...to, '--keep-days', '7'],
    ['--check', '/x', '--keep-days', '7'],
    ['--prune', '/x', '--keep-days', '7', '--log'],
    ['--check', '/x', '--every', '5'],
  ]) {
    assert.deepEqual(asked(...args), { kind: 'unknown' }, args.join(' '))
  }
})
