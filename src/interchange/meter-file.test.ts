import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONTROL_COLUMNS } from './meter-control-row.ts'
import { METER_COLUMNS, readMeterFile } from './meter-file.ts'

const HEADINGS = METER_COLUMNS.join(',')
const ROW = {
  result_id: '417',
  nhs_number: '9990000018',
  date_of_birth: '1942-09-04',
  family_name: 'Hargreaves',
  inr: '2.6',
  measured_at: '2026-11-22 08:10',
  meter_serial: 'UQ0012345',
  strip_lot: 'L 62210',
}
type Row = Partial<typeof ROW>

const lineOf = (row: Row) => METER_COLUMNS.map((column) => ({ ...ROW, ...row })[column]).join(',')
const read = (...rows: readonly Row[]) =>
  readMeterFile([HEADINGS, ...rows.map(lineOf)].join('\r\n'))

/** The one row of a file. */
function rowOf(row: Row) {
  const file = read(row)
  assert(file.kind === 'bundle')
  const [entry] = file.entries
  assert(entry !== undefined)
  return entry
}

test('H03: a row of a meter is read with its patient, its time, its meter and its strips', () => {
  const { sent, faults, identifier, place } = rowOf({})
  assert.deepEqual(faults, [])
  assert.equal(place, 'Line 2')
  assert.deepEqual(identifier, { system: 'meter:UQ0012345', value: '417' })
  assert.deepEqual(sent, {
    status: 'final',
    person: { nhsNumber: '9990000018', dateOfBirth: '1942-09-04', familyName: 'Hargreaves' },
    inr: { comparator: '=', tenths: 26 },
    raw: '2.6',
    sampledOn: '2026-11-22',
    sampledAt: Date.UTC(2026, 10, 22, 8, 10),
    laboratory: 'the meter UQ0012345, strips of lot L 62210',
    remark: '',
    meter: { serial: 'UQ0012345', lot: 'L 62210' },
  })
})

for (const [inr, expected] of [
  ['>8.0', { comparator: '>', tenths: 80 }],
  ['>7.5', { comparator: '>', tenths: 75 }],
  ['<0.8', { comparator: '<', tenths: 8 }],
  ['8.0', { comparator: '=', tenths: 80 }],
  ['9.4', { comparator: '=', tenths: 94 }],
] as const) {
  test(`H03, H04: ${inr} of a meter stays what it is`, () => {
    const { sent } = rowOf({ inr })
    assert.deepEqual([sent?.inr, sent?.raw], [expected, inr])
  })
}

for (const [measured_at, ms] of [
  ['2026-07-01 08:10', Date.UTC(2026, 6, 1, 7, 10)],
  ['2026-07-01T08:10:45', Date.UTC(2026, 6, 1, 7, 10)],
  ['2026-10-25T01:30:00+01:00', Date.UTC(2026, 9, 25, 0, 30)],
] as const) {
  test(`H03: ${measured_at} is one instant`, () => {
    assert.equal(rowOf({ measured_at }).sent?.sampledAt, ms)
  })
}

const HELD: readonly (readonly [Row, column: string, code: string])[] = [
  [{ inr: '25' }, 'inr', 'above-range'],
  [{ inr: '"2,6"' }, 'inr', 'use-a-point'],
  [{ inr: '2.64' }, 'inr', 'precision'],
  [{ inr: 'HI' }, 'inr', 'not-a-result'],
  [{ inr: 'E-3' }, 'inr', 'not-a-result'],
  [{ inr: '' }, 'inr', 'required'],
  [{ meter_serial: '' }, 'meter_serial', 'required'],
  [{ meter_serial: 'U'.repeat(61) }, 'meter_serial', 'too-long'],
  [{ strip_lot: '' }, 'strip_lot', 'required'],
  [{ result_id: '' }, 'result_id', 'required'],
  [{ nhs_number: '9990000019' }, 'nhs_number', 'nhs-number'],
  [{ date_of_birth: '04/09/1942' }, 'date_of_birth', 'date-of-birth'],
  [{ date_of_birth: '', family_name: '' }, 'family_name', 'no-second-identifier'],
  [{ measured_at: '22/11/2026 08:10' }, 'measured_at', 'sample-time'],
  [{ measured_at: '2026-11-22' }, 'measured_at', 'sample-time'],
  [{ measured_at: '2026-02-30 08:10' }, 'measured_at', 'sample-time'],
  [{ measured_at: '2026-03-29 01:30' }, 'measured_at', 'sample-time'],
  [{ measured_at: '2026-10-25 01:30' }, 'measured_at', 'sample-time'],
]
for (const [row, column, code] of HELD) {
  test(`H03: a row with ${JSON.stringify(row)} is held at its place, and the other is read`, () => {
    const file = read({ result_id: '418' }, row)
    assert(file.kind === 'bundle')
    assert.deepEqual(
      file.entries.map(({ sent, faults }) => [
        sent !== null,
        faults.map((fault) => [fault.place, fault.code]),
      ]),
      [
        [true, []],
        [false, [[`Line 3, ${column}`, code]]],
      ],
    )
  })
}

test('H03: a row with more cells than the headings, and two results under one number, are held', () => {
  const file = readMeterFile(`${HEADINGS}\n${lineOf({})},more\n`)
  assert(file.kind === 'bundle')
  assert.deepEqual(
    file.entries[0]?.faults.map(({ place, code }) => [place, code]),
    [['Line 2', 'cells']],
  )
  const twice = read({}, { inr: '3.1' })
  assert(twice.kind === 'bundle')
  assert.deepEqual(
    twice.entries.map(({ sent }) => sent),
    [null, null],
  )
})

for (const [says, text, code] of [
  ['a column missing', `${HEADINGS.replace(',strip_lot', '')}\n1,2`, 'headings'],
  ['a column twice', `${HEADINGS},INR\n${lineOf({})},2.7`, 'headings'],
  ['no rows', HEADINGS, 'no-rows'],
  ['semicolons', `${HEADINGS.replaceAll(',', ';')}\n1;2`, 'wrong-delimiter'],
  [
    'too many rows',
    [HEADINGS, ...Array.from({ length: 201 }, () => lineOf({}))].join('\n'),
    'too-many',
  ],
] as const) {
  test(`H03: a file of a meter with ${says} is refused as a whole: ${code}`, () => {
    const file = readMeterFile(text)
    assert.equal(file.kind === 'refused' ? file.fault.code : file.kind, code)
  })
}

test('H03: headings in capitals, in another order and after a byte order mark are the same columns', () => {
  const turned = [...METER_COLUMNS].toReversed()
  const text = `\ufeff${turned.join(',').toUpperCase()}\n${turned.map((column) => ROW[column]).join(',')}\n`
  const file = readMeterFile(text)
  assert(file.kind === 'bundle')
  assert.deepEqual(file.entries[0]?.sent, rowOf({}).sent)
})

const CONTROL = {
  ...ROW,
  nhs_number: '',
  date_of_birth: '',
  family_name: '',
  type: 'Control',
  control_level: '2',
  control_lot: 'C 2609',
  control_low: '2.1',
  control_high: '3.1',
  control_outcome: '',
}
const ALL = [...METER_COLUMNS, ...CONTROL_COLUMNS]

/** The one row of a file with the columns of controls. */
function controlOf(changes: Partial<typeof CONTROL> = {}) {
  const row = { ...CONTROL, ...changes }
  const file = readMeterFile(`${ALL.join(',')}\n${ALL.map((column) => row[column]).join(',')}`)
  assert(file.kind === 'bundle')
  const [entry] = file.entries
  assert(entry !== undefined)
  return entry
}

test('H03, H06: a row that is a control is read with its level, its lots, its value and its time, and is no result', () => {
  const { control, sent, faults, identifier, unread } = controlOf()
  assert.deepEqual([faults, sent, unread], [[], null, undefined])
  assert.deepEqual(identifier, { system: 'control:UQ0012345', value: '417' })
  assert.deepEqual(control, {
    serial: 'UQ0012345',
    level: '2',
    stripLot: 'L 62210',
    controlLot: 'C 2609',
    low: '2.1',
    high: '3.1',
    measured: '2.6',
    shown: '',
    doneOn: '2026-11-22',
    doneAt: Date.UTC(2026, 10, 22, 8, 10),
  })
})

test('H03: a file with controls reads its results as one without them does', () => {
  const whole = {
    ...ROW,
    type: 'result',
    control_level: '',
    control_lot: '',
    control_low: '',
    control_high: '',
    control_outcome: '',
  }
  const { place: _, ...entry } = controlOf(whole)
  const { place: __, ...without } = rowOf({})
  assert.deepEqual(entry, without)
  assert.deepEqual(controlOf({ ...whole, type: '' }).sent, without.sent)
})

for (const { says, changes, code } of [
  { says: 'that names a person', changes: { nhs_number: '9990000018' }, code: 'person' },
  { says: 'of no meter', changes: { meter_serial: '' }, code: 'required' },
  { says: 'without a number', changes: { result_id: '' }, code: 'required' },
  { says: 'without a time', changes: { measured_at: '22/11/2026' }, code: 'sample-time' },
  { says: 'of another outcome', changes: { control_outcome: 'OK' }, code: 'outcome' },
  {
    says: 'with a lot of 61 characters',
    changes: { control_lot: 'C'.repeat(61) },
    code: 'too-long',
  },
]) {
  test(`H03: a control in a file ${says} is held: ${code}`, () => {
    const { faults, sent } = controlOf(changes)
    assert.deepEqual([faults.map((one) => one.code), sent], [[code], null])
  })
}

test('H03: a row of another type, and a result with what only a control has, are held and never taken for one of the two', () => {
  const person = {
    nhs_number: ROW.nhs_number,
    family_name: 'Hargreaves',
    date_of_birth: '1942-09-04',
  }
  for (const type of ['kontrol', 'result', '']) {
    const { faults, sent, control } = controlOf({ ...person, type })
    assert.deepEqual([faults.map(({ code }) => code), sent, control], [['type'], null, undefined])
  }
})

test('a column of controls that stands twice is refused', () => {
  const file = readMeterFile(`${[...ALL, 'type'].join(',')}\n`)
  assert.equal(file.kind, 'refused')
})
