import type { Day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { typedDay } from '#register/typed-fields.ts'
import { addProtocolCheck, newestProtocolCheck } from '#store/protocol-checks.ts'
import { act, type Done } from './act.ts'
import { changedMeanwhile, type Finding, notHere, type Parsed, refused } from './outcome.ts'
import { checkable } from './protocol-standing.ts'
import { dayBoxes, readTextFields } from './text-fields.ts'

type Check = {
  readonly protocol: string
  /** The version of the card that was on the page. */
  readonly seenVersion: string
  readonly found: 'agrees' | 'differs'
  readonly comparedWith: string
  readonly checkedOn: Day
  readonly says: string
}

/**
 * Records that the clinical lead, acting as clinical safety officer, has compared an unverified protocol, or table of
 * monitoring, with its source. When it agrees, it may be chosen from now on; when it differs, it stays disabled (H10).
 */
export const recordProtocolCheck = act<Check, Done>({
  name: 'record-protocol-check',
  parse: parseCheck,
  perform: async ({ tx, actor, now, today }, check) => {
    const card = checkable(check.protocol)
    if (card === undefined) return notHere('protocol')
    if (card.status === 'verified') return VERIFIED
    if (card.version !== check.seenVersion) return changedMeanwhile('this protocol')
    if (check.checkedOn > today) return refused(422, IN_FUTURE)

    const before = await newestProtocolCheck(tx, card.id)
    const { seenVersion: protocolVersion, ...rest } = check
    const sequence = (before?.sequence ?? 0) + 1
    const at = new Date(now).toISOString()
    const entry = { ...rest, protocolVersion, sequence, by: actor.accountId, at }
    if (!(await addProtocolCheck(tx, entry))) return changedMeanwhile('the checks of this protocol')
    const noted = { protocol: card.id, version: card.version, found: check.found, sequence }
    return { kind: 'done', noted }
  },
})

const VERIFIED = refused(409, {
  field: '',
  code: 'verified-already',
  message: 'This is verified as shipped and needs no check before it is chosen.',
})
const IN_FUTURE: Finding = {
  field: 'checkedOn',
  code: 'in-future',
  message: 'The day of the check is in the future. Enter today or an earlier day.',
}

const FIELDS = [
  'protocol',
  'version',
  'found',
  'comparedWith',
  ...dayBoxes('checkedOn'),
  'says',
  'officer',
] as const

function parseCheck(input: unknown): Parsed<Check> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const { value: typed } = read
  const found = FOUND.find((word) => word === typed.found)
  const comparedWith = trimAscii(typed.comparedWith ?? '')
  const says = trimAscii(typed.says ?? '')
  const ofDay: Finding[] = []
  const checkedOn = typedDay(typed, 'checkedOn', ofDay)
  const findings = [
    ...unless(comparedWith !== '', NO_SOURCE),
    ...unless(checkedOn !== null || ofDay.length > 0, NO_DAY),
    ...ofDay,
    ...unless(found !== undefined, NO_FINDING),
    ...unless(says !== '', NO_WORDS),
    ...unless(typed.officer === 'yes', NOT_OFFICER),
  ]
  if (found === undefined || checkedOn === null || findings.length > 0) {
    return { kind: 'refused', findings }
  }
  const { protocol = '', version: seenVersion = '' } = typed
  const value = { protocol, seenVersion, found, comparedWith, checkedOn, says }
  return { kind: 'parsed', value }
}

const unless = (isRight: boolean, finding: Finding): readonly Finding[] =>
  isRight ? [] : [finding]

const FOUND = ['agrees', 'differs'] as const
const required = (field: string, message: string): Finding => ({ field, code: 'required', message })
const NO_SOURCE = required(
  'comparedWith',
  'Name the paper or guideline that was compared, with its page or table.',
)
const NO_DAY = required('checkedOn', 'Enter the day on which it was compared.')
const NO_FINDING = required('found', 'Say whether it agrees with its source.')
const NO_WORDS = required('says', 'Write what was compared and what was found.')
const NOT_OFFICER = required(
  'officer',
  'Tick that you record this as the clinical safety officer of this service.',
)
