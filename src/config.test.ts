import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './config.ts'

test('nothing set at all is a demonstration with the embedded database', () => {
  assert.deepEqual(readConfig({}), {
    kind: 'config',
    config: {
      host: '127.0.0.1',
      port: 8080,
      metricsPort: undefined,
      drainSeconds: 0,
      origin: undefined,
      proxies: [],
      tls: undefined,
      dataFolder: './var',
      diskPercent: { low: 10, stop: 3 },
      database: { kind: 'embedded' },
      newInstallation: 'demonstration',
      pretendToday: undefined,
      county: 'whole',
      commit: undefined,
      rulesKey: undefined,
      demandsSecondStep: false,
      gateway: undefined,
      nhs: undefined,
      keyFile: undefined,
      anchors: { folder: './var-anchors', key: undefined },
      journalFolder: './var-journal',
      packsFolder: './var-packs',
    },
  })
})

test('H37: anchors lie beside the data folder, where it is said, or with another process', () => {
  const anchorsOf = (variables: Readonly<Record<string, string>>) => {
    const read = readConfig(variables)
    return read.kind === 'config' ? read.config.anchors : read.messages
  }
  assert.equal(anchorsOf({ EVENKEEL_ANCHORS: 'none' }), undefined)
  const key = 'ab'.repeat(32)
  const elsewhere = { EVENKEEL_ANCHORS: '/mnt/worm', EVENKEEL_ANCHOR_KEY: key }
  assert.deepEqual(anchorsOf(elsewhere), { folder: '/mnt/worm', key })
  const beside = { folder: '/srv/evenkeel-anchors', key: undefined }
  assert.deepEqual(anchorsOf({ EVENKEEL_DATA: '/srv/evenkeel/' }), beside)
  assert.match(`${anchorsOf({ EVENKEEL_ANCHOR_KEY: 'xyz' })}`, /the fingerprint that/)
})

test('SR-31: the proxies in front are named by their addresses alone', () => {
  const read = readConfig({ EVENKEEL_PROXIES: '10.0.0.5, ::1' })
  assert.ok(read.kind === 'config')
  assert.deepEqual(read.config.proxies, ['10.0.0.5', '::1'])
  for (const wrong of ['proxy.example', '10.0.0.5,', '10.0.0.0/8', '*']) {
    const refused = readConfig({ EVENKEEL_PROXIES: wrong })
    assert.match(`${refused.kind === 'refused' && refused.messages}`, /addresses of the proxies/)
  }
})

test('with the address of a server there is no embedded one', () => {
  const appUrl =
    'postgres://evenkeel_app@db,db-2/evenkeel?target_session_attrs=read-write&sslmode=verify-full'
  const migratorUrl = 'postgresql://evenkeel_migrator@db/evenkeel?sslmode=verify-full'
  const read = readConfig({ DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: migratorUrl })
  assert.ok(read.kind === 'config')
  assert.deepEqual(read.config.database, { kind: 'server', appUrl, migratorUrl })
})

const NHS = {
  EVENKEEL_NHS_ISSUER: 'https://am.nhsidentity.example:443/openam/oauth2',
  EVENKEEL_NHS_CLIENT: 'evenkeel',
  EVENKEEL_NHS_SECRET: 'a secret',
  EVENKEEL_ORIGIN: 'https://evenkeel.example.nhs.uk',
}

test('SR-43: people sign in by the NHS only where all that it needs is set, and at level 3 unless 2 is said', () => {
  const nhsOf = (other: Readonly<Record<string, string>>) => {
    const read = readConfig({ ...NHS, ...other })
    return read.kind === 'config' ? read.config.nhs : read.messages
  }
  const issuer = NHS.EVENKEEL_NHS_ISSUER
  const whole = { issuer, clientId: 'evenkeel', secret: 'a secret', assurance: 3, dosingRoles: [] }
  assert.deepEqual(nhsOf({}), whole)
  const roles = { EVENKEEL_NHS_ASSURANCE: '2', EVENKEEL_NHS_DOSING_ROLES: 'R8000 R0260' }
  assert.deepEqual(nhsOf(roles), { ...whole, assurance: 2, dosingRoles: ['R8000', 'R0260'] })
  for (const name of Object.keys(NHS)) {
    assert.match(`${nhsOf({ [name]: '' })}`, /go together, with EVENKEEL_ORIGIN/, name)
  }
  for (const [name, wrong] of [
    ['EVENKEEL_NHS_ASSURANCE', '1'],
    ['EVENKEEL_NHS_DOSING_ROLES', 'doctor'],
    ['EVENKEEL_NHS_ISSUER', 'http://am.nhsidentity.example'],
  ] as const) {
    assert.match(`${nhsOf({ [name]: wrong })}`, new RegExp(`^${name} must be`), name)
  }
})

const GATEWAY = {
  EVENKEEL_GATEWAY_URL: 'https://texts.example/api',
  EVENKEEL_GATEWAY_TOKEN: 'sixteen-letters-x',
}

test('texts are given to a gateway only where both its address and its token are set', () => {
  for (const url of ['https://texts.example/api', 'http://127.0.0.1:9000', 'http://[::1]:9000']) {
    const read = readConfig({ ...GATEWAY, EVENKEEL_GATEWAY_URL: url })
    assert.ok(read.kind === 'config')
    assert.deepEqual(read.config.gateway, { url, token: 'sixteen-letters-x' })
  }
})

const refusals = [
  { PORT: '80a', says: /PORT must be a number/ },
  { PORT: '70000', says: /PORT must be a number/ },
  { EVENKEEL_METRICS_PORT: '0', says: /EVENKEEL_METRICS_PORT must be a number/ },
  { EVENKEEL_METRICS_PORT: '8080', says: /are the same/ },
  { EVENKEEL_DRAIN_SECONDS: '301', says: /EVENKEEL_DRAIN_SECONDS must be a number from 0 to 300/ },
  { EVENKEEL_DISK_LOW: '51', says: /EVENKEEL_DISK_LOW must be percent of a disk, .* 0 to 50/ },
  { EVENKEEL_DISK_STOP: '2.5', says: /EVENKEEL_DISK_STOP must be percent of a disk/ },
  { EVENKEEL_DISK_STOP: '11', says: /EVENKEEL_DISK_STOP is more than EVENKEEL_DISK_LOW/ },
  { EVENKEEL_ORIGIN: 'https://x.example/path', says: /with nothing after it/ },
  { DATABASE_URL: 'mysql://x', says: /DATABASE_URL must be an address/ },
  {
    DATABASE_URL: 'postgres://x,y/z?target_session_attrs=standby',
    says: /the one that takes changes/,
  },
  { MIGRATION_DATABASE_URL: 'postgres://localhost/y', says: /Set both or neither/ },
  { EVENKEEL_TLS_CERT_FILE: '/x', says: /EVENKEEL_TLS_KEY_FILE go together/ },
  { EVENKEEL_TLS_CERT_FILE: '/x', EVENKEEL_TLS_KEY_FILE: '/y', says: /begins with https:/ },
  { EVENKEEL_INSTALLATION: 'production', says: /demonstration, trial or live/ },
  { EVENKEEL_COUNTY: 'small', says: /whole or none/ },
  { EVENKEEL_SECOND_STEP: 'nobody', says: /must be everybody, or not set/ },
  { EVENKEEL_COMMIT: 'main', says: /the hash of a commit/ },
  { EVENKEEL_GATEWAY_URL: 'https://texts.example', says: /go together/ },
  { EVENKEEL_GATEWAY_TOKEN: 'sixteen-letters-x', says: /go together/ },
  { ...GATEWAY, EVENKEEL_GATEWAY_URL: 'http://texts.example', says: /this machine only/ },
  { ...GATEWAY, EVENKEEL_GATEWAY_URL: 'https://texts.example/?a=b', says: /an address like/ },
  { ...GATEWAY, EVENKEEL_GATEWAY_URL: 'texts', says: /an address like/ },
  { ...GATEWAY, EVENKEEL_GATEWAY_TOKEN: 'short', says: /16 to 512 characters/ },
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

test('a second step can be demanded of everybody, and nothing lets anybody off', () => {
  const read = readConfig({ EVENKEEL_SECOND_STEP: 'everybody' })
  assert.ok(read.kind === 'config' && read.config.demandsSecondStep)
})
