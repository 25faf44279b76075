import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkDigit, formatNhsNumber, parseNhsNumber } from './nhs-number.ts'

const answerTo = (typed: unknown): string => {
  const parsed = parseNhsNumber(typed)
  return parsed.kind === 'nhs-number' ? formatNhsNumber(parsed.nhsNumber) : parsed.code
}

const ROWS: readonly (readonly [id: string, typed: unknown, answer: string])[] = [
  ['D3.01', '', 'required'],
  ['D3.02', '9434765919', '943 476 5919'],
  ['D3.04', '943-476-5919', '943 476 5919'],
  ['D3.06', '9434765918', 'check-digit'],
  ['D3.07', '9434765909', 'check-digit'],
  ['D3.09', '9434765991', 'check-digit'],
  ['D3.10', '943476591', 'wrong-length'],
  ['D3.11', '94347659190', 'wrong-length'],
  ['D3.12', '1234567890', 'check-digit'],
  ['D3.14', '0000000000', 'repeated-digit'],
  ['D3.15', '1111111111', 'repeated-digit'],
  ['D3.16', '2222222222', 'repeated-digit'],
  ['D3.17', '3333333333', 'repeated-digit'],
  ['D3.18', '4444444444', 'repeated-digit'],
  ['D3.19', '5555555555', 'repeated-digit'],
  ['D3.20', '6666666666', 'repeated-digit'],
  ['D3.21', '7777777777', 'repeated-digit'],
  ['D3.22', '8888888888', 'repeated-digit'],
  ['D3.23', '9999999999', 'repeated-digit'],
  ['D3.24', '9876543210', 'outside-issued-ranges'],
  ['D3.26', '0101701209', 'chi-number'],
  ['D3.27', '3210000018', 'health-and-care-number'],
  ['D3.28', '943476591A', 'digits-only'],
  ['D3.32', '+9434765919', 'digits-only'],
  ['D3.33', '-9434765919', 'digits-only'],
  ['D3.34', '9.434765919E9', 'digits-only'],
  ['D3.36', '943,476,5919', 'digits-only'],
  ['D3.38', '943–476–5919', 'digits-only'],
  ['D3.39', 'NHS9434765919', 'digits-only'],
  ['D3.40', '9434765919/9990000018', 'one-number-only'],
  ['D3.43', '٩٤٣٤٧٦٥٩١٩', 'digits-only'],
  ['D3.45', '9434765919\n', '943 476 5919'],
  ['D3.46', '9'.repeat(5_000), 'too-long'],
  ['D3.48', '943476%', 'digits-only'],
  ['D3.48', '943476591_', 'digits-only'],
  ['D3.49', 9434765919, 'not-text'],
  ['D3.51', null, 'required'],
  ['D3.53', { $ne: null }, 'not-text'],
  ['D3.54', true, 'not-text'],
  ['spaces', '999 000 0018', '999 000 0018'],
  ['insurance', 'QQ123456C', 'national-insurance-number'],
  ['two, spaced', '9434765919 9990000018', 'one-number-only'],
]

for (const [id, typed, answer] of ROWS) {
  const shown = JSON.stringify(typed).slice(0, 30)
  test(`H02 ${id}: the NHS number ${shown} is answered with ${answer}`, () => {
    assert.equal(answerTo(typed), answer)
  })
}

const nineDigits = fc
  .tuple(fc.constantFrom('4', '6', '7', '999'), fc.stringMatching(/^\d{9}$/))
  .map(([start, rest]) => `${start}${rest}`.slice(0, 9))
  .filter((digits) => checkDigit(digits) < 10)

const validNumber = nineDigits
  .map((digits) => `${digits}${checkDigit(digits)}`)
  .filter((digits) => new Set(digits).size > 1)

test('a number with the check digit that its first nine call for is accepted', () => {
  fc.assert(
    fc.property(validNumber, (digits) => {
      assert.equal(parseNhsNumber(digits).kind, 'nhs-number')
    }),
  )
})

test('H02: no single wrong digit passes', () => {
  fc.assert(
    fc.property(validNumber, fc.nat(9), fc.integer({ min: 1, max: 9 }), (digits, place, more) => {
      const wrong = (Number(digits[place]) + more) % 10
      const typed = `${digits.slice(0, place)}${wrong}${digits.slice(place + 1)}`
      assert.notEqual(parseNhsNumber(typed).kind, 'nhs-number')
    }),
  )
})

test('H02: no two neighbouring digits can be swapped unseen', () => {
  fc.assert(
    fc.property(validNumber, fc.nat(8), (digits, place) => {
      const [one, two] = [digits[place], digits[place + 1]]
      fc.pre(one !== two)
      const typed = `${digits.slice(0, place)}${two}${one}${digits.slice(place + 2)}`
      assert.notEqual(parseNhsNumber(typed).kind, 'nhs-number')
    }),
  )
})

test('what is shown reads back as the same number', () => {
  fc.assert(
    fc.property(validNumber, (digits) => {
      const parsed = parseNhsNumber(digits)
      assert(parsed.kind === 'nhs-number')
      assert.deepEqual(parseNhsNumber(formatNhsNumber(parsed.nhsNumber)), parsed)
    }),
  )
})
