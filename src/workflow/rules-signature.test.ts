import assert from 'node:assert/strict'
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fingerprint } from './anchor-key.ts'
import { RELEASE_KEYS } from './release-keys.ts'
import { RELEASED_HASHES } from './released-rules.ts'
import { rulesNotSigned, SIGNATURE_FILE, signedText, whyNotSigned } from './rules-signature.ts'

// Who says that the list of released rules is the one that was released (H10; docs/decisions/0017).

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-release-key-'))
after(() => rmSync(folder, { recursive: true }))

const pair = () => generateKeyPairSync('ed25519')
const spki = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).toString('base64')
const listed = (key: KeyObject) => ({ name: 'A', since: '2026-11-28', publicKey: spki(key) })
const pem = (key: KeyObject, name: string) => {
  const file = join(folder, name)
  writeFileSync(file, key.export({ format: 'pem', type: 'spki' }))
  return file
}

const [ours, theirs] = [pair(), pair()]
const RELEASED = { 'rules 1': 'a'.repeat(64), 'rules 2': 'b'.repeat(64) }

function signatureBy({ publicKey, privateKey }: ReturnType<typeof pair>, released = RELEASED) {
  const signature = sign(null, Buffer.from(signedText(released)), privateKey).toString('base64')
  return { key: fingerprint(publicKey), signature }
}

const whyNot = (changes: Partial<Parameters<typeof whyNotSigned>[0]> = {}): string =>
  whyNotSigned({
    released: RELEASED,
    file: JSON.stringify(signatureBy(ours)),
    keys: [listed(ours.publicKey)],
    pinned: undefined,
    ...changes,
  }).join(' ')

test('H10: the shipped signature is that of a key of this code, for the shipped list', () => {
  assert.deepEqual(rulesNotSigned(undefined), [])
  const { key } = JSON.parse(readFileSync(SIGNATURE_FILE, 'utf8'))
  assert.deepEqual(rulesNotSigned(key), [], 'pinned by its fingerprint')
})

test('H10: a list that differs by one figure, one line or one name from what was signed is refused', () => {
  assert.equal(whyNot(), '')
  const other = /list of released rules is not the one that was signed/
  assert.match(whyNot({ released: { ...RELEASED, 'rules 2': `c${'b'.repeat(63)}` } }), other)
  assert.match(whyNot({ released: { ...RELEASED, 'rules 3': 'c'.repeat(64) } }), other)
  assert.match(whyNot({ released: { 'rules 1': RELEASED['rules 1'] } }), other)
  const renamed = { 'rules 1': RELEASED['rules 1'], 'rules 9': RELEASED['rules 2'] }
  assert.match(whyNot({ released: renamed }), other)
  const turned = { 'rules 2': RELEASED['rules 2'], 'rules 1': RELEASED['rules 1'] }
  assert.equal(whyNot({ released: turned }), '', 'the order in the code says nothing')
})

const signature = signatureBy(ours)
const damaged = [
  '',
  'null',
  '{}',
  '{"key": "',
  JSON.stringify({ key: signature.key }),
  JSON.stringify({ ...signature, signature: 'not base64!' }),
  JSON.stringify({ ...signature, more: 1 }),
]
for (const file of damaged) {
  test(`H10: the damaged signature ${file.slice(0, 30) || 'of no letters'} is refused in words`, () => {
    assert.match(whyNot({ file }), /signature of the rules, data.*is damaged\. Doses could differ/)
  })
}

test('H10: a signature that is missing, cut off or of another key is refused', () => {
  assert.match(whyNot({ file: undefined }), /are not signed: data.*is missing\. Doses could differ/)
  const cut = { ...signature, signature: signature.signature.slice(0, 40) }
  assert.match(whyNot({ file: JSON.stringify(cut) }), /not the one that was signed/)
  const foreign = JSON.stringify(signatureBy(theirs))
  assert.match(whyNot({ file: foreign }), /signed with a key that is none of Evenkeel's/)
  const claims = JSON.stringify({ ...signatureBy(theirs), key: signature.key })
  assert.match(whyNot({ file: claims }), /not the one that was signed/)
})

test('H10: whoever changes list, signature and keys of a copy is found by the key that a site has pinned', () => {
  const theirCopy = {
    released: { ...RELEASED, 'rules 2': 'd'.repeat(64) },
    file: JSON.stringify(signatureBy(theirs, { ...RELEASED, 'rules 2': 'd'.repeat(64) })),
    keys: [listed(theirs.publicKey), listed(ours.publicKey)],
  }
  assert.equal(whyNot(theirCopy), '', 'which nothing but the pin can find')
  const pins = [fingerprint(ours.publicKey), pem(ours.publicKey, 'ours.pub')]
  for (const pinned of pins) {
    assert.match(
      whyNot({ ...theirCopy, pinned }),
      /not signed with the key that EVENKEEL_RULES_KEY/,
    )
    assert.equal(whyNot({ pinned }), '')
  }
  assert.equal(whyNot({ keys: [], pinned: pins[1] }), '', 'a file needs no list of keys')
})

test('H10: a pin that cannot be read is said, and lets nothing through', () => {
  const junk = join(folder, 'junk')
  writeFileSync(junk, 'no key')
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  for (const pinned of [junk, join(folder, 'nowhere'), 'abc', pem(publicKey, 'ec.pub')]) {
    assert.match(whyNot({ pinned }), /EVENKEEL_RULES_KEY must be the fingerprint/, pinned)
  }
})

test('each key that counts is an Ed25519 key with a name and a day', () => {
  for (const { name, since, publicKey } of RELEASE_KEYS) {
    assert.match(`${name} ${since}`, /^\S.* \d{4}-\d\d-\d\d$/)
    assert.equal(Buffer.from(publicKey, 'base64').length, 44)
  }
  assert.ok(Object.keys(RELEASED_HASHES).every((name) => !name.includes('\n')))
})
