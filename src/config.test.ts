import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './config.ts'

test('nothing set at all is a demonstration with the embedded database', () => {
  assert.deepEqual(readConfig({}), {
    kind: 'config',
    config: {
      host: '127.0.0.1',
      port: 8080,
      origin: undefined,
      dataFolder: './var',
      database: { kind: 'embedded' },
      newInstallation: 'demonstration',
      pretendToday: undefined,
      county: 'whole',
      commit: undefined,
    },
  })
})

test('with the address of a server there is no embedded one', () => {
  const appUrl = 'postgres://evenkeel_app@db/evenkeel'
  const migratorUrl = 'postgresql://evenkeel_migrator@db/evenkeel'
  const read = readConfig({ DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: migratorUrl })
  assert.ok(read.kind === 'config')
  assert.deepEqual(read.config.database, { kind: 'server', appUrl, migratorUrl })
})

const refusals = [
  { PORT: '80a', says: /PORT must be a number/ },
  { PORT: '70000', says: /PORT must be a number/ },
  { EVENKEEL_ORIGIN: 'https://x.example/path', says: /with nothing after it/ },
  { DATABASE_URL: 'mysql://x', says: /DATABASE_URL must be an address/ },
  { MIGRATION_DATABASE_URL: 'postgres://x/y', says: /Set both or neither/ },
  { EVENKEEL_INSTALLATION: 'production', says: /demonstration, trial or live/ },
  { EVENKEEL_COUNTY: 'small', says: /whole or none/ },
  { EVENKEEL_COMMIT: 'main', says: /the hash of a commit/ },
  { EVENKEEL_PRETEND_TODAY: '22/11/2026', says: /a day like 2026-11-22/ },
  {
    EVENKEEL_PRETEND_TODAY: '2026-11-22',
    EVENKEEL_INSTALLATION: 'live',
    says: /demonstration only/,
  },
]

for (const { says, ...variables } of refusals) {
  test(`${JSON.stringify(variables)} is refused in words`, () => {
    const read = readConfig(variables)
    assert.ok(read.kind === 'refused')
    assert.match(read.messages.join(' '), says)
  })
}

test('a variable set to nothing counts as not set', () => {
  assert.deepEqual(readConfig({ PORT: '', DATABASE_URL: '' }), readConfig({}))
})
