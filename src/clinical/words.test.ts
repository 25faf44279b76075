import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsWithoutWords } from '#test/clinical/every-text.ts'
import { INDICATIONS } from './indications.ts'
import { INTERACTIONS } from './interactions.ts'
import { MEASURES } from './measurement.ts'
import { INDICATORS, LIST_WORDS } from './npsa-definitions.ts'
import { TESTS_METHOD } from './proportion-in-range.ts'
import { TTR_METHOD } from './ttr.ts'
import { DAILY_METHOD } from './ttr-daily.ts'
import { VALVE_GRID_SOURCE } from './valve-grid.ts'

test('no word is missing from an indication, an interaction, a measurement, an indicator or a method', () => {
  const methods = [TTR_METHOD, DAILY_METHOD, TESTS_METHOD]
  assert.equal(new Set(methods).size, 3)
  const indications = INDICATIONS.map(({ snomed: _code, ...rest }) => rest)
  const tables = { indications, INTERACTIONS, MEASURES, INDICATORS, LIST_WORDS, methods }
  assert.deepEqual(textsWithoutWords({ ...tables, VALVE_GRID_SOURCE }), [])
})

test('each code of an indication has its digits and says where it was checked', () => {
  for (const { snomed } of INDICATIONS) {
    if (snomed === null) continue
    assert.match(snomed.code, /^\d{6,}$/)
    assert.match(snomed.source, /^\w.*\w$/)
  }
})
