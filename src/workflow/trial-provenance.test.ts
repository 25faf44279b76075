import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ArmId } from '#simulation/arm-ids.ts'
import { RELEASED_HASHES } from './released-rules.ts'
import { provenanceOf } from './trial-provenance.ts'

const namesOf = (...arms: readonly ArmId[]) => provenanceOf({ arms }).rules.map(({ name }) => name)

test('the rules of an arm are named with the hash that was released', () => {
  for (const { name, hash } of provenanceOf({ arms: ['coventry', 'oates'] }).rules) {
    assert.equal(hash, RELEASED_HASHES[name])
  }
})

test('the rule set of maintenance is always named, and a document that an arm has to itself', () => {
  assert.deepEqual(namesOf('rely', 'map'), ['evenkeel-warfarin 1.2'])
  assert.deepEqual(namesOf('tait-sefcick', 'rely', 'oates'), [
    'evenkeel-warfarin 1.2',
    'oates 1',
    'tait-sefcick 1',
  ])
})
