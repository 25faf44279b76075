import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { assertSentence } from '#test/clinical/every-text.ts'
import { formatMg, parseDose, ug } from './dose.ts'

describe('H14: a dose that cannot be read is refused', () => {
  const refused: readonly (readonly [string, unknown, string])[] = [
    ['blank', ' ', 'required'],
    ['not sent', undefined, 'required'],
    ['nothing', null, 'required'],
    ['D4.11', '.5', 'leading-zero'],
    ['comma', '4,5', 'use-a-point'],
    ['D4.13', '5mg', 'number-only'],
    ['D4.14', '5 tablets', 'number-only'],
    ['D4.17', '1-2', 'no-ranges'],
    ['D4.18', '4/5 alternate', 'use-the-pattern'],
    ['D4.19', 'as directed', 'format'],
    ['D4.20', 'nil', 'use-omit'],
    ['D4.23', '1e1', 'format'],
    ['D4.24', '5.000000001', 'step'],
    ['D4.25', 5, 'type'],
    ['hundreds', '350', 'too-large'],
    ['naked point', '5.', 'format'],
  ]
  for (const [id, text, code] of refused) {
    test(`${id}: ${JSON.stringify(text)} is refused as ${code}`, () => {
      const parsed = parseDose(text)
      assert.equal(parsed.kind === 'refused' ? parsed.code : parsed.ug, code)
      if (parsed.kind === 'refused') assertSentence(parsed.message)
    })
  }
})

describe('a dose that can be read', () => {
  const accepted: readonly (readonly [string, string, string])[] = [
    ['D4.12', '5.0', '5 mg'],
    ['half', '4.5', '4.5 mg'],
    ['D4.07', '5.25', '5.25 mg'],
    ['none', '0', '0 mg'],
    ['spaces', ' 3 ', '3 mg'],
  ]
  for (const [id, text, shown] of accepted) {
    test(`${id}: ${JSON.stringify(text)} is ${shown}`, () => {
      const parsed = parseDose(text)
      assert.equal(parsed.kind === 'dose' ? formatMg(parsed.ug) : parsed.message, shown)
    })
  }

  test('H14: no dose is shown with a trailing zero or a naked point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (amount) => {
        assert.match(formatMg(ug(amount)), /^(?:0|[1-9]\d*)(?:\.\d*[1-9])? mg$/)
        assert.equal(Math.round(Number.parseFloat(formatMg(ug(amount))) * 1000), amount)
      }),
    )
  })

  test('a fraction of a microgram is a defect', () => {
    assert.throws(() => ug(0.5), /^RangeError: a dose cannot be 0\.5 micrograms$/)
    assert.throws(() => ug(-1), RangeError)
  })
})
