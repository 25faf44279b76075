// How a plan around a procedure moves on. It has two ends and no other: the restart that somebody recorded, or the
// decision not to restart with what follows (H24). Until then its restart has a day, and an owner.
import type { Day } from '#base/day.ts'

/** `planned` until somebody says what became of the procedure. */
export const OPEN_STATES = ['planned', 'done', 'called-off'] as const
export type OpenState = (typeof OPEN_STATES)[number]
export type ProcedureState = OpenState | 'restarted' | 'not-restarting'

export type PlanStanding = {
  readonly state: ProcedureState
  readonly procedureOn: Day
  /** The day by which treatment is taken again; in a closed plan the day that was last due. */
  readonly restartDueOn: Day
  readonly restartedOn: Day | null
  /** When a decision not to restart is looked at again; null when the course itself has ended. */
  readonly reviewOn: Day | null
}

export type PlanEvent =
  /** Another day for the procedure: every day is proposed anew. */
  | { readonly kind: 'moved'; readonly procedureOn: Day; readonly restartDueOn: Day }
  /** The procedure took place; the restart is due from then as long after as planned. */
  | { readonly kind: 'procedure-done'; readonly on: Day; readonly restartDueOn: Day }
  /** It does not take place: treatment is taken again at once. */
  | { readonly kind: 'called-off' }
  | { readonly kind: 'postponed'; readonly restartDueOn: Day }
  | { readonly kind: 'restarted'; readonly on: Day }
  | { readonly kind: 'decided-not'; readonly reviewOn: Day }
  | { readonly kind: 'course-ended' }

export type PlanMove =
  | { readonly kind: 'moved-on'; readonly standing: PlanStanding }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

/** Whether the restart is still to be recorded or decided against. */
export const isOpen = ({ state }: Pick<PlanStanding, 'state'>): boolean =>
  OPEN_STATES.some((open) => open === state)

/** Whether treatment should have been taken again before this day and nobody has recorded it. */
export const isRestartOverdue = (standing: PlanStanding, today: Day): boolean =>
  isOpen(standing) && standing.restartDueOn < today

/** Whether this day lies between the last dose and the restart that was recorded: no ordinary dose is decided then. */
export const isStopped = (
  { state }: Pick<PlanStanding, 'state'>,
  lastDoseOn: Day | null,
  today: Day,
): boolean => isOpen({ state }) && lastDoseOn !== null && today > lastDoseOn

/** The plan after an event, or why that cannot be. `today` is when it is recorded. */
export function afterEvent(standing: PlanStanding, event: PlanEvent, today: Day): PlanMove {
  if (!isOpen(standing)) return refused('closed', 'This plan is closed. Make a new one.')
  switch (event.kind) {
    case 'moved':
      return moved(standing, event, today)
    case 'procedure-done':
      return done(standing, event, today)
    case 'called-off':
      if (standing.state !== 'planned') return NOT_PLANNED
      return movedOn({ ...standing, state: 'called-off', restartDueOn: today })
    case 'postponed':
      return postponed(standing, event, today)
    case 'restarted':
      return restarted(standing, event, today)
    case 'decided-not':
      if (standing.state === 'planned') return NOT_YET
      if (event.reviewOn <= today) return REVIEW_AHEAD
      return movedOn({ ...standing, state: 'not-restarting', reviewOn: event.reviewOn })
    case 'course-ended':
      return movedOn({ ...standing, state: 'not-restarting' })
  }
}

const movedOn = (standing: PlanStanding): PlanMove => ({ kind: 'moved-on', standing })
const refused = (code: string, message: string): PlanMove => ({ kind: 'refused', code, message })

type Of<Kind extends PlanEvent['kind']> = Extract<PlanEvent, { readonly kind: Kind }>

function moved(standing: PlanStanding, event: Of<'moved'>, today: Day): PlanMove {
  if (standing.state !== 'planned') return NOT_PLANNED
  const { procedureOn, restartDueOn } = event
  if (procedureOn < today) return refused('in-past', 'The procedure must be today or later.')
  if (restartDueOn < procedureOn) return BEFORE_PROCEDURE
  return movedOn({ ...standing, procedureOn, restartDueOn })
}

function done(standing: PlanStanding, event: Of<'procedure-done'>, today: Day): PlanMove {
  if (standing.state !== 'planned') return NOT_PLANNED
  if (event.on > today) return refused('in-future', 'This day is in the future. Check it.')
  if (event.restartDueOn < event.on) return BEFORE_PROCEDURE
  const { on: procedureOn, restartDueOn } = event
  return movedOn({ ...standing, state: 'done', procedureOn, restartDueOn })
}

function postponed(standing: PlanStanding, event: Of<'postponed'>, today: Day): PlanMove {
  if (standing.state === 'planned') return NOT_YET
  if (event.restartDueOn > today && event.restartDueOn >= standing.restartDueOn) {
    return movedOn({ ...standing, restartDueOn: event.restartDueOn })
  }
  return refused('not-later', 'The new day must be after today and not before the one in force.')
}

function restarted(standing: PlanStanding, { on }: Of<'restarted'>, today: Day): PlanMove {
  if (standing.state === 'planned') return NOT_YET
  if (on > today) return refused('in-future', 'This day is in the future. Check it.')
  if (standing.state === 'done' && on < standing.procedureOn) return BEFORE_PROCEDURE
  return movedOn({ ...standing, state: 'restarted', restartedOn: on })
}

const NOT_PLANNED = refused(
  'already-recorded',
  'What became of the procedure is already recorded. Open the plan again.',
)
const NOT_YET = refused(
  'outcome-first',
  'Record first whether the procedure took place or was called off.',
)
const BEFORE_PROCEDURE = refused(
  'before-procedure',
  'Treatment is not taken again before the day of the procedure. Check the days.',
)
const REVIEW_AHEAD = refused('review-ahead', 'Enter a day after today for the next look.')
