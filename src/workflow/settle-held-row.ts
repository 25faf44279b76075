import { uuid } from '#base/ids.ts'
import { wordsOf } from '#register/typed-fields.ts'
import { setSettled } from '#store/import-held-rows.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, type Parsed } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

/** What may become of a row that could not be taken. */
export const SETTLINGS = {
  'entered-by-hand': 'Entered by hand in Evenkeel',
  'not-needed': 'Not needed: the record is right without it',
  'another-provider': 'Belongs to another provider, who has been told',
} as const
export type Settling = keyof typeof SETTLINGS

type Settled = { readonly rowId: string; readonly how: Settling }

/** Notes what became of a waiting row, so that the list of waiting rows ends. */
export const settleHeldRow = act<Settled, Done>({
  name: 'import-records',
  parse: parseSettled,
  perform: async ({ tx, actor, now }, { rowId, how }) => {
    const settled = {
      id: rowId,
      by: actor.accountId,
      at: new Date(now).toISOString(),
      how,
    }
    if (!(await setSettled(tx, settled))) return changedMeanwhile('this row')
    return { kind: 'done', subject: rowId, noted: { how } }
  },
})

function parseSettled(input: unknown): Parsed<Settled> {
  const read = readTextFields(input, ['rowId', 'how'])
  if (read.kind === 'refused') return read
  const rowId = uuid(read.value.rowId)
  const how = settlingOf(read.value.how)
  if (rowId !== undefined && how !== undefined) return { kind: 'parsed', value: { rowId, how } }
  const message = 'Choose what became of the row.'
  return { kind: 'refused', findings: [{ field: 'how', code: 'required', message }] }
}

const WORDS = wordsOf(SETTLINGS)
const settlingOf = (text: string | undefined) => WORDS.find((word) => word === text)
