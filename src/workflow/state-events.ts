import { addEventStatement, type StatedEvent } from '#store/event-statements.ts'
import { lockRegister } from '#store/lock-register.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { type EventMonth, findEventMonth, unansweredBy } from './event-months.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { hasEnded } from './returns-read.ts'
import { hashOf } from './suggestion-token.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = ['contractId', 'month', 'seen', 'signed'] as const satisfies readonly string[]
type Fields = TextFields<(typeof FIELDS)[number]>

/** What a page has shown of the events of a month, in one word that a signature hands back. */
export const seenEvents = (events: readonly StatedEvent[]): string => hashOf(events)

/**
 * States to the commissioner which events there were in a month, or that there was none: silence and nothing to report are not the
 * same. It is refused while the record knows something of that month that nobody has answered.
 */
export const stateEvents = act<Fields, Done>({
  name: 'state-events',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    await lockRegister(desk.tx)
    const month = await findEventMonth(desk.tx, { ...asked(fields) }, desk.today)
    if (month === undefined) return notHere('month')
    if (!hasEnded(month.month, desk.today)) return NOT_ENDED
    const open = await unansweredBy(desk.tx, month.month)
    if (open > 0) return notAnswered(open)
    if (month.isStated) return STATED
    if (fields.seen !== seenEvents(month.events)) return changedMeanwhile('the events')
    if (fields.signed !== 'yes') return NOT_SIGNED
    return save(desk, month)
  },
})

const asked = ({ contractId, month }: Fields) => ({ contractId, month })

async function save({ tx, actor, now }: Desk, of: EventMonth): Promise<Done | Refused> {
  const { contractId, month, events } = of
  const content = {
    ...{ contractId, month, events },
    version: (of.statements[0]?.version ?? 0) + 1,
    signedBy: actor.accountId,
    signedName: actor.name,
    signedRole: actor.role,
    statedAt: new Date(now).toISOString(),
  }
  const hash = hashOf(content)
  if (!(await addEventStatement(tx, { ...content, hash }))) return changedMeanwhile('the events')
  const { version } = content
  return {
    kind: 'done',
    subject: contractId,
    noted: { month, version, events: events.length, hash },
  }
}

const NOT_ENDED = refused(409, {
  field: '',
  code: 'not-ended',
  message: 'This month has not ended. Its events are stated from the first day of the next month.',
})
const STATED = refused(409, {
  field: '',
  code: 'stated',
  message: 'This is stated already, and nothing has changed since.',
})
const NOT_SIGNED = refused(422, {
  field: 'signed',
  code: 'required',
  message: 'Tick that this is so and sign for it.',
})
const notAnswered = (open: number): Refused =>
  refused(409, {
    field: '',
    code: 'not-answered',
    message: `Nothing is stated: the record knows ${open === 1 ? 'one thing' : `${open} things`} of this month or earlier that may be an event. Record each, or say why it is none.`,
  })
