import assert from 'node:assert/strict'
import { readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { scratchFolder } from '#test/scratch.ts'
import { makeReleaseKey, signReleasedRules } from '#tools/release-key.ts'
import { RELEASED_HASHES } from '#workflow/released-rules.ts'
import { whyNotSigned } from '#workflow/rules-signature.ts'

// The tool of a manufacturer who signs a release (H10).

const HOUSE = join(import.meta.dirname, '..')
const folder = scratchFolder('release-key')
after(() => rmSync(folder, { recursive: true }))

const made = makeReleaseKey(join(folder, 'keys'))
const keyFile = join(folder, 'keys/release.key')
const [, publicKey = ''] = /publicKey: '([^']+)'/.exec(made) ?? []
const keys = [{ name: 'A', since: '2026-11-28', publicKey }]

test('H10: a release key is made outside the repository, for nobody else to read, and none is written over', () => {
  assert.equal(statSync(keyFile).mode & 0o777, 0o600)
  assert.throws(() => makeReleaseKey(join(folder, 'keys')), /is there already/)
  assert.throws(() => makeReleaseKey(''), /Say in which folder/)
})

test('H10: no private key is made within the repository, by whatever path', () => {
  const link = join(folder, 'link')
  symlinkSync(HOUSE, link)
  for (const within of [HOUSE, join(HOUSE, 'data/new/keys'), join(link, 'keys'), '.']) {
    assert.throws(() => makeReleaseKey(within), /never lies within the repository/, within)
  }
})

test('H10: the list is signed with a key of the code, and with no other', () => {
  const to = join(folder, 'signed/signature.json')
  assert.throws(() => signReleasedRules(keyFile, { to }), /would count for nothing/)
  assert.throws(() => signReleasedRules('', { to }), /Say which/)
  assert.match(signReleasedRules(keyFile, { keys, to }), /evenkeel-warfarin/)
  const file = readFileSync(to, 'utf8')
  const signed = { released: RELEASED_HASHES, file, keys, pinned: join(folder, 'keys/release.pub') }
  assert.deepEqual(whyNotSigned(signed), [])
})
