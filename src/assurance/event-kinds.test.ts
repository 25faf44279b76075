import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BLEED_CRITERIA, type BleedCriterion, bleedClass, MAJOR_CRITERIA } from './event-kinds.ts'

const CRITERIA = Object.keys(BLEED_CRITERIA) as BleedCriterion[]

test('S12: one criterion of major bleeding makes it major, whatever else is true', () => {
  for (const criterion of CRITERIA) {
    const isMajor = criterion in MAJOR_CRITERIA
    assert.equal(bleedClass([criterion]), isMajor ? 'major' : 'clinically-relevant', criterion)
    assert.equal(bleedClass(['fatal', criterion]), 'major')
    assert.equal(bleedClass(['intervention', criterion]), isMajor ? 'major' : 'clinically-relevant')
  }
  assert.equal(bleedClass([]), 'minor')
})
