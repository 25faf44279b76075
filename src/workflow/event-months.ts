import { analysisNumber } from '#assurance/analysis-number.ts'
import type { Day } from '#base/day.ts'
import { londonDay } from '#base/day.ts'
import {
  type CalendarMonth,
  firstDay,
  isMonth,
  lastDay,
  monthOf,
} from '#contract/calendar-month.ts'
import { agreedText } from '#contract/catalogue.ts'
import { versionFor } from '#contract/contract.ts'
import { clockOn, firstOwed, type ReturnClock } from '#contract/monthly-return.ts'
import { type EventStatement, eventStatements, type StatedEvent } from '#store/event-statements.ts'
import { suggestedEvents } from '#store/event-suggestions.ts'
import { eventsBetween, type FoundEvent } from '#store/events.ts'
import type { Tx } from '#store/tx.ts'
import { contractsOf, monthlyOf, monthsBegun } from './returns-read.ts'
import { idTyped } from './typed-id.ts'

type Versions = Awaited<ReturnType<typeof contractsOf>>[number]

/** The events of a month under a contract: which there were, what was stated of them, and where the clock stands. */
export type EventMonth = {
  readonly contractId: string
  readonly reference: string
  readonly month: CalendarMonth
  /** Those that count and of which this provider came to know in the month, the oldest first. */
  readonly events: readonly StatedEvent[]
  /** Every version that was stated, the newest first. */
  readonly statements: readonly EventStatement[]
  /** Whether the newest statement names just these events. */
  readonly isStated: boolean
  readonly clock: ReturnClock
}

/** @technical How many months are shown: a contract year. */
const MONTHS_SHOWN = 12

/** The months of each contract that have begun, the newest contract and month first. */
export async function eventMonths(tx: Tx, today: Day): Promise<readonly EventMonth[]> {
  const statements = await eventStatements(tx)
  const months: EventMonth[] = []
  for (const versions of (await contractsOf(tx)).toReversed()) {
    const newest = versions.at(-1) ?? versions[0]
    for (const month of monthsBegun({ newest }, today).slice(0, MONTHS_SHOWN)) {
      months.push(await readMonth(tx, versions, month, statements, today))
    }
  }
  return months
}

/** One month of one contract; nothing where there is no such month. */
export async function findEventMonth(
  tx: Tx,
  asked: { readonly contractId: string | undefined; readonly month: string | undefined },
  today: Day,
): Promise<EventMonth | undefined> {
  const id = idTyped(asked.contractId)
  const versions = (await contractsOf(tx)).find(([first]) => first.id === id)
  if (versions === undefined || !isMonth(asked.month)) return undefined
  const newest = versions.at(-1) ?? versions[0]
  if (!monthsBegun({ newest }, today).includes(asked.month)) return undefined
  return readMonth(tx, versions, asked.month, await eventStatements(tx), today)
}

async function readMonth(
  tx: Tx,
  versions: Versions,
  month: CalendarMonth,
  all: readonly EventStatement[],
  today: Day,
): Promise<EventMonth> {
  const contract = versionFor(month, versions)
  const found = await eventsBetween(tx, firstDay(month), lastDay(month))
  const events = found
    .filter(({ withdrawnReason }) => withdrawnReason === null)
    .map(statedOf)
    .toReversed()
  const statements = all
    .filter((each) => each.contractId === contract.id && each.month === month)
    .toReversed()
  const isStated = statements[0] !== undefined && namesTheSame(statements[0].events, events)
  const { id: contractId, reference } = contract
  return {
    contractId,
    reference,
    month,
    events,
    statements,
    isStated,
    clock: clockOf(versions, month, today),
  }
}

const statedOf = ({ id, kind, severity, awareOn, yearFrom, nth }: FoundEvent): StatedEvent => ({
  event: id,
  kind,
  severity,
  awareOn,
  analysis: yearFrom === null || nth === null ? null : analysisNumber(yearFrom, nth),
})

const namesTheSame = (stated: readonly StatedEvent[], now: readonly StatedEvent[]): boolean =>
  stated.length === now.length &&
  now.every(({ event }) => stated.some((each) => each.event === event))

/** That of the monthly return, with which it is due. */
function clockOf(versions: Versions, month: CalendarMonth, today: Day): ReturnClock {
  const agreed = agreedText(versionFor(month, versions))
  const monthly = agreed && monthlyOf(agreed.document)
  if (monthly === undefined) return { kind: 'no-clock' }
  return clockOn(today, month, monthly, firstOwed(londonDay(versions[0].recordedAt)))
}

/** Facts of the record that came to be known by the end of a month and of which nobody has said whether they are events. */
export async function unansweredBy(tx: Tx, month: CalendarMonth): Promise<number> {
  const open = await suggestedEvents(tx, null)
  return open.filter(({ knownOn }) => monthOf(knownOn) <= month).length
}
