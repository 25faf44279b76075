import type { Day } from '#base/day.ts'
import { addWorkingDays } from '#base/working-days.ts'
import type { QualityRequirement, ServiceSpecification } from '#contract/specification.ts'
import { analysisDueOn } from './event-clock.ts'
import type { EventKind } from './event-kinds.ts'

/** An event as both sides know it. */
export type ReportedEvent = {
  readonly event: string
  readonly kind: EventKind
  readonly awareOn: Day
  /** When its analysis was submitted; null where it is not. */
  readonly submittedOn: Day | null
}

/** How a quality requirement stands. */
export type QualityFigure = {
  readonly requirement: QualityRequirement
  readonly standing:
    | 'met'
    | 'not-met'
    /** There was no occasion for it yet. */
    | 'no-occasion'
    /** It is measured by the audit, not from events. */
    | 'by-audit'
  readonly occasions: number
  readonly met: number
  /** The events whose analysis was late, or is. */
  readonly late: readonly string[]
}

/** Which events a requirement is about. */
const KINDS: Readonly<Record<string, EventKind>> = {
  'bleeding-reported': 'bleed',
  'not-managed-reported': 'not-managed',
}

/**
 * Each quality requirement of a specification on a day, by one rule for every provider (S28, C3): an occasion counts once its analysis is
 * submitted or its clock has run out.
 */
export const qualityOf = (
  { quality }: Pick<ServiceSpecification, 'quality'>,
  events: readonly ReportedEvent[],
  today: Day,
): readonly QualityFigure[] => quality.map((requirement) => figureOf(requirement, events, today))

function figureOf(
  requirement: QualityRequirement,
  events: readonly ReportedEvent[],
  today: Day,
): QualityFigure {
  const about = KINDS[requirement.id]
  const none = { requirement, occasions: 0, met: 0, late: [] }
  if (about === undefined) return { ...none, standing: 'by-audit' }
  const counted = events.filter(
    ({ kind, awareOn, submittedOn }) =>
      kind === about && (submittedOn !== null || today > analysisDueOn(awareOn)),
  )
  if (counted.length === 0) return { ...none, standing: 'no-occasion' }
  const late = counted.filter(
    ({ awareOn, submittedOn }) => submittedOn === null || submittedOn > analysisDueOn(awareOn),
  )
  const met = counted.length - late.length
  const isMet = met * 100 >= requirement.thresholdPercent * counted.length
  return {
    requirement,
    standing: isMet ? 'met' : 'not-met',
    occasions: counted.length,
    met,
    late: late.map(({ event }) => event),
  }
}

/** The day by which an action plan is due after its notification; beyond the known bank holidays nothing is guessed. */
export const planDueOn = (
  notifiedOn: Day,
  { actionPlan }: Pick<ServiceSpecification, 'actionPlan'>,
): Day | 'not-known' => {
  const due = addWorkingDays(notifiedOn, actionPlan.workingDays)
  return due.kind === 'day' ? due.day : 'not-known'
}
