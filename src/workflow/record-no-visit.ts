import { type Day, parseDay } from '#base/day.ts'
import { uuid } from '#base/ids.ts'
import { NO_VISIT_REASONS } from '#register/no-visit.ts'
import { type Findings, requiredChoice } from '#register/typed-fields.ts'
import { addNoVisits, missingSheets } from '#store/paper-days.ts'
import { act, type Done } from './act.ts'
import { type Finding, type Parsed, refused } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

type Said = {
  readonly on: Day
  readonly patientIds: readonly string[]
  readonly reason: keyof typeof NO_VISIT_REASONS
}

/** Records why there was no visit of people whose sheets of a clinic held on paper are asked for (H29). A sheet found later is entered all the same. */
export const recordNoVisit = act<Said, Done>({
  name: 'record-no-visit',
  parse: parseSaid,
  async perform({ tx, actor, now }, { on, patientIds, reason }) {
    const missing = (await missingSheets(tx, on)).filter((sheet) => sheet.on === on)
    const isMissing = (id: string) => missing.some(({ patientId }) => patientId === id)
    if (!patientIds.every(isMissing)) return refused(409, NOT_ASKED_FOR)

    const [by, at] = [actor.accountId, new Date(now).toISOString()]
    await addNoVisits(tx, { on, patientIds, reason, by, at })
    return { kind: 'done', noted: { on, reason, patients: patientIds } }
  },
})

/** @technical How many are named at once: as many as fit one field. */
export const MOST_AT_ONCE = 50

function parseSaid(input: unknown): Parsed<Said> {
  const read = readTextFields(input, ['on', 'patients', 'reason'])
  if (read.kind === 'refused') return read
  const findings: Findings = []
  const on = parseDay(read.value.on)
  const patientIds = (read.value.patients ?? '').split(' ').flatMap((id) => uuid(id) ?? [])
  if (on.kind === 'refused' || patientIds.length === 0) findings.push(WHOM)
  const reason = requiredChoice(NO_VISIT_REASONS, read.value, 'reason', WHY, findings)
  if (on.kind === 'refused' || reason === undefined || findings.length > 0) {
    return { kind: 'refused', findings }
  }
  return { kind: 'parsed', value: { on: on.day, patientIds: [...new Set(patientIds)], reason } }
}

const WHY = 'Choose why there was no visit.'
const WHOM: Finding = {
  field: 'patients',
  code: 'required',
  message: 'Choose for whom there was no visit.',
}
const NOT_ASKED_FOR: Finding = {
  field: 'patients',
  code: 'not-asked-for',
  message:
    'Of somebody you chose no sheet of this day is asked for any more. Look at the list again; nothing is saved.',
}
