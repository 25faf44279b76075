import type { Day } from '#base/day.ts'
import { type TaskId, uuid } from '#base/ids.ts'
import { type Findings, typedDay, typedNote, typedText } from '#register/typed-fields.ts'
import type { Finding, Parsed } from './outcome.ts'
import { readTextFields } from './text-fields.ts'

/** What a prescriber can decide about a person who did not come after three contacts. */
export const NON_ATTENDANCE_DECISIONS = [
  'continue',
  'home-visit',
  'suspend',
  'end',
  'came-since',
] as const
type Decided = (typeof NON_ATTENDANCE_DECISIONS)[number]

export type NonAttendanceDecision = {
  readonly taskId: TaskId
  readonly version: number
  readonly reason: string
} & (
  | { readonly decision: 'continue' | 'home-visit'; readonly nextTestOn: Day }
  | { readonly decision: 'suspend'; readonly until: Day }
  | { readonly decision: 'end' | 'came-since' }
)

const FIELDS = [
  'taskId',
  'version',
  'decision',
  'reason',
  'nextTestOn',
  'nextTestOn[day]',
  'nextTestOn[month]',
  'nextTestOn[year]',
  'until',
  'until[day]',
  'until[month]',
  'until[year]',
] as const

const LONGEST_REASON = 1000

/** Reads the prescriber's decision; answers everything that is wrong with the form at once. */
export function parseNonAttendance(input: unknown): Parsed<NonAttendanceDecision> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const taskId = uuid<TaskId>(read.value.taskId)
  const version = Number(typedText(read.value, 'version'))
  const decision = NON_ATTENDANCE_DECISIONS.find((known) => known === read.value.decision)
  const findings: Findings = []
  const reason = typedNote(read.value, 'reason', LONGEST_REASON, findings)
  if (reason === '') findings.push(REASON)
  if (decision === undefined) findings.push(DECISION)
  if (taskId === undefined || decision === undefined) return { kind: 'refused', findings }

  const whole = withDays(decision, read.value, findings)
  if (whole === undefined || findings.length > 0) return { kind: 'refused', findings }
  return { kind: 'parsed', value: { taskId, version, reason, ...whole } }
}

type Typed = Readonly<Partial<Record<(typeof FIELDS)[number], string>>>

/** The day that the decision needs, if it needs one. */
function withDays(decision: Decided, fields: Typed, findings: Findings) {
  switch (decision) {
    case 'continue':
    case 'home-visit': {
      const nextTestOn = requiredDay('nextTestOn', fields, findings, NEW_DATE)
      return nextTestOn && { decision, nextTestOn }
    }
    case 'suspend': {
      const until = requiredDay('until', fields, findings, PAUSE_END)
      return until && { decision, until }
    }
    case 'end':
    case 'came-since':
      return { decision }
  }
}

function requiredDay(
  field: 'nextTestOn' | 'until',
  fields: Typed,
  findings: Findings,
  message: string,
): Day | undefined {
  const before = findings.length
  const typed = typedDay(fields, field, findings)
  if (typed !== null) return typed
  if (findings.length === before) findings.push({ field, code: 'required', message })
  return undefined
}

const NEW_DATE = 'Enter the new date of the test.'
const PAUSE_END = 'Enter the day on which the pause ends and restarting is reviewed.'
const REASON: Finding = { field: 'reason', code: 'required', message: 'Write why you decide this.' }
const DECISION: Finding = { field: 'decision', code: 'required', message: 'Choose what happens.' }
