import type { Role } from '#access/policy.ts'
import { EVENT_KINDS } from '#assurance/event-kinds.ts'
import { addDays, type Day, londonDay } from '#base/day.ts'
import { firstDay, monthOf, monthsLater } from '#contract/calendar-month.ts'
import { type Suggestion, suggestedEvents } from '#store/event-suggestions.ts'
import { type FoundEvent, openEvents } from '#store/events.ts'
import { providersOf } from '#store/providers.ts'
import { allStaff } from '#store/staff.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { doorAt } from './demonstration-sites.ts'
import type { Caller, House } from './desk.ts'
import { eventMonths } from './event-months.ts'
import { seenEvents } from './state-events.ts'
import { must } from './virtual-clinic.ts'

/** @technical In which minute of a day it is done, and how many days after it was known. */
const DONE_AT = 1020
/** @technical */
const RECORDED_AFTER_DAYS = 1
/** @technical */
const ANALYSED_AFTER_DAYS = 3
/** @technical What came to be known since is left for whoever tries Evenkeel. */
const LEFT_DAYS = 10
/** @technical So many days after a month has ended its events are stated. */
const STATED_AFTER_DAYS = 7

/**
 * What the record of each site knows since its contract was recorded is answered: a bruise is declined, everything else recorded, analysed
 * in time and submitted, and each month stated with its return. What is newest is left, for whoever tries Evenkeel.
 */
export async function tellOfEvents(house: House): Promise<void> {
  const today = londonDay(house.clock())
  const until = addDays(today, -LEFT_DAYS)
  for (const { providerId } of await providersOf(house.pool)) {
    const staff = await read(house, providerId, allStaff)
    const callerOf = (role: Role): Caller => ({
      providerId,
      accountId: staff.find((member) => member.role === role)?.accountId ?? '',
    })
    const site = { house, providerId, callerOf }
    for (const fact of await read(house, providerId, (tx) => suggestedEvents(tx, null))) {
      if (fact.knownOn < until) await answer(site, fact)
    }
    for (const event of await read(house, providerId, openEvents)) await analyse(site, event)
    await stateMonths(site, today)
  }
}

type Site = {
  readonly house: House
  readonly providerId: string
  readonly callerOf: (role: Role) => Caller
}

const read = <T>({ pool }: House, providerId: string, look: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(pool, providerId, async (tx) => ({ keep: false, answer: await look(tx) }))

const doorOn = ({ house, callerOf }: Site, on: Day) => doorAt(house, { callerOf }, on, DONE_AT)

/** Another fact of the same event may be answered with it. */
async function answer(site: Site, { source, patientId, kind, onDate, knownOn, fact }: Suggestion) {
  const open = await read(site.house, site.providerId, (tx) => suggestedEvents(tx, patientId))
  if (!open.some((each) => each.source === source)) return
  const door = doorOn(site, addDays(knownOn, RECORDED_AFTER_DAYS))
  if (fact.endsWith('minor')) {
    const reason = 'no-bleeding-episode'
    await must(door, 'nurse', 'decline-event', { patientId, source, reason, note: 'A bruise.' })
    return
  }
  const event = { patientId, source, kind, occurredOn: onDate, awareOn: knownOn, note: `${fact}.` }
  const related = kind === 'death' ? 'not-known' : 'possibly'
  const criterion = kind === 'bleed' && { 'criterion-seen-face-to-face': 'yes' }
  await must(door, 'nurse', 'record-event', { ...event, related, ...criterion })
}

async function analyse(site: Site, { id, kind, awareOn }: FoundEvent): Promise<void> {
  const what = EVENT_KINDS[kind].toLowerCase()
  await must(
    doorOn(site, addDays(awareOn, ANALYSED_AFTER_DAYS)),
    'clinical-lead',
    'submit-analysis',
    {
      eventId: id,
      version: '0',
      happened: `Made up for the demonstration: ${what}. The dose was withheld and the patient was seen the same day.`,
      why: 'An antibiotic was started elsewhere and the clinic was not told.',
      learned: 'Ask at every contact whether a medicine was started.',
      changed:
        'The practice pharmacist tells the clinic of each interacting medicine on the day it is prescribed; led by the practice pharmacist, from next month.',
      discussed: 'The clinical lead, a nurse and the pharmacist, at the weekly meeting.',
    },
  )
}

/** As the returns: all but the last month which has ended. */
async function stateMonths(site: Site, today: Day): Promise<void> {
  const last = monthsLater(monthOf(today), -2)
  const months = await read(site.house, site.providerId, (tx) => eventMonths(tx, today))
  for (const { contractId, month, events, isStated } of months.toReversed()) {
    if (isStated || month > last) continue
    const on = addDays(firstDay(monthsLater(month, 1)), STATED_AFTER_DAYS)
    const stated = { contractId, month, seen: seenEvents(events), signed: 'yes' }
    await must(doorOn(site, on), 'practice-manager', 'state-events', stated)
  }
}
