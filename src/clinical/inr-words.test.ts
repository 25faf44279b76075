import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inrAloud } from './inr-words.ts'

for (const [comparator, tenths, aloud] of [
  ['=', 8, 'zero point eight'],
  ['=', 25, 'two point five'],
  ['=', 52, 'five point two'],
  ['=', 80, 'eight point zero'],
  ['=', 100, 'ten point zero'],
  ['=', 124, 'twelve point four'],
  ['=', 200, 'twenty point zero'],
  ['=', 210, '21 point zero'],
  ['>', 80, 'above eight point zero'],
  ['>', 75, 'above seven point five'],
  ['<', 8, 'below zero point eight'],
] as const) {
  test(`H03: ${comparator} ${tenths} tenths are read aloud as "${aloud}"`, () => {
    assert.equal(inrAloud({ comparator, tenths }), aloud)
  })
}

test('H03: no two INRs sound alike', () => {
  const all = Array.from({ length: 201 }, (_, tenths) => inrAloud({ comparator: '=', tenths }))
  assert.equal(new Set(all).size, all.length)
})

test('H03: every whole INR up to twenty is read as that number, and every tenth as its figure', () => {
  const said =
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
  for (const [whole, word] of said.split(' ').entries()) {
    assert.equal(inrAloud({ comparator: '=', tenths: whole * 10 }), `${word} point zero`)
    if (whole > 9) continue
    assert.equal(inrAloud({ comparator: '=', tenths: 20 + whole }), `two point ${word}`)
  }
})
