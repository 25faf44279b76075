import { uuid } from '#base/ids.ts'
import { findBatch, setAbandoned } from '#store/imports.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, notHere, type Parsed } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

/** Lays a staged import aside; nothing of it was ever on the register. */
export const abandonImport = act<{ readonly batchId: string }, Done>({
  name: 'import-records',
  parse: parseBatch,
  perform: async ({ tx }, { batchId }) => {
    const batch = await findBatch(tx, batchId)
    if (batch === undefined) return notHere('import')
    if (!(await setAbandoned(tx, batchId, batch.version))) return changedMeanwhile('this import')
    return { kind: 'done', subject: batchId }
  },
})

function parseBatch(input: unknown): Parsed<{ readonly batchId: string }> {
  const read = readTextFields(input, ['batchId'])
  if (read.kind === 'refused') return read
  const batchId = uuid(read.value.batchId)
  if (batchId !== undefined) return { kind: 'parsed', value: { batchId } }
  const message = 'Open the import again.'
  return { kind: 'refused', findings: [{ field: '', code: 'batch', message }] }
}
