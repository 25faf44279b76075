import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { INDICATIONS } from '#clinical/indications.ts'
import { aVisit, inr, TARGET_2_5, TARGET_3_5, TODAY } from '#test/clinical/a-visit.ts'
import type { RiskFacts } from './advice.ts'
import { alarmsOf } from './alarms.ts'
import {
  HIGH_RISK_ITEMS,
  type HighRiskRecord,
  highRiskInWords,
  highRiskItems,
  lowInrDangers,
  lowInrNotKnown,
  STROKE_NOT_ASKED,
} from './high-risk.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

const NO_STROKE = { ...STROKE_NOT_ASKED, strokeOrTia: 'no' } as const
const STROKE = {
  strokeOrTia: 'yes',
  heartFailure: 'yes',
  hypertension: 'yes',
  diabetes: 'no',
} as const

const record = (more: Partial<HighRiskRecord> = {}): HighRiskRecord => ({
  indication: 'atrial-fibrillation',
  target: TARGET_2_5,
  startedOn: day('2025-01-23'),
  dateOfBirth: day('1960-09-04'),
  mitralStenosis: 'no',
  stroke: NO_STROKE,
  ...more,
})

type Row = readonly [
  string,
  Partial<HighRiskRecord>,
  yes: readonly string[],
  open: readonly string[],
]
const PROSTHESIS = 'prosthetic-valve-with-af'

/** BSG/ESGE 2021, Table 3 (S82), item by item. */
const ROWS: readonly Row[] = [
  ['AF, everything asked', {}, [], [PROSTHESIS]],
  [
    'AF, nothing asked',
    { mitralStenosis: 'not-known', stroke: STROKE_NOT_ASKED },
    [],
    ['af-with-mitral-stenosis', PROSTHESIS, 'af-with-recent-stroke', 'af-with-stroke-and-3-more'],
  ],
  ['AF with mitral stenosis', { mitralStenosis: 'yes' }, ['af-with-mitral-stenosis'], [PROSTHESIS]],
  [
    'mitral disease with stenosis',
    { indication: 'mitral-valve-disease', mitralStenosis: 'yes' },
    ['af-with-mitral-stenosis'],
    [],
  ],
  [
    'AF, stroke and two more, 66 years',
    { stroke: STROKE },
    [],
    [PROSTHESIS, 'af-with-recent-stroke'],
  ],
  [
    'AF, stroke and two more, 75 years',
    { stroke: STROKE, dateOfBirth: day('1950-11-23') },
    [],
    [PROSTHESIS, 'af-with-recent-stroke'],
  ],
  [
    'AF, stroke and two more, 76 years',
    { stroke: STROKE, dateOfBirth: day('1950-11-22') },
    ['af-with-stroke-and-3-more'],
    [PROSTHESIS, 'af-with-recent-stroke'],
  ],
  [
    'AF, stroke, two more and one not asked',
    { stroke: { ...STROKE, diabetes: 'not-known' } },
    [],
    [PROSTHESIS, 'af-with-recent-stroke', 'af-with-stroke-and-3-more'],
  ],
  [
    'a clot in a calf vein 90 days ago',
    { indication: 'calf-vein-thrombosis', startedOn: addDays(TODAY, -90) },
    ['vte-under-3-months'],
    [],
  ],
  [
    'no indication, and everything else that could be dangerous',
    {
      indication: null,
      startedOn: TODAY,
      target: TARGET_3_5,
      mitralStenosis: 'yes',
      stroke: STROKE,
    },
    [],
    [],
  ],
  [
    'an indication that is neither a clot nor AF',
    {
      indication: 'mechanical-aortic-valve',
      startedOn: TODAY,
      target: TARGET_3_5,
      mitralStenosis: 'yes',
      stroke: STROKE,
    },
    [],
    [],
  ],
  [
    'AF, no stroke, and everything else',
    { stroke: { ...STROKE, strokeOrTia: 'no', diabetes: 'yes' } },
    [],
    [PROSTHESIS],
  ],
  [
    'AF, a stroke that nobody asked about and three more',
    { stroke: { ...STROKE, strokeOrTia: 'not-known', diabetes: 'yes' } },
    [],
    [PROSTHESIS, 'af-with-recent-stroke', 'af-with-stroke-and-3-more'],
  ],
  ['a bioprosthesis', { indication: 'bioprosthetic-valve' }, [], [PROSTHESIS]],
  [
    'a clot 90 days ago',
    { indication: 'pulmonary-embolism', startedOn: addDays(TODAY, -90) },
    ['vte-under-3-months'],
    [],
  ],
  [
    'a clot 91 days ago',
    { indication: 'pulmonary-embolism', startedOn: addDays(TODAY, -91) },
    [],
    [],
  ],
  [
    'a clot of a day not known',
    { indication: 'deep-vein-thrombosis', startedOn: null },
    [],
    ['vte-under-3-months'],
  ],
  [
    'a clot on warfarin',
    { indication: 'recurrent-vte-on-anticoagulation', target: TARGET_3_5 },
    ['vte-on-warfarin-target-3.5'],
    [],
  ],
  [
    'a clot with target 3.5',
    { indication: 'recurrent-vte', target: TARGET_3_5 },
    ['vte-on-warfarin-target-3.5'],
    [],
  ],
]

describe('H07: the high-risk list at a low INR', () => {
  for (const [what, more, yes, notKnown] of ROWS) {
    test(`${what}: ${yes.join(', ') || 'none'}; not known: ${notKnown.join(', ') || 'none'}`, () => {
      assert.deepEqual(highRiskItems(record(more), TODAY), {
        highRiskLowInr: yes,
        highRiskNotKnown: notKnown,
      })
    })
  }

  test('no indication, no item is both known and not known, and each has words', () => {
    const someAnswer = fc.constantFrom('yes', 'no', 'not-known') as fc.Arbitrary<
      'yes' | 'no' | 'not-known'
    >
    const someRecord = fc.record({
      indication: fc.constantFrom(null, ...INDICATIONS.map(({ id }) => id)),
      target: fc.constantFrom(TARGET_2_5, TARGET_3_5, null),
      startedOn: fc.constantFrom(null, addDays(TODAY, -10), addDays(TODAY, -300)),
      dateOfBirth: fc.constantFrom(day('1940-01-01'), day('1980-01-01')),
      mitralStenosis: someAnswer,
      stroke: fc.record({
        strokeOrTia: someAnswer,
        heartFailure: someAnswer,
        hypertension: someAnswer,
        diabetes: someAnswer,
      }),
    })
    fc.assert(
      fc.property(someRecord, (someone) => {
        const { highRiskLowInr, highRiskNotKnown } = highRiskItems(someone, TODAY)
        const all = [...highRiskLowInr, ...highRiskNotKnown]
        assert.equal(new Set(all).size, all.length)
        assert.ok(all.every((item) => item in HIGH_RISK_ITEMS))
      }),
    )
  })

  test('what is dangerous stands in the alarm, each reason by its name', () => {
    const risk: RiskFacts = {
      mechanicalValve: 'mitral',
      antiphospholipid: 'no',
      highRiskLowInr: ['vte-under-3-months'],
    }
    const [alarm] = alarmsOf(aVisit({ inr: inr(19), risk }), DEFAULT_RULE_SET)
    assert.equal(
      alarm?.title,
      'Low INR, with a mechanical mitral valve; a clot in a vein or lung in the last 3 months',
    )
    assert.deepEqual(lowInrDangers({ ...risk, mechanicalValve: 'none', highRiskLowInr: [] }), [])
  })

  test('each valve has its words, and an item of an older list is said by its code', () => {
    const words = (['aortic', 'mitral', 'other', 'not-known'] as const).map((mechanicalValve) =>
      lowInrDangers({ mechanicalValve, antiphospholipid: 'no', highRiskLowInr: [] }),
    )
    assert.deepEqual(words, [
      ['a mechanical aortic valve'],
      ['a mechanical mitral valve'],
      ['a mechanical valve'],
      ['a mechanical valve neither recorded nor excluded'],
    ])
    assert.equal(highRiskInWords('vte-under-3-months'), HIGH_RISK_ITEMS['vte-under-3-months'])
    assert.equal(highRiskInWords('af-with-something-else'), 'af with something else')
  })

  test('a low INR of answers from before the list was asked has nothing that is not known', () => {
    const risk: RiskFacts = { mechanicalValve: 'none', antiphospholipid: 'no', highRiskLowInr: [] }
    assert.deepEqual(lowInrNotKnown(aVisit({ inr: inr(19), risk })), [])
  })

  test('what is not known is said at a low INR, and at no other', () => {
    const risk: RiskFacts = {
      mechanicalValve: 'none',
      antiphospholipid: 'no',
      highRiskLowInr: [],
      highRiskNotKnown: [PROSTHESIS],
    }
    assert.equal(lowInrNotKnown(aVisit({ inr: inr(19), risk })).length, 1)
    assert.equal(lowInrNotKnown(aVisit({ inr: inr(8, '<'), risk })).length, 1)
    for (const other of [inr(20), inr(31), inr(80, '>'), inr(14, '>')]) {
      assert.deepEqual(lowInrNotKnown(aVisit({ inr: other, risk })), [])
    }
  })
})
