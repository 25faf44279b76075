import { addDays, clinicalDate, type Day, day } from '#base/day.ts'
import { mgNumber, ug } from '#clinical/dose.ts'
import { formatInr } from '#clinical/inr.ts'
import type { DoseStep, InrHistory } from '#web/charts/inr-history.ts'
import type { InrTableRow } from '#web/charts/inr-table.tsx'
import { doseTrail, type TrailPoint } from '#workflow/dose-trail.ts'
import type { Course } from '#workflow/patient-page.ts'
import { planCourse } from '#workflow/plan-course.ts'

type Visit = Course['lastVisits'][number]

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

/** Visits as rows, in their order, with the doses that the course knows; whoever may correct a result reaches that from its figure. */
export function visitRows(
  visits: Course['lastVisits'],
  history: Course['history'],
  mayCorrect: boolean,
): readonly InrTableRow[] {
  const trail = new Map(doseTrail(history).map((point) => [point.visit.id, point]))
  return visits.map((visit) =>
    toRow(visit, trail.get(visit.id) ?? doseTrail([visit])[0], mayCorrect),
  )
}

function toRow(visit: Visit, point: TrailPoint | undefined, mayCorrect: boolean): InrTableRow {
  const nextOn = visit.nextTestOn ?? visit.plannedNextOn
  return {
    key: visit.id,
    date: clinicalDate(day(visit.sampledOn)),
    inr: mayCorrect ? (
      <a href={`/results/${visit.id}/correct`}>{formatInr(visit)}</a>
    ) : (
      formatInr(visit)
    ),
    dose: doseChange(point?.before ?? 'not-known', point?.after ?? 'not-known'),
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

function noteOf(visit: Visit) {
  const { decisionId } = visit
  const words = [
    ...seenWhere(visit),
    ...whatWasDecided(visit),
    visit.reasonText,
    visit.comment,
    ...untold(visit),
  ]
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

const seenWhere = ({ place }: Visit): readonly string[] =>
  place === 'home' ? ['seen at home'] : []

function whatWasDecided(visit: Visit): readonly string[] {
  const omitted = visit.decidedOmitDays ?? visit.omitDays ?? 0
  const omission = omitted === 0 ? [] : [`${omitted} ${omitted === 1 ? 'day' : 'days'} omitted`]
  if (visit.kind === 'changed' || visit.kind === 'authorised') return [...omission, visit.kind]
  const isOpen = !visit.imported && visit.decisionId === null
  return isOpen ? [...omission, 'not dosed'] : omission
}

const untold = ({ decisionId, toldAt }: Visit): readonly string[] =>
  decisionId !== null && toldAt === null ? ['patient not told'] : []
