import { createHash } from 'node:crypto'
import { clinicalInstant } from '#base/day.ts'
import { DATE_FORMATS, type DateFormat } from '#interchange/import-day.ts'
import { readRemittance } from '#interchange/remittance-file.ts'
import { lockRegister } from '#store/lock-register.ts'
import { addRemittance, remittanceWith } from '#store/remittances.ts'
import { act, type Done } from './act.ts'
import { isSentAsCsv, parseFile, shownName, type UploadedFile } from './import-upload.ts'
import { type Parsed, type Refused, refused } from './outcome.ts'

type Sent = { readonly file: UploadedFile; readonly dateFormat: DateFormat }

/** Brings in what was paid, as the payer's file says it: every row, also one that cannot be read; each file once. */
export const importRemittance = act<Sent, Done>({
  name: 'import-remittance',
  parse: parseSent,
  perform: async (desk, { file, dateFormat }) => {
    await lockRegister(desk.tx)
    if (!isSentAsCsv(file)) return NOT_CSV
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    const before = await remittanceWith(desk.tx, sha256)
    if (before !== undefined) return broughtInBefore(before)
    const reading = readRemittance(file.bytes, dateFormat)
    if (reading.kind === 'refused') {
      const { status, code, message } = reading
      return refused(status, { field: 'file', code, message })
    }
    const id = desk.newId()
    const importedBy = { importedBy: desk.actor.accountId, importedByName: desk.actor.name }
    const importedAt = new Date(desk.now).toISOString()
    const name = shownName(file.name) ?? 'remittance.csv'
    await addRemittance(desk.tx, { id, name, sha256, ...importedBy, importedAt }, reading.rows)
    const held = reading.rows.filter(({ kind }) => kind === 'held').length
    return { kind: 'done', subject: id, noted: { rows: reading.rows.length, held, sha256 } }
  },
})

function parseSent(input: unknown): Parsed<Sent> {
  const sent = isRecord(input) ? input : {}
  const file = parseFile(sent['file'])
  const dateFormat = DATE_FORMATS.find((format) => format === sent['dateFormat'])
  if (file !== undefined && dateFormat !== undefined) {
    return { kind: 'parsed', value: { file, dateFormat } }
  }
  const findings = [
    ...(file === undefined ? [CHOOSE_FILE] : []),
    ...(dateFormat === undefined ? [SAY_FORMAT] : []),
  ]
  return { kind: 'refused', findings }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const CHOOSE_FILE = {
  field: 'file',
  code: 'required',
  message: 'Choose the file that says what was paid.',
}
const SAY_FORMAT = {
  field: 'dateFormat',
  code: 'required',
  message: 'Say how the file writes its dates.',
}

const NOT_CSV = refused(415, {
  field: 'file',
  code: 'content-type',
  message: 'The file is not sent as a CSV file. Save it as "CSV UTF-8" and choose it again.',
})

const broughtInBefore = ({
  name,
  importedByName,
  importedAt,
}: {
  readonly name: string
  readonly importedByName: string
  readonly importedAt: number
}): Refused =>
  refused(409, {
    field: 'file',
    code: 'imported-already',
    message: `This file was brought in before: as ${name}, by ${importedByName}, ${clinicalInstant(importedAt)}. Nothing is counted twice.`,
  })
