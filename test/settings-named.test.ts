import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

// A setting that is read and explained nowhere is found by nobody, and one that is explained and not read does nothing in silence.

const HOUSE = join(import.meta.dirname, '..')
const textOf = (path: string): string => readFileSync(join(HOUSE, path), 'utf8')

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort()

/** The names in the one object that reads the environment. */
const READ = sorted(
  [...textOf('src/environment.ts').matchAll(/^ {2}([A-Z][A-Z_]+): ?(?:z$|z\.|\w+\()/gm)].map(
    ([, name = '']) => name,
  ),
)

/** Read by one command, and not at the start of the house. */
const OF_COMMANDS = ['EVENKEEL_BACKUP_KEY', 'EVENKEEL_BACKUP_KEY_FILE']

const NAMES =
  /(?<![\w$])(?:EVENKEEL_[A-Z_]*[A-Z]|(?:MIGRATION_)?DATABASE_URL(?:_FILE)?|HOST|PORT)(?!\w)/g
const namesIn = (text: string): readonly string[] => sorted(text.match(NAMES) ?? [])

test('the table of settings names exactly what is read', () => {
  assert.ok(READ.includes('PORT') && READ.includes('EVENKEEL_METRICS_PORT'), READ.join())
  const rows = textOf('docs/operations.md').matchAll(/^\| ([^|]*`[A-Z][^|]*) \|/gm)
  const named = sorted([...rows].flatMap(([, cell = '']) => namesIn(cell)))
  assert.deepEqual(named, sorted([...READ, ...OF_COMMANDS]))
})

test('no page of operations and no file to deploy names a setting that nothing reads', () => {
  const deploy = readdirSync(join(HOUSE, 'docs/deploy')).map((file) => `docs/deploy/${file}`)
  assert.ok(deploy.length >= 7)
  for (const path of ['docs/operations.md', 'docs/gateway.md', 'README.md', ...deploy]) {
    const stale = namesIn(textOf(path)).filter((name) => ![...READ, ...OF_COMMANDS].includes(name))
    assert.deepEqual(stale, [], path)
  }
})

/** What the process that ends needs besides: ten seconds for answers, the rest for jobs and the audit. */
const BESIDE_DRAIN_SECONDS = 30

test('the unit waits for the process to leave before it kills', () => {
  const [, drain] = /^EVENKEEL_DRAIN_SECONDS=(\d+)$/m.exec(textOf('docs/deploy/evenkeel.env')) ?? []
  const [, stop] = /^TimeoutStopSec=(\d+)$/m.exec(textOf('docs/deploy/evenkeel.service')) ?? []
  assert.ok(Number(stop) >= Number(drain) + BESIDE_DRAIN_SECONDS, `${stop} for ${drain}`)
})

test('the rules ask for figures that there are', () => {
  const source = readdirSync(join(HOUSE, 'src/web/metrics'))
    .map((file) => textOf(`src/web/metrics/${file}`))
    .join('')
  const asked = textOf('docs/deploy/alerts.yml').match(/\bevenkeel_[a-z_]+/g) ?? []
  assert.ok(asked.length > 10)
  for (const name of asked) {
    assert.ok(source.includes(`'${name.replace(/_bucket$/, '')}'`), name)
  }
  const works =
    textOf('docs/deploy/alerts.yml')
      .match(/work=~"([^"]*)"/)?.[1]
      ?.split('|') ?? []
  assert.ok(works.length > 3)
  for (const work of works) {
    assert.ok(textOf('src/worker/start-worker.ts').includes(`name: '${work}'`), work)
  }
})
