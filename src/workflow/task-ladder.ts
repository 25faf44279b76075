import { type Day, londonClock, londonDay } from '#base/day.ts'
import { londonInstant } from '#base/london-time.ts'
import { sessionEndsOn } from '#recall/clinic-days.ts'
import {
  type Climbed,
  clinicEndsAfter,
  type Ladder,
  type Rung,
  rungAt,
  rungsOf,
} from '#recall/escalation.ts'
import type { FoundTask, TaskEvent, TaskKind } from '#store/tasks.ts'
import type { Tx } from '#store/tx.ts'
import { diaryFrom } from './offer-slots.ts'
import { siteRules } from './site-rules.ts'

/** Which ladder a task climbs. */
const LADDER_OF: Readonly<Record<TaskKind, Ladder>> = {
  alarm: 'alarm',
  'alarm-unsaved': 'alarm',
  'alarm-to-enter': 'alarm',
  'venous-confirmation': 'alarm',
  referral: 'today',
  'sent-back': 'today',
  'test-failed': 'today',
  'result-corrected': 'today',
  'wrong-patient': 'today',
  'result-to-enter': 'today',
  'record-link': 'today',
  'target-changed': 'today',
  'target-check': 'today',
  'text-not-answered': 'today',
  'text-withdrawn': 'today',
  'dose-not-told': 'today',
  'target-doubt': 'later',
  'stop-notice': 'later',
  'look-back': 'today',
  'non-attendance': 'later',
  'review-decision': 'later',
  'doac-review': 'later',
  'medicine-change': 'later',
  bridging: 'later',
  'pause-ended': 'later',
  'stop-date': 'later',
  'second-look': 'later',
}

type TaskTimes = Pick<FoundTask, 'kind' | 'openedAt' | 'dueAt'>

type LaddersHere = {
  readonly rungsOfKind: (kind: TaskKind) => readonly Rung[]
  readonly climbed: (task: TaskTimes) => Climbed
}

/** The ladders of this site, and when the clinic ended on the days on which these tasks were opened. */
export async function laddersHere(tx: Tx, tasks: readonly TaskTimes[]): Promise<LaddersHere> {
  const { ladder } = await siteRules(tx)
  const days = tasks.map(({ openedAt }) => londonDay(openedAt)).toSorted()
  const ends = await sessionEnds(tx, days)
  const climbed = ({ openedAt, dueAt }: TaskTimes): Climbed => {
    const on = londonDay(openedAt)
    const minute = clinicEndsAfter(ends(on), ladder.closingMinute, minuteOfDay(openedAt))
    return { openedAt, dueAt, clinicEndsAt: minute === null ? null : instantOf(on, minute) }
  }
  return { rungsOfKind: (kind) => rungsOf(LADDER_OF[kind], ladder), climbed }
}

/** The instant at which the house closes on a day: with its last session, where that ends later than the site closes. */
export async function houseClosesAt(tx: Tx, on: Day): Promise<number | null> {
  const { ladder } = await siteRules(tx)
  const ends = await sessionEnds(tx, [on])
  return instantOf(on, Math.max(ladder.closingMinute, ...ends(on)))
}

async function sessionEnds(tx: Tx, days: readonly Day[]): Promise<(on: Day) => readonly number[]> {
  const [first] = days
  if (first === undefined) return () => []
  const diary = await diaryFrom(tx, first)
  return (on) => sessionEndsOn(diary, on)
}

function minuteOfDay(instant: number): number {
  const [hour = '0', minute = '0'] = londonClock(instant).split(':')
  return Number.parseInt(hour, 10) * 60 + Number.parseInt(minute, 10)
}

/** A time that comes twice is taken as the first of the two; one that never comes, as none. */
function instantOf(on: Day, minute: number): number | null {
  const found = londonInstant(on, minute)
  if (found.kind === 'instant') return found.ms
  return found.kind === 'happens-twice' ? found.summerMs : null
}

/** One rung as the page of the task shows it. */
export type ShownRung = {
  readonly number: number
  readonly to: string
  /** When it is reached if nobody closes the task before. */
  readonly at: number
  readonly reachedAt: number | null
}

/**
 * The ladder of one task, in the order in which it calls: what was recorded as it was recorded, the rest by the settings in
 * force. The end of the clinic may come before a rung that has a number before it.
 */
export async function ladderOf(
  tx: Tx,
  task: FoundTask,
  events: readonly TaskEvent[],
): Promise<readonly ShownRung[]> {
  const { rungsOfKind, climbed } = await laddersHere(tx, [task])
  return rungsOfKind(task.kind)
    .map((rung) => {
      const recorded = events.find((event) => event.rung === rung.number)
      return {
        number: rung.number,
        to: recorded?.toRole ?? rung.to,
        at: rungAt(rung, climbed(task)),
        reachedAt: recorded?.at ?? null,
      }
    })
    .toSorted((a, b) => a.at - b.at || a.number - b.number)
}
