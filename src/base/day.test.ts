import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  ageOn,
  clinicalDate,
  clinicalInstant,
  type Day,
  day,
  dayFromParts,
  daysBetween,
  isDay,
  londonClock,
  londonDay,
  parseDay,
  patientDate,
  weekday,
} from './day.ts'
import { londonInstant, londonMidnight } from './london-time.ts'

const fromTemporal = (date: Temporal.PlainDate): Day => day(date.toString())
const anyDate = fc
  .integer({ min: 0, max: 109_571 })
  .map((days) => Temporal.PlainDate.from('1900-01-01').add({ days }))

describe('a day in strict form', () => {
  const refused: readonly (readonly [string, unknown, string])[] = [
    ['D2.01', '', 'required'],
    ['D2.15', '2026-2-3', 'format'],
    ['D2.16', '20261122', 'format'],
    ['D2.17', '2026/11/22', 'format'],
    ['D2.18', '01/02/2027', 'format'],
    ['D2.20', '2026-326', 'format'],
    ['D2.21', '22 Nvo 2026', 'format'],
    ['D2.23', '2026-11-22T23:30:00Z', 'format'],
    ['D2.33', 1795305600000, 'type'],
    ['D2.34', '46348', 'format'],
    ['D2.35', '44927.5', 'format'],
    ['D2.36', '1899-12-30', 'range'],
    ['D2.38', '9999-12-31', 'range'],
    ['D2.41', "2026-11-22'--", 'format'],
    ['D2.73', '2026-11-22 ', 'format'],
  ]
  for (const [id, text, code] of refused) {
    test(`${id}: ${JSON.stringify(text)} is refused as ${code}`, () => {
      const parsed = parseDay(text)
      assert.equal(parsed.kind, 'refused')
      assert.equal(parsed.kind === 'refused' && parsed.code, code)
      assert.equal(isDay(text), false)
    })
  }

  test('a wrong constant in the code throws', () => {
    assert.throws(() => day('2026-02-30'), RangeError)
  })
})

describe('a day in three fields', () => {
  const cases: readonly (readonly [string, string, string, string, string])[] = [
    ['D2.01', '', '', '', 'required'],
    ['D2.04', '29', '02', '2028', '2028-02-29'],
    ['D2.05', '29', '02', '2100', 'no-such-day'],
    ['D2.07', '31', '06', '2026', 'no-such-day'],
    ['D2.08', '00', '01', '2026', 'no-such-day'],
    ['D2.10', '32', '01', '2026', 'no-such-day'],
    ['D2.12', '12', '13', '2026', 'no-such-day'],
    ['D2.46', '01', '01', '1970', '1970-01-01'],
    ['D2.47', '15', '06', '1944', '1944-06-15'],
    ['D2.73', ' 22 ', '11', '2026', '2026-11-22'],
    ['two-digit year', '22', '11', '26', 'format'],
    ['month in words', '22', 'Nov', '2026', 'format'],
  ]
  for (const [id, d, m, y, expected] of cases) {
    test(`${id}: ${d}/${m}/${y} gives ${expected}`, () => {
      const parsed = dayFromParts(d, m, y)
      assert.equal(parsed.kind === 'day' ? parsed.day : parsed.code, expected)
    })
  }
})

describe('H13: arithmetic on days', () => {
  test('D2.65: four days from 29 October 2027 name each date once', () => {
    const days = [0, 1, 2, 3].map((later) => addDays(day('2027-10-29'), later))
    assert.deepEqual(days, ['2027-10-29', '2027-10-30', '2027-10-31', '2027-11-01'])
  })

  test('agrees with Temporal on adding, difference and weekday', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        const to = from.add({ days })
        fc.pre(to.year >= 1900 && to.year < 2200)
        assert.equal(addDays(fromTemporal(from), days), to.toString())
        assert.equal(daysBetween(fromTemporal(from), fromTemporal(to)), days)
        assert.equal(weekday(fromTemporal(from)), from.dayOfWeek)
      }),
    )
  })

  test('every date from 1900 to 2199 comes back from its number', () => {
    let on = day('1900-01-01')
    for (let expected = Temporal.PlainDate.from(on); expected.year < 2199; ) {
      assert.equal(on, expected.toString())
      on = addDays(on, 1)
      expected = expected.add({ days: 1 })
    }
  })

  const ages: readonly (readonly [string, string, number])[] = [
    ['1942-09-04', '2026-09-03', 83],
    ['1942-09-04', '2026-09-04', 84],
    ['2004-02-29', '2022-02-28', 17],
    ['2004-02-29', '2022-03-01', 18],
  ]
  for (const [born, today, age] of ages) {
    test(`born ${born} is ${age} on ${today}`, () => {
      assert.equal(ageOn(day(born), day(today)), age)
    })
  }
})

describe('days in words', () => {
  test('staff and patients each read their own form', () => {
    assert.equal(clinicalDate(day('2026-11-02')), '02-Nov-2026')
    assert.equal(patientDate(day('2026-11-02')), '2 November 2026')
  })
})

describe('London time', () => {
  test('D2.67: half past eleven in the evening UTC in June is the next day in London', () => {
    const at = Date.UTC(2027, 5, 30, 23, 30)
    assert.equal(londonDay(at), '2027-07-01')
    assert.equal(londonClock(at), '00:30')
    assert.equal(clinicalInstant(at), '01-Jul-2027 00:30')
  })

  test('agrees with the time-zone database from 2000 to 2090', () => {
    const some = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2090, 0, 1) })
    fc.assert(
      fc.property(some, (at) => {
        const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/London')
        assert.equal(londonDay(at), there.toPlainDate().toString())
        assert.equal(londonClock(at), there.toPlainTime().toString().slice(0, 5))
      }),
    )
  })

  test('D2.32: half past one on the last Sunday of October happens twice', () => {
    assert.deepEqual(londonInstant(day('2027-10-31'), 90), {
      kind: 'happens-twice',
      summerMs: Date.UTC(2027, 9, 31, 0, 30),
      winterMs: Date.UTC(2027, 9, 31, 1, 30),
    })
  })

  test('half past one on the last Sunday of March never happens', () => {
    assert.equal(londonInstant(day('2027-03-28'), 90).kind, 'never-happens')
  })

  test('midnight happens once on every day of a year: the instant of that clock time', () => {
    for (let nth = 0; nth < 366; nth += 1) {
      const on = addDays(day('2027-01-01'), nth)
      assert.deepEqual(londonInstant(on, 0), { kind: 'instant', ms: londonMidnight(on) })
    }
  })

  test('an ordinary clock time is one instant', () => {
    const nine = 9 * 60
    assert.deepEqual(londonInstant(day('2026-11-22'), nine), {
      kind: 'instant',
      ms: Date.UTC(2026, 10, 22, 9),
    })
    assert.deepEqual(londonInstant(day('2026-07-22'), nine), {
      kind: 'instant',
      ms: Date.UTC(2026, 6, 22, 8),
    })
  })
})
