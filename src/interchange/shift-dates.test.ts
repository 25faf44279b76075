import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shiftDates } from './shift-dates.ts'

test('every date cell moves, the first, neighbours and the last of a line too', () => {
  const csv = 'ref,a,b\r\n7-0001,2026-02-27,2026-02-28\r\n2026-12-31,x,\n'
  assert.equal(shiftDates(csv, 2), 'ref,a,b\r\n7-0001,2026-03-01,2026-03-02\r\n2027-01-02,x,\n')
})

test('what only contains a date stays', () => {
  const csv = 'seen on 2026-02-27,2026-02-27T10:00,"2026-02-27"\n'
  assert.equal(shiftDates(csv, 1), csv)
})
