import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CONTROL_COLUMNS } from '#interchange/meter-control-row.ts'
import { METER_COLUMNS } from '#interchange/meter-file.ts'
import { findPatient } from '#store/patients.ts'
import { nextNhsNumber } from '#test/clinic.ts'
import { done, dosablePatient, freshKey } from '#test/store/visit-desk.ts'
import { registerMeter } from '#workflow/keep-meters.ts'
import { clinicWithMeter, RESULTS, sendFile } from './meter-files.ts'
import { type ServedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'

// The file that a meter exports, as people bring it in: its page, what became of each row, and the form that it fills in (H03).

let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await clinicWithMeter()
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

const send = (text: string, who = nurse) => sendFile(clinic, who, text)

const rowOf = (id: string, nhsNumber: string, inr: string, serial = 'UQ0012345') =>
  `${id},${nhsNumber},1942-09-04,Hargreaves,${inr},2026-11-22 08:10,${serial},L 62210`

test('H03: a file of a meter is brought in on its page: each row says what became of it, and what is sure is in the form of its patient', async () => {
  const { patientId } = await dosablePatient(clinic)
  const patient = await clinic.inTx((tx) => findPatient(tx, patientId))
  assert(patient?.details.nhs.kind === 'number')
  const { number } = patient.details.nhs
  const file = [
    METER_COLUMNS.join(','),
    rowOf('1', number, '2.6'),
    rowOf('2', nextNhsNumber(), '2.4'),
    rowOf('3', number, 'HI'),
    rowOf('4', number, '"2,6"'),
  ].join('\n')
  const page = await nurse.get(RESULTS)
  assert.match(page.text, /accept="[^"]*\.csv[^"]*"/)
  assert.match(page.text, new RegExp(METER_COLUMNS.join(', ')))

  const sent = await send(file)
  assert.equal(sent.status, 200, sent.text)
  const [, table = ''] = /In this file([\s\S]*?)<\/table>/.exec(sent.text) ?? []
  for (const [line, what] of [
    ['Line 2', 'Waits to be entered at a visit, with its task'],
    ['Line 3', 'Held: Nobody of this register has this NHS number'],
    ['Line 4', 'Held: INR HI: If the meter shows more than it can measure, record it as &gt;8.0'],
    ['Line 5', 'Held: INR 2,6: Use a point for the decimal'],
  ] as const) {
    assert.match(table, new RegExp(`${line}<[\\s\\S]*?${what}`), line)
  }
  assert.match(
    (await send(`${file}\n`)).text,
    /The file has 4 INRs, of which 4 brought in before\./,
  )

  const record = await nurse.get(`/patients/${patientId}`)
  assert.match(record.text, /The meter&#x27;s INR 2\.6 of 22-Nov-2026 waits/)
  const { inr, method, meter, stripLot, sampledTime } = formFields(
    record,
    `/patients/${patientId}/visit`,
  )
  assert.deepEqual(
    [inr, method, meter, stripLot, sampledTime],
    ['2.6', 'provider-meter', 'Room 4', 'L 62210', '08:10'],
  )
})

test('H03: a file that is none of a meter is refused in plain words, with the columns that it needs', async () => {
  const refused = await send('patient,value\n1,2.6\n')
  assert.equal(refused.status, 422)
  assert.match(refused.text, /The file has no column result_id, nhs_number/)
  const none = await send('')
  assert.equal(none.status, 422)
  assert.match(none.text, /Choose the file that the laboratory sent or the meter exported/)
})

test('H03, H06: a control in a file of a meter is told on the page with what became of it, and one that is held with what it says', async () => {
  const meter = { name: 'Room 5', serial: 'UQ5', model: 'coaguchek-xs-plus' }
  done(await registerMeter.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), meter))
  const row = (id: string, inr: string) =>
    `${id},,,,${inr},2026-11-22 08:00,UQ5,L 62210,control,2,C 2609,2.1,3.1,`
  const headings = [...METER_COLUMNS, ...CONTROL_COLUMNS].join(',')
  const sent = await send([headings, row('c1', '2.4'), row('c2', 'E-5')].join('\n'))
  assert.equal(sent.status, 200, sent.text)
  const [, table = ''] = /In this file([\s\S]*?)<\/table>/.exec(sent.text) ?? []
  assert.match(
    table,
    /Control 2\.4[\s\S]*of the meter UQ5[\s\S]*The control passed and is recorded/,
  )
  assert.match(table, /Control E-5[\s\S]*Held: /)
  assert.match(sent.text, /Control of the meter[\s\S]*Lot of the control[\s\S]*C 2609/)
  assert.match(sent.text, /A control: recorded on the page of meters, where it counts/)
  assert.match((await nurse.get(RESULTS)).text, new RegExp(CONTROL_COLUMNS.join(', ')))
})

test('H34: a file of a meter is brought in by whoever may enter a result, and by nobody else', async () => {
  const desk = await signedInAs(clinic, 'receptionist')
  assert.equal((await send(`${METER_COLUMNS.join(',')}\n`, desk)).status, 403)
})
