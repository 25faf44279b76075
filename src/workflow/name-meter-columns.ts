import { uuid } from '#base/ids.ts'
import { NAMED_COLUMNS, readChosen } from '#interchange/meter-columns.ts'
import { readMeterFile } from '#interchange/meter-file.ts'
import { addNamedColumns, takeWaitingFile } from '#store/meter-files.ts'
import { act, type Done } from './act.ts'
import { findColumns } from './columns-of-meter-file.ts'
import { type BroughtIn, keepRead } from './keep-read.ts'
import { changedMeanwhile, notHere, type Refused, refused } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = ['fileId', 'header', 'version', 'dates', ...NAMED_COLUMNS] as const
type Named = TextFields<(typeof FIELDS)[number]>

/**
 * Names the columns of a maker's file, and reads the file that waits for it through them, by the reader of our own columns (H03). The naming is
 * remembered for the site by its header; what was read before through another one stays as it was read.
 */
export const nameMeterColumns = act<Named, BroughtIn>({
  name: 'bring-in-results',
  parse: (input) => readTextFields(input, FIELDS),
  perform: async (desk, { fileId = '', header = '', version = '', ...chosen }) => {
    const { tx, actor, now } = desk
    const found = await findColumns(tx, { fileId, header })
    if (found === undefined) return notHere('file')
    const { headings, named, file } = found
    const read = readChosen(chosen, headings.length)
    if (read.kind === 'refused') {
      return refused(422, ...read.faults.map(({ place, ...one }) => ({ field: place, ...one })))
    }
    const before = named?.version ?? 0
    if (version !== String(before)) return changedMeanwhile('the columns of this file')

    const brought =
      file === undefined
        ? NOTHING_READ
        : await keepRead(desk, readMeterFile(file.content, read.columns))
    if (brought.kind === 'refused') return atItsField(brought)
    const naming = { header: found.header, version: before + 1, headings, ...read.columns }
    const by = { by: actor.accountId, now: new Date(now).toISOString() }
    const isNamed = await addNamedColumns(tx, { ...naming, ...by })
    if (!isNamed || (file && !(await takeWaitingFile(tx, file.id)))) {
      return changedMeanwhile('the columns of this file')
    }
    const noted = { ...brought.noted, header: found.header, version: before + 1 }
    return { ...brought, noted, header: found.header }
  },
})

/** What is wrong with the file as a whole; its dates are chosen on this page, and the file is not. */
const atItsField = ({ status, findings }: Refused): Refused =>
  refused(
    status,
    ...findings.map((one) => ({ ...one, field: one.code === 'month-first' ? 'dates' : '' })),
  )

const NOTHING_READ: BroughtIn = { kind: 'done', sentIds: [], toTakeIn: [], known: 0, others: [] }

/** Lays a file aside whose columns nobody has named: nothing of it was ever read, and it is not kept. */
export const layMeterFileAside = act<TextFields<'fileId'>, Done>({
  name: 'bring-in-results',
  parse: (input) => readTextFields(input, ['fileId']),
  perform: async ({ tx }, { fileId }) => {
    const id = uuid(fileId)
    if (id === undefined || !(await takeWaitingFile(tx, id))) return notHere('file')
    return { kind: 'done', subject: id, noted: { 'laid-aside': true } }
  },
})
