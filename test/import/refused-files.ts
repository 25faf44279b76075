import { gzipSync } from 'node:zlib'
import { LARGEST_FILE_BYTES } from '#interchange/file-text.ts'
import { type SmallExport, smallExport, spoilt } from '#test/import/small-export.ts'

type RefusedFiles = readonly [
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
const dateOf = (at: number) => `20${10 + (at % 15)}-0${1 + (at % 9)}-${10 + (at % 19)}`

/** 900 rows of results, of which each nth has an INR that cannot be. */
export function resultsWith(nth: number): string {
  const inr = (at: number) => (at % nth === 0 ? '25' : '2.5')
  const rows = Array.from({ length: 900 }, (_, at) => `7-0001,${dateOf(at)},${inr(at)},LAB,4.5,0,,`)
  return [small.results.split('\r\n')[0], ...rows, ''].join('\n')
}

/** Files that are refused as a whole: the case, what is wrong, the status and code, the line if it is not the headings. */
export const REFUSED_FILES: readonly RefusedFiles[] = [
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
  ['D5.20', 'more than 2 % implausible', withResults(resultsWith(45)), 422, 'implausible-file'],
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
