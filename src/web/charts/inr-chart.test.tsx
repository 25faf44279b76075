import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToStaticMarkup } from 'react-dom/server'
import { addDays, day } from '#base/day.ts'
import { describeChart } from './chart-words.ts'
import { InrChart } from './inr-chart.tsx'
import type { InrHistory, InrPoint } from './inr-history.ts'
import { InrTable } from './inr-table.tsx'
import { timeAxis } from './time-axis.ts'

const today = day('2026-11-22')
const measured = (on: string, tenths: number): InrPoint => ({
  on: day(on),
  comparator: '=',
  tenths,
})

const history: InrHistory = {
  points: [measured('2026-08-30', 24), measured('2026-10-25', 34), measured('2026-11-22', 28)],
  doses: [
    { from: day('2026-08-30'), ug: 5000 },
    { from: day('2026-10-25'), ug: 4500 },
  ],
  suspensions: [],
  targets: [{ from: day('2025-01-23'), lowTenths: 20, highTenths: 30 }],
  today,
  nextTest: day('2026-12-06'),
}

const draw = (change: Partial<InrHistory> = {}) =>
  renderToStaticMarkup(<InrChart {...history} {...change} />)

const textAt = (html: string, text: string) =>
  Number(new RegExp(` y="([\\d.]+)"[^>]*>${text}<`).exec(html)?.[1])

test('the chart has a title and says itself in words', () => {
  assert.match(draw(), /<title id="inr-chart-title">INR, target range and dose over time<\/title>/)
  assert.equal(
    describeChart(history),
    '3 INRs from 30-Aug-2026 to 22-Nov-2026. The last is 2.8. The target range is 2.0 to 3.0. ' +
      'The dose since 25-Oct-2026 is 4.5 mg a day. Next test 06-Dec-2026. Every value is in the table of visits.',
  )
})

test('nothing recorded is said, not drawn as something', () => {
  const empty = { points: [], doses: [], suspensions: [], targets: [], today }
  assert.equal(
    describeChart(empty),
    'No INR is recorded. No target range is recorded. No dose is recorded. Every value is in the table of visits.',
  )
  assert.doesNotMatch(renderToStaticMarkup(<InrChart {...empty} />), /NaN|Infinity|undefined/)
})

test('each INR is written beside its point, and so is each dose, without a trailing zero', () => {
  const html = draw()
  for (const value of ['2.4', '3.4', '2.8', '5', '4.5'])
    assert.ok(html.includes(`>${value}<`), value)
  assert.ok(!html.includes('5.0<'))
})

test('H04: a value beyond the range of the meter is an open arrow with its sign, never a dot at 8.0', () => {
  const html = draw({ points: [{ on: today, comparator: '>', tenths: 80 }] })
  assert.ok(html.includes('&gt;8.0<'))
  assert.match(html, /fill="#fff" stroke="#003087"/)
  assert.doesNotMatch(html, /a4,4 0 1,0 8,0/)
})

test('a value above the end of the axis is drawn at its edge with its own value', () => {
  const high = draw({ points: [measured('2026-11-22', 120)] })
  const eight = draw({ points: [measured('2026-11-22', 80)] })
  assert.equal(textAt(high, '12.0'), textAt(eight, '8.0'))
})

test('no line is drawn over a gap of more than 56 days', () => {
  const guide = (last: string) => draw({ points: [measured('2026-09-27', 24), measured(last, 26)] })
  assert.match(guide('2026-11-22'), /<path d="M[\d.]+,[\d.]+L[\d.]+,[\d.]+" fill="none"/)
  assert.doesNotMatch(guide('2026-11-23'), /<path d="M[\d.]+,[\d.]+L[\d.]+,[\d.]+" fill="none"/)
})

test('a changed target keeps its history: one band after the other', () => {
  const targets = [
    { from: day('2025-01-23'), lowTenths: 20, highTenths: 30 },
    { from: day('2026-10-25'), lowTenths: 25, highTenths: 35 },
  ]
  assert.equal(draw({ targets }).match(/fill="#cfe6dc"/g)?.length, 2)
})

test('H24: a suspension is hatched over INR and dose, to today while it lasts', () => {
  const suspended = draw({ suspensions: [{ from: day('2026-11-01') }] })
  assert.match(suspended, /fill="url\(#inr-chart-hatch\)"/)
  assert.ok(suspended.includes('Suspended since 01-Nov-2026.'))
})

test('the time axis runs from the first INR to the next test, and never over less than four weeks', () => {
  const axis = timeAxis(history, 0, 100)
  assert.deepEqual([axis.first, axis.last], ['2026-08-30', '2026-12-06'])
  const short = timeAxis({ ...history, points: [], doses: [], nextTest: undefined }, 0, 100)
  assert.deepEqual([short.first, short.last], [addDays(today, -28), today])
})

test('two years have at most thirteen labels of months', () => {
  const axis = timeAxis({ ...history, from: day('2024-11-22') }, 0, 100)
  assert.ok(axis.months.length <= 13)
  assert.deepEqual(axis.months[0], { on: '2025-01-01', label: 'Jan 25' })
})

test('the table gives the same visits in words and figures', () => {
  const html = renderToStaticMarkup(
    <InrTable
      rows={[
        {
          key: '1',
          date: '22-Nov-2026',
          inr: '2.8',
          dose: '4.5',
          nextTest: '06-Dec-2026',
          by: 'JW',
          note: 'first high: no change',
        },
      ]}
    />,
  )
  assert.match(html, /<th class="nhsuk-table__header" scope="row"[^>]*>.*22-Nov-2026/)
  assert.ok(html.includes('first high: no change'))
})

test('H41: a forecast is drawn as none of the measurements, and said in words', () => {
  const forecast = { on: day('2026-12-20'), lowTenths: 19, medianTenths: 24, highTenths: 31 }
  const html = draw({ forecast })
  assert.match(html, />forecast</)
  assert.equal(html.match(/a4,4 0 1,0 8,0/g)?.length, history.points.length, 'no more dots')
  assert.equal(html.match(/l6,6l-6,6l-6,-6z/g)?.length, 1)
  assert.equal(timeAxis({ ...history, forecast }, 0, 100).last, forecast.on)
  assert.match(
    describeChart({ ...history, forecast }),
    /Forecast for 20-Dec-2026, a second opinion: 2\.4, with a chance of 80 % from 1\.9 to 3\.1\./,
  )
  assert.doesNotMatch(draw(), />forecast</)
})
