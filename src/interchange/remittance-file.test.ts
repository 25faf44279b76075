import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readMoney } from './money-cell.ts'
import { readRemittance } from './remittance-file.ts'

const reading = (text: string, format: 'yyyy-mm-dd' | 'dd/mm/yyyy' = 'dd/mm/yyyy') =>
  readRemittance(new TextEncoder().encode(text), format)

const rowsOf = (text: string) => {
  const read = reading(text)
  assert.ok(read.kind === 'remittance', JSON.stringify(read))
  return read.rows.map((row) =>
    row.kind === 'payment' ? [row.line, row.reference, row.pence, row.paidOn] : [row.line, row.why],
  )
}
const refusalOf = (text: string | Uint8Array) => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const read = readRemittance(bytes, 'dd/mm/yyyy')
  return read.kind === 'refused' ? [read.status, read.code] : 'read'
}

test('columns are found by what they are usually called, in whatever order and letters', () => {
  for (const heading of [
    'Invoice,Amount,Date',
    ' invoice No. ,AMOUNT PAID,Payment date',
    'Your reference,Net amount,Paid on',
    'Description,Amount (GBP),Value date',
  ]) {
    assert.deepEqual(
      rowsOf(`${heading}\nC88999-202604-ABC123-1,"£1,234.50",03/07/2026\n`),
      [[2, 'C88999-202604-ABC123-1', 123450, '2026-07-03']],
      heading,
    )
  }
  assert.deepEqual(rowsOf('When,Date,Paid,Ref\nx,2026-07-03,12,A1\n'), [
    [2, 'A1', 1200, '2026-07-03'],
  ])
})

test('D5.18: a column that is missing, or that may be two, is said by name; nothing is guessed', () => {
  const missing = reading('Invoice,Date\nA,03/07/2026\n')
  assert.match(missing.kind === 'refused' ? missing.message : '', /no column for the amount/)
  const twice = reading('Invoice,Amount,Paid,Date\nA,1,1,03/07/2026\n')
  assert.match(twice.kind === 'refused' ? twice.message : '', /"Amount" and "Paid" may each be/)
})

test('D5.01, D5.02, D5.04, D5.07, D5.10, D5.22, D5.30, D5.33, D5.34, D5.35: what is no table of text is refused as a whole', () => {
  const head = 'Invoice,Amount,Date\n'
  for (const [sent, expected] of [
    ['', [422, 'empty-file']],
    [head, [422, 'no-rows']],
    [Uint8Array.from(Buffer.from(`\ufeff${head}A,1,03/07/2026`, 'utf16le')), [415, 'utf-16']],
    [`${head}A\u0000,1,03/07/2026`, [422, 'nul-character']],
    [`${head}"A,1,03/07/2026`, [422, 'unclosed-quote']],
    ['Invoice;Amount;Date\nA;1;03/07/2026', [422, 'wrong-delimiter']],
    [Uint8Array.from([0x1f, 0x8b, 8, 0]), [415, 'not-csv']],
    [Uint8Array.from(Buffer.from('%PDF-1.7')), [415, 'not-csv']],
    ['<html><script>x</script></html>', [415, 'not-csv']],
    [`${head}EICAR-STANDARD-ANTIVIRUS-TEST-FILE,1,03/07/2026`, [422, 'malware']],
  ] as const) {
    assert.deepEqual(refusalOf(sent), expected)
  }
  assert.equal(refusalOf(new Uint8Array(11 * 1024 * 1024)).at(1), 'too-large', 'D5.27')
})

test('D5.03, D5.09, D5.14, D5.25: a mark before the first letter, mixed line ends, blank lines at the end and a line within quotes are no matter', () => {
  assert.deepEqual(
    rowsOf('\ufeffInvoice,Amount,Date\r\nA,1,03/07/2026\nB,2,04/07/2026\r\n\r\n\n'),
    [
      [2, 'A', 100, '2026-07-03'],
      [3, 'B', 200, '2026-07-04'],
    ],
  )
  const [[, why] = []] = rowsOf('Invoice,Amount,Date\n"A\nB",1,03/07/2026\n')
  assert.match(`${why}`, /line break/)
})

test('D5.13, D5.62, D5.63, D9.22, D9.24, D9.25, D9.31, D9.60: a row that cannot be read is kept with its line and what is wrong, and the others are read', () => {
  const rows = rowsOf(
    [
      'Invoice,Amount,Date',
      'A,12.345,03/07/2026',
      'B,1e3,03/07/2026',
      'C,NaN,03/07/2026',
      'D,"1.234,50",03/07/2026',
      'E,,03/07/2026',
      'F|G,1,03/07/2026',
      ',1,03/07/2026',
      'H,1,3/7/26',
      'I,1,46206',
      'J,1,31/06/2026',
      'K,1,03/07/2026,extra',
      'L,-3,03/07/2026',
    ].join('\n'),
  )
  const why = (line: number) => `${rows.find(([at]) => at === line)?.[1]}`
  assert.match(why(2), /"12\.345" has more than two decimals/)
  assert.match(why(3), /"1e3" is not one/)
  assert.match(why(4), /"NaN" is not one/)
  assert.match(why(5), /comma before the pence/)
  assert.match(why(6), /amount is missing/)
  assert.match(why(7), /bar \(\|\)/)
  assert.match(why(8), /reference is missing/)
  assert.match(why(9), /two digits/)
  assert.match(why(10), /Excel/)
  assert.match(why(11), /./)
  assert.match(why(12), /4 cells where the headings have 3/)
  assert.deepEqual(rows.at(-1), [13, 'L', -300, '2026-07-03'], 'taken back')
  assert.equal(rows.length, 12, 'nothing is lost')
})

test('D5.60: a date whose day and month may be either is refused where the file is said to write the year first', () => {
  const read = reading('Invoice,Amount,Date\nA,1,03/04/2026\n', 'yyyy-mm-dd')
  assert.ok(read.kind === 'remittance')
  assert.equal(read.rows[0]?.kind, 'held')
})

test('D5.48, D5.53: what a spreadsheet would run is a text like any other', () => {
  assert.deepEqual(rowsOf('Invoice,Amount,Date\n@SUM(A1:A9),1,03/07/2026\n'), [
    [2, '@SUM(A1:A9)', 100, '2026-07-03'],
  ])
})

test('amounts are read as people write them, and as nothing else', () => {
  const pence = (text: string) => {
    const read = readMoney(text)
    return read.kind === 'money' ? read.pence : read.message
  }
  for (const [text, expected] of [
    ['12', 1200],
    ['12.5', 1250],
    ['12.50', 1250],
    ['£12.50', 1250],
    ['£ 1,234.50', 123450],
    ['1,234,567.89', 123456789],
    ['-12.50', -1250],
    ['-£12.50', -1250],
    ['£-12.50', -1250],
    ['12.50-', -1250],
    ['(12.50)', -1250],
    ['(£12.50)', -1250],
    ['0', 0],
  ] as const) {
    assert.equal(pence(text), expected, text)
  }
  for (const text of ['', '12,50', '1,23.00', '12.', '.50', '12p', '1 2 x', '--1', '(-1', '1e3']) {
    assert.equal(typeof pence(text), 'string', text)
  }
})

test('D9.28: no amount is a fraction of a penny on the way: 4.35 is 435 pence, and so for every amount', () => {
  assert.deepEqual(readMoney('4.35'), { kind: 'money', pence: 435 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (pence) => {
      const text = `${Math.floor(pence / 100)}.${`${pence % 100}`.padStart(2, '0')}`
      assert.deepEqual(readMoney(text), { kind: 'money', pence })
    }),
  )
})
