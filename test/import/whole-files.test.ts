import assert from 'node:assert/strict'
import { test } from 'node:test'
import { REFUSED_FILES, resultsWith } from '#test/import/refused-files.ts'
import { readSmall, type SmallExport, smallExport, spoilt } from '#test/import/small-export.ts'

const small = smallExport()

for (const [id, what, files, status, code, line = 1] of REFUSED_FILES) {
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

test('H04, D5.57: `>8` is stored as a comparator and 8.0, as it was written', () => {
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

test('H13, D5.60: a file that declares DD/MM/YYYY is read by it, and a date in another form is held', () => {
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
  const reading = readSmall({ ...small, results: resultsWith(60) })
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

test('H02, D5.69: nobody on the register is created again; somebody else under the number, or gone, is held', () => {
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
