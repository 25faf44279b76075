import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import type { Written } from '#test/clinical/a-clinic.ts'
import { indicatorsOf, of, old, START, started } from '#test/clinical/an-indicator-clinic.ts'
import type { IndicatorId } from './npsa-definitions.ts'

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

test('one bleed of several with a high INR is enough; no bleed, and one before the start, is none', () => {
  const high = [[addDays(START, 5), 60]] as const
  const bled = (...after: readonly number[]) =>
    started(high, { bledOn: after.map((days) => addDays(START, days)) })
  assert.equal(of('starting-4b', [bled(3, 5)]), 'at least 1')
  assert.equal(of('starting-4b', [bled()]), 'at least 0')
  assert.equal(of('starting-4a', [bled(-1), bled(0)]), 'at least 1')
})

test('who had no next test, and who was issued nothing, is counted of all of them', () => {
  const initiationEndedOn = addDays(START, 21)
  const ended = [true, true, false].map((hadNextTest) =>
    started([], { initiationEndedOn, hadNextTest }),
  )
  assert.equal(of('starting-7', ended), '1 of 3')
  const issued = [{}, {}, { booklet: 'none' }, { lastDose: 'by-word' }] as const
  assert.equal(
    of(
      'starting-6',
      issued.map((facts) => started([], facts)),
    ),
    '2 of 4',
  )
})

test('who starts on the first day of the period is of it, and 2 weeks are over on their 14th day', () => {
  const on = (startedOn: string) => started([[day(startedOn), 60]], {}, day(startedOn))
  assert.equal(of('starting-1', [on('2025-12-31'), on('2026-01-01')]), '1 of 1')
  assert.equal(of('starting-2', [on('2026-12-18')]), '1 of 1')
  assert.equal(of('starting-2', [on('2026-12-19')]), '0 of 0, 1 left out')
})

test('H04: one high INR of several is enough, and one that may be high leaves it open', () => {
  const after = (...readings: readonly number[]) =>
    started(readings.map((reading, nth) => [addDays(START, nth), reading] as const))
  assert.equal(of('starting-2', [after(25, 60)]), '1 of 1')
  assert.equal(of('starting-2', [after(25, 1045)]), '0 of 0, 1 left out')
  assert.equal(of('starting-2', [started([[addDays(START, -1), 60]])]), '0 of 0, 1 left out')
  const later = started([
    [addDays(START, 5), 25],
    [addDays(START, 20), 60],
  ])
  assert.equal(of('starting-2', [after(25), later]), '0 of 2')
})

test('what is in neither number of a share is said in words', () => {
  const initiationEndedOn = addDays(START, 21)
  const people = [
    started([[START, 1045]], { booklet: 'not-known' }),
    started([]),
    started([], {}, day('2026-12-30')),
    started([], { initiationEndedOn }),
  ]
  const whys = (id: IndicatorId) => {
    const answer = indicatorsOf(people)[id]
    return answer.kind === 'figure' ? answer.notCounted.map(({ why }) => why) : []
  }
  assert.deepEqual(whys('starting-2'), [
    'first 2 weeks not over',
    'no INR in the first 2 weeks',
    'possibly above 5.0',
  ])
  assert.deepEqual(whys('starting-3'), ['no INR or no range known on that day'])
  assert.deepEqual(whys('starting-6'), ['nothing recorded about written information'])
})

test('heparin that was stopped while the INR was below range is counted of everybody started here with it', () => {
  const stopped = (inrs: Written['inrs'], on: string, facts = {}) =>
    started(inrs, { heparinEndedOn: day(on), ...facts })
  const low = [[START, 18]] as const
  const inRange = [
    [START, 18],
    [addDays(START, 6), 24],
  ] as const
  assert.equal(
    of('starting-8', [
      stopped(low, '2026-03-09'),
      stopped(inRange, '2026-03-09'),
      stopped(inRange, '2026-03-07'),
      stopped([], '2026-03-09'),
      stopped(low, '2027-01-01'),
      stopped(low, '2026-03-09', { isInitiatedHere: false }),
      started(low),
    ]),
    '2 of 3, 1 left out',
  )
})
