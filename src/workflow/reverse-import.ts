import { uuid } from '#base/ids.ts'
import {
  cancelAppointmentsOfBatch,
  endEpisodesOfBatch,
  withdrawPeople,
  workOnBatch,
} from '#store/import-people.ts'
import { findBatch, lockImports, markFiles, setReversed } from '#store/imports.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

type Reversal = { readonly batchId: string; readonly reason: string }

/** Takes a whole import back, as long as nobody has worked with its patients; its files may then come again. */
export const reverseImport = act<Reversal, Done>({
  name: 'import-records',
  parse: parseReversal,
  perform: async ({ tx, actor, now, today }, { batchId, reason }) => {
    await lockImports(tx)
    const batch = await findBatch(tx, batchId)
    if (batch === undefined) return notHere('import')
    if (batch.state !== 'committed') return notTaken
    const work = await workOnBatch(tx, batchId)
    if (work.decisions > 0 || work.visits > 0) return inUse
    if (work.links > 0) return joined

    const withdrawal = {
      batchId,
      by: actor.accountId,
      at: new Date(now).toISOString(),
      reason: `Import taken back: ${reason}`,
    }
    const step = { id: batchId, version: batch.version, by: withdrawal.by, at: withdrawal.at }
    if (!(await setReversed(tx, step))) return changedMeanwhile('this import')

    await cancelAppointmentsOfBatch(tx, withdrawal)
    await endEpisodesOfBatch(tx, withdrawal, today)
    const patients = await withdrawPeople(tx, withdrawal)
    await markFiles(tx, batchId, false)
    return { kind: 'done', subject: batchId, noted: { patients } }
  },
})

const LONGEST_REASON = 200

function parseReversal(input: unknown): Parsed<Reversal> {
  const read = readTextFields(input, ['batchId', 'reason'])
  if (read.kind === 'refused') return read
  const batchId = uuid(read.value.batchId)
  const reason = read.value.reason?.trim() ?? ''
  if (batchId === undefined) return because('', 'batch', 'Open the import again.')
  if (reason === '') return because('reason', 'required', 'Say why the import is taken back.')
  if (reason.length > LONGEST_REASON) {
    return because('reason', 'too-long', `Shorten the reason to ${LONGEST_REASON} characters.`)
  }
  return { kind: 'parsed', value: { batchId, reason } }
}

const because = (field: string, code: string, message: string): Parsed<never> => ({
  kind: 'refused',
  findings: [{ field, code, message }],
})

const notTaken: Refused = refused(409, {
  field: '',
  code: 'not-committed',
  message: 'This import is not on the register, so there is nothing to take back.',
})

const joined: Refused = refused(409, {
  field: '',
  code: 'import-joined',
  message:
    'A record of this import is joined to another one, or waits to be. Take those records apart first.',
})

const inUse: Refused = refused(409, {
  field: '',
  code: 'in-use',
  message:
    'A visit of one of these patients has been recorded, so the import stays. Correct single records on the page of the patient.',
})
