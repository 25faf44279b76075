import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NAMED_COLUMNS } from '#interchange/meter-columns.ts'
import { METER_COLUMNS } from '#interchange/meter-file.ts'
import { nextNhsNumber } from '#test/clinic.ts'
import { nhsNumberOf } from '#test/store/sent-desk.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { worklist } from '#workflow/worklist.ts'
import { clinicWithMeter, RESULTS, sendFile } from './meter-files.ts'
import { type Answer, type ServedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { formFields } from './visit-forms.ts'

// A meter's file under a maker's headings, which a person names once against its rows (H03). The headings are invented: no maker's own file
// was at hand.

const HEADINGS = 'Record,NHS No.,DOB,Surname,Value,Date,Time,Serial No.,Strip Batch,Note'
const CHOSEN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    NAMED_COLUMNS.map((column, place) => [column, place < 9 ? String(place) : 'none']),
  ),
  dates: 'day-first',
}
let clinic: ServedClinic
let nurse: Visitor
before(async () => {
  clinic = await clinicWithMeter()
  nurse = await signedInAs(clinic, 'nurse')
})
after(() => clinic.close())

const send = (text: string, who = nurse) => sendFile(clinic, who, text)

const COLUMNS = `${RESULTS}/columns`
let tests = 0

/** A row under the maker's headings, and the same under ours. */
const rowOf = (nhsNumber: string, inr: string, note = '') => {
  tests += 1
  const [id, meter] = [`M${tests}`, 'UQ0012345,L 62210']
  return {
    maker: `${id},${nhsNumber},04/09/1942,Hargreaves,${inr},22/11/2026,08:10,${meter},${note}`,
    ours: `${id},${nhsNumber},1942-09-04,Hargreaves,${inr},2026-11-22 08:10,${meter}`,
  }
}
type Row = ReturnType<typeof rowOf>
const fileOf = (headings: string, rows: readonly Row[]) =>
  [headings, ...rows.map(({ maker }) => maker)].join('\n')

/** The part of a page that is about one column. */
const fieldOf = ({ text }: Answer, column: string): string =>
  text.split('nhsuk-form-group').find((part) => part.includes(`name="${column}"`)) ?? ''

/** What the form of the columns says where nobody has changed it, with these choices. */
const post = async (page: Answer, chosen: Readonly<Record<string, string>>, who = nurse) =>
  who.post(COLUMNS, { ...formFields(page, COLUMNS), ...chosen })

const countOf = async (table: string): Promise<number> => {
  const { rows } = await clinic.database.migratorPool.query(`select from ${table}`)
  return rows.length
}

/** So many files whose columns nobody has named are on the list of what is held. */
async function onFrontPage(): Promise<number> {
  const question = { kind: 'sent-result-held', risk: null, owner: null, page: null }
  const list = await worklist(clinic.house, clinic.callerOf('nurse'), question)
  assert(list.kind !== 'refused')
  return list.lines.filter(({ why }) => why.startsWith('Nobody has said which of its columns'))
    .length
}

/** Brings in a file whose columns nobody has named; answers where they are named. */
async function waits(text: string): Promise<string> {
  const sent = await send(text)
  assert.deepEqual(
    [sent.status, sent.location?.startsWith(`${RESULTS}/columns?file=`)],
    [303, true],
  )
  return sent.location ?? ''
}

test("H03: a file under a maker's headings waits unread until its columns are named, and is then what the same file under our own is", async () => {
  const { patientId } = await dosablePatient(clinic)
  const number = await nhsNumberOf(clinic, patientId)
  const rows = [
    rowOf(number, '2.6'),
    rowOf(nextNhsNumber(), '2.4'),
    rowOf(number, 'HI'),
    rowOf(number, '"2,6"'),
    rowOf(number, '2.64'),
    rowOf(number, '2.7', 'sixth row'),
  ]
  const before = await countOf('sent_result')
  const where = await waits(fileOf(HEADINGS, rows))
  assert.equal(await countOf('sent_result'), before)
  assert.match((await nurse.get(RESULTS)).text, /Files that wait for their columns: 1/)

  const page = await nurse.get(where)
  assert.match(page.text, /Line 6[\s\S]*NHS No\.[\s\S]*2,6[\s\S]*22\/11\/2026/)
  assert.doesNotMatch(page.text, /Line 7|sixth row/)
  const proposed = formFields(page, COLUMNS)
  assert.deepEqual(
    Object.fromEntries(Object.entries(proposed).filter(([name, value]) => name in CHOSEN && value)),
    {
      nhs_number: '1',
      date_of_birth: '2',
      family_name: '3',
      measured_time: '6',
      meter_serial: '7',
    },
  )
  assert.match(fieldOf(page, 'nhs_number'), /Chosen here because the heading is alike/)
  assert.doesNotMatch(fieldOf(page, 'inr'), /Chosen here/)
  assert.doesNotMatch(page.text, /mm\/dd|value="month-first"/i)

  const read = await post(page, CHOSEN)
  assert.equal(read.status, 200, read.text)
  const [, table = ''] = /In this file([\s\S]*?)<\/table>/.exec(read.text) ?? []
  for (const [line, what] of [
    ['Line 2', 'Waits to be entered at a visit, with its task'],
    ['Line 3', 'Held: Nobody of this register has this NHS number'],
    ['Line 4', 'Held: INR HI: If the meter shows more than it can measure, record it as &gt;8.0'],
    ['Line 5', 'Held: INR 2,6: Use a point for the decimal'],
    ['Line 6', 'Held: INR 2.64'],
  ] as const) {
    assert.match(table, new RegExp(`${line}<[\\s\\S]*?${what}`), line)
  }
  assert.match(read.text, /Its columns were read as [^<]* named them on[^<]*INR from &quot;Value/)
  assert.doesNotMatch(read.text, /Files that wait/)
  const ours = [METER_COLUMNS.join(','), ...rows.map((row) => row.ours)].join('\n')
  assert.match((await send(ours)).text, /The file has 6 INRs, of which 6 brought in before\./)
  assert.match(
    (await send(fileOf(HEADINGS, rows))).text,
    /The file has 6 INRs, of which 6 brought in before\.[\s\S]*Its columns were read as/,
  )
})

test('H03: what was named is used for the next file under the same header without asking, is shown with who named it, and may be changed', async () => {
  const header = HEADINGS.replace('Note', 'Remark')
  const number = await nhsNumberOf(clinic, (await dosablePatient(clinic)).patientId)
  const first = await post(
    await nurse.get(await waits(fileOf(header, [rowOf(number, '2.6')]))),
    CHOSEN,
  )
  assert.equal(first.status, 200, first.text)
  const second = await send(fileOf(header, [rowOf(number, '2.5')]))
  assert.equal(second.status, 200)
  const [, change = ''] =
    /href="([^"]*header=[^"]*)">Change what the columns are/.exec(second.text) ?? []
  const page = await nurse.get(change)
  assert.match(page.text, /Named by [^<]*INR from &quot;Value/)
  const { inr, type, dates } = formFields(page, COLUMNS)
  assert.deepEqual([inr, type, dates], ['4', 'none', 'day-first'])
  const saved = await post(page, { dates: 'year-first' })
  assert.deepEqual([saved.status, saved.location], [303, RESULTS])
  assert.match(
    (await send(fileOf(header, [rowOf(number, '2.4')]))).text,
    /Held: [^<]*not a time like/,
  )
  assert.match((await nurse.get(RESULTS)).text, /year first[^<]*\. Named by/)

  const late = await post(page, { 'request-key': crypto.randomUUID() })
  assert.equal(late.status, 412)
  assert.match(late.text, /Somebody else has changed the columns of this file/)
  await waits(fileOf(`${header} 2`, [rowOf(number, '2.4')]))
})

test('H03: what is wrong is said beside its column, what was chosen stays, and the file need not be chosen again', async () => {
  const header = HEADINGS.replace('Note', 'Words')
  const number = await nhsNumberOf(clinic, (await dosablePatient(clinic)).patientId)
  const where = await waits(fileOf(header, [rowOf(number, '2.6')]))
  const { dates: _, ...chosen } = CHOSEN
  const page = await nurse.get(where)
  const refused = await post(page, { ...chosen, inr: '', strip_lot: '4', measured_at: '2' })
  assert.equal(refused.status, 422)
  assert.match(fieldOf(refused, 'inr'), /Choose the column: a result cannot be read without it/)
  assert.match(fieldOf(refused, 'measured_at'), /This column is chosen above already/)
  assert.match(refused.text, /Say how the file writes its dates/)
  const kept = formFields(refused, COLUMNS)
  assert.deepEqual([kept['result_id'], kept['strip_lot'], kept['type']], ['0', '4', 'none'])

  const month = rowOf(number, '2.6').maker.replace('22/11/2026', '11/22/2026')
  const ofMonth = await nurse.get(await waits(`${header}\n${month}`))
  const notDays = await post(ofMonth, CHOSEN)
  assert.equal(notDays.status, 422)
  assert.match(
    notDays.text,
    /href="#dates">The date 11\/22\/2026 on line 2 is none with the day first/,
  )
  assert.equal((await post(refused, CHOSEN)).status, 200)
  assert.equal((await post(page, CHOSEN)).status, 404, 'it is read once')
})

test('H03: a file that waits is on the front page until it is read or laid aside, and another role sees nothing of it', async () => {
  const header = HEADINGS.replace('Note', 'Aside')
  const where = await waits(fileOf(header, [rowOf(nextNhsNumber(), '2.6')]))
  assert.equal((await waits(fileOf(header, [rowOf(nextNhsNumber(), '2.6')]))) === where, false)
  const desk = await signedInAs(clinic, 'receptionist')
  const fields = { csrf: await desk.csrf(), 'request-key': crypto.randomUUID() }
  assert.equal((await desk.get(where)).status, 403)
  assert.equal((await desk.post(COLUMNS, { ...fields, ...CHOSEN })).status, 403)
  assert.equal((await desk.post(`${RESULTS}/aside`, { ...fields, fileId: '1' })).status, 403)

  const page = await nurse.get(RESULTS)
  const files = await countOf('meter_file_waiting')
  assert.equal(await onFrontPage(), files)
  const aside = await nurse.post(`${RESULTS}/aside`, formFields(page, `${RESULTS}/aside`))
  assert.deepEqual([aside.status, aside.location], [303, RESULTS])
  assert.equal(await countOf('meter_file_waiting'), files - 1)
  assert.equal(await onFrontPage(), files - 1)
})

test('H03: the same file that waits already waits once, and one with semicolons is refused', async () => {
  const file = fileOf(HEADINGS.replace('Note', 'Once'), [rowOf(nextNhsNumber(), '2.6')])
  assert.equal(await waits(file), await waits(file))
  const semicolons = await send(file.replaceAll(',', ';'))
  assert.equal(semicolons.status, 422)
  assert.match(semicolons.text, /The columns are separated by semicolons/)
})
