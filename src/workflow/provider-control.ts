import type { Day } from '#base/day.ts'
import {
  type FlaggedPeople,
  flaggedPeople,
  type PointPrevalence,
  pointPrevalence,
} from '#clinical/clinic-on-day.ts'
import { type ControlFigures, controlFigures } from '#clinical/control-figures.ts'
import { coursesOn } from '#clinical/figure-course.ts'
import { NICE, TWO_WEEKS } from '#clinical/period.ts'
import type { TypedFields } from '#register/typed-fields.ts'
import { type ProviderHistory, readHistory } from './clinic-history.ts'
import type { Refused } from './outcome.ts'
import { type ReportPeriod, readReportPeriod } from './report-period.ts'
import { view } from './view.ts'

/** How well the people of the provider are controlled in a period, by every published method. */
export type ProviderControl = {
  readonly kind: 'provider-control'
  readonly today: Day
  readonly now: number
  readonly asked: ReportPeriod
  /** People on treatment on the last day of the period. */
  readonly onTreatment: number
  /** Of those, people whose imported plan nobody has confirmed. */
  readonly unconfirmed: number
  readonly nice: ControlFigures
  readonly twoWeeks: ControlFigures
  readonly prevalence: PointPrevalence
  readonly flags: FlaggedPeople
}

export const providerControl = view(
  'see-control',
  async (desk, asked: TypedFields): Promise<ProviderControl | Refused> => {
    const period = readReportPeriod(asked, desk)
    if (period.kind === 'refused') return period
    const history = await readHistory(desk, { ...period, patientId: null })

    return { kind: 'provider-control', ...figuresOf(history, period), ...timesOf(desk) }
  },
)

const timesOf = ({ today, now }: { readonly today: Day; readonly now: number }) => ({ today, now })

/** Every figure of a period, of whoever the history is of. */
export function figuresOf(history: ProviderHistory, asked: ReportPeriod) {
  const { period } = asked
  const running = coursesOn(history.courses, period.until)
  return {
    asked,
    onTreatment: running.length,
    unconfirmed: running.filter(({ row }) => row.standing === 'unverified').length,
    nice: controlFigures(history, period, NICE),
    twoWeeks: controlFigures(history, period, TWO_WEEKS),
    prevalence: pointPrevalence(history, period.until),
    flags: flaggedPeople(history, period.until),
  }
}
