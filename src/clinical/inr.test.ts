import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { assertSentence } from '#test/clinical/every-text.ts'
import {
  formatInr,
  type Inr,
  type InrLimits,
  isMeasured,
  LABORATORY_RANGE,
  METER_RANGE,
  type MeasuredInr,
  parseInr,
} from './inr.ts'

type Refused = readonly [id: string, text: unknown, code: string, limits?: InrLimits]

describe('H03: an INR that cannot be read is refused, never guessed', () => {
  const refused: readonly Refused[] = [
    ['D1.01', '', 'required'],
    ['D1.02', ' ', 'required'],
    ['not sent', undefined, 'required'],
    ['nothing', null, 'required'],
    ['D1.03', '0', 'below-range'],
    ['D1.07', '\u22122.5', 'format'],
    ['minus', '-2.5', 'format'],
    ['D1.08', '+2.5', 'format'],
    ['D1.09', '2,5', 'use-a-point'],
    ['D1.10', '2·5', 'use-a-point'],
    ['D1.12', '2.5.1', 'format'],
    ['D1.14', '.5', 'leading-zero'],
    ['D1.15', '2.', 'format'],
    ['D1.17', '25', 'above-range'],
    ['250', '250', 'above-range'],
    ['above the meter', '8.1', 'above-range'],
    ['leading zero', '02.5', 'format'],
    ['D1.32', '>=8', 'format'],
    ['D1.33', '8+', 'format'],
    ['more than 5 on a meter', '>5', 'format'],
    ['more than 9 on a meter', '>9', 'format'],
    ['less than 2', '<2', 'format'],
    ['D1.34', 'HI', 'not-a-result'],
    ['D1.36', 'Error 6', 'not-a-result'],
    ['D1.37', 'clotted', 'not-a-result'],
    ['D1.39', '2.555', 'precision', LABORATORY_RANGE],
    ['two places', '2.55', 'precision', LABORATORY_RANGE],
    ['D1.43', '2.5\u200B', 'hidden-character'],
    ['no-break space', '2.5\u00A0', 'hidden-character'],
    ['D1.44', '２.５', 'format'],
    ['D1.45', '٢.٥', 'format'],
    ['D1.46', '2.5mg', 'no-units'],
    ['D1.47', '2.5 INR', 'no-units'],
    ['D1.48', '2.5s', 'no-units'],
    ['D1.51', '1e1', 'format'],
    ['D1.52', '0x2', 'format'],
    ['D1.53', '0b11', 'format'],
    ['D1.56', 'undefined', 'format'],
    ['D1.56', 'null', 'format'],
    ['D1.58', "2.5'; DROP TABLE inr;--", 'format'],
    ['D1.59', '<img src=x onerror=alert(1)>', 'format'],
    ['D1.62', 2.5, 'type'],
    ['D1.63', true, 'type'],
    ['D1.64', ['2.5'], 'type'],
  ]
  for (const [id, text, code, limits] of refused) {
    test(`${id}: ${JSON.stringify(text)} is refused as ${code}`, () => {
      const parsed = parseInr(text, limits ?? METER_RANGE)
      assert.equal(parsed.kind === 'refused' ? parsed.code : formatInr(parsed.inr), code)
      if (parsed.kind === 'refused') assertSentence(parsed.message)
    })
  }

  test('D1.17: 25 asks whether 2.5 was meant, and does not put it there', () => {
    const parsed = parseInr('25', METER_RANGE)
    assert.equal(parsed.kind === 'refused' && parsed.didYouMean, '2.5')
    assert.match(
      parsed.kind === 'refused' ? parsed.message : '',
      /Did you mean 2\.5\? Type the result again/,
    )
  })

  test('D1.17: a point is asked for where it makes a result of the method, and nowhere else', () => {
    const meant = (typed: string, limits: InrLimits) => {
      const parsed = parseInr(typed, limits)
      return parsed.kind === 'refused' ? parsed.didYouMean : parsed.kind
    }
    assert.deepEqual(
      ['79', '80', '81', '99', '250'].map((typed) => meant(typed, METER_RANGE)),
      ['7.9', '8.0', undefined, undefined, undefined],
    )
    assert.deepEqual(
      ['20', '21', '99', '200'].map((typed) => meant(typed, LABORATORY_RANGE)),
      ['inr', '2.1', '9.9', undefined],
    )
  })

  const offers: readonly (readonly [string, string, string])[] = [
    ['D1.34', 'HI', 'greater-than-8'],
    ['above the meter', '8.5', 'greater-than-8'],
    ['D1.36', 'Error 6', 'test-failed'],
    ['D1.37', 'clotted', 'sample-unsuitable'],
  ]
  for (const [id, text, offer] of offers) {
    test(`${id}: ${text} offers ${offer}`, () => {
      const parsed = parseInr(text, METER_RANGE)
      assert.equal(parsed.kind === 'refused' && parsed.offer, offer)
    })
  }
})

describe('an INR that can be read', () => {
  const accepted: readonly (readonly [string, string, string, InrLimits])[] = [
    ['D1.41', '2', '2.0', METER_RANGE],
    ['D1.42', ' 2.5 ', '2.5', METER_RANGE],
    ['D1.42', '\t2.5\r\n', '2.5', METER_RANGE],
    ['D1.21', '5.2', '5.2', METER_RANGE],
    ['D1.26', '8.0', '8.0', METER_RANGE],
    ['D1.28', '>8', '>8.0', METER_RANGE],
    ['D1.29', '> 8.0', '>8.0', METER_RANGE],
    ['D1.30', '<0.8', '<0.8', METER_RANGE],
    ['lowest', '0.8', '0.8', METER_RANGE],
    ['laboratory', '12.4', '12.4', LABORATORY_RANGE],
    ['laboratory', '>10', '>10.0', LABORATORY_RANGE],
  ]
  for (const [id, text, shown, limits] of accepted) {
    test(`${id}: ${JSON.stringify(text)} is ${shown}`, () => {
      const parsed = parseInr(text, limits)
      assert.equal(parsed.kind === 'inr' ? formatInr(parsed.inr) : parsed.message, shown)
    })
  }

  test('H04: >8.0 and 8.0 are different results', () => {
    const above: Inr = { comparator: '>', tenths: 80 }
    assert.equal(isMeasured(above), false)
    // @ts-expect-error a censored result is not a measured one
    const measured: MeasuredInr = above
    assert.notDeepEqual(measured, { comparator: '=', tenths: 80 })
  })

  test('what is shown reads back as the same INR', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 80 }), (tenths) => {
        const inr: Inr = { comparator: '=', tenths }
        assert.deepEqual(parseInr(formatInr(inr), METER_RANGE), { kind: 'inr', inr })
      }),
    )
  })

  test('what is accepted is exactly the grammar within the range', () => {
    const fragments = fc.array(
      fc.constantFrom('0', '1', '2', '5', '8', '9', '.', ',', '>', '<', ' ', '-', 'e', '\u200b'),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(fragments, (parts) => {
        const text = parts.join('')
        const isPlain = /^ *(?:0|[1-9]\d?)(?:\.\d)? *$/.test(text)
        const isWithin = isPlain && Number(text) >= 0.8 && Number(text) <= 8
        const isCensored = /^ *(?:> *8(?:\.0)?|< *0\.8) *$/.test(text)
        assert.equal(parseInr(text, METER_RANGE).kind === 'inr', isWithin || isCensored)
      }),
      { numRuns: 2000 },
    )
  })

  test('SR-15: fifty thousand characters are refused at once', () => {
    const started = performance.now()
    for (const filler of [' ', '2', '.', 'e']) {
      assert.equal(parseInr(`2${filler.repeat(50_000)}x`, METER_RANGE).kind, 'refused')
    }
    assert.ok(performance.now() - started < 100)
  })
})

describe('H03: what is refused says what to type instead', () => {
  const NO_CENSORING: InrLimits = { lowestTenths: 5, highestTenths: 150 }
  const METER = METER_RANGE
  const SAYS: readonly (readonly [
    typed: unknown,
    message: string,
    limits: InrLimits,
    offer?: string,
  ])[] = [
    [
      '9.0',
      'The INR is above 8.0, the highest this method reports. If the meter showed more than it can measure, record it as >8.0.',
      METER,
      'greater-than-8',
    ],
    [
      '100',
      'The INR is above 15.0, the highest this method reports. If the meter showed more than it can measure, record it as >8.0.',
      NO_CENSORING,
    ],
    [
      '25',
      '25 is above 8.0, the highest this method reports. Did you mean 2.5? Type the result again.',
      METER,
    ],
    ['>8.0', 'This method does not report a result as "more than". Enter a number.', NO_CENSORING],
    ['<0.8', 'This method does not report a result as "less than". Enter a number.', NO_CENSORING],
    [
      'HI',
      'If the meter shows more than it can measure, record it as >8.0.',
      METER,
      'greater-than-8',
    ],
    [
      'E-5',
      'A meter error is not an INR. Record "test failed" and test again.',
      METER,
      'test-failed',
    ],
    ['2,5', 'Use a point for the decimal, for example 2.5.', METER],
    ['.9', 'Write a zero before the point, for example 0.9.', METER],
    ['2.55', 'Enter the INR to one decimal place, for example 2.5.', METER],
    ['two', 'Enter the INR as a number with one decimal place, for example 2.5.', METER],
    ['2\u200b.5', 'The INR holds a hidden character. Clear the box and type it.', METER],
  ]
  for (const [typed, message, limits, offer] of SAYS) {
    test(`${JSON.stringify(typed)}: ${message}`, () => {
      const parsed = parseInr(typed, limits)
      assert(parsed.kind === 'refused')
      assert.equal(parsed.message, message)
      assert.equal(parsed.offer, offer)
    })
  }
})
