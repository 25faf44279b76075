import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { BANK_HOLIDAY_YEARS, isBankHoliday } from './bank-holidays.ts'
import { addDays, type Day, day, daysBetween, weekday } from './day.ts'
import { addWorkingDays, isWorkingDay } from './working-days.ts'

/** Easter Sunday by the anonymous Gregorian computus: a second way to half of the table. */
function easter(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const days = h + l - 7 * m + 21
  return addDays(day(`${year}-03-01`), days)
}

function mondayOnOrAfter(from: Day): Day {
  return addDays(from, (8 - weekday(from)) % 7)
}

function bankHolidaysByRule(year: number): readonly Day[] {
  const newYear = day(`${year}-01-01`)
  const christmas = day(`${year}-12-25`)
  const afterWeekend = weekday(christmas) >= 5 ? 28 - (weekday(christmas) === 7 ? 1 : 0) : 26
  const substitute: Record<number, readonly string[]> = {
    5: ['25', '28'],
    6: ['27', '28'],
    7: ['26', '27'],
  }
  const atChristmas = substitute[weekday(christmas)] ?? ['25', `${afterWeekend}`]
  return [
    weekday(newYear) >= 6 ? mondayOnOrAfter(newYear) : newYear,
    addDays(easter(year), -2),
    addDays(easter(year), 1),
    mondayOnOrAfter(day(`${year}-05-01`)),
    mondayOnOrAfter(day(`${year}-05-25`)),
    mondayOnOrAfter(day(`${year}-08-25`)),
    ...atChristmas.map((d) => day(`${year}-12-${d}`)),
  ]
}

describe('bank holidays of England and Wales', () => {
  for (let year = BANK_HOLIDAY_YEARS.first; year <= BANK_HOLIDAY_YEARS.last; year += 1) {
    test(`the table of ${year} holds exactly the days of the rule`, () => {
      const first = day(`${year}-01-01`)
      const days = Array.from(
        { length: daysBetween(first, day(`${year}-12-31`)) + 1 },
        (_, later) => addDays(first, later),
      )
      assert.deepEqual(
        days.filter((on) => isBankHoliday(on) === true),
        bankHolidaysByRule(year),
      )
    })
  }

  test('D2.56: 25 and 28 December 2026 are bank holidays', () => {
    assert.equal(isBankHoliday(day('2026-12-25')), true)
    assert.equal(isBankHoliday(day('2026-12-28')), true)
    assert.equal(isBankHoliday(day('2026-12-26')), false)
  })

  test('a day beyond the table is not known, a weekend always is', () => {
    assert.equal(isBankHoliday(day('2031-01-01')), 'not-known')
    assert.equal(isWorkingDay(day('2031-01-01')), 'not-known')
    assert.equal(isWorkingDay(day('2031-01-04')), false)
  })
})

describe('working days', () => {
  test('five working days over Christmas 2026 pass the weekend and both bank holidays', () => {
    assert.deepEqual(addWorkingDays(day('2026-12-23'), 5), { kind: 'day', day: '2027-01-04' })
  })

  test('a deadline beyond the table is refused, not guessed', () => {
    assert.equal(addWorkingDays(day('2030-12-30'), 5).kind, 'refused')
  })
})
