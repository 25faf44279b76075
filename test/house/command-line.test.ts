import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { scratchFolder } from '#test/scratch.ts'
import { RELEASED_HASHES } from '#workflow/released-rules.ts'
import { signIn, unknownNames } from '#workflow/sign-in.ts'

const PROGRAM = join(import.meta.dirname, '../../src/cli/main.ts')
/** Loads a page as `npm run evenkeel` does. */
const TSX_HOOK = ['--import', join(import.meta.dirname, '../../tools/tsx-hook.mjs')]
const CASES = readFileSync('test/vectors/coventry.json', 'utf8')

type Run = { readonly exit: number | null; readonly out: string; readonly err: string }
type Surroundings = {
  readonly env?: NodeJS.ProcessEnv
  readonly input?: readonly string[]
  readonly node?: readonly string[]
}

/** The command as the terminal runs it; `input` comes in pieces, with a pause before each. */
async function evenkeel(
  args: readonly string[],
  { env, input = [], node = [] }: Surroundings = {},
) {
  const child = spawn(process.execPath, [...node, PROGRAM, ...args], {
    env: { ...process.env, ...env },
  })
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  for (const piece of input) {
    await wait(200)
    child.stdin.write(piece)
  }
  child.stdin.end()
  const [out, err] = await said
  return { exit: await ended, out, err } satisfies Run
}

test('asked for help, or for nothing, it says what it can do and ends with 0', async () => {
  for (const args of [[], ['help'], ['--help'], ['-h']]) {
    const { exit, out } = await evenkeel(args)
    assert.equal(exit, 0, args.join(' '))
    assert.match(out, /evenkeel found-provider/)
  }
})

test('a word that means nothing is named, nothing is run, and it ends with 2', async () => {
  const asked: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['nonsense'], /no command "nonsense"/],
    [['constructor'], /no command "constructor"/],
    [['verify', 'twice'], /"twice" means nothing here/],
    [['migrate', '--force'], /"--force" means nothing here/],
    [['calc', 'ttr', 'coventry'], /"ttr coventry" cannot be calculated/],
    [['found-provider'], /evenkeel found-provider --name NAME/],
    [['found-provider', '--hurry'], /evenkeel found-provider --name NAME/],
  ]
  for (const [args, says] of asked) {
    const { exit, out, err } = await evenkeel(args)
    assert.equal(exit, 2, args.join(' '))
    assert.equal(out, '')
    assert.match(err, says)
  }
})

test('calc waits for cases that come slowly down a pipe', async () => {
  const middle = CASES.length / 2
  const input = [CASES.slice(0, middle), CASES.slice(middle)]
  const { exit, out, err } = await evenkeel(['calc', 'coventry'], { input })
  assert.equal(exit, 0, err)
  assert.equal(JSON.parse(out).answers.length, JSON.parse(CASES).vectors.length)
})

test('simulate leaves the files that it was asked for, and no second time over them', async () => {
  const folder = scratchFolder('simulate')
  try {
    const file = join(folder, 'trial.html')
    const words = [
      'simulate',
      '--patients=2',
      '--days=28',
      '--arms=fixed',
      '--json',
      '--html',
      file,
    ]
    const { exit, out, err } = await evenkeel(words, { node: TSX_HOOK })
    assert.equal(exit, 0, err)
    const { version, rules } = JSON.parse(out)
    const [{ name, hash }] = rules
    const html = readFileSync(file, 'utf8')
    for (const part of [version, name, hash]) assert.ok(html.includes(part), part)
    assert.equal(RELEASED_HASHES[name], hash)
    const again = await evenkeel(words)
    assert.deepEqual([again.exit, again.out], [1, ''])
    assert.match(again.err, /trial\.html is there already/)
    assert.deepEqual(readdirSync(folder), ['trial.html'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const OPENING = {
  name: 'Ecclesall Pharmacy',
  ods: 'FA123',
  kind: 'community-pharmacy',
  telephone: '01632 960044',
  administrator: 'Alex Marsden',
  username: 'alex.marsden',
}
const found = (opening: Partial<typeof OPENING>) => {
  const args = Object.entries(opening).map(([name, value]) => `--${name}=${value}`)
  const env = { DATABASE_URL: database.appUrl, EVENKEEL_INSTALLATION: 'live' }
  return evenkeel(['found-provider', ...args], { env })
}

test('what is wrong with a new provider is said, all at once, and nothing is opened', async () => {
  const { exit, err } = await found({ ...OPENING, ods: 'x', kind: 'shop', username: 'a b' })
  assert.equal(exit, 1)
  assert.match(err, /--ods: .*\n--kind: .*\n--username: /)
  const { exit: refused, err: says } = await found({ name: OPENING.name })
  assert.equal(refused, 1)
  assert.match(says, /--administrator: Enter the name/)
})

test('the first provider of a live installation has an administrator who can sign in, once', async () => {
  const { exit, out, err } = await found(OPENING)
  assert.equal(exit, 0, err)
  assert.match(out, /Ecclesall Pharmacy \(FA123\) is open\./)
  const [, password = ''] =
    /with the password ((?:[a-z2-9]{4}-){3}[a-z2-9]{4}) until/.exec(out) ?? []
  const house = { pool: database.appPool, clock: Date.now, secret: Buffer.alloc(32) }
  const signedIn = await signIn(house, unknownNames(), { username: 'alex.marsden', password })
  assert.equal(signedIn.kind, 'signed-in')
  const { rows } = await database.migratorPool.query(
    'select role, one_time_until > now() as once from staff join account on id = account_id',
  )
  assert.deepEqual(rows, [{ role: 'system-administrator', once: true }])
})

test('the same ODS code, or a user name that somebody has, is refused', async () => {
  const again = await found({ ...OPENING, username: 'somebody.else' })
  assert.equal(again.exit, 1)
  assert.match(again.err, /--ods: Ecclesall Pharmacy is here already/)
  const taken = await found({ ...OPENING, ods: 'FA124' })
  assert.equal(taken.exit, 1)
  assert.match(taken.err, /--username: Somebody has this user name already/)
})

test('a database that cannot be used is said in words, not as a broken program', async () => {
  const away = 'postgres://evenkeel_app@127.0.0.1:1/evenkeel'
  const askedOf: readonly (readonly [env: NodeJS.ProcessEnv, says: RegExp])[] = [
    [{ DATABASE_URL: away }, /cannot be used: .*ECONNREFUSED/],
    [
      { DATABASE_URL: database.appUrl.replace('/evenkeel_test', '/nowhere') },
      /cannot be used: .*does not exist/,
    ],
    [
      { DATABASE_URL: database.appUrl, MIGRATION_DATABASE_URL: away },
      /cannot be used: .*MIGRATION_DATABASE_URL/,
    ],
  ]
  for (const [env, says] of askedOf) {
    const { exit, err } = await evenkeel(['verify'], { env })
    assert.equal(exit, 1)
    assert.match(err, says)
    assert.doesNotMatch(err, /\n +at /)
  }
})

test('the demonstration, whose passwords everybody knows, is never made in a live installation', async () => {
  const { exit, err } = await evenkeel(['seed'], { env: { DATABASE_URL: database.appUrl } })
  assert.equal(exit, 1)
  assert.match(err, /this installation is live/)
  const { rows } = await database.migratorPool.query('select count(*)::int as n from account')
  assert.deepEqual(rows, [{ n: 1 }])
})
