import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import type { Written } from '#test/clinical/a-clinic.ts'
import { of, old, START, started } from '#test/clinical/an-indicator-clinic.ts'

test('INRs of somebody without a start, and a low one before any target was set, are in no share', () => {
  const inrs = [[day('2026-06-01'), 60]] as const
  assert.equal(of('established-2', [{ ...old(inrs), startedOn: 'not-known' as const }]), '0 of 0')
  const low = [[day('2026-06-01'), 10]] as const
  assert.equal(of('established-4', [old(low, { targets: [] })]), '0 of 0')
  const later = [{ from: day('2026-06-02'), valueTenths: 25 }]
  assert.equal(of('established-4', [old(low, { targets: later })]), '0 of 0')
})

test('a bleed with a high INR is one only by an INR of that very day', () => {
  const bled = (tested: number, more: Partial<Written> = {}) => ({
    ...started([[addDays(START, tested), 60]], { bledOn: [addDays(START, 5)] }),
    ...more,
  })
  assert.equal(of('starting-4b', [bled(5), bled(4), bled(6)]), 'at least 1')
  assert.equal(of('starting-4b', [bled(5, { ranges: [] })]), 'at least 0')
  assert.equal(of('starting-4b', [started([], { bledOn: [START] })]), 'at least 0')
})

test('in range when initiation ended: not known without a range, and nobody outside the period', () => {
  const ended = (on: string, more: Partial<Written> = {}) => ({
    ...started([[START, 25]], { initiationEndedOn: day(on) }),
    ...more,
  })
  assert.equal(
    of('starting-3', [ended('2026-04-01'), ended('2026-04-01', { ranges: [] })]),
    '1 of 1, 1 left out',
  )
  assert.equal(of('starting-3', [ended('2025-12-31'), ended('2027-01-01')]), '0 of 0')
  assert.equal(of('starting-3', [ended('2026-12-31'), ended('2026-03-02')]), '2 of 2')
})
