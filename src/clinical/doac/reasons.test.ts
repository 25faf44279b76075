import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fired } from '#clinical/warfarin/advice.ts'
import { textsWithoutWords } from '#test/clinical/every-text.ts'
import { CAUTIONS, DOSE_REASONS } from './dose-reasons.ts'
import { DOAC_RULES } from './rules.ts'
import { GAPS, NO_RULE, STOPS } from './stops.ts'

test('H20: every reason, stop, question and caution has a code, words and a source; the rules have a name', () => {
  const all = [DOSE_REASONS, CAUTIONS, STOPS, GAPS, NO_RULE].flatMap((some) =>
    Object.values<Fired>(some),
  )
  assert.equal(new Set(all.map(({ rule }) => rule)).size, all.length)
  for (const { rule, says, source } of all) {
    assert.match(rule, /^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    assert.match(says, /^[A-Z0-9].*\.$/)
    assert.deepEqual(textsWithoutWords({ rule, says, source }), [])
  }
  assert.deepEqual([DOAC_RULES.id, DOAC_RULES.version], ['evenkeel-doac', '1'])
})
