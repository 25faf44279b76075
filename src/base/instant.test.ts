import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseInstant } from './instant.ts'

const refused: readonly (readonly [string, unknown, string])[] = [
  ['required', '', 'required'],
  ['D2.24', '2026-11-22T25:00:00Z', 'no-such-time'],
  ['D2.25', '2026-11-22T10:61:00Z', 'no-such-time'],
  ['D2.26', '2026-11-22T24:00:00Z', 'no-such-time'],
  ['D2.29', '2026-11-22T10:00:00+15:00', 'offset'],
  ['D2.33', 1795305600000, 'type'],
  ['a bare date', '2026-11-22', 'format'],
  ['no offset', '2026-11-22T10:00:00', 'format'],
  ['no such day', '2026-02-30T10:00:00Z', 'no-such-day'],
]
for (const [id, text, code] of refused) {
  test(`${id}: ${JSON.stringify(text)} is refused as ${code}`, () => {
    const parsed = parseInstant(text)
    assert.equal(parsed.kind === 'refused' && parsed.code, code)
  })
}

const read: readonly (readonly [string, number])[] = [
  ['2026-11-22T10:00:00Z', Date.UTC(2026, 10, 22, 10)],
  ['2027-06-30T23:30Z', Date.UTC(2027, 5, 30, 23, 30)],
  ['2026-11-22T10:00:00.5+14:00', Date.UTC(2026, 10, 21, 20, 0, 0, 500)],
  ['2026-11-22T10:00:00-01:30', Date.UTC(2026, 10, 22, 11, 30)],
]
for (const [text, ms] of read) {
  test(`${text} is read to the millisecond`, () => {
    assert.deepEqual(parseInstant(text), { kind: 'instant', ms })
  })
}
