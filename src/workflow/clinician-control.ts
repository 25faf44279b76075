import type { Day } from '#base/day.ts'
import { figuresByDecider, NOBODY_HERE } from '#clinical/figures-by-decider.ts'
import { at } from '#clinical/inr-columns.ts'
import type { MethodFigure } from '#clinical/method-figures.ts'
import { NICE } from '#clinical/period.ts'
import type { TypedFields } from '#register/typed-fields.ts'
import { type DecidedDays, decidedDays, unpackDays } from '#store/deciders.ts'
import { allStaff } from '#store/staff.ts'
import { daysRead, type ProviderHistory, readHistory } from './clinic-history.ts'
import type { Desk } from './desk.ts'
import type { Refused } from './outcome.ts'
import { type ReportPeriod, readReportPeriod } from './report-period.ts'
import { view } from './view.ts'

/** Control after the doses that one person decided; null is nobody here. */
export type ClinicianFigures = {
  readonly accountId: string | null
  readonly name: string | null
  readonly methods: readonly MethodFigure[]
}

export type ClinicianControl = {
  readonly kind: 'clinician-control'
  readonly today: Day
  readonly now: number
  readonly asked: ReportPeriod
  readonly clinicians: readonly ClinicianFigures[]
}

/** How well people were controlled after the doses of each clinician in a period. */
export const clinicianControl = view(
  'see-control',
  async (desk, asked: TypedFields): Promise<ClinicianControl | Refused> => {
    const period = readReportPeriod(asked, desk)
    if (period.kind === 'refused') return period

    const { clinicians } = await readClinicians(desk, period)
    const { today, now } = desk
    return { kind: 'clinician-control', today, now, asked: period, clinicians }
  },
)

/** The figures of each clinician, by name, and the history that they are of. */
export async function readClinicians(desk: Desk, asked: ReportPeriod) {
  const { tx, today } = desk
  const [history, decided, staff] = await Promise.all([
    readHistory(desk, { ...asked, patientId: null }),
    decidedDays(tx, { ...daysRead(asked.period, today), asAt: asked.asAt }),
    allStaff(tx),
  ])
  const deciders = staff.map(({ accountId }) => accountId)
  const decidedBy = decidersOfRows(history, decided, deciders)
  const figures = figuresByDecider(history, decidedBy, asked.period, NICE)
  const counted = [...figures].filter(([, methods]) => methods.some(({ pooled }) => pooled.of > 0))
  const clinicians: readonly ClinicianFigures[] = counted
    .sort(([one], [other]) => orderOf(one) - orderOf(other))
    .map(([decider, methods]) => ({
      accountId: staff[decider]?.accountId ?? null,
      name: staff[decider]?.name ?? null,
      methods,
    }))
  return { history, clinicians }
}

/** The staff come by name; nobody comes last. */
const orderOf = (decider: number): number =>
  decider === NOBODY_HERE ? Number.POSITIVE_INFINITY : decider

function decidersOfRows(
  { courses, columns }: ProviderHistory,
  decided: readonly DecidedDays[],
  deciders: readonly string[],
): Int16Array {
  const decidedBy = new Int16Array(columns.days.length).fill(NOBODY_HERE)
  const ofCourse = Map.groupBy(decided, ({ episodeId }) => episodeId)
  for (const { id, rows } of courses) {
    const byDay = new Map(
      (ofCourse.get(id) ?? []).flatMap(({ by, days }) =>
        unpackDays(days).map((on) => [on, deciders.indexOf(by)] as const),
      ),
    )
    for (let row = rows.first; row < rows.end; row += 1) {
      decidedBy[row] = byDay.get(at(columns.days, row)) ?? NOBODY_HERE
    }
  }
  return decidedBy
}
