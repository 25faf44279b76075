import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { scratchFolder } from '#test/scratch.ts'
import { anchorHeads } from '#workflow/anchor-heads.ts'
import { whyNotAnchored } from '#workflow/anchor-trouble.ts'
import type { House } from '#workflow/desk.ts'
import { newId } from '#workflow/new-id.ts'
import { beginAnchorsAnew, newestAnchor } from '#workflow/shown-anchors.ts'
import { verify } from '#workflow/verify.ts'
import { chainOf, dice, plant, type Row, TAMPERS } from './tamper-pack.ts'

// Somebody with every right in the database does to a clinic's audit what can be done to it, at places that dice choose. What
// was anchored outside must show each of it, and a chain that nobody touched must show nothing (H37).

const LINES = 240
const ANCHORED_EACH = 60
/** Of each kind; the dice choose another place and another way each time. */
const ROUNDS = 12
const SEED = 20_261_122
/** A file that nobody writes to: whoever reads it waits, as on a share whose machine is away. */
const MKFIFO = 'mkfifo'

let clinic: TestClinic
let house: House
let folder = ''
let untouched: readonly Row[] = []

before(async () => {
  clinic = await testClinic()
  folder = scratchFolder('anchors')
  house = { ...clinic.house, anchors: { folder, key: undefined } }
  for (let line = 0; line < LINES; line += 1) {
    await grow()
    if (line % ANCHORED_EACH === 0) await anchorHeads(house, 'now')
  }
  await anchorHeads(house, 'now')
  untouched = await chainOf(clinic)
})
after(async () => {
  await clinic.drop()
  rmSync(folder, { recursive: true })
})

const file = () => join(folder, 'anchors.jsonl')

async function grow(): Promise<void> {
  const at = new Date(clinic.clock.now()).toISOString()
  const by = clinic.callerOf('nurse').accountId
  const line = canonicalJson({ at, by, looked: 'see-patient', patient: newId(clinic.clock.now()) })
  await clinic.inTx((tx) => addAuditLine(tx, line))
}

const said = async () =>
  (await verify(clinic.pool, clinic.clock.now(), house.anchors)).faults.map(
    ({ provider, says, subject }) => `${provider}: ${says} (${subject})`,
  )

const asItWas = () => plant(clinic, untouched)

test('H37: a chain that nobody touched shows no fault, while it grows past its anchor and after it is anchored again', async () => {
  assert.deepEqual(await said(), [])
  await grow()
  assert.deepEqual(await said(), [])
  await anchorHeads(house, 'when-due')
  assert.equal(anchorsIn(), LINES / ANCHORED_EACH + 1, 'five minutes are not over')
  clinic.clock.advance(301_000)
  await anchorHeads(house, 'when-due')
  assert.equal(anchorsIn(), LINES / ANCHORED_EACH + 2)
  clinic.clock.advance(301_000)
  await anchorHeads(house, 'when-due')
  assert.equal(anchorsIn(), LINES / ANCHORED_EACH + 2, 'the chain has not moved')
  assert.deepEqual(await said(), [])
  untouched = await chainOf(clinic)
})

const anchorsIn = () => readFileSync(file(), 'utf8').split('\n').length - 1

for (const { name, does, says } of TAMPERS) {
  test(`H37: a superuser's ${name} is found wherever it is done, and named with its provider and line`, async () => {
    const roll = dice(SEED + name.length)
    for (let round = 0; round < ROUNDS; round += 1) {
      await plant(clinic, does(untouched, roll))
      const found = await said()
      const named = found.some((one) => says.test(one) && /^Hallam Surgery: .*line \d+/.test(one))
      assert.ok(named, `round ${round}: ${found.join('; ')}`)
    }
    await asItWas()
    assert.deepEqual(await said(), [])
  })
}

test('H37: two acts of a superuser one after the other hide neither', async () => {
  const roll = dice(SEED)
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    const [one, two] = [TAMPERS[roll(TAMPERS.length)], TAMPERS[roll(TAMPERS.length)]]
    if (one === undefined || two === undefined) throw new Error('no such act')
    await plant(clinic, two.does(one.does(untouched, roll), roll))
    assert.notDeepEqual(await said(), [], `${one.name}, then ${two.name}`)
  }
  await asItWas()
  assert.deepEqual(await said(), [])
})

test('H37: a head that was moved, and lines past it, are found', async () => {
  const { migratorPool } = clinic.database
  for (const [change, undo] of [
    ['seq = seq - 1', 'seq = seq + 1'],
    ['seq = seq + 1', 'seq = seq - 1'],
    [`hash = set_byte(hash, 0, 255 - get_byte(hash, 0))`, undefined],
  ] as const) {
    await migratorPool.query(`update audit_head set ${change}`)
    assert.notDeepEqual(await said(), [], change)
    await migratorPool.query(`update audit_head set ${undo ?? change}`)
  }
  assert.deepEqual(await said(), [])
})

/** The file as it is after a change, and as it was again. */
async function withFile(changed: (lines: readonly string[]) => readonly string[], says: RegExp) {
  const whole = readFileSync(file(), 'utf8')
  const lines = whole.split('\n').slice(0, -1)
  writeFileSync(
    file(),
    changed(lines)
      .map((line) => `${line}\n`)
      .join(''),
  )
  const found = await said()
  writeFileSync(file(), whole)
  assert.match(found.join('\n'), says)
}

test('H37: what is done to the file of anchors is found: an edit, a line taken out, moved, doubled, and a lost end', async () => {
  const seq = /"seq":(\d+)/
  await withFile(
    (lines) => lines.with(1, (lines[1] ?? '').replace(seq, '"seq":1')),
    /anchor 2 was edited: its signature does not hold/,
  )
  await withFile((lines) => lines.with(1, `${lines[1]} `), /anchor 2 was edited/)
  await withFile((lines) => lines.with(0, 'nonsense'), /line 1 of the file of anchors is no anchor/)
  await withFile((lines) => lines.toSpliced(2, 1), /anchor 3 is missing from the file/)
  await withFile(
    ([one, two, three, ...rest]) => [one ?? '', three ?? '', two ?? '', ...rest],
    /anchor 2 is not at its place/,
  )
  await withFile((lines) => lines.toSpliced(1, 0, lines[1] ?? ''), /anchor 2 is not at its place/)
  await withFile((lines) => lines.slice(0, -1), /lost its end: anchor 6 is missing/)
  await withFile(() => [], /lost its end: anchors 1 to 6 are missing/)
  assert.deepEqual(await said(), [])
})

test('H37: a file or a key of anchors that is gone is a fault, and another key than the one that is set', async () => {
  for (const gone of ['anchors.jsonl', 'public-key.pem']) {
    const kept = readFileSync(join(folder, gone))
    rmSync(join(folder, gone))
    assert.match((await said()).join(), /is not in .*, though 6 were written there/)
    writeFileSync(join(folder, gone), kept)
  }
  const kept = readFileSync(file())
  rmSync(file())
  mkdirSync(file())
  assert.match((await said()).join(), /the file of anchors cannot be read \(EISDIR/)
  rmSync(file(), { recursive: true })
  writeFileSync(file(), kept)
  const other = { folder, key: 'ab'.repeat(32) }
  const { faults } = await verify(clinic.pool, clinic.clock.now(), other)
  assert.match(faults.map(({ says }) => says).join(), /not the one that EVENKEEL_ANCHOR_KEY names/)
  assert.deepEqual(await said(), [])
})

test('H37: where the folder, the file or both are gone nothing is begun in their place, and verify says what is gone', async () => {
  const elsewhere = scratchFolder('anchors')
  const anchors = { folder: elsewhere, key: undefined }
  await grow()
  await assert.rejects(anchorHeads({ ...house, anchors }, 'now'), /--begin-anew/)
  assert.deepEqual(readdirSync(elsewhere), [], 'no key, no file and no mark')
  const { faults } = await verify(clinic.pool, clinic.clock.now(), anchors)
  assert.match(faults.map(({ says }) => says).join(), /is not in .*, though 6 were written there/)
  rmSync(elsewhere, { recursive: true })
  await assert.rejects(anchorHeads({ ...house, anchors }, 'when-due'), /--begin-anew/)
  assert.ok(!existsSync(elsewhere), 'a share that is away is not begun anew under its name')

  const kept = readFileSync(file())
  for (const lost of [() => rmSync(file()), () => writeFileSync(file(), '')]) {
    lost()
    await assert.rejects(anchorHeads(house, 'when-due'), /anchors.jsonl is gone.*--begin-anew/)
    writeFileSync(file(), kept)
  }
  await anchorHeads(house, 'now')
  assert.deepEqual(await said(), [])
  untouched = await chainOf(clinic)
})

test('H27, H37: where no anchor can be written that is said in words, also by verify, and a folder that hangs holds nobody', async () => {
  const elsewhere = scratchFolder('anchors')
  const under = join(elsewhere, 'a-file')
  writeFileSync(under, '')
  await grow()
  const anchors = { folder: join(under, 'anchors'), key: undefined }
  await assert.rejects(
    anchorHeads({ ...house, anchors }, 'now'),
    /cannot be read or written \(ENOTDIR.*Set EVENKEEL_ANCHORS/,
  )
  const { faults } = await verify(clinic.pool, clinic.clock.now(), anchors)
  assert.match(faults.map(({ says }) => says).join('\n'), /no anchor can be written: ENOTDIR/)
  rmSync(elsewhere, { recursive: true })

  chmodSync(join(folder, 'key.pem'), 0o644)
  assert.match((await said()).join(), /no anchor can be written: .*read by others than its owner/)
  chmodSync(join(folder, 'key.pem'), 0o600)

  const key = readFileSync(join(folder, 'key.pem'))
  rmSync(join(folder, 'key.pem'))
  execFileSync(MKFIFO, ['-m', '600', join(folder, 'key.pem')])
  await assert.rejects(anchorHeads(house, 'now', 50), /does not answer/)
  await assert.rejects(anchorHeads(house, 'now', 50), /does not answer/, 'nothing more is asked')
  writeFileSync(join(folder, 'key.pem'), key)
  rmSync(join(folder, 'key.pem'))
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 })
  rmSync(join(folder, 'being-written'), { force: true })
  await onceItAnswers()
  assert.deepEqual(await said(), [])
  untouched = await chainOf(clinic)
})

/** What hung ends when it ends: until then each try is refused in words. */
async function onceItAnswers(): Promise<void> {
  for (;;) {
    const trouble = await anchorHeads(house, 'now').then(() => undefined, whyNotAnchored)
    if (trouble === undefined) return
    assert.match(trouble, /does not answer/)
  }
}

test('H37: only its owner reads the key, and without it nothing is signed in its place', async () => {
  const key = join(folder, 'key.pem')
  assert.equal(statSync(key).mode & 0o777, 0o600)
  chmodSync(key, 0o640)
  await grow()
  await assert.rejects(anchorHeads(house, 'now'), /can be read by others than its owner/)
  chmodSync(key, 0o600)
  const kept = readFileSync(key)
  rmSync(key)
  await assert.rejects(anchorHeads(house, 'now'), /is gone, and anchors were signed with it/)
  assert.ok(!existsSync(key))
  writeFileSync(key, kept, { mode: 0o600 })
})

test('H28, H37: one process at a time writes anchors, and one that died while it wrote stops nobody', async () => {
  const mark = join(folder, 'being-written')
  const written = anchorsIn()
  await grow()
  writeFileSync(mark, '')
  await anchorHeads(house, 'now')
  assert.equal(anchorsIn(), written, 'another process writes')
  const longAgo = (Date.now() - 61_000) / 1000
  utimesSync(mark, longAgo, longAgo)
  await anchorHeads(house, 'now')
  assert.equal(anchorsIn(), written + 1)
  assert.ok(!existsSync(mark))
  await grow()
  await Promise.all([anchorHeads(house, 'now'), anchorHeads(house, 'now')])
  assert.equal(anchorsIn(), written + 2)
  assert.deepEqual(await said(), [])
})

test('H28, H37: a line that a crash left unfinished is no fault of the chain and is written again whole', async () => {
  const written = anchorsIn()
  await grow()
  appendFileSync(file(), '{"at":"2026-11-22T09')
  await anchorHeads(house, 'now')
  assert.deepEqual(await said(), [])
  assert.equal(anchorsIn(), written + 1)
})

test('H37: anchors begin anew with a reason, which the audit keeps, and the old file is kept beside the new one', async () => {
  const before = readFileSync(file(), 'utf8')
  assert.match((await beginAnchorsAnew(house, ' ')).join(), /reason in words/)
  const mark = join(folder, 'being-written')
  writeFileSync(mark, '')
  assert.match((await beginAnchorsAnew(house, 'The disk was lost')).join(), /Try again in a minute/)
  assert.equal(readFileSync(file(), 'utf8'), before)
  rmSync(mark)

  const [answer] = await beginAnchorsAnew(house, 'Put back to Monday')
  const kept = /kept as (\S+\.jsonl)\. /.exec(answer ?? '')?.[1] ?? ''
  assert.equal(readFileSync(kept, 'utf8'), before)
  assert.match((await newestAnchor(house)).join(), /Nothing is anchored/)
  await anchorHeads(house, 'when-due')
  assert.deepEqual(await said(), [])
  const shown = (await newestAnchor(house)).join()
  assert.match(
    shown,
    /^Fingerprint of the key: [0-9a-f]{64},anchor 1 of .* Hallam Surgery: line \d+, /,
  )
  assert.match((await chainOf(clinic)).at(-1)?.line ?? '', /begin-anchors-anew.*Put back to Monday/)
})

test('H37: where key and file were lost anchors begin anew with another key, and what checks the old one is kept', async () => {
  rmSync(join(folder, 'key.pem'))
  rmSync(file())
  const old = readFileSync(join(folder, 'public-key.pem'), 'utf8')
  await grow()
  await assert.rejects(anchorHeads(house, 'now'), /is gone/)
  assert.ok(!existsSync(join(folder, 'key.pem')))
  const answer = (await beginAnchorsAnew(house, 'The disk was lost')).join()
  const kept = /kept as (\S+\.pem)\. /.exec(answer)?.[1] ?? ''
  assert.equal(readFileSync(kept, 'utf8'), old)
  await anchorHeads(house, 'now')
  assert.notEqual(readFileSync(join(folder, 'public-key.pem'), 'utf8'), old)
  assert.deepEqual(await said(), [])
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
})
