import { addDays, type Day } from '#base/day.ts'
import type { MeasuringMethod, Medicine } from '#register/episode.ts'
import { type CalendarMonth, firstDay, lastDay, monthOf } from './calendar-month.ts'
import { type Contract, contractYearOf } from './contract.ts'
import {
  type ActiveRule,
  levelOf,
  type ProviderKind,
  type ServiceSpecification,
} from './specification.ts'

// What a provider did in a month, worked out from its clinical record by the specification, and never typed. Each countable
// fact names the record that proves it.

/** A stretch of days, both ends included; without an end it goes on. */
export type Span = { readonly from: Day; readonly to: Day | null }

/** A course of treatment for which the provider answered, as its record has it. */
export type CourseFacts = Span & {
  readonly episodeId: string
  readonly medicine: Medicine
  readonly isAtrialFibrillation: boolean
  /** The day of the first dose that a protocol of initiation gave here; null where it was not initiated here. */
  readonly initiatedOn: Day | null
  readonly suspensions: readonly Span[]
  /** How INR was measured, from which day on; the first begins with the course. */
  readonly methods: readonly { readonly from: Day; readonly method: MeasuringMethod }[]
}

export type HomeVisitFacts = {
  readonly visitId: string
  readonly episodeId: string
  readonly on: Day
}

export type PatientFacts = {
  readonly patientId: string
  readonly courses: readonly CourseFacts[]
  readonly homeVisits: readonly HomeVisitFacts[]
  /** Home visits that another provider was paid for, by day: the cap follows the patient. */
  readonly paidElsewhere: readonly Day[]
}

export type Activity =
  | {
      readonly kind: 'active'
      readonly month: CalendarMonth
      readonly level: 3 | 4
      readonly patientId: string
      readonly episodeId: string
    }
  | {
      readonly kind: 'initiation'
      readonly month: CalendarMonth
      readonly patientId: string
      readonly episodeId: string
      readonly on: Day
    }
  | {
      readonly kind: 'home-visit'
      readonly month: CalendarMonth
      readonly patientId: string
      readonly visitId: string
      readonly on: Day
      /** Which of the patient's visits of the contract year it is. */
      readonly nth: number
      readonly isPaid: boolean
    }

/** Everything of one month that counts under a contract, patient by patient. */
export function activityOf(
  month: CalendarMonth,
  patients: readonly PatientFacts[],
  contract: Contract,
  specification: ServiceSpecification,
  kind: ProviderKind,
): readonly Activity[] {
  return patients.flatMap((patient) => [
    ...activeIn(month, patient, contract, specification),
    ...initiatedIn(month, patient, contract, specification, kind),
    ...visitsIn(month, patient, contract, specification),
  ])
}

/** A patient is active once a month, whatever courses there were: the latest of those that count says on which level. */
function activeIn(
  month: CalendarMonth,
  { patientId, courses }: PatientFacts,
  contract: Contract,
  specification: ServiceSpecification,
): readonly Activity[] {
  const days = daysUnder(month, contract)
  if (days === undefined) return []
  const counted = courses
    .filter(({ medicine }) => specification.medicines.includes(medicine))
    .filter((course) => isActive(course, days, specification.active))
    .sort((a, b) => (a.from < b.from ? 1 : -1))
  const [course] = counted
  if (course === undefined) return []
  const level = levelOn(course, lastOf(course, days), specification)
  if (level === undefined || level === 5 || !contract.levels.includes(level)) return []
  return [{ kind: 'active', month, level, patientId, episodeId: course.episodeId }]
}

function daysUnder(month: CalendarMonth, { from, to }: Contract): Required<Days> | undefined {
  const days = { from: later(firstDay(month), from), to: earlier(lastDay(month), to) }
  return days.from <= days.to ? days : undefined
}

type Days = { readonly from: Day; readonly to: Day }

/** Whether a course makes its patient active in these days. */
export function isActive(course: CourseFacts, days: Days, rule: ActiveRule): boolean {
  switch (rule.kind) {
    case 'last-day-unless-suspended-throughout':
      return covers(course, days.to) && !isSuspendedThroughout(course, days)
    case 'any-day':
      return within(course, days) !== undefined && !isSuspendedThroughout(course, days)
    case 'every-day':
      return covers(course, days.from) && covers(course, days.to)
  }
}

/** Whether every day of the course in these days is a day of a pause. */
function isSuspendedThroughout(course: CourseFacts, days: Days): boolean {
  const here = within(course, days)
  if (here === undefined) return false
  let next = here.from
  for (const pause of [...course.suspensions].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (pause.from > next) return false
    if (pause.to === null) return true
    if (pause.to >= next) next = addDays(pause.to, 1)
    if (next > here.to) return true
  }
  return false
}

function within(span: Span, days: Days): Days | undefined {
  const here = { from: later(span.from, days.from), to: lastOf(span, days) }
  return here.from <= here.to ? here : undefined
}

const covers = ({ from, to }: Span, on: Day): boolean => from <= on && (to === null || on <= to)

const lastOf = ({ to }: Span, days: Days): Day => (to === null ? days.to : earlier(to, days.to))

const later = (a: Day, b: Day): Day => (a > b ? a : b)

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** The level of a course on a day: that of the way of measuring which was planned for it then. */
function levelOn({ methods }: CourseFacts, on: Day, specification: ServiceSpecification) {
  const planned = methods.filter(({ from }) => from <= on).at(-1)
  return planned && levelOf(specification, planned.method)
}

/** Warfarin initiated here for atrial fibrillation, once in the life of a patient, by a provider that may. */
function initiatedIn(
  month: CalendarMonth,
  { patientId, courses }: PatientFacts,
  contract: Contract,
  specification: ServiceSpecification,
  kind: ProviderKind,
): readonly Activity[] {
  const may = specification.components.some(
    ({ basis, providers }) => basis.kind === 'once-per-patient' && providers.includes(kind),
  )
  if (!may || !contract.levels.includes(5)) return []
  const first = courses
    .filter(
      ({ medicine, isAtrialFibrillation }) =>
        isAtrialFibrillation && specification.medicines.includes(medicine),
    )
    .flatMap(({ episodeId, initiatedOn }) =>
      initiatedOn === null ? [] : [{ episodeId, on: initiatedOn }],
    )
    .sort((a, b) => (a.on < b.on ? -1 : 1))[0]
  if (first === undefined || monthOf(first.on) !== month || !covers(contract, first.on)) return []
  return [{ kind: 'initiation', month, patientId, ...first }]
}

/** Home visits of the month; those beyond the cap of the contract year are said and not paid. */
function visitsIn(
  month: CalendarMonth,
  { patientId, homeVisits, courses, paidElsewhere }: PatientFacts,
  contract: Contract,
  specification: ServiceSpecification,
): readonly Activity[] {
  const basis = specification.components
    .map((component) => component.basis)
    .find((each) => each.kind === 'per-item')
  if (basis === undefined) return []
  const counted = homeVisits
    .filter(({ on }) => covers(contract, on))
    .filter(({ episodeId, on }) => {
      const course = courses.find((each) => each.episodeId === episodeId)
      const level = course && levelOn(course, on, specification)
      return level !== undefined && basis.levels.includes(level) && contract.levels.includes(level)
    })
    .sort((a, b) => (a.on < b.on ? -1 : 1))
  const inMonth = counted.filter(({ on }) => monthOf(on) === month)
  return inMonth.map(({ visitId, on }) => {
    const year = contractYearOf(contract, on)
    const isOfYear = (each: Day) => each >= year.from && each <= year.to
    const elsewhere = paidElsewhere.filter((each) => isOfYear(each) && each <= on).length
    const before = counted.filter((each) => isOfYear(each.on))
    const nth = elsewhere + before.findIndex((each) => each.visitId === visitId) + 1
    return { kind: 'home-visit', month, patientId, visitId, on, nth, isPaid: nth <= basis.cap.most }
  })
}
