import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { test } from 'node:test'
import { hashPassword, isPassword, PASSWORD_COST } from './password-hash.ts'

test('SR-41: the hash is argon2id as Node.js itself computes it, at the cost that OWASP names', async () => {
  const password = 'steady as she goes'
  const written = await hashPassword(password)
  const [, kind, version, cost, salt = '', hash] = written.split('$')
  assert.deepEqual([kind, version, cost], ['argon2id', 'v=19', 'm=19456,t=2,p=1'])
  const bySecondMethod = argon2Sync('argon2id', {
    message: Buffer.from(password),
    nonce: Buffer.from(salt, 'base64'),
    parallelism: 1,
    tagLength: 32,
    memory: PASSWORD_COST.memoryKib,
    passes: PASSWORD_COST.passes,
  })
  assert.equal(hash, bySecondMethod.toString('base64').replaceAll('=', ''))
})

test('SR-41: a password counts however its accents are written, and no other does', async () => {
  const cost = { memoryKib: 64, passes: 1 }
  const written = await hashPassword('caf\u00e9 au lait at noon', cost)
  assert.equal(await isPassword('cafe\u0301 au lait at noon', written), true)
  assert.equal(await isPassword('cafe au lait at noon', written), false)
})
