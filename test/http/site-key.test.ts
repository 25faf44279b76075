import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { outside } from '#store/outside.ts'
import { SECRET, testClinic } from '#test/clinic.ts'
import { scratchFolder } from '#test/scratch.ts'
import { ENTER_CODE } from '#web/account/addresses.ts'
import { unseal } from '#workflow/sealed-secret.ts'
import { readSiteKey, whyNotThisKey } from '#workflow/site-key.ts'
import { type Authenticator, setUpApp } from './authenticator.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  Visitor,
} from './served-clinic.ts'

// SR-42: the secrets of authenticators are sealed with a key that is not in the database.

const KEY = Buffer.alloc(32, 5)

let plain: ServedClinic
let keyed: ServedClinic
before(async () => {
  plain = await servedClinic()
  const house = { ...plain.house, key: KEY }
  keyed = await servedClinic({ clinic: { ...plain, house, drop: async () => undefined } })
})
after(async () => {
  await keyed.close()
  await plain.close()
})

const sealedOf = async (role: 'nurse' | 'pharmacist') => {
  const { accountId } = plain.callerOf(role)
  const { rows } = await plain.database.migratorPool.query<{
    sealed: Buffer
    check: Buffer | null
  }>(
    'select sealed_secret as sealed, key_check as check from second_step where account_id = $1 and ended_at is null',
    [accountId],
  )
  const [{ sealed, check } = { sealed: Buffer.alloc(0), check: null }] = rows
  const opens = (key?: Buffer) => unseal({ secret: SECRET, key }, accountId, sealed) !== undefined
  return { opens, check }
}

async function entersAt(clinic: ServedClinic, role: 'nurse' | 'pharmacist', app: Authenticator) {
  plain.clock.advance(30_000)
  const visitor = new Visitor(clinic.url)
  await visitor.signIn(role)
  const csrf = hiddenField((await visitor.get(ENTER_CODE)).text, 'csrf')
  return (await visitor.post(ENTER_CODE, { csrf, code: app.code(), next: '/' })).status
}

test('SR-42: an authenticator that is set up with a key is opened by no copy of the database', async () => {
  const { app } = await setUpApp(await signedInAs(keyed, 'nurse'), plain.clock.now)
  const { opens, check } = await sealedOf('nurse')
  assert.deepEqual([opens(), opens(KEY), opens(Buffer.alloc(32, 6))], [false, true, false])
  assert.equal(check?.length, 16)
  assert.ok(!check.includes(KEY.subarray(0, 8)))
  assert.equal(await entersAt(keyed, 'nurse', app), 303)
})

test('SR-42: one that was set up before there was a key goes on, and is sealed with it at its next code', async () => {
  const { app } = await setUpApp(await signedInAs(plain, 'pharmacist'), plain.clock.now)
  assert.ok((await sealedOf('pharmacist')).opens())
  assert.equal(await entersAt(keyed, 'pharmacist', app), 303)
  const { opens } = await sealedOf('pharmacist')
  assert.deepEqual([opens(), opens(KEY)], [false, true])
  assert.equal(await entersAt(keyed, 'pharmacist', app), 303)
})

test('SR-42: nothing starts without the key, or with another, while authenticators are sealed with it', async () => {
  const why = (key?: Buffer) => whyNotThisKey(outside(plain.pool), key)
  assert.deepEqual(await why(KEY), [])
  assert.match(`${await why()}`, /EVENKEEL_KEY_FILE is not set/)
  assert.match(`${await why(Buffer.alloc(32, 6))}`, /another key/)
  const fresh = await testClinic()
  assert.deepEqual(await whyNotThisKey(outside(fresh.pool), undefined), [])
  assert.deepEqual(await whyNotThisKey(outside(fresh.pool), KEY), [])
  await fresh.drop()
})

test('SR-62: the key is read from a file that is whole and nobody else’s', () => {
  const file = join(scratchFolder('site-key'), 'key')
  const messages = () => {
    const read = readSiteKey(file)
    return read.kind === 'refused' ? read.messages.join() : read.key?.toString('hex')
  }
  assert.deepEqual(readSiteKey(undefined), { kind: 'key', key: undefined })
  assert.match(`${messages()}`, /cannot be read[\s\S]*Put the file back/)
  writeFileSync(file, `${KEY.toString('hex')}\n`, { mode: 0o600 })
  assert.equal(messages(), KEY.toString('hex'))
  chmodSync(file, 0o644)
  assert.match(`${messages()}`, /can be read by everybody/)
  chmodSync(file, 0o600)
  writeFileSync(file, 'too short')
  assert.match(`${messages()}`, /holds no key/)
})
