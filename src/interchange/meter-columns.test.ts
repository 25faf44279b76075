import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  alikeColumns,
  type ColumnsChosen,
  NAMED_COLUMNS,
  readChosen,
  tableToName,
} from './meter-columns.ts'
import { METER_COLUMNS, readMeterFile } from './meter-file.ts'

// Headings as a maker's software might have them. They are invented: no maker's own file was at hand.
const HEADINGS =
  'Record,NHS No.,Birth Date,Surname,Value,Date,Time,Serial No.,Strip Batch,Kind,QC Level,QC Batch,Low,High,QC Result,Flag'
const CHOSEN: ColumnsChosen = {
  ...Object.fromEntries(NAMED_COLUMNS.map((column, place) => [column, String(place)])),
  dates: 'day-first',
}
const RESULT =
  '417,9990000018,04/09/1942,Hargreaves,2.6,22/11/2026,08:10,UQ0012345,L 62210,result,,,,,,'
const CONTROL = '418,,,,2.4,22/11/2026,08:00,UQ0012345,L 62210,control,2,C 2609,2.1,3.1,,'

const OURS = `${METER_COLUMNS.join(',')},type,control_level,control_lot,control_low,control_high,control_outcome
417,9990000018,1942-09-04,Hargreaves,2.6,2026-11-22 08:10,UQ0012345,L 62210,result,,,,,
418,,,,2.4,2026-11-22 08:00,UQ0012345,L 62210,control,2,C 2609,2.1,3.1,`

const COUNT = HEADINGS.split(',').length

function read(rows: readonly string[], chosen: ColumnsChosen = CHOSEN) {
  const named = readChosen(chosen, COUNT)
  assert(named.kind === 'columns', JSON.stringify(named))
  return readMeterFile([HEADINGS, ...rows].join('\r\n'), named.columns)
}

function rowOf(row: string, chosen: ColumnsChosen = CHOSEN) {
  const file = read([row], chosen)
  assert(file.kind === 'bundle', JSON.stringify(file))
  const [entry] = file.entries
  assert(entry !== undefined)
  return entry
}

test('H03: a file under other headings, read through what was named, is what the same file under our own is', () => {
  assert.deepEqual(read([RESULT, CONTROL]), readMeterFile(OURS))
  const [held] = [RESULT.replace(',2.6,', ',HI,')].map((row) => rowOf(row))
  const ours = readMeterFile(OURS.replace(',2.6,', ',HI,'))
  assert.deepEqual(held, ours.kind === 'bundle' ? ours.entries[0] : undefined)
})

for (const [date, expected] of [
  ['03/04/2026', '2026-04-03'],
  ['2026-04-03', '2026-04-03'],
  ['3/4/2026', 'sample-time'],
  ['03/04/26', 'sample-time'],
  ['03-04-2026', 'sample-time'],
  ['31/02/2026', 'sample-time'],
] as const) {
  test(`H03: with the day first ${date} is ${expected}`, () => {
    const { sent, faults } = rowOf(RESULT.replace('22/11/2026', date))
    assert.equal(sent?.sampledOn ?? faults[0]?.code, expected)
  })
}

test('H03: without the day first no date with strokes is read, and the time may stand in the column of the day', () => {
  const { faults } = rowOf(RESULT, { ...CHOSEN, dates: 'year-first' })
  assert.deepEqual(
    faults.map(({ code }) => code),
    ['date-of-birth', 'sample-time'],
  )
  const whole = rowOf(RESULT.replace('22/11/2026,08:10', '22/11/2026 08:10,'), {
    ...CHOSEN,
    measured_time: 'none',
  })
  assert.deepEqual(whole.sent, rowOf(RESULT).sent)
})

test('H03: one date with the month first refuses the whole file, because no other date of it can be trusted', () => {
  for (const wrong of [
    RESULT.replace('22/11/2026', '11/22/2026'),
    RESULT.replace('04/09/1942', '09/14/1942'),
  ]) {
    const file = read([RESULT, wrong])
    assert.equal(file.kind === 'refused' ? file.fault.code : file.kind, 'month-first')
  }
})

for (const word of ['>', '<', '>=', 'HI', 'lo', '%Q', '%', 'sec']) {
  test(`H03, H17: a value beside which a column that is not read says ${word} is no INR, and it is known whose it is`, () => {
    const { sent, faults, unread } = rowOf(`${RESULT}${word}`)
    assert.deepEqual(
      [sent, faults.map(({ place, code }) => [place, code])],
      [null, [['Line 2, inr', 'said-beside']]],
    )
    assert.equal(unread?.person.nhsNumber, '9990000018')
    assert.deepEqual(
      rowOf(`${CONTROL}${word}`).faults.map(({ code }) => code),
      ['said-beside'],
    )
  })
}

test('H03: what else stands in a column that is not read changes nothing', () => {
  assert.deepEqual(rowOf(`${RESULT}seen by NH`).faults, [])
})

const without = (column: keyof ColumnsChosen, choice?: string): ColumnsChosen => {
  const { [column]: _, ...rest } = CHOSEN
  return choice === undefined ? rest : { ...rest, [column]: choice }
}
const faultsOf = (chosen: ColumnsChosen) => {
  const named = readChosen(chosen, COUNT)
  return named.kind === 'refused' ? named.faults.map(({ place, code }) => [place, code]) : []
}

for (const column of NAMED_COLUMNS) {
  test(`H03: ${column} is chosen, from the columns that the file has, and each once`, () => {
    for (const choice of ['', undefined, '16', '-1', '01', 'value']) {
      const codes = faultsOf(without(column, choice)).filter(([place]) => place === column)
      assert.deepEqual(codes, [[column, 'required']], String(choice))
    }
    const isFirst = column === 'result_id'
    const twice = faultsOf({ ...CHOSEN, [column]: isFirst ? '1' : '0' })
    assert.deepEqual(twice, [[isFirst ? 'nhs_number' : column, 'column-twice']])
  })
}

test('H03: a file may have no column of what it need not have, and has a date of birth or a family name', () => {
  for (const column of NAMED_COLUMNS) {
    const codes = faultsOf({ ...CHOSEN, [column]: 'none' }).map(([, code]) => code)
    const needed = ['result_id', 'nhs_number', 'inr', 'measured_at', 'meter_serial', 'strip_lot']
    const expected = needed.includes(column) ? ['required'] : []
    if (column !== 'type') assert.deepEqual(codes, expected, column)
  }
  assert.deepEqual(faultsOf({ ...CHOSEN, date_of_birth: 'none', family_name: 'none' }), [
    ['family_name', 'no-second-identifier'],
  ])
})

test('H03, H06: a file without controls is asked for nothing of them, and one with them says which row is one', () => {
  const { control_level: _, control_lot: __, control_low: ___, ...rest } = CHOSEN
  const none = { ...rest, control_high: '', control_outcome: 'none', type: 'none' }
  assert.deepEqual(faultsOf(none), [])
  assert.deepEqual(faultsOf({ ...none, control_lot: '11' }), [['control_lot', 'type-needed']])
})

test('H03: how the dates are written is said, never guessed, and the month is never first', () => {
  for (const dates of ['', 'month-first', 'mm/dd/yyyy']) {
    assert.deepEqual(faultsOf({ ...CHOSEN, dates }), [['dates', 'required']])
  }
})

test('H03: a heading that is alike is proposed where it is the only one, and nothing else is', () => {
  assert.deepEqual(alikeColumns(HEADINGS.split(',')), {
    nhs_number: 1,
    date_of_birth: 2,
    family_name: 3,
    measured_time: 6,
    meter_serial: 7,
  })
  assert.deepEqual(alikeColumns(['INR', 'inr', 'Strip-Lot', 'Target INR']), { strip_lot: 2 })
})

test('H03: only the columns of a sound file that is not under our own headings, and has enough of them, are named', () => {
  assert.equal(tableToName(`${HEADINGS}\n${RESULT}`)?.headings.length, COUNT)
  for (const text of [OURS, 'a,b,c,d,e,f\n1,2,3,4,5,6', HEADINGS, `${HEADINGS}\n"open`]) {
    assert.equal(tableToName(text), undefined, text.slice(0, 20))
  }
})
