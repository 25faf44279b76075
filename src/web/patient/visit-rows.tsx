import { addDays, clinicalDate, type Day, day } from '#base/day.ts'
import { mgNumber, ug } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import type { DoseStep, InrHistory } from '#web/charts/inr-history.ts'
import type { InrTableRow } from '#web/charts/inr-table.tsx'
import { doseTrail, type TrailPoint } from '#workflow/dose-trail.ts'
import type { Course } from '#workflow/patient-page.ts'
import { planCourse } from '#workflow/plan-course.ts'

/** What the chart shows of a course. */
export function chartHistory({ episode, history, steps }: Course, today: Day): InrHistory {
  const trail = doseTrail(history)
  const { startedOn } = episode.plan
  const { ranges, breaks } = planCourse(steps, startedOn ?? today)
  return {
    points: trail.map(({ on, inr }) => ({ on, ...inr })),
    doses: doseSteps(trail),
    suspensions: breaks.map(({ from, until }) => ({
      from,
      until: until === 'still-open' ? undefined : until,
    })),
    targets: ranges.map(({ from, range }) => ({ from, ...range })),
    today,
    nextTest: episode.nextTestOn === null ? undefined : day(episode.nextTestOn),
  }
}

/** The dose from each visit on; days without a dose stand at nothing before it. */
function doseSteps(trail: readonly TrailPoint[]): readonly DoseStep[] {
  return trail.flatMap(({ on, after, visit }) => {
    if (after === 'not-known') return []
    const from = visit.fromOn === null ? on : day(visit.fromOn)
    const omitted = visit.decidedOmitDays ?? 0
    const dosed = { from: addDays(from, omitted), ug: after }
    return omitted === 0 ? [dosed] : [{ from, ug: ug(0) }, dosed]
  })
}

/** The visits as rows, newest first; whoever may correct a result reaches that from its figure. */
export function visitRows(history: Course['history'], mayCorrect: boolean): readonly InrTableRow[] {
  return doseTrail(history)
    .map((point) => toRow(point, mayCorrect))
    .reverse()
}

function toRow(point: TrailPoint, mayCorrect: boolean): InrTableRow {
  const { visit, on, inr, before, after } = point
  const nextOn = visit.nextTestOn ?? visit.plannedNextOn
  return {
    key: visit.id,
    date: clinicalDate(on),
    inr: mayCorrect ? (
      <a href={`/results/${visit.id}/correct`}>{formatInr(inr)}</a>
    ) : (
      formatInr(inr)
    ),
    dose: doseChange(before, after),
    nextTest: nextOn === null ? '' : clinicalDate(day(nextOn)),
    by: visit.imported ? 'imported' : initials(visit.decidedByName ?? visit.enteredByName),
    note: noteOf(visit),
  }
}

/** `5 to 4.5`; one figure when it stayed, and what is not known stays out. */
function doseChange(before: TrailPoint['before'], after: TrailPoint['after']): string {
  if (after === 'not-known') return before === 'not-known' ? '' : `${mgNumber(before)}`
  if (before === 'not-known' || before === after) return mgNumber(after)
  return `${mgNumber(before)} to ${mgNumber(after)}`
}

const initials = (name: string | null): string =>
  (name ?? '')
    .split(/[ -]+/)
    .map((part) => part.slice(0, 1).toUpperCase())
    .join('')

function noteOf(visit: TrailPoint['visit']) {
  const { decisionId } = visit
  const words = [...whatWasDecided(visit), visit.reasonText, visit.comment, ...untold(visit)]
    .filter((word) => word !== null)
    .join('; ')
  if (decisionId === null) return words
  return (
    <>
      <a href={`/doses/${decisionId}`}>{words || 'dose'}</a>{' '}
      <a href={`/decisions/${decisionId}`}>
        why
        <span className="nhsuk-u-visually-hidden">
          {' '}
          this dose of {clinicalDate(day(visit.sampledOn))}
        </span>
      </a>
    </>
  )
}

function whatWasDecided(visit: TrailPoint['visit']): readonly string[] {
  const omitted = visit.decidedOmitDays ?? visit.omitDays ?? 0
  const omission = omitted === 0 ? [] : [`${omitted} ${omitted === 1 ? 'day' : 'days'} omitted`]
  if (visit.kind === 'changed' || visit.kind === 'authorised') return [...omission, visit.kind]
  const isOpen = !visit.imported && visit.decisionId === null
  return isOpen ? [...omission, 'not dosed'] : omission
}

const untold = ({ decisionId, toldAt }: TrailPoint['visit']): readonly string[] =>
  decisionId !== null && toldAt === null ? ['patient not told'] : []
