import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { readSlot, slotText } from './slot-text.ts'

const SLOT = {
  patternId: '01a2027b-d680-7102-82cb-6065f07a2891',
  on: day('2026-12-07'),
  atMinute: 540,
}

test('a slot is read as it is written', () => {
  assert.deepEqual(readSlot(slotText(SLOT)), SLOT)
})

const NO_SLOTS: readonly (string | undefined)[] = [
  undefined,
  '',
  'soon',
  '01a2027b-d680-7102-82cb-6065f07a2891_2026-12-07',
  '01a2027b-d680-7102-82cb-6065f07a2891_2026-02-30_540',
  '01a2027b-d680-7102-82cb-6065f07a2891_2026-12-07_1440',
  '01a2027b-d680-7102-82cb-6065f07a2891_2026-12-07_-10',
  '01a2027b-d680-7102-82cb-6065f07a2891_2026-12-07_9.5',
  '01a2027b-d680-7102-82cb-6065f07a2891_2026-12-07_540_1',
  'monday_2026-12-07_540',
]
for (const text of NO_SLOTS) {
  test(`${text === undefined ? 'nothing' : `"${text}"`} is not a slot`, () => {
    assert.equal(readSlot(text), undefined)
  })
}
