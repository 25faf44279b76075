import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { clinicOf } from '#test/clinical/a-clinic.ts'
import { figuresByDecider, NOBODY_HERE } from './figures-by-decider.ts'
import { type Period, TWO_WEEKS } from './period.ts'

const YEAR: Period = { from: day('2026-01-01'), until: day('2026-12-31') }
const [ANNA, BEN] = [0, 1] as const

test('the days from an INR to the next, and that next INR, are of whoever decided the dose after the first', () => {
  const clinic = clinicOf([
    {
      inrs: [
        [day('2026-03-01'), 25],
        [day('2026-03-29'), 25],
        [day('2026-05-03'), 45],
      ],
    },
    { inrs: [[day('2026-06-01'), 25]] },
  ])
  const decidedBy = Int16Array.from([ANNA, BEN, BEN, ANNA])
  const found = [...figuresByDecider(clinic, decidedBy, YEAR, TWO_WEEKS)].map(
    ([decider, figures]) => [
      decider,
      ...figures.map(({ pooled, mean }) => `${pooled.of} of ${mean.people.join(' and ')}`),
    ],
  )
  assert.deepEqual(found, [
    [NOBODY_HERE, '0 of ', '0 of ', '2 of 0 and 1'],
    [ANNA, '28 of 0', '28 of 0', '1 of 0'],
    [BEN, '35 of 0', '35 of 0', '1 of 0'],
  ])
})

test('who decided nothing here is no member of the staff', () => {
  assert.ok(NOBODY_HERE < 0)
})
