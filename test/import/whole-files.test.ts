import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { LARGEST_FILE_BYTES } from '#interchange/file-text.ts'
import { readSmall, type SmallExport, smallExport, spoilt } from '#test/import/small-export.ts'

type Refused = readonly [
  id: string,
  what: string,
  files: Record<keyof SmallExport, string | Uint8Array>,
  status: number,
  code: string,
  line?: number,
]

const withResults = (results: string | Uint8Array) => ({ ...smallExport(), results })
const bytes = (...values: number[]) => Uint8Array.from(values)
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
const small = smallExport()
const rows = (count: number, row: (at: number) => string) =>
  `${small.results.split('\r\n')[0]}\n${Array.from({ length: count }, (_, at) => row(at)).join('\n')}\n`
const dateOf = (at: number) => `20${10 + (at % 15)}-0${1 + (at % 9)}-${10 + (at % 19)}`

const REFUSED: readonly Refused[] = [
  ['D5.01', '0 bytes', withResults(bytes()), 422, 'empty-file'],
  ['D5.02', 'headings only', withResults(`${small.results.split('\r\n')[0]}\r\n`), 422, 'no-rows'],
  ['D5.04', 'UTF-16LE', withResults(utf16(small.results)), 415, 'utf-16'],
  ['D5.04', 'UTF-16LE without a mark', withResults(utf16(small.results).slice(2)), 415, 'utf-16'],
  ['D5.07', 'NUL inside a cell', spoilt('results', '2.9', '2\u0000.9'), 422, 'nul-character', 3],
  [
    'D5.10',
    'unclosed quote',
    spoilt('results', '10-06,2.9', '10-06,"2.9'),
    422,
    'unclosed-quote',
    3,
  ],
  [
    'D5.10',
    'a quote that closes far below',
    {
      ...small,
      results: small.results.replace('10-06,2.9', '10-06,"2.9').replace(/3\.2,/, '"3.2",'),
    },
    422,
    'unclosed-quote',
    3,
  ],
  ['D5.18', 'required heading missing', spoilt('results', 'inr', 'result'), 422, 'heading-missing'],
  ['D5.22', 'semicolons', withResults(small.results.replaceAll(',', ';')), 422, 'wrong-delimiter'],
  [
    'D5.27',
    '11 MiB',
    withResults(new Uint8Array(LARGEST_FILE_BYTES + 1).fill(65)),
    413,
    'too-large',
  ],
  ['D5.29', '10,000 columns', withResults(`${'a,'.repeat(9_999)}a\n`), 422, 'too-many-columns'],
  ['D5.30', '.csv.gz', withResults(new Uint8Array(gzipSync(small.results))), 415, 'not-csv'],
  ['D5.31', 'zip renamed .csv', withResults(bytes(0x50, 0x4b, 3, 4, 20, 0, 0, 0)), 415, 'not-csv'],
  ['D5.33', 'PDF renamed .csv', withResults('%PDF-1.7\n1 0 obj'), 415, 'not-csv'],
  ['D5.34', 'HTML', withResults('<html><script>alert(1)</script></html>'), 415, 'not-csv'],
  [
    'D5.35',
    'the test text of virus scanners in a cell',
    spoilt('results', '2026-11-10,\r\n', '2026-11-10,$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$\r\n'),
    422,
    'malware',
    3,
  ],
  ['encoding', 'Windows-1252', withLatin1(), 415, 'not-utf-8', 5],
  ['headings', 'a heading twice', spoilt('results', 'comment', 'inr'), 422, 'heading-twice'],
  ['headings', 'the wrong file', withResults(small.episodes), 422, 'other-file'],
  ['quotes', 'a quote inside a cell', spoilt('patients', 'Wei', 'Wei "Bo"'), 422, 'stray-quote', 4],
  [
    'D5.20',
    'INR and dose columns swapped',
    withResults(small.results.replace('inr,method,dose_mg_per_day', 'dose_mg_per_day,method,inr')),
    422,
    'implausible-file',
  ],
  [
    'D5.20',
    'more than 2 % implausible',
    withResults(
      rows(900, (at) => `7-0001,${dateOf(at)},${at % 45 === 0 ? 25 : '2.5'},LAB,4.5,0,,`),
    ),
    422,
    'implausible-file',
  ],
  [
    'D5.21',
    'dates of test and birth swapped',
    withResults(small.results.replaceAll(/2026-(09|10|11)-\d\d,(\d)/g, '1921-$1-11,$2')),
    422,
    'dates-swapped',
  ],
  [
    'D5.21',
    'test and next test swapped',
    withResults(small.results.replace(/test_date(.*)next_test_date/, 'next_test_date$1test_date')),
    422,
    'dates-swapped',
  ],
  [
    'D5.60',
    'a column of DD/MM/YYYY, format undeclared',
    { ...small, patients: small.patients.replaceAll(/(\d{4})-(\d\d)-(\d\d)/g, '$3/$2/$1') },
    422,
    'declare-date-format',
  ],
  [
    'D5.61',
    'a column that mixes day first and month first',
    {
      ...small,
      patients: small.patients
        .replace('1965-09-04', '25/09/1965')
        .replace('1941-10-14', '10/14/1941'),
    },
    422,
    'mixed-date-formats',
  ],
]

function withLatin1(): Record<keyof SmallExport, string | Uint8Array> {
  return { ...small, patients: new Uint8Array(Buffer.from(small.patients, 'latin1')) }
}

for (const [id, what, files, status, code, line = 1] of REFUSED) {
  test(`${id}: ${what}: the file is refused as a whole with ${status} ${code}`, () => {
    const reading = readSmall(files)
    assert.equal(reading.kind, 'refused')
    if (reading.kind !== 'refused') return
    assert.equal(reading.status, status)
    const refusal = reading.findings.find((finding) => finding.code === code)
    assert.ok(refusal, JSON.stringify(reading.findings.slice(0, 3)))
    assert.equal(refusal.line, line)
    assert.equal(refusal.severity, 'error')
  })
}

type Read = readonly [id: string, what: string, files: SmallExport]

const READ: readonly Read[] = [
  ['D5.03', 'UTF-8 with BOM', { ...small, patients: `\ufeff${small.patients}` }],
  ['D5.09', 'mixed CRLF and LF', { ...small, results: small.results.replace('\r\n', '\n') }],
  ['D5.14', 'blank lines at the end', { ...small, results: `${small.results}\r\n\n\r\n` }],
  ['D5.25', 'newline in quotes', spoilt('results', '2026-11-10,\r\n', '2026-11-10,"a\nb"\r\n')],
  ['D5.57', '`>8`', spoilt('results', ',2.9,', ',>8,')],
  ['D5.81', 'surname Null', spoilt('patients', 'Marsden', 'Null')],
  ['D5.83', 'surname with emoji', spoilt('patients', 'Marsden', 'Marsden🙂')],
  ['D5.49', '`+447700900123` in phone', spoilt('patients', '01632 960077', '+447700900123')],
]

for (const [id, what, files] of READ) {
  test(`${id}: ${what}: every row is taken and nothing is found`, () => {
    const reading = readSmall(files)
    assert.deepEqual(reading.findings, [])
    assert.equal(reading.kind, 'read')
    if (reading.kind !== 'read') return
    assert.deepEqual([reading.patients.length, reading.results.length], [4, 12])
  })
}

test('D5.57: `>8` is stored as a comparator and 8.0, as it was written', () => {
  const reading = readSmall(spoilt('results', ',2.9,', ',>8,'))
  assert.equal(reading.kind, 'read')
  if (reading.kind !== 'read') return
  const { inr, raw } = reading.results[1] ?? assert.fail('no second result')
  assert.deepEqual({ inr, raw }, { inr: { comparator: '>', tenths: 80 }, raw: '>8' })
})

test('D5.19: headings in another case are a mapping to confirm, and are read once it is confirmed', () => {
  const files = spoilt('results', ',inr,', ', INR ,')
  const asked = readSmall(files)
  assert.deepEqual(asked.headings, [{ kind: 'results', found: ' INR ', meant: 'inr' }])
  assert.deepEqual(
    asked.findings.map(({ line, field, severity }) => ({ line, field, severity })),
    [{ line: 1, field: 'inr', severity: 'error' }],
  )
  const confirmed = readSmall(files, { headingsConfirmed: true })
  assert.deepEqual(
    confirmed.findings.map(({ severity }) => severity),
    ['warning'],
  )
})

test('D5.60: a file that declares DD/MM/YYYY is read by it, and a date in another form is held', () => {
  const files = {
    ...small,
    patients: small.patients
      .replaceAll(/(\d{4})-(\d\d)-(\d\d)/g, '$3/$2/$1')
      .replace('04/09/1965', '4/9/65'),
  }
  const reading = readSmall(files, { dateFormat: 'dd/mm/yyyy' })
  assert.equal(reading.kind, 'read')
  if (reading.kind !== 'read') return
  assert.deepEqual(
    reading.patients.map(({ dateOfBirth }) => dateOfBirth),
    ['1941-02-18', '1950-02-19', '1941-10-14'],
  )
  assert.equal(reading.findings.find(({ line }) => line === 2)?.code, 'two-digit-year')
})

test('a handful of bad rows does not condemn a file: they are held row by row', () => {
  const files = withResults(
    rows(900, (at) => `7-0001,${dateOf(at)},${at % 60 === 0 ? 25 : '2.5'},LAB,4.5,0,,`),
  )
  const reading = readSmall(files)
  assert.equal(
    reading.findings.some(({ code }) => code === 'implausible-file'),
    false,
  )
})

test('D5.48, D5.53, D5.54: a formula in a name stays text, and an export makes it harmless', async () => {
  const { csvCell } = await import('#interchange/csv-text.ts')
  for (const name of ['@SUM(A1:A9)', '＝1+1', '=1+1']) {
    const reading = readSmall(spoilt('patients', 'Marsden', `"${name}"`))
    assert.equal(reading.kind, 'read')
    if (reading.kind !== 'read') return
    assert.equal(reading.patients[1]?.familyName, name)
    assert.equal(csvCell(name), `"'${name}"`)
  }
  assert.equal(csvCell('+447700900123'), `"'+447700900123"`)
})

test('D5.67: the row of a person whose number another row has too is held, and so are plan and results', () => {
  const reading = readSmall(spoilt('patients', '9990259038', '9990259003'))
  assert.equal(reading.kind, 'read')
  if (reading.kind !== 'read') return
  assert.deepEqual(
    reading.patients.map(({ patientRef }) => patientRef),
    ['7-0003', '7-0004'],
  )
  assert.deepEqual([reading.episodes.length, reading.results.length], [2, 6])
  assert.deepEqual(reading.held.length, 2 + 2 + 6)
})

test('H20: nobody on the register is created again; somebody else under the number, or gone, is held', () => {
  const known = {
    familyName: 'MARSDEN',
    dateOfBirth: small.patients.includes('1941-02-18') ? '1941-02-18' : '',
  }
  const reading = (rest: object) =>
    readSmall(small, {
      onRegister: new Map([['9990259038', { ...known, standing: 'live', ...rest } as never]]),
    }).findings[0]?.code
  assert.equal(reading({}), 'already-on-register')
  assert.equal(reading({ dateOfBirth: '1950-01-01' }), 'other-person-on-register')
  assert.equal(reading({ standing: 'left' }), 'left-this-register')
  assert.equal(reading({ standing: 'deceased' }), 'recorded-as-deceased')
})
