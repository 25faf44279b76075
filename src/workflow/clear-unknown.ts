import { uuid } from '#base/ids.ts'
import { RESTORE_OUTCOMES } from '#recall/restore-outcomes.ts'
import { type Findings, requiredChoice, typedNote } from '#register/typed-fields.ts'
import { clearUnknown as clearLine, findUnknown } from '#store/unknown-here.ts'
import { act, type Done } from './act.ts'
import { notHere, type Parsed, refused } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = ['id', 'outcome', 'reason'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

/** @technical How much may be typed, in characters. */
const LONGEST_REASON = 500

/** Clears one line of the list after a restore, with what became of it, coded and in words (H28). */
export const clearUnknown = act<Fields, Done>({
  name: 'clear-after-restore',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  async perform({ tx, actor, now }, fields) {
    const id = uuid(fields.id)
    const line = id && (await findUnknown(tx, id))
    if (line === undefined) return notHere('line')
    if (line.outcome !== null && line.outcome !== 'to-enter') return clearedAlready

    const findings: Findings = []
    const choose = 'Choose what becomes of it.'
    const outcome = requiredChoice(RESTORE_OUTCOMES, fields, 'outcome', choose, findings)
    const reason = typedNote(fields, 'reason', LONGEST_REASON, findings)
    if (reason === '') {
      findings.push({ field: 'reason', code: 'required', message: 'Say how you know, in words.' })
    }
    if (outcome === undefined || findings.length > 0) return refused(422, ...findings)

    const [by, at] = [actor.accountId, new Date(now).toISOString()]
    if (!(await clearLine(tx, { id: line.id, outcome, reason, by, at }))) return clearedAlready
    const noted = { outcome, of: line.act ?? line.kind }
    const { patientId } = line
    return { kind: 'done', subject: line.id, noted, ...(patientId !== null && { patientId }) }
  },
})

const clearedAlready = refused(409, {
  field: '',
  code: 'cleared',
  message: 'Somebody has already cleared this. Nothing of yours is saved.',
})
