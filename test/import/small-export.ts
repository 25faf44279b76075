import { day } from '#base/day.ts'
import { IMPORT_COLUMNS } from '#interchange/import-columns.ts'
import { IMPORT_KINDS, type ImportKind } from '#interchange/import-finding.ts'
import { type ImportOptions, type ImportReading, readImport } from '#interchange/read-import.ts'

/** Three small files as text, to be spoilt one way at a time. */
export type SmallExport = Record<ImportKind, string>

const PATIENTS = [
  '7-0001,9990259003,Battersby,Mei,1965-09-04,F,S29 1FS,01632 960077,C88001,N',
  '7-0002,9990259038,Marsden,Gurpreet,1941-02-18,M,S30 3EP,01632 960121,C88001,N',
  '7-0003,9990259070,Rivelin,Wei,1950-02-19,M,S7 6NX,01632 960143,C88001,Y',
  '7-0004,9990259119,Wragg,Siân,1941-10-14,F,S9 2HS,01632 960165,C88002,N',
]
const EPISODES = PATIENTS.map(
  (row) =>
    `${row.slice(0, 6)},warfarin,Atrial fibrillation,2.5,2.0,3.0,2025-01-23,,long term,POC,1;3`,
)
const RESULTS = PATIENTS.flatMap((row) => [
  `${row.slice(0, 6)},2026-09-01,2.4,POC,4.5,0,2026-10-06,`,
  `${row.slice(0, 6)},2026-10-06,2.9,POC,4.5,0,2026-11-10,`,
  `${row.slice(0, 6)},2026-11-10,3.2,POC,4.5,0,2026-12-08,`,
])

const text = (kind: ImportKind, rows: readonly string[]) =>
  [IMPORT_COLUMNS[kind].join(','), ...rows, ''].join('\r\n')

/** An export of four people in which nothing is wrong. */
export const smallExport = (): SmallExport => ({
  patients: text('patients', PATIENTS),
  episodes: text('episodes', EPISODES),
  results: text('results', RESULTS),
})

/** The export with one text replaced everywhere in one file. */
export function spoilt(kind: ImportKind, from: string | RegExp, to: string): SmallExport {
  const whole = smallExport()
  const spoiltText = whole[kind].replace(from, to)
  if (spoiltText === whole[kind]) throw new Error(`nothing to spoil in ${kind}`)
  return { ...whole, [kind]: spoiltText }
}

/** Reads texts, or raw bytes where a case is about the bytes, on the day of the bad-inputs file. */
export function readSmall(
  files: Record<ImportKind, string | Uint8Array>,
  options: Partial<ImportOptions> = {},
): ImportReading {
  const bytes = Object.fromEntries(
    IMPORT_KINDS.map((kind) => {
      const file = files[kind]
      return [kind, typeof file === 'string' ? new TextEncoder().encode(file) : file]
    }),
  ) as Record<ImportKind, Uint8Array>
  return readImport(bytes, {
    today: day('2026-11-22'),
    dateFormat: 'yyyy-mm-dd',
    headingsConfirmed: false,
    onRegister: new Map(),
    ...options,
  })
}
