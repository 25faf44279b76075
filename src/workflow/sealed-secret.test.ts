import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seal, unseal } from './sealed-secret.ts'

const HOUSE = { secret: Buffer.alloc(32, 7) }
const PLAIN = Buffer.from('12345678901234567890')

test('what is sealed is opened for its account, in its installation, and unchanged', () => {
  const sealed = seal(HOUSE, 'one', PLAIN)
  assert.deepEqual(unseal(HOUSE, 'one', sealed), PLAIN)
  assert.equal(unseal(HOUSE, 'two', sealed), undefined)
  assert.equal(unseal({ secret: Buffer.alloc(32, 8) }, 'one', sealed), undefined)
  assert.equal(unseal(HOUSE, 'one', Buffer.alloc(3)), undefined)
  for (const nth of sealed.keys()) {
    const changed = Buffer.from(sealed)
    changed[nth] = (changed[nth] ?? 0) ^ 1
    assert.equal(unseal(HOUSE, 'one', changed), undefined, `byte ${nth}`)
  }
})

test('nothing of it shows, and it is never sealed twice alike', () => {
  const [one, two] = [seal(HOUSE, 'one', PLAIN), seal(HOUSE, 'one', PLAIN)]
  assert.notDeepEqual(one, two)
  assert.ok(!one.includes(PLAIN))
})

test('SR-42: what is sealed with the key of a site is opened by neither the secret of the installation nor another key', () => {
  const keyed = { ...HOUSE, key: Buffer.alloc(32, 9) }
  const sealed = seal(keyed, 'one', PLAIN)
  assert.deepEqual(unseal(keyed, 'one', sealed), PLAIN)
  assert.equal(unseal(HOUSE, 'one', sealed), undefined)
  assert.equal(unseal({ ...HOUSE, key: Buffer.alloc(32, 8) }, 'one', sealed), undefined)
  assert.equal(unseal(keyed, 'one', seal(HOUSE, 'one', PLAIN)), undefined)
})
