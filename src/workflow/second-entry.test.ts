import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatInr, LABORATORY_RANGE, parseInr } from '#clinical/inr.ts'
import { type SecondEntry, secondEntryOf } from './second-entry.ts'

const chosen = (sign: string, whole: string, tenth: string): SecondEntry => ({
  'inrAgain[sign]': sign,
  'inrAgain[whole]': whole,
  'inrAgain[tenth]': tenth,
})
const ENTRIES: readonly (readonly [string, SecondEntry, string | undefined])[] = [
  ['nothing', {}, undefined],
  ['an empty box', { inrAgain: '' }, ''],
  ['lists that nobody has touched', chosen('=', '', ''), undefined],
  ['a box', { inrAgain: '5.2' }, '5.2'],
  ['a box, with lists that nobody has touched', { inrAgain: '5.2', ...chosen('=', '', '') }, '5.2'],
  ['lists', chosen('=', '5', '2'), '5.2'],
  ['lists that say more than 8.0', chosen('>', '8', '0'), '>8.0'],
  ['lists that say less than 0.8', chosen('<', '0', '8'), '<0.8'],
  ['lists without a sign', { 'inrAgain[whole]': '5', 'inrAgain[tenth]': '2' }, '5.2'],
  ['a whole number without its tenth', chosen('=', '5', ''), '5.'],
  ['a tenth alone', chosen('=', '', '2'), '.2'],
  ['a sign alone', chosen('>', '', ''), '>.'],
  ['both, of one number', { inrAgain: '5.2', ...chosen('=', '5', '2') }, ''],
  ['both, of two numbers', { inrAgain: '5.2', ...chosen('=', '2', '5') }, ''],
]
for (const [name, fields, expected] of ENTRIES) {
  test(`H03: a second entry of ${name} is ${JSON.stringify(expected)}`, () => {
    assert.equal(secondEntryOf(fields), expected)
  })
}

test('H03: what is chosen in parts is read as the same INR typed, whole and tenth and sign, and half a choice is none', () => {
  const range = { min: 0, max: 9 }
  fc.assert(
    fc.property(
      fc.constantFrom('=', '>', '<'),
      fc.integer({ min: 0, max: 20 }),
      fc.integer(range),
      (sign, whole, tenth) => {
        const written = `${sign === '=' ? '' : sign}${whole}.${tenth}`
        const read = parseInr(secondEntryOf(chosen(sign, `${whole}`, `${tenth}`)), LABORATORY_RANGE)
        assert.deepEqual(read, parseInr(written, LABORATORY_RANGE))
        if (read.kind === 'inr') assert.equal(formatInr(read.inr), written)
        for (const half of [chosen(sign, `${whole}`, ''), chosen(sign, '', `${tenth}`)]) {
          assert.equal(parseInr(secondEntryOf(half), LABORATORY_RANGE).kind, 'refused')
        }
      },
    ),
  )
})
