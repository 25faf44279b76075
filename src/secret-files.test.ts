import assert from 'node:assert/strict'
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { scratchFolder } from '#test/scratch.ts'
import { readConfig } from './config.ts'
import { readTls, SECRETS } from './secret-files.ts'

const folder = scratchFolder('secrets')
after(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}

const WORTH: Readonly<Record<(typeof SECRETS)[number], string>> = {
  DATABASE_URL: 'postgres://app:word@db/evenkeel?sslmode=verify-full',
  MIGRATION_DATABASE_URL: 'postgres://migrator:word@db/evenkeel?sslmode=verify-full',
  EVENKEEL_GATEWAY_TOKEN: 'sixteen-letters-x',
  EVENKEEL_NHS_SECRET: 'a secret',
}
const BESIDE = {
  EVENKEEL_GATEWAY_URL: 'https://texts.example/api',
  EVENKEEL_NHS_ISSUER: 'https://am.nhsidentity.example',
  EVENKEEL_NHS_CLIENT: 'evenkeel',
  EVENKEEL_ORIGIN: 'https://evenkeel.example.nhs.uk',
}

test('SR-62: each secret may come from a file and is then what it would be in the environment', () => {
  const files = Object.fromEntries(
    SECRETS.map((name) => [`${name}_FILE`, file(name, `${WORTH[name]}\n`)]),
  )
  const read = readConfig({ ...BESIDE, ...files })
  assert.deepEqual(read, readConfig({ ...BESIDE, ...WORTH }))
  assert.equal(read.kind, 'config')
})

const refusedOf = (variables: Readonly<Record<string, string>>): string => {
  const read = readConfig({ ...BESIDE, ...WORTH, ...variables })
  return read.kind === 'refused' ? read.messages.join(' ') : 'taken'
}

test('SR-62: a file that others can read, that is empty or not there, or a secret that is set twice opens nothing', () => {
  const [open, empty, good] = [file('open', 'x', 0o644), file('empty', ' \n'), file('good', 'x')]
  for (const name of SECRETS) {
    const alone = { [name]: '' }
    assert.match(refusedOf({ ...alone, [`${name}_FILE`]: open }), /can be read by everybody/, name)
    assert.match(refusedOf({ ...alone, [`${name}_FILE`]: empty }), /is empty/, name)
    assert.match(refusedOf({ ...alone, [`${name}_FILE`]: `${empty}-2` }), /cannot be read/, name)
    assert.match(refusedOf({ [`${name}_FILE`]: good }), /are both set/, name)
  }
})

test('SR-60: the key of its own certificate lies in a file that others cannot read', () => {
  const [certificateFile, keyFile] = [file('cert', 'c', 0o644), file('key', 'k')]
  assert.deepEqual(readTls({ certificateFile, keyFile }), { certificate: 'c', key: 'k' })
  const open = file('open-key', 'k', 0o644)
  assert.match(`${readTls({ certificateFile, keyFile: open })}`, /can be read by everybody/)
  const none = `${certificateFile}-none`
  assert.match(`${readTls({ certificateFile: none, keyFile })}`, /TLS_CERT_FILE cannot be read/)
  assert.equal(readTls(undefined), undefined)
})
