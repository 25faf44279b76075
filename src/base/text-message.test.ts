import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitsInto, ROOM_ALONE, ROOM_OF_SEVERAL, type Room, sizeOf } from './text-message.ts'

for (const [text, alphabet, characters] of [
  ['', 'gsm-7', 0],
  ['5 mg', 'gsm-7', 4],
  ['£5 à la carte\n', 'gsm-7', 14],
  ['€', 'gsm-7', 2],
  ['[a]', 'gsm-7', 5],
  ['½', 'ucs-2', 1],
  ['Tŷ', 'ucs-2', 2],
  ['’', 'ucs-2', 1],
  ['😀', 'ucs-2', 2],
] as const) {
  test(`D4.80: "${text}" takes ${characters} of ${alphabet}`, () => {
    assert.deepEqual(sizeOf(text), { alphabet, characters })
  })
}

for (const [what, room, letter, most] of [
  ['one message', ROOM_ALONE, 'a', 160],
  ['one of several', ROOM_OF_SEVERAL, 'a', 153],
  ['one message in 16 bits', ROOM_ALONE, 'ŷ', 70],
  ['one of several in 16 bits', ROOM_OF_SEVERAL, 'ŷ', 67],
] as readonly (readonly [string, Room, string, number])[]) {
  test(`D4.80: ${what} holds ${most} characters and no more`, () => {
    assert.equal(fitsInto(room, letter.repeat(most)), true)
    assert.equal(fitsInto(room, letter.repeat(most + 1)), false)
  })
}

test('D4.80: 80 characters that take two each fill one message', () => {
  assert.equal(fitsInto(ROOM_ALONE, '€'.repeat(80)), true)
  assert.equal(fitsInto(ROOM_ALONE, '€'.repeat(81)), false)
})
