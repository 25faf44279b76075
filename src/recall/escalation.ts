/**
 * The ladder of a task that nobody closes: who hears of it, and when (H17). A ladder is data; whether one of its rungs has
 * been reached is worked out of the instants of the task and of nothing else, so that a restart or a clock that jumps
 * can neither leave out a rung nor climb it twice.
 */

/** Whom a rung calls. Every rung calls more people than the one before; nobody is let go by a later one. */
export const RUNG_ROLES = ['pharmacist', 'prescriber', 'clinical-lead', 'practice-manager'] as const
export type RungRole = (typeof RUNG_ROLES)[number]

/** An alarm needs action now; what has a person waiting without a dose, today; everything else has a day of its own. */
export const LADDERS = ['alarm', 'today', 'later'] as const
export type Ladder = (typeof LADDERS)[number]

type RungTime =
  /** When the time of the task itself has run out. */
  | { readonly kind: 'own-time' }
  /** So many minutes after it was opened, and never before its own time. */
  | { readonly kind: 'after-opened'; readonly minutes: number }
  /** So many minutes after its own time has run out. */
  | { readonly kind: 'after-own-time'; readonly minutes: number }
  /** When the clinic ends on the day it was opened; its own time where the clinic had ended before. */
  | { readonly kind: 'end-of-clinic' }

export type Rung = { readonly number: number; readonly time: RungTime; readonly to: RungRole }

/** What a site decides about its ladders. */
export type LadderSettings = {
  /** Minutes after an alarm was opened at which its second rung is reached. */
  readonly secondMinutes: number
  /** Minutes between the rungs of what has a day of its own. */
  readonly laterMinutes: number
  /** When the house closes where no clinic is held later than that, in minutes of the London day. */
  readonly closingMinute: number
  readonly first: RungRole
  readonly second: RungRole
  readonly third: RungRole
}

/** The second rung of an alarm, after it was opened. @see docs/evidence.md#ladder-second */
const SECOND_MINUTES = 120
/** Between the rungs of what has a day of its own. @see docs/evidence.md#ladder-later */
const LATER_MINUTES = 1440
/** When the house closes, in minutes of the day (18:00). @see docs/evidence.md#ladder-closing */
const CLOSING_MINUTE = 1080

/** As shipped; every site sets its own. */
export const DEFAULT_LADDER: LadderSettings = {
  secondMinutes: SECOND_MINUTES,
  laterMinutes: LATER_MINUTES,
  closingMinute: CLOSING_MINUTE,
  first: 'clinical-lead',
  second: 'prescriber',
  third: 'practice-manager',
}

/** The rungs of each ladder, by the settings of the site. */
export function rungsOf(ladder: Ladder, site: LadderSettings): readonly Rung[] {
  return timesOf(ladder, site).map((time, index) => {
    const number = index + 1
    return { number, time, to: [site.first, site.second, site.third][index] ?? site.third }
  })
}

function timesOf(ladder: Ladder, { secondMinutes, laterMinutes }: LadderSettings): RungTime[] {
  switch (ladder) {
    case 'alarm':
      return [
        { kind: 'own-time' },
        { kind: 'after-opened', minutes: secondMinutes },
        { kind: 'end-of-clinic' },
      ]
    case 'today':
      return [{ kind: 'own-time' }, { kind: 'end-of-clinic' }]
    case 'later':
      return [
        { kind: 'own-time' },
        { kind: 'after-own-time', minutes: laterMinutes },
        { kind: 'after-own-time', minutes: 2 * laterMinutes },
      ]
  }
}

/** The instants of one task, in milliseconds. */
export type Climbed = {
  readonly openedAt: number
  /** When its own time has run out. */
  readonly dueAt: number
  /** When the clinic of the day on which it was opened ends, after it was opened; null where it had ended before. */
  readonly clinicEndsAt: number | null
}

/** @technical Milliseconds of a minute. */
const MINUTE_MS = 60_000

/** The instant of one rung of one task. */
export function rungAt({ time }: Rung, task: Climbed): number {
  switch (time.kind) {
    case 'own-time':
      return task.dueAt
    case 'after-opened':
      return Math.max(task.dueAt, task.openedAt + time.minutes * MINUTE_MS)
    case 'after-own-time':
      return task.dueAt + time.minutes * MINUTE_MS
    case 'end-of-clinic':
      return task.clinicEndsAt ?? task.dueAt
  }
}

/** The rungs whose instant has passed and that are not recorded yet, in the order in which they were reached. */
export function rungsReached(
  rungs: readonly Rung[],
  task: Climbed,
  recorded: readonly number[],
  now: number,
): readonly Rung[] {
  return rungs
    .filter((rung) => !recorded.includes(rung.number) && rungAt(rung, task) < now)
    .toSorted((a, b) => rungAt(a, task) - rungAt(b, task) || a.number - b.number)
}

/**
 * When the clinic of a day ends, seen from a minute of it: with its last session, after that when the house closes; null
 * once that has passed too. Minutes of the London day.
 */
export function clinicEndsAfter(
  sessionEnds: readonly number[],
  closingMinute: number,
  minute: number,
): number | null {
  const last = Math.max(...sessionEnds, -1)
  if (last > minute) return last
  return closingMinute > minute ? closingMinute : null
}
