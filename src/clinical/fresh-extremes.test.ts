import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, day } from '#base/day.ts'
import type { ControlResult, Course } from './control.ts'
import { flagsAddedTo } from './fresh-extremes.ts'

const TODAY = day('2026-11-22')

const inr = (
  on: string,
  tenths: number,
  comparator: '=' | '>' | '<' = '=',
  method: ControlResult['method'] = 'laboratory',
): ControlResult => ({ on: day(on), inr: { comparator, tenths }, method })

const course = (breaks: Course['breaks'] = []): Course => ({
  startedOn: day('2025-01-01'),
  ranges: [{ from: day('2025-01-01'), range: { lowTenths: 20, highTenths: 30 } }],
  breaks,
  results: [],
})

const cases: readonly (readonly [string, readonly ControlResult[], readonly string[]])[] = [
  ['none', [], []],
  ['in range', [inr('2026-11-01', 25)], []],
  ['5.0 is not above 5', [inr('2026-11-01', 50)], []],
  ['5.1', [inr('2026-11-01', 51)], ['twoAboveFive']],
  ['8.0 of a laboratory', [inr('2026-11-01', 80)], ['twoAboveFive']],
  ['>8.0', [inr('2026-11-01', 80, '>')], ['twoAboveFive', 'oneAboveEight']],
  [
    '8.0 of a meter may be more, which is not sure',
    [inr('2026-11-01', 80, '=', 'own-meter')],
    ['twoAboveFive'],
  ],
  ['1.4', [inr('2026-11-01', 14)], ['twoBelowOneAndAHalf']],
  ['1.5 is not below 1.5', [inr('2026-11-01', 15)], []],
  ['6 months ago to the day', [inr('2026-05-22', 60)], ['twoAboveFive']],
  ['before those months', [inr('2026-05-21', 60)], []],
]
for (const [what, results, added] of cases) {
  test(`new INRs add to a flag of poor control: ${what}`, () => {
    assert.deepEqual(flagsAddedTo(course(), results, TODAY), added)
  })
}

test('a low INR of a planned interruption adds to nothing', () => {
  const pause = (until: Day) => [{ from: day('2026-10-20'), until }]
  const low = [inr('2026-11-01', 11)]
  assert.deepEqual(flagsAddedTo(course(pause(day('2026-11-05'))), low, TODAY), [])
})
