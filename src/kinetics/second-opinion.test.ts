import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day, daysBetween } from '#base/day.ts'
import type { Inr } from '#clinical/inr.ts'
import type { ForecastCourse } from './forecast-course.ts'
import { NOT_SHOWN, type NotShownCode } from './not-shown.ts'
import { type Planned, secondOpinion } from './second-opinion.ts'

const TODAY = day('2026-11-22')
const ago = (days: number): Day => addDays(TODAY, -days)
const measured = (on: Day, tenths: number) => ({ on, inr: inr('=', tenths), decidedOn: on })
const inr = (comparator: Inr['comparator'], tenths: number): Inr => ({ comparator, tenths })

/** Two years of 5 mg a day with an INR every four weeks, the last today. */
const COURSE: ForecastCourse = {
  isWarfarin: true,
  startedOn: ago(800),
  bornOn: day('1950-01-01'),
  weights: [],
  inrs: [84, 56, 28, 0].map((days) => measured(ago(days), 25)),
  doses: [{ from: ago(700), ug: 5000 }],
  said: [],
  interactions: [],
  besides: [],
  vitaminK: [],
  breaks: [],
}
const PLANNED: Planned = {
  today: TODAY,
  testOn: addDays(TODAY, 28),
  dailyUg: 5000,
  omitDays: 0,
  isStart: false,
  isBoosted: false,
  isProcedurePlanned: false,
}
const said = (days: number, what: Partial<ForecastCourse['said'][number]>) => ({
  said: [{ on: ago(days), missedDoses: false, illness: false, medicines: false, ...what }],
})
const newest = (comparator: Inr['comparator'], tenths: number) => ({
  inrs: [
    ...COURSE.inrs.slice(0, -1),
    { on: TODAY, inr: inr(comparator, tenths), decidedOn: TODAY },
  ],
})

type Row = readonly [string, Partial<ForecastCourse>, Partial<Planned>, readonly NotShownCode[]]

const ROWS: readonly Row[] = [
  ['as it is', {}, {}, []],
  ['before a second INR', { inrs: COURSE.inrs.slice(-1) }, {}, ['too-few-inrs']],
  ['with two INRs', { inrs: COURSE.inrs.slice(-2) }, {}, []],
  [
    'with one INR of the last 120 days',
    { inrs: [measured(ago(121), 25), measured(TODAY, 25)] },
    {},
    ['too-few-inrs'],
  ],
  ['120 days apart', { inrs: [measured(ago(120), 25), measured(TODAY, 25)] }, {}, []],
  [
    'with two INRs of one day',
    { inrs: [measured(TODAY, 24), measured(TODAY, 25)] },
    {},
    ['too-few-inrs'],
  ],
  ['at 5.0', newest('=', 50), {}, []],
  ['at 5.1', newest('=', 51), {}, ['inr-high']],
  ['above what a meter measures', newest('>', 80), {}, ['inr-high']],
  ['above 4.5, and no more known', newest('>', 45), {}, ['inr-high']],
  ['at 1.3', newest('=', 13), {}, []],
  ['at 1.2', newest('=', 12), {}, ['inr-low']],
  ['below what a meter measures', newest('<', 8), {}, ['inr-low']],
  ['a medicine changed today', said(0, { medicines: true }), {}, ['interacting-medicine']],
  ['a medicine changed 28 days ago', said(28, { medicines: true }), {}, ['interacting-medicine']],
  ['a medicine changed 29 days ago', said(29, { medicines: true }), {}, []],
  [
    'an interacting medicine that acts until today',
    { interactions: [{ from: ago(90), until: TODAY }] },
    {},
    ['interacting-medicine'],
  ],
  ['one that acted until yesterday', { interactions: [{ from: ago(90), until: ago(1) }] }, {}, []],
  ['ill today', said(0, { illness: true }), {}, ['illness']],
  ['ill 28 days ago', said(28, { illness: true }), {}, ['illness']],
  ['ill 29 days ago', said(29, { illness: true }), {}, []],
  ['doses missed today', said(0, { missedDoses: true }), {}, ['missed-doses']],
  ['doses missed 28 days ago', said(28, { missedDoses: true }), {}, ['missed-doses']],
  ['doses missed 29 days ago', said(29, { missedDoses: true }), {}, []],
  ['vitamin K 28 days ago', { vitaminK: [ago(28)] }, {}, ['vitamin-k']],
  ['vitamin K 29 days ago', { vitaminK: [ago(29)] }, {}, []],
  ['on another vitamin K antagonist', { isWarfarin: false }, {}, ['not-warfarin']],
  [
    'with a direct oral anticoagulant beside it',
    { besides: [{ from: ago(3), until: 'still-open' }] },
    {},
    ['another-anticoagulant'],
  ],
  [
    'on its 27th day',
    { startedOn: ago(27), doses: [{ from: ago(27), ug: 5000 }], inrs: COURSE.inrs.slice(-1) },
    {},
    ['starting', 'too-few-inrs'],
  ],
  [
    'on its 28th day',
    {
      startedOn: ago(28),
      doses: [{ from: ago(28), ug: 5000 }],
      inrs: [measured(ago(7), 21), measured(TODAY, 25)],
    },
    {},
    [],
  ],
  ['started by a protocol', {}, { isStart: true }, ['starting']],
  ['with a start that is not known', { startedOn: null }, {}, ['start-not-known']],
  ['without a dose that is known', { doses: [] }, {}, ['doses-not-known']],
  [
    'with the dose of yesterday not known',
    { doses: [...COURSE.doses, { from: ago(1), ug: 'not-known' }] },
    {},
    ['doses-not-known'],
  ],
  [
    'with doses known for 20 days',
    { doses: [{ from: ago(20), ug: 5000 }], inrs: [measured(ago(1), 25), measured(TODAY, 25)] },
    {},
    ['doses-not-known'],
  ],
  [
    'with doses known for 21 days',
    { doses: [{ from: ago(21), ug: 5000 }], inrs: [measured(ago(1), 25), measured(TODAY, 25)] },
    {},
    ['too-few-inrs'],
  ],
  [
    'with doses known for 22 days',
    { doses: [{ from: ago(22), ug: 5000 }], inrs: [measured(ago(1), 25), measured(TODAY, 25)] },
    {},
    [],
  ],
  [
    'taken again 120 days ago',
    { breaks: [{ from: ago(130), until: ago(120) }] },
    {},
    ['interrupted'],
  ],
  ['taken again 121 days ago', { breaks: [{ from: ago(130), until: ago(121) }] }, {}, []],
  ['stopped now', { breaks: [{ from: ago(1), until: 'still-open' }] }, {}, ['interrupted']],
  ['with a larger dose on a date', {}, { isBoosted: true }, ['boosted']],
  ['with a procedure planned', {}, { isProcedurePlanned: true }, ['procedure-planned']],
  ['on an alarm', newest('=', 51), { dailyUg: 'no-dose' }, ['no-dose', 'inr-high']],
  ['where the model gives no number', { weights: [{ on: ago(2), kg: 0 }] }, {}, ['no-answer']],
]

for (const [what, course, planned, because] of ROWS) {
  const shown = because.length === 0 ? 'a forecast is shown' : `no forecast: ${because.join(', ')}`
  test(`H41: ${what}, ${shown}`, () => {
    const opinion = secondOpinion({ ...COURSE, ...course }, { ...PLANNED, ...planned })
    assert.deepEqual(opinion.kind === 'forecast' ? [] : opinion.because, because)
  })
}

test('H41: each reason for showing none has a row above, but that it is overtaken, which the record says', () => {
  const tried = new Set<NotShownCode>([...ROWS.flatMap(([, , , because]) => because), 'overtaken'])
  assert.deepEqual(
    Object.keys(NOT_SHOWN).filter((code) => !tried.has(code as NotShownCode)),
    [],
  )
})

const foretold = (course: Partial<ForecastCourse> = {}, planned: Partial<Planned> = {}) => {
  const opinion = secondOpinion({ ...COURSE, ...course }, { ...PLANNED, ...planned })
  return opinion.kind === 'forecast' ? opinion : assert.fail(opinion.because.join())
}

test('a steady patient is foretold about the same again, and says what it rests on', () => {
  const { medianTenths, inrs, weightKg, cyp2c9, testOn } = foretold()
  assert.ok(Math.abs(medianTenths - 25) <= 1, `${medianTenths}`)
  assert.deepEqual([inrs, weightKg, cyp2c9, testOn], [4, 'not-known', 'not-known', PLANNED.testOn])
})

test('a weight is the last one measured by the day', () => {
  const weights = [
    { on: ago(90), kg: 70 },
    { on: ago(2), kg: 72 },
    { on: addDays(TODAY, 1), kg: 90 },
  ]
  assert.equal(foretold({ weights }).weightKg, 72)
})

test('more than two weeks ahead the interval is wider, and never wider in tenths than it is', () => {
  const near = foretold({}, { testOn: addDays(TODAY, 14) })
  const far = foretold({}, { testOn: addDays(TODAY, 15) })
  assert.ok(far.highTenths - far.lowTenths > near.highTenths - near.lowTenths)
  for (const [{ lowTenths, medianTenths, highTenths }, factor] of [
    [near, 1.29],
    [far, 1.36],
  ] as const) {
    assert.ok(lowTenths >= (medianTenths - 0.5) / factor)
    assert.ok(highTenths <= (medianTenths + 0.5) * factor)
  }
})

test('H41: a larger dose never foretells a lower INR, and days without never a higher one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 12_000 }),
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 3, max: 56 }),
      (dailyUg, more, omitDays, days) => {
        const testOn = addDays(TODAY, days)
        const at = (planned: Partial<Planned>) =>
          foretold({}, { testOn, dailyUg, omitDays, ...planned })
        const one = at({})
        assert.ok(at({ dailyUg: dailyUg + more }).medianTenths >= one.medianTenths)
        assert.ok(at({ omitDays: omitDays + 1 }).medianTenths <= one.medianTenths)
        assert.ok(one.lowTenths <= one.medianTenths && one.medianTenths <= one.highTenths)
      },
    ),
    { numRuns: 60 },
  )
})

test('where the first doses are not known the person has settled on the mean of the first that are', () => {
  const known = [{ from: ago(60), ug: 5000 }]
  const inrs = [...COURSE.inrs.slice(0, 2), measured(ago(30), 25), ...COURSE.inrs.slice(2)]
  const all = foretold({ inrs: inrs.slice(2) })
  const some = foretold({ inrs, doses: known })
  assert.equal(some.inrs, 3)
  assert.deepEqual(some, all)
})

test('what has not happened by the day changes nothing', () => {
  const later = addDays(TODAY, 7)
  assert.deepEqual(
    foretold({
      inrs: [...COURSE.inrs, measured(later, 60)],
      doses: [...COURSE.doses, { from: later, ug: 9000 }],
      said: [{ on: later, missedDoses: true, illness: true, medicines: true }],
      interactions: [{ from: later, until: addDays(later, 30) }],
      vitaminK: [later],
      breaks: [{ from: later, until: 'still-open' }],
    }),
    foretold(),
  )
  assert.equal(daysBetween(TODAY, later), 7)
})
