import assert from 'node:assert/strict'
import { test } from 'node:test'
import { penceTyped } from './edited-components.ts'
import {
  SPECIFICATION_FIELDS,
  specificationTexts,
  specificationTyped,
} from './edited-specification.ts'
import { SHEFFIELD_2020_21 } from './sheffield-2020-21.ts'

const TEXTS = specificationTexts(SHEFFIELD_2020_21)
const typed = (changes: Readonly<Record<string, string>> = {}) =>
  specificationTyped({ ...TEXTS, ...changes }, SHEFFIELD_2020_21)
const document = (changes?: Readonly<Record<string, string>>) => {
  const read = typed(changes)
  return read.kind === 'specification' ? read.document : assert.fail(JSON.stringify(read.findings))
}
const fieldsAtFault = (changes: Readonly<Record<string, string>>) => {
  const read = typed(changes)
  return read.kind === 'faults' ? read.findings.map(({ field }) => field) : []
}

test('a specification that is written out and read again says the same of money, clocks, returns and quality', () => {
  const again = document()
  const money = ({ components }: typeof again) =>
    components.map(({ pricePence, basis, providers }) => ({ pricePence, basis, providers }))
  assert.deepEqual(money(again), money(SHEFFIELD_2020_21))
  assert.deepEqual(again.returns, SHEFFIELD_2020_21.returns)
  assert.deepEqual(again.period, SHEFFIELD_2020_21.period)
  assert.deepEqual(again.levels, SHEFFIELD_2020_21.levels)
  assert.deepEqual(again.active, SHEFFIELD_2020_21.active)
  assert.deepEqual(
    again.quality.map(({ id: _id, ...rest }) => rest),
    SHEFFIELD_2020_21.quality.map(({ id: _id, ...rest }) => rest),
  )
  assert.ok(Object.keys(TEXTS).every((name) => SPECIFICATION_FIELDS.includes(name)))
  assert.deepEqual(document(specificationTexts(again)), again, 'and again')
})

test('prices, caps, clocks and questions are what was typed', () => {
  const changed = document({
    'c0-price': '14.50',
    'c3-number': '8',
    dueNth: '10',
    remindFirst: '5',
    remindAgain: '8',
    'c4-name': 'Start of the year',
    'c4-basis': 'block',
    'c4-price': '1,200',
    'c4-number': '12',
    'c5-name': 'Good control',
    'c5-basis': 'outcome',
    'c5-number': '5',
    'c5-measure': 'time in range',
    'c5-threshold': '65',
    'a0-text': 'Who covers for leave?',
    'a0-kind': 'text',
  })
  assert.equal(changed.components[0]?.pricePence, 1450)
  const visits = changed.components.find(({ id }) => id === 'home-visit')?.basis
  assert.ok(visits?.kind === 'per-item' && visits.cap.most === 8)
  assert.deepEqual(
    changed.components.slice(4).map(({ id, pricePence, basis }) => [id, pricePence, basis]),
    [
      ['block-5', 120_000, { kind: 'block', months: 12 }],
      [
        'outcome-6',
        0,
        {
          kind: 'outcome-share',
          measure: 'time in range',
          thresholdPercent: 65,
          percentOfTotal: 5,
        },
      ],
    ],
  )
  assert.deepEqual(changed.returns[0]?.due, { kind: 'working-day-of-next-month', nth: 10 })
  assert.deepEqual(changed.questionnaire, [
    { id: 'question-1', text: 'Who covers for leave?', kind: 'text' },
  ])
})

test('S6: nobody but a general practice can be paid for a start, whoever else provides the service', () => {
  const { components, levels } = document({ 'who-hospital-clinic': 'yes' })
  assert.deepEqual(components.find(({ id }) => id === 'initiation')?.providers, ['gp-practice'])
  assert.deepEqual(levels.find(({ level }) => level === 5)?.providers, ['gp-practice'])
  assert.ok(levels.find(({ level }) => level === 3)?.providers.includes('hospital-clinic'))
})

for (const [what, changes, field] of [
  ['a price that is none', { 'c0-price': '13.2' }, 'c0-price'],
  ['a price of nothing', { 'c0-price': '0.00' }, 'c0-price'],
  ['a price below nothing', { 'c0-price': '-5' }, 'c0-price'],
  ['two prices for one level', { 'c0-basis': 'level-4' }, 'c1-basis'],
  ['a price without a name', { 'c0-name': '' }, 'c0-name'],
  ['a cap of none', { 'c3-number': '0' }, 'c3-number'],
  ['a return on a day that no month has', { dueNth: '23' }, 'dueNth'],
  ['a reminder after the day on which it is due', { remindAgain: '16' }, 'remindFirst'],
  ['a period that ends before it begins', { 'to[year]': '2019' }, 'to'],
  ['a day that does not exist', { 'from[day]': '31', 'from[month]': '2' }, 'from'],
  ['nobody who may provide it', { 'who-gp-practice': '', 'who-community-pharmacy': '' }, 'who'],
  ['a requirement above all', { 'q0-percent': '101' }, 'q0-percent'],
  ['a requirement that nobody measures', { 'q0-by': '' }, 'q0-by'],
  ['a question without a way to answer', { 'a0-text': 'Who?' }, 'a0-kind'],
  ['a review in no month', { reviewMonth: '13' }, 'reviewMonth'],
  ['no title', { title: ' ' }, 'title'],
] as const) {
  test(`refused at its field: ${what}`, () => {
    assert.deepEqual(fieldsAtFault(changes), [field])
  })
}

test('everything that is wrong is said at once', () => {
  const faults = fieldsAtFault({ title: '', 'c0-price': 'x', dueNth: '0', 'q0-percent': '' })
  assert.deepEqual(new Set(faults), new Set(['title', 'c0-price', 'dueNth', 'q0-percent']))
})

test('pounds are read to the penny', () => {
  for (const [text, pence] of [
    ['13.25', 1325],
    ['£6', 600],
    ['1,234.05', 123_405],
    ['13.255', undefined],
    ['13.2', undefined],
    ['', undefined],
    ['1e3', undefined],
  ] as const) {
    assert.equal(penceTyped(text), pence, text)
  }
})
