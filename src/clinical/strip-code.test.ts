import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { readStripCode, type StripCode } from './strip-code.ts'

const GTIN = '07613336121504'
const FNC1 = '\u001d'
const box = (lot: string, expiresOn: string | null): StripCode => ({
  kind: 'code',
  lot,
  expiresOn: expiresOn === null ? null : day(expiresOn),
})

const read: readonly (readonly [text: string, StripCode])[] = [
  [`(01)${GTIN}(17)270331(10)L62210`, box('L62210', '2027-03-31')],
  [`(10)L62210(17)270331`, box('L62210', '2027-03-31')],
  [`01${GTIN}1727033110L62210`, box('L62210', '2027-03-31')],
  [`]d201${GTIN}1727033110L62210`, box('L62210', '2027-03-31')],
  [`]C1${FNC1}01${GTIN}10L62210${FNC1}17270331`, box('L62210', '2027-03-31')],
  [`${FNC1}01${GTIN}10L62210${FNC1}17270331`, box('L62210', '2027-03-31')],
  [`01${GTIN}11250101172703311012345678`, box('12345678', '2027-03-31')],
  [`01${GTIN}1727033121SERIAL${FNC1}10AB-1`, box('AB-1', '2027-03-31')],
  [`01${GTIN}1728020010A`, box('A', '2028-02-29')],
  [`01${GTIN}1727120010A`, box('A', '2027-12-31')],
  [`01${GTIN}10L62210`, box('L62210', null)],
  [`]d210L62210`, box('L62210', null)],
  [`${FNC1}10L62210`, box('L62210', null)],
  [`(10)L62210${FNC1}(17)270331`, box('L62210', '2027-03-31')],
  [`01${GTIN}10${'X'.repeat(20)}`, box('X'.repeat(20), null)],
  [`0107613317123459172703311062210`, box('62210', '2027-03-31')],
]
for (const [text, expected] of read) {
  test(`H06: the bar code ${JSON.stringify(text)} says ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(readStripCode(text), expected)
    assert.deepEqual(readStripCode(` ${text}\r\n`), expected)
  })
}

for (const [code, known, isRead] of [
  [`01${GTIN}172703311062210${FNC1}21A123`, ['62210'], true],
  [`01${GTIN}17270331106221021A123`, ['62 210'], false],
  [`]d201${GTIN}17270331106221021A123`, ['62210'], false],
  [`(01)${GTIN}(17)270331(10)6221021A123`, ['62210'], true],
  [`01${GTIN}17270331106221021A123`, ['62210', '6221021A123'], true],
  [`01${GTIN}17270331106221021A123`, ['', '-', '622', '6221021'], true],
  [`01${GTIN}17270331106221021A123`, [], true],
  [`01${GTIN}172703311021A123`, ['', '-'], true],
] as const) {
  test(`H06: the bar code ${JSON.stringify(code)} beside the lots ${known} is ${isRead ? 'read' : 'refused: its serial number may be swallowed'}`, () => {
    assert.equal(readStripCode(code, known).kind, isRead ? 'code' : 'refused')
  })
}

test('H06: a field that was not sent says no lot', () => {
  assert.deepEqual(readStripCode(undefined), { kind: 'lot', lot: '' })
})

const LOTS = ['', 'L 62210', '62210', '10234567', '272167', '17270331', 'R-4711/2']
const LIKE_CODES = ['L1]d2', '0162210', `L01${GTIN}`, 'L1727033110L1', '1727033110L1 a']
for (const typed of [...LOTS, ...LIKE_CODES]) {
  test(`H06: ${JSON.stringify(typed)} is no bar code, and stays the lot as it was typed`, () => {
    assert.deepEqual(readStripCode(typed), { kind: 'lot', lot: typed })
  })
}

const refusedTexts: readonly (readonly [why: string, text: string, code: string])[] = [
  ['an expiry that no separator parts from the lot', `01${GTIN}10L6221017270331`, 'unclear'],
  ['an expiry and a lot that may be one typed lot', '1727033110L62210', 'unclear'],
  ['an identifier of something else', `01${GTIN}3112345610L1`, 'unclear'],
  ['an identifier in brackets of something else', `(01)${GTIN}(240)X(10)L1`, 'unclear'],
  ['a letter in its expiry', '(17)27A331(10)L1', 'unclear'],
  ['a letter before its date', '(11)A50101(10)L1', 'unclear'],
  ['a letter after its date', '(11)25010A(10)L1', 'unclear'],
  ['two lots', `(10)A(10)B`, 'unclear'],
  ['a bracket without its other', '(10L62210', 'unclear'],
  ['a GTIN cut short', `(01)0761333612150(10)L1`, 'unclear'],
  ['a lot with a space', `01${GTIN}10L 62210`, 'unclear'],
  ['a lot of 21 characters', `01${GTIN}10${'X'.repeat(21)}`, 'unclear'],
  ['an empty lot', `01${GTIN}1727033110`, 'unclear'],
  ['separators alone', `L1${FNC1}L2`, 'unclear'],
  ['a wrong check digit', `01${GTIN.slice(0, 13)}51727033110L1`, 'misread'],
  ['a month that is none', `01${GTIN}1727133110L1`, 'misread'],
  ['a day that is none', `01${GTIN}1727022910L1`, 'misread'],
  ['no lot', `01${GTIN}17270331`, 'no-lot'],
  ['nothing but what it is a box of', `(01)${GTIN}`, 'no-lot'],
]
const WORDS: Readonly<Record<string, RegExp>> = {
  unclear:
    /may be a bar code that was not read whole\. Scan .* again, or type the lot and the expiry/,
  misread: /was misread\. Scan it again, or type the lot and the expiry/,
  'no-lot': /does not say the lot\. Scan the code that has the lot and the expiry, or type them/,
}
for (const [why, text, code] of refusedTexts) {
  test(`H06: a bar code with ${why} is refused, and nothing is guessed`, () => {
    const answer = readStripCode(text)
    assert.deepEqual(
      [answer.kind, answer.kind === 'refused' && answer.code],
      ['refused', `strip-code-${code}`],
    )
    assert.match(answer.kind === 'refused' ? answer.message : '', WORDS[code] ?? /^$/)
  })
}

test('H06: a bar code gives the lot and the day that were printed, or is refused; never others', () => {
  const lots = fc.stringMatching(/^[A-Z0-9-]{1,20}$/)
  const days = fc.integer({ min: 0, max: 36_000 }).map((n) => addDays(day('2000-01-01'), n))
  const orders = fc.constantFrom('lot last', 'lot first', 'in brackets')
  fc.assert(
    fc.property(lots, days, orders, (lot, on, order) => {
      const expiry = on.replaceAll('-', '').slice(2)
      const text = {
        'lot last': `01${GTIN}17${expiry}10${lot}`,
        'lot first': `01${GTIN}10${lot}${FNC1}17${expiry}`,
        'in brackets': `(01)${GTIN}(10)${lot}(17)${expiry}`,
      }[order]
      const answer = readStripCode(text)
      if (answer.kind === 'refused') assert.match(lot, /(17|11)\d{6}/)
      else assert.deepEqual(answer, { kind: 'code', lot, expiresOn: on })
    }),
  )
})
