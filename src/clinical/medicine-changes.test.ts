import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { TODAY } from '#test/clinical/a-visit.ts'
import { assertSentence } from '#test/clinical/every-text.ts'
import { type MedicineForm, readMedicines } from './medicine-changes.ts'
import { rememberedMedicines, type SaidMedicine } from './remembered-medicines.ts'

const CLARITHROMYCIN = {
  medicinesChanged: 'started',
  medicine: 'clarithromycin',
  medicineOn: '20/11/2026',
}

test('H21: an interacting medicine is read with its effect and its next test', () => {
  assert.deepEqual(readMedicines(CLARITHROMYCIN, TODAY), {
    medicines: [
      {
        name: 'Clarithromycin',
        change: 'started',
        on: '2026-11-20',
        effect: 'raises',
        interaction: 'clarithromycin',
        testFrom: '2026-11-24',
        testBy: '2026-11-27',
      },
    ],
    refusals: [],
  })
})

test('H21: a medicine in no list is kept by its name, with a test a week after it was started', () => {
  const form = { ...CLARITHROMYCIN, medicine: 'Amlodipine', medicineOther: 'yes' }
  const [medicine] = readMedicines(form, TODAY).medicines
  assert.deepEqual(medicine, {
    name: 'Amlodipine',
    change: 'started',
    on: '2026-11-20',
    effect: 'none',
    interaction: null,
    testFrom: '2026-11-27',
    testBy: '2026-11-27',
  })
})

test('H21: a medicine that is not known is not taken for harmless', () => {
  const form = {
    medicinesChanged: 'stopped',
    medicine: 'Medicine not known',
    medicineOn: 'not known',
  }
  const [medicine] = readMedicines(form, TODAY).medicines
  assert.deepEqual([medicine?.effect, medicine?.on], ['unclear', 'not-known'])
  assert.equal(medicine?.testBy, addDays(TODAY, 7))
})

test('three changes of one visit are all read', () => {
  const form = {
    ...CLARITHROMYCIN,
    medicinesChanged2: 'stopped',
    medicine2: 'Omeprazole',
    medicineOn2: '2026-11-21',
    medicinesChanged3: 'started',
    medicine3: 'Ibuprofen',
    medicineOn3: '22-11-2026',
  }
  const { medicines, refusals } = readMedicines(form, TODAY)
  assert.deepEqual(
    medicines.map(({ name, change, effect }) => [name, change, effect]),
    [
      ['Clarithromycin', 'started', 'raises'],
      ['Omeprazole', 'stopped', 'raises'],
      ['Ibuprofen', 'started', 'bleeding'],
    ],
  )
  assert.deepEqual(refusals, [])
})

const REFUSED: readonly (readonly [string, MedicineForm, string, string])[] = [
  ['no answer', {}, 'medicinesChanged', 'required'],
  ['an answer that is not offered', { medicinesChanged: 'maybe' }, 'medicinesChanged', 'format'],
  [
    'the old coded answer',
    { medicinesChanged: 'started-interacting' },
    'medicinesChanged',
    'format',
  ],
  ['no name', { ...CLARITHROMYCIN, medicine: ' ' }, 'medicine', 'required'],
  ['a name that is not text', { ...CLARITHROMYCIN, medicine: 7 }, 'medicine', 'required'],
  ['a name on no list', { ...CLARITHROMYCIN, medicine: 'Amlodipine' }, 'medicine', 'not-in-list'],
  [
    'a misspelt name, said to be another',
    { ...CLARITHROMYCIN, medicine: 'Clarithromicin', medicineOther: 'yes' },
    'medicine',
    'alike',
  ],
  ['a hidden character', { ...CLARITHROMYCIN, medicine: 'Amlo\u200bdipine' }, 'medicine', 'format'],
  ['101 characters', { ...CLARITHROMYCIN, medicine: 'x'.repeat(101) }, 'medicine', 'format'],
  ['no day', { ...CLARITHROMYCIN, medicineOn: '' }, 'medicineOn', 'required'],
  ['a day in words', { ...CLARITHROMYCIN, medicineOn: 'last week' }, 'medicineOn', 'format'],
  ['a day that is none', { ...CLARITHROMYCIN, medicineOn: '31/11/2026' }, 'medicineOn', 'format'],
  ['tomorrow', { ...CLARITHROMYCIN, medicineOn: '23/11/2026' }, 'medicineOn', 'range'],
  [
    'longer ago than a year',
    { ...CLARITHROMYCIN, medicineOn: '20/11/2025' },
    'medicineOn',
    'range',
  ],
  [
    'a name beside no',
    { ...CLARITHROMYCIN, medicinesChanged: 'no' },
    'medicinesChanged',
    'contradicts',
  ],
  [
    'a second name without what happened to it',
    { ...CLARITHROMYCIN, medicine2: 'Aspirin' },
    'medicinesChanged2',
    'required',
  ],
]

describe('H21: what is refused about a medicine', () => {
  for (const [name, form, field, code] of REFUSED) {
    test(`${name}: ${code}`, () => {
      const { refusals } = readMedicines(form, TODAY)
      assert.deepEqual(
        refusals.map((one) => [one.field, one.code]),
        [[field, code]],
      )
      for (const { message } of refusals) assertSentence(message)
    })
  }

  test('a name that is nearly one of the list is taken when the person is sure', () => {
    const form = { ...CLARITHROMYCIN, medicine: 'Clarithromicin', medicineSure: 'yes' }
    assert.deepEqual(readMedicines(form, TODAY).medicines[0]?.effect, 'none')
  })
})

const said = (form: MedicineForm, on: string): SaidMedicine[] =>
  readMedicines(form, day(on)).medicines.map((one) => ({ ...one, saidOn: day(on) }))

const AMIODARONE_STOPPED = {
  medicinesChanged: 'stopped',
  medicine: 'Amiodarone',
  medicineOn: '2026-10-01',
}

test('H21: amiodarone is remembered for weeks after it was stopped, and then no more', () => {
  const stopped = said(AMIODARONE_STOPPED, '2026-10-02')
  const [still] = rememberedMedicines(stopped, TODAY)
  assert.deepEqual(still, {
    name: 'Amiodarone',
    change: 'stopped',
    on: '2026-10-01',
    effect: 'raises',
    interaction: 'amiodarone',
    until: '2027-01-18',
    test: { from: '2026-12-06', by: '2026-12-20' },
  })
  assert.equal(rememberedMedicines(stopped, day('2027-01-18')).length, 1)
  assert.equal(rememberedMedicines(stopped, day('2027-01-19')).length, 0)
})

test('H21: a medicine is remembered as it was said last; one that does not interact is not', () => {
  const started = said(CLARITHROMYCIN, '2026-11-20')
  const stopped = said(
    { ...CLARITHROMYCIN, medicinesChanged: 'stopped', medicineOn: '2026-11-21' },
    '2026-11-22',
  )
  const other = said(
    { ...CLARITHROMYCIN, medicine: 'Amlodipine', medicineOther: 'yes' },
    '2026-11-20',
  )
  const now = rememberedMedicines([...started, ...stopped, ...other], TODAY)
  assert.deepEqual(
    now.map(({ name, change }) => [name, change]),
    [['Clarithromycin', 'stopped']],
  )
})

test('H21: of two things said of one medicine for one day the one said last stands', () => {
  const both = ['started', 'stopped'].flatMap((medicinesChanged) =>
    said({ ...CLARITHROMYCIN, medicinesChanged }, '2026-11-21'),
  )
  const changes = rememberedMedicines(both, day('2026-11-21')).map(({ change }) => change)
  assert.deepEqual(changes, ['stopped'])
})

test('a day that is not known counts from the visit at which it was said', () => {
  const unknown = said({ ...AMIODARONE_STOPPED, medicineOn: 'not known' }, '2026-11-01')
  assert.equal(rememberedMedicines(unknown, TODAY)[0]?.until, addDays(day('2026-11-01'), 109))
})

test('H21: a change so long ago that its tests are done asks for one within a week', () => {
  const form = { ...CLARITHROMYCIN, medicineOn: '20/01/2026' }
  const [medicine] = readMedicines(form, TODAY).medicines
  assert.equal(medicine?.testFrom, '2026-11-23')
  assert.equal(medicine?.testBy, '2026-11-29')
})

test('H21: of what still acts the soonest test comes first, and who has none by the day it ends', () => {
  const all = [
    ...said(AMIODARONE_STOPPED, '2026-10-02'),
    ...said(CLARITHROMYCIN, '2026-11-20'),
    ...said({ ...CLARITHROMYCIN, medicine: 'Carbamazepine' }, '2026-11-20'),
  ]
  const due = (order: readonly SaidMedicine[], on: string) =>
    rememberedMedicines(order, day(on)).map(({ name, test, until }) => [name, test?.by ?? until])
  for (const on of ['2026-11-22', '2026-12-10', '2027-01-10']) {
    const found = due(all, on)
    assert.deepEqual(
      found,
      found.toSorted(([, one = ''], [, other = '']) => one.localeCompare(other)),
    )
    const days = (rows: readonly (readonly string[])[]) => rows.map(([, by]) => by)
    assert.deepEqual(days(due(all.toReversed(), on)), days(found))
  }
  const last = day('2027-01-18')
  assert.deepEqual(
    rememberedMedicines(all, last).map(({ name, test }) => [name, test]),
    [['Amiodarone', null]],
  )
  const later = said({ ...CLARITHROMYCIN, medicineOn: '15/01/2027' }, '2027-01-16')
  assert.deepEqual(due([...later, ...all], '2027-01-18'), [
    ['Amiodarone', '2027-01-18'],
    ['Clarithromycin', '2027-01-22'],
  ])
})
