import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays, type Day, day } from '#base/day.ts'
import { monthsBefore } from '#clinical/months.ts'
import { TARGET_2_5, TARGET_3_5, TODAY } from '#test/clinical/a-visit.ts'
import { type HighRiskRecord, highRiskItems, STROKE_NOT_ASKED } from './high-risk.ts'

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
  tissueValve: 'no',
  atrialFibrillation: 'not-known',
  lastStroke: { kind: 'not-known' },
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
const had = (on: Day | null): Partial<HighRiskRecord> => ({
  lastStroke: { kind: 'had', on },
  stroke: { ...STROKE, strokeOrTia: 'not-known', heartFailure: 'no', hypertension: 'no' },
})
const THREE_MONTHS_AGO = monthsBefore(TODAY, 3)
const NONE = { lastStroke: { kind: 'none' } } as const

/** BSG/ESGE 2021, Table 3 (S82), item by item. */
const ROWS: readonly Row[] = [
  ['AF, everything asked', {}, [], []],
  [
    'AF, nothing asked',
    { mitralStenosis: 'not-known', tissueValve: 'not-known', stroke: STROKE_NOT_ASKED },
    [],
    ['af-with-mitral-stenosis', PROSTHESIS, 'af-with-recent-stroke', 'af-with-stroke-and-3-more'],
  ],
  ['AF with mitral stenosis', { mitralStenosis: 'yes' }, ['af-with-mitral-stenosis'], []],
  [
    'mitral disease with stenosis',
    { indication: 'mitral-valve-disease', mitralStenosis: 'yes' },
    ['af-with-mitral-stenosis'],
    [],
  ],
  ['AF, stroke and two more, 66 years', { stroke: STROKE }, [], ['af-with-recent-stroke']],
  [
    'AF, stroke and two more, 75 years',
    { stroke: STROKE, dateOfBirth: day('1950-11-23') },
    [],
    ['af-with-recent-stroke'],
  ],
  [
    'AF, stroke and two more, 76 years',
    { stroke: STROKE, dateOfBirth: day('1950-11-22') },
    ['af-with-stroke-and-3-more'],
    ['af-with-recent-stroke'],
  ],
  [
    'AF, stroke, two more and one not asked',
    { stroke: { ...STROKE, diabetes: 'not-known' } },
    [],
    ['af-with-recent-stroke', 'af-with-stroke-and-3-more'],
  ],
  [
    'a clot in a calf vein less than 3 months ago',
    { indication: 'calf-vein-thrombosis', startedOn: addDays(THREE_MONTHS_AGO, 1) },
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
    ['af-with-mitral-stenosis'],
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
    ['af-with-mitral-stenosis'],
  ],
  [
    'AF, no stroke, and everything else',
    { stroke: { ...STROKE, strokeOrTia: 'no', diabetes: 'yes' } },
    [],
    [],
  ],
  [
    'AF, a stroke that nobody asked about and three more',
    { stroke: { ...STROKE, strokeOrTia: 'not-known', diabetes: 'yes' } },
    [],
    ['af-with-recent-stroke', 'af-with-stroke-and-3-more'],
  ],
  ['a bioprosthesis', { indication: 'bioprosthetic-valve' }, [], [PROSTHESIS]],
  [
    'a bioprosthesis, no AF',
    { indication: 'bioprosthetic-valve', atrialFibrillation: 'no' },
    [],
    [],
  ],
  [
    'a bioprosthesis, with AF',
    { indication: 'bioprosthetic-valve', atrialFibrillation: 'yes' },
    [PROSTHESIS],
    [],
  ],
  ['AF, with a tissue valve', { tissueValve: 'yes' }, [PROSTHESIS], []],
  ['AF, a tissue valve that nobody asked about', { tissueValve: 'not-known' }, [], [PROSTHESIS]],
  [
    'a clot, a tissue valve, AF not asked',
    { indication: 'recurrent-vte', tissueValve: 'yes' },
    [],
    [PROSTHESIS],
  ],
  [
    'a clot, a tissue valve that nobody asked about',
    { indication: 'recurrent-vte', tissueValve: 'not-known' },
    [],
    [],
  ],
  [
    'a clot and AF on record, stroke and three more, mitral stenosis',
    {
      indication: 'recurrent-vte',
      atrialFibrillation: 'yes',
      mitralStenosis: 'yes',
      stroke: { ...STROKE, diabetes: 'yes' },
    },
    ['af-with-mitral-stenosis', 'af-with-stroke-and-3-more'],
    ['af-with-recent-stroke'],
  ],
  [
    'a clot, a stroke less than 3 months ago and mitral stenosis, AF not asked',
    {
      indication: 'recurrent-vte',
      mitralStenosis: 'yes',
      lastStroke: { kind: 'had', on: addDays(THREE_MONTHS_AGO, 1) },
    },
    [],
    ['af-with-mitral-stenosis', 'af-with-recent-stroke'],
  ],
  [
    'the same without AF',
    {
      indication: 'recurrent-vte',
      atrialFibrillation: 'no',
      mitralStenosis: 'yes',
      lastStroke: { kind: 'had', on: addDays(THREE_MONTHS_AGO, 1) },
    },
    [],
    [],
  ],
  [
    'AF, a stroke less than 3 months ago',
    had(addDays(THREE_MONTHS_AGO, 1)),
    ['af-with-recent-stroke'],
    [],
  ],
  ['AF, a stroke 3 months ago', had(THREE_MONTHS_AGO), [], []],
  ['AF, a stroke on a day not known', had(null), [], ['af-with-recent-stroke']],
  [
    'AF, no stroke by one record and none asked by the other',
    { ...NONE, stroke: STROKE_NOT_ASKED },
    [],
    [],
  ],
  [
    'AF, no stroke by one record, a stroke by the other',
    { ...NONE, stroke: STROKE },
    [],
    ['af-with-recent-stroke'],
  ],
  [
    'AF, a stroke by one record and none by the other, three more',
    { ...had(addDays(TODAY, -400)), stroke: { ...STROKE, strokeOrTia: 'no', diabetes: 'yes' } },
    ['af-with-stroke-and-3-more'],
    [],
  ],
  [
    'a clot less than 3 months ago',
    { indication: 'pulmonary-embolism', startedOn: addDays(THREE_MONTHS_AGO, 1) },
    ['vte-under-3-months'],
    [],
  ],
  [
    'a clot 3 months ago',
    { indication: 'pulmonary-embolism', startedOn: THREE_MONTHS_AGO },
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
})
