import { type LadderSettings, RUNG_ROLES, type RungRole } from '#recall/escalation.ts'
import { typedText } from '#register/typed-fields.ts'
import type { Finding } from './outcome.ts'
import type { TextFields } from './text-fields.ts'

export const LADDER_FIELDS = [
  'ladderSecondMinutes',
  'ladderLaterHours',
  'ladderClosing',
  'ladderFirst',
  'ladderSecond',
  'ladderThird',
] as const
type Field = (typeof LADDER_FIELDS)[number]
export type LadderFields = TextFields<Field>

/** The shortest and longest that a site may wait for the second rung of an alarm, in minutes. @see docs/evidence.md#ladder-limits */
const SECOND_LIMITS = [30, 240] as const
/** The same between the rungs of what has a day of its own, in hours. @see docs/evidence.md#ladder-limits */
const LATER_LIMITS = [1, 72] as const
/** The earliest and the latest closing time, in minutes of the day. @see docs/evidence.md#ladder-limits */
const CLOSING_LIMITS = [720, 1320] as const
const CLOCK = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/
const WHOLE = /^\d{1,3}$/

/** Reads the ladders of a site; undefined when none of their fields was sent, which leaves them as they are. */
export function typedLadder(fields: LadderFields, findings: Finding[]): LadderSettings | undefined {
  if (LADDER_FIELDS.every((field) => fields[field] === undefined)) return undefined
  const whole = (field: Field, [least, most]: readonly [number, number], what: string): number => {
    const text = typedText(fields, field)
    const number = WHOLE.test(text) ? Number.parseInt(text, 10) : 0
    if (number >= least && number <= most) return number
    findings.push({ field, code: 'range', message: `Enter ${what}, from ${least} to ${most}.` })
    return least
  }
  const role = (field: Field): RungRole => {
    const found = RUNG_ROLES.find((known) => known === fields[field])
    if (found !== undefined) return found
    findings.push({ field, code: 'required', message: 'Choose who is called.' })
    return 'clinical-lead'
  }
  return {
    secondMinutes: whole('ladderSecondMinutes', SECOND_LIMITS, 'whole minutes'),
    laterMinutes: 60 * whole('ladderLaterHours', LATER_LIMITS, 'whole hours'),
    closingMinute: closingMinute(fields, findings),
    first: role('ladderFirst'),
    second: role('ladderSecond'),
    third: role('ladderThird'),
  }
}

function closingMinute(fields: LadderFields, findings: Finding[]): number {
  const match = CLOCK.exec(typedText(fields, 'ladderClosing'))
  const [, hour = '0', minute = '0'] = match ?? []
  const at = Number.parseInt(hour, 10) * 60 + Number.parseInt(minute, 10)
  const [earliest, latest] = CLOSING_LIMITS
  if (match !== null && at >= earliest && at <= latest) return at
  const message = 'Enter when the house closes, like 18:00, between 12:00 and 22:00.'
  findings.push({ field: 'ladderClosing', code: 'format', message })
  return latest
}
