import { day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import {
  allMonitoringChoices,
  type FoundMonitoringChoice,
  settleMonitoringChoice,
} from '#store/monitoring-choices.ts'
import { newestProtocolCheck } from '#store/protocol-checks.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, notHere, type Refused, refused, refusedField } from './outcome.ts'
import { uncheckedTable } from './propose-monitoring.ts'
import { standingOf } from './protocol-standing.ts'
import { likeness } from './second-person.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/**
 * The second person's word: people are monitored by this table from its day on, or from today when that day has passed.
 * Reviews that are recorded keep the interval that they were given (H20, H34).
 */
export const activateMonitoring = act<TextFields<'choiceId' | 'read'>, Done>({
  name: 'activate-rules',
  parse: (input) => readTextFields(input, ['choiceId', 'read']),
  perform: async (desk, { choiceId, read }) => {
    const choice = await openChoice(desk, choiceId)
    if (choice.kind === 'refused') return choice
    if ((await likeness(desk, choice.proposedBy)) !== 'another') return SAME_PERSON
    const { id, body, fromOn } = choice
    if (read !== 'yes') return NOT_READ
    const standing = standingOf(body, await newestProtocolCheck(desk.tx, body.id))
    if (standing === 'not-checked') return refused(409, { ...uncheckedTable(body), field: '' })

    const inForceFrom = day(fromOn) > desk.today ? fromOn : desk.today
    const settled = { id, state: 'activated', reason: null, inForceFrom } as const
    if (!(await settle(desk, settled))) return MEANWHILE
    const noted = { monitoring: body.id, version: body.version, from: inForceFrom }
    return { kind: 'done', subject: id, noted }
  },
})

const WHY_FIELDS = ['choiceId', 'why'] as const
type WhyFields = TextFields<(typeof WHY_FIELDS)[number]>

/** Declines what somebody else proposed, with the reason: nothing changes. */
export const declineMonitoring = act<WhyFields, Done>({
  name: 'decline-rules',
  parse: (input) => readTextFields(input, WHY_FIELDS),
  perform: (desk, fields) => takeBack(desk, fields, 'declined'),
})

/** Takes back what one proposed oneself, with the reason: nothing changes. */
export const withdrawMonitoring = act<WhyFields, Done>({
  name: 'propose-rules',
  parse: (input) => readTextFields(input, WHY_FIELDS),
  perform: (desk, fields) => takeBack(desk, fields, 'withdrawn'),
})

async function takeBack(
  desk: Desk,
  { choiceId, why }: WhyFields,
  state: 'declined' | 'withdrawn',
): Promise<Done | Refused> {
  const choice = await openChoice(desk, choiceId)
  if (choice.kind === 'refused') return choice
  const isOwn = choice.proposedBy === desk.actor.accountId
  if (isOwn !== (state === 'withdrawn')) return isOwn ? OWN : OF_ANOTHER
  const reason = trimAscii(why ?? '')
  if (reason === '') return refusedField('why', 'required', 'Say why.')
  const settled = { id: choice.id, state, reason, inForceFrom: null }
  if (!(await settle(desk, settled))) return MEANWHILE
  return { kind: 'done', subject: choice.id, noted: { did: state } }
}

type Settled = Omit<Parameters<typeof settleMonitoringChoice>[1], 'by' | 'at'>

const settle = ({ tx, actor, now }: Desk, settled: Settled): Promise<boolean> =>
  settleMonitoringChoice(tx, {
    ...settled,
    by: actor.accountId,
    at: new Date(now).toISOString(),
  })

type Open = FoundMonitoringChoice & { readonly kind: 'open' }

async function openChoice({ tx }: Desk, id: string | undefined): Promise<Open | Refused> {
  const choice = (await allMonitoringChoices(tx)).find((known) => known.id === id)
  if (choice === undefined) return notHere('choice')
  return choice.state === 'open' ? { kind: 'open', ...choice } : SETTLED
}

const MEANWHILE = changedMeanwhile('this choice')
const SETTLED = refused(409, {
  field: '',
  code: 'choice-settled',
  message: 'This choice has been activated, declined or withdrawn already.',
})
const SAME_PERSON = refused(403, {
  field: '',
  code: 'second-person',
  message: 'You proposed this table. Another prescriber must read what changes and activate it.',
})
const NOT_READ = refused(422, {
  field: 'read',
  code: 'required',
  message: 'Tick that you have read what changes.',
})
const OWN = refusedField('', 'own-choice', 'You proposed this table yourself: withdraw it.')
const OF_ANOTHER = refusedField(
  '',
  'choice-of-another',
  'Somebody else proposed this table: only that person withdraws it. You may decline it.',
)
