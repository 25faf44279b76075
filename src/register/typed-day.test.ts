import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Findings, typedDay } from './typed-fields.ts'

const boxes = (day: string, month: string, year: string) => ({
  'on[day]': day,
  'on[month]': month,
  'on[year]': year,
})

const typed = [
  ['three boxes', boxes('4', '9', '2026'), '2026-09-04', ''],
  ['one field', { on: '2026-09-04' }, '2026-09-04', ''],
  ['nothing', boxes('', '', ''), null, ''],
  ['31 February', boxes('31', '2', '2026'), null, 'no-such-day: That day does not exist'],
  ['a month missing', boxes('31', '', '2026'), null, 'format: Enter the day, the month and the'],
  ['a month in words', boxes('4', 'Sep', '2026'), null, 'format: Enter the day, the month and the'],
  ['two digits of a year', boxes('4', '9', '26'), null, 'format: Enter the day, the month and the'],
  ['30 February in one field', { on: '2026-02-30' }, null, 'no-such-day: That day does not exist'],
  ['another order', { on: '04/09/2026' }, null, 'format: Enter the date as year, month and day'],
] as const

for (const [what, fields, expected, says] of typed) {
  test(`a day typed as ${what}: ${expected ?? (says || 'left empty')}`, () => {
    const findings: Findings = []
    assert.equal(typedDay(fields, 'on', findings), expected)
    const said = findings.map(({ code, message }) => `${code}: ${message}`).join()
    assert.ok(says === '' ? said === '' : said.startsWith(says), said)
  })
}
