import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { csvCell } from '#interchange/csv-text.ts'
import { LIMITS } from '#simulation/report.ts'
import { SHARES } from '#simulation/shares.ts'
import { FIGURES } from '#simulation/tallies.ts'
import { armsOf, smallTrial } from '#test/simulation/small-trial.ts'
import { trialCsv } from './trial-csv.ts'

const report = smallTrial()
const csv = trialCsv(report)
const rows: Record<string, string>[] = parse(csv, { columns: true, record_delimiter: '\r\n' })
const figures = rows.filter(({ truth }) => truth !== 'limit')

test('every row ends with CRLF and has every column (RFC 4180)', () => {
  const lines = csv.split('\r\n')
  assert.equal(lines.pop(), '')
  assert.equal(lines.length, rows.length + 1)
  assert.ok(lines.every((line) => !line.includes('\n')))
  assert.ok(rows.every((row) => Object.keys(row).length === 19))
})

const WHERE = ['truth', 'scenario', 'group', 'arm', 'figure'] as const
const rowOf = new Map(figures.map((row) => [WHERE.map((name) => row[name]).join(), row]))
const cellOf = (value: number | undefined) =>
  value === undefined ? '' : String(Math.round(value * 1000) / 1000 + 0)

test('each figure of each arm, group and setting has its row', () => {
  for (const { setting, group, arm } of armsOf(report)) {
    const of = (figure: string) =>
      rowOf.get([setting.truth, setting.scenario, group, arm.arm, figure].join())
    for (const figure of FIGURES) {
      const mean = arm.means[figure]
      assert.equal(of(figure)?.['mean'], cellOf(mean?.mean))
      const high = mean && mean.people > 1 ? mean.mean + mean.halfWidth : undefined
      assert.equal(of(figure)?.['high95'], cellOf(high))
      assert.equal(of(figure)?.['difference'], cellOf(arm.differences?.[figure]?.mean))
    }
  }
  assert.equal(figures.length, (FIGURES.length + 2) * armsOf(report).length)
  assert.equal(rowOf.size, figures.length)
})

test('each share of all tests has its interval', () => {
  for (const { setting, group, arm } of armsOf(report)) {
    for (const share of SHARES) {
      const where = [setting.truth, setting.scenario, group, arm.arm, `${share}Share`]
      const { mean, low95, high95 } = rowOf.get(where.join()) ?? {}
      const { percent, low, high } = arm.shares[share] ?? {}
      const told = [percent, low ?? undefined, high ?? undefined].map(cellOf)
      assert.deepEqual([mean, low95, high95], told)
    }
  }
})

test('each row says what it was made of, and that its people are invented', () => {
  for (const row of figures) {
    assert.deepEqual(
      [row['seed'], row['version'], row['rules_hash'], row['read_with']],
      ['7', '9.8.7', 'abc123', 'invented people'],
    )
  }
})

test('a difference below nothing is a number, and no text is a formula', () => {
  const below = figures.filter((row) => row['difference']?.startsWith('-'))
  assert.ok(below.length > 0)
  assert.ok(below.every((row) => Number.isFinite(Number(row['difference']))))
  assert.ok(!csv.includes('"-') && !/"[=+@]/.test(csv))
  const rules = [{ name: '=cmd()', hash: '@x' }]
  assert.match(trialCsv({ ...report, rules }), /"'=cmd\(\)","'@x"/)
})

test('every limit is in the file, and the same seed is the same bytes', () => {
  const limits = rows.filter(({ truth }) => truth === 'limit').map((row) => row['read_with'])
  assert.deepEqual(limits, [...LIMITS])
  assert.equal(trialCsv(smallTrial()), csv)
})

test('one person has a mean without an interval', () => {
  const [, first] = trialCsv(smallTrial({ patients: 1 })).split('\r\n')
  assert.match(first ?? '', /"ttr","Time in range","%",1,[\d.]+,"","",/)
})

test('a number is written bare; what is no number is an empty cell', () => {
  assert.deepEqual([-1.5, 0, Number.NaN].map(csvCell), ['-1.5', '0', '""'])
})
