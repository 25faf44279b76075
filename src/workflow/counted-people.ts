import { dayFromNumber } from '#base/day.ts'
import { lastRowUpTo } from '#clinical/clinic-on-day.ts'
import { controlFigures } from '#clinical/control-figures.ts'
import { at, type InrPoint, inrOfReading } from '#clinical/inr-columns.ts'
import { npsaIndicators } from '#clinical/npsa-indicators.ts'
import { NICE } from '#clinical/period.ts'
import type { TypedFields } from '#register/typed-fields.ts'
import { type NamedPerson, namedPeople } from '#store/named-people.ts'
import { type ProviderHistory, readHistory } from './clinic-history.ts'
import { readClinicians } from './clinician-control.ts'
import {
  type CountedList,
  clinicianLists,
  controlLists,
  indicatorLists,
  isClinicianKey,
  isIndicatorKey,
} from './counted-lists.ts'
import type { Desk } from './desk.ts'
import { readIndicatorHistory } from './indicator-history.ts'
import { notHere, type Refused } from './outcome.ts'
import { figuresOf } from './provider-control.ts'
import { type ReportPeriod, readReportPeriod } from './report-period.ts'
import { view } from './view.ts'

export const PEOPLE_ON_A_PAGE = 50

/** One of the people counted, with how well this person was controlled in the period. */
export type CountedPerson = NamedPerson & {
  /** Hundredths of a per cent, by NICE's exclusions; null when nothing of this person counts. */
  readonly percentHundredths: number | null
  readonly countedDays: number
  readonly lastInr: InrPoint | null
}

export type CountedPeople = {
  readonly kind: 'counted-people'
  readonly asked: ReportPeriod
  readonly now: number
  readonly key: string
  readonly count: number
  readonly page: number
  readonly pages: number
  readonly people: readonly CountedPerson[]
}

type Question = {
  readonly figure: string
  readonly page: string | null
  readonly asked: TypedFields
}

/** Exactly the people whom a figure of a report counts. */
export const countedPeople = view(
  'see-counted-people',
  async (desk, { figure, page, asked }: Question): Promise<CountedPeople | Refused> => {
    const period = readReportPeriod(asked, desk)
    if (period.kind === 'refused') return period
    const { history, lists } = await readLists(desk, period, figure)
    const list = lists.find(({ key }) => key === figure)
    if (list === undefined) return notHere('figure')

    const numbers = [...new Set(list.people)]
    const slice = sliceOf(numbers.length, page)
    const ids = numbers.flatMap((number) => history.patientIds[number] ?? [])
    const named = await namedPeople(desk.tx, ids, slice)
    return {
      kind: 'counted-people',
      asked: period,
      now: desk.now,
      key: figure,
      count: numbers.length,
      page: slice.page,
      pages: slice.pages,
      people: named.map((person) => ({ ...person, ...controlOf(history, person.id, period) })),
    }
  },
)

type Lists = { readonly history: ProviderHistory; readonly lists: readonly CountedList[] }

async function readLists(desk: Desk, period: ReportPeriod, figure: string): Promise<Lists> {
  if (isIndicatorKey(figure)) {
    const history = await readIndicatorHistory(desk, period)
    return { history, lists: indicatorLists(npsaIndicators(history, period.period)) }
  }
  if (isClinicianKey(figure)) {
    const { history, clinicians } = await readClinicians(desk, period)
    return { history, lists: clinicianLists(clinicians) }
  }
  const history = await readHistory(desk, { ...period, patientId: null })
  return { history, lists: controlLists(figuresOf(history, period)) }
}

function sliceOf(count: number, asked: string | null) {
  const pages = Math.max(1, Math.ceil(count / PEOPLE_ON_A_PAGE))
  const wanted = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 1
  const page = Math.min(pages, Math.max(1, wanted))
  return { page, pages, limit: PEOPLE_ON_A_PAGE, offset: (page - 1) * PEOPLE_ON_A_PAGE }
}

function controlOf(history: ProviderHistory, patientId: string, { period }: ReportPeriod) {
  const courses = history.courses.filter((course) => course.patientId === patientId)
  const [continuous] = controlFigures({ ...history, courses }, period, NICE).methods
  const rows = courses
    .map(
      (course) => [course.rows.first, lastRowUpTo(course, history.columns, period.until)] as const,
    )
    .flatMap(([first, last]) => (last < first ? [] : [last]))
  const last = rows.at(-1)
  const { days, readings } = history.columns
  return {
    percentHundredths: continuous?.pooled.percents.inRange ?? null,
    countedDays: continuous?.pooled.of ?? 0,
    lastInr:
      last === undefined
        ? null
        : { on: dayFromNumber(at(days, last)), inr: inrOfReading(at(readings, last)) },
  }
}
