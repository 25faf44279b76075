import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, ageOn, day } from '#base/day.ts'
import { checkDateOfBirth, parseDateOfBirth } from './date-of-birth.ts'

const TODAY = day('2026-11-22')

const ROWS: readonly (readonly [id: string, typed: unknown, answer: string])[] = [
  ['D2.01', '', 'required'],
  ['absent', undefined, 'required'],
  ['D2.42', '2026-11-23', 'in-future'],
  ['D2.43', '2026-11-22', 'under-18'],
  ['D2.44', '2016-11-22', 'under-18'],
  ['17 years', '2008-11-23', 'under-18'],
  ['18 today', '2008-11-22', '2008-11-22'],
  ['D2.45', '1900-01-01', 'over-120'],
  ['121 today', '1905-11-22', 'over-120'],
  ['still 120', '1905-11-23', '1905-11-23'],
  ['one figure over and over', '1911-11-11', 'default-looking'],
  ['D2.46', '1970-01-01', '1970-01-01'],
  ['D2.47', '1944-06-15', '1944-06-15'],
  ['D2.72', '1944', 'partial-date'],
  ['D2.72', '1944-06', 'partial-date'],
  ['D2.36', '1899-12-30', 'not-a-date'],
  ['D2.07', '1950-06-31', 'not-a-date'],
  ['a number', 19500601, 'not-a-date'],
]

for (const [id, typed, answer] of ROWS) {
  test(`${id}: the date of birth ${JSON.stringify(typed)} is answered with ${answer}`, () => {
    const parsed = parseDateOfBirth(typed, TODAY)
    assert.equal(parsed.kind === 'date-of-birth' ? parsed.dateOfBirth : parsed.code, answer)
  })
}

test('only people of 18 to 120 years are ever accepted', () => {
  fc.assert(
    fc.property(fc.integer({ min: -46_000, max: 400 }), (days) => {
      const born = addDays(TODAY, days)
      if (checkDateOfBirth(born, TODAY).kind === 'refused') return
      assert(born <= TODAY)
      assert(ageOn(born, TODAY) >= 18 && ageOn(born, TODAY) <= 120)
    }),
  )
})
