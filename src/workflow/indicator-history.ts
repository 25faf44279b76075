import { addDays, type Day, day, londonDay } from '#base/day.ts'
import { londonMidnight } from '#base/london-time.ts'
import { indicationOf } from '#clinical/indications.ts'
import type {
  IndicatorCourse,
  IndicatorHistory,
  Referral,
  TargetPeriod,
} from '#clinical/indicator-course.ts'
import { type TargetFit, targetFit } from '#clinical/target-fit.ts'
import type { ValveFacts } from '#clinical/valve-grid.ts'
import { BRIDGE_MOST_DAYS } from '#register/bridging.ts'
import { valveFactsOf } from '#register/valve-facts.ts'
import {
  coursesWithNextTest,
  type IndicatorFactsRow,
  indicatorFacts,
  reportedMajorBleeds,
  stoppedHeparin,
} from '#store/indicator-facts.ts'
import type { PlanStep } from '#store/visits.ts'
import {
  type CourseOfHistory,
  INR_COURSES,
  type ProviderHistory,
  readHistory,
} from './clinic-history.ts'
import type { Desk } from './desk.ts'
import { endOfDay, type ReportPeriod } from './report-period.ts'

/** The history of the provider's people with everything that the safety indicators ask. */
export type ProviderIndicators = ProviderHistory &
  IndicatorHistory & { readonly courses: readonly (CourseOfHistory & IndicatorCourse)[] }

export async function readIndicatorHistory(
  desk: Pick<Desk, 'tx' | 'today'>,
  asked: ReportPeriod,
): Promise<ProviderIndicators> {
  const { tx } = desk
  const { period, asAt } = asked
  const days = { begins: londonMidnight(period.from), ends: endOfDay(period.until), asAt }
  const [history, rows, bleeds, heparins] = await Promise.all([
    readHistory(desk, { ...asked, patientId: null }),
    indicatorFacts(tx, days, INR_COURSES),
    reportedMajorBleeds(tx, asAt),
    stoppedHeparin(tx, asAt),
  ])
  const ended = history.courses.flatMap((course) => initiationEnd(course, period.from) ?? [])
  const withTest = new Set(ended.length === 0 ? [] : await coursesWithNextTest(tx, ended))

  const facts = new Map(rows.map((row) => [row.episodeId, row]))
  const bledOn = Map.groupBy(bleeds, ({ episodeId }) => episodeId)
  const heparinOf = Map.groupBy(heparins, ({ patientId }) => patientId)
  const courses = history.courses.flatMap((course) => {
    const row = facts.get(course.id)
    if (row === undefined) return []
    const bled = (bledOn.get(course.id) ?? []).map(({ on }) => day(on))
    const hadNextTest = withTest.has(course.id)
    const heparinEndedOn = lastHeparin(course.startedOn, heparinOf.get(course.patientId) ?? [])
    return [courseOf(course, row, { bledOn: bled, hadNextTest, heparinEndedOn })]
  })
  return { ...history, courses, ...referralsOf(history, rows) }
}

/** The last step from initiation to maintenance, if it was since a day. */
function initiationEnd({ id, row }: CourseOfHistory, since: Day) {
  const on = initiationEndedOn(row.steps)
  if (on === null || on < since) return undefined
  return { episodeId: id, on, endOfDay: endOfDay(on) }
}

function initiationEndedOn(steps: readonly PlanStep[]): Day | null {
  const ended = steps.filter(
    ({ phase }, nth) => phase === 'maintaining' && steps[nth - 1]?.phase === 'initiating',
  )
  const last = ended.at(-1)
  return last === undefined ? null : londonDay(last.recordedAt)
}

type Rest = Pick<IndicatorCourse, 'bledOn' | 'hadNextTest' | 'heparinEndedOn'>

function courseOf(course: CourseOfHistory, facts: IndicatorFactsRow, rest: Rest) {
  const { steps } = course.row
  const target = steps.at(-1)?.target ?? null
  return {
    ...course,
    ...rest,
    isInitiatedHere: facts.howStarted === 'initiated-here',
    hasLoadingProtocol: facts.hasLoadingProtocol,
    initiationEndedOn: initiationEndedOn(steps),
    isDiagnosisKnown: facts.indication !== null,
    isTargetKnown: target !== null,
    isStopKnown: facts.hasDuration,
    targets: targetsOf(steps, course.startedOn),
    targetFit: target === null ? NOT_KNOWN : fitOf(target.valueTenths, facts),
    isLost: facts.endedReason === 'did-not-attend',
    lastDose: lastDoseOf(facts),
    booklet: bookletOf(facts),
  }
}

const NOT_KNOWN: TargetFit = 'not-known'

function lastDoseOf({ lastDoseInWriting }: IndicatorFactsRow): IndicatorCourse['lastDose'] {
  if (lastDoseInWriting === null) return 'none'
  return lastDoseInWriting ? 'in-writing' : 'by-word'
}

function bookletOf({ booklet }: IndicatorFactsRow): IndicatorCourse['booklet'] {
  if (booklet === null) return 'not-known'
  return booklet === 'not-given' ? 'none' : 'has-one'
}

/** The last day of heparin at a start: begun no later after warfarin than a bridging may last, and stopped since. */
function lastHeparin(
  startedOn: Day | 'not-known',
  heparins: readonly { readonly from: string; readonly until: string }[],
): Day | null {
  if (startedOn === 'not-known') return null
  const latest = addDays(startedOn, BRIDGE_MOST_DAYS)
  const ofStart = heparins.filter(({ from, until }) => from <= latest && until >= startedOn)
  const last = ofStart
    .map(({ until }) => day(until))
    .sort()
    .at(-1)
  return last ?? null
}

/** The targets of a course as its versions tell them; the first holds since treatment started. */
function targetsOf(
  steps: readonly PlanStep[],
  startedOn: Day | 'not-known',
): readonly TargetPeriod[] {
  const known = steps.flatMap(({ target, recordedAt }) =>
    target === null ? [] : [{ from: londonDay(recordedAt), valueTenths: target.valueTenths }],
  )
  return known.map((period, nth) =>
    nth === 0 && startedOn !== 'not-known' ? { ...period, from: startedOn } : period,
  )
}

function fitOf(valueTenths: number, facts: IndicatorFactsRow): TargetFit {
  const indication = facts.indication === null ? undefined : indicationOf(facts.indication)
  const hasAf =
    indication?.isAtrialFibrillation === true ? 'yes' : (facts.atrialFibrillation ?? 'not-known')
  return targetFit(valueTenths, indication, valveOf(facts, hasAf))
}

function valveOf(
  { valve, mitralStenosis }: IndicatorFactsRow,
  atrialFibrillation: ValveFacts['atrialFibrillation'],
): ValveFacts | undefined {
  if (valve === null) return undefined
  const known = { mechanicalValve: valve, mitralStenosis: mitralStenosis ?? 'not-known' } as const
  return valveFactsOf(known, atrialFibrillation)
}

/** Plans that were first written in the period, imported ones left out; their people get numbers too. */
function referralsOf(history: ProviderHistory, rows: readonly IndicatorFactsRow[]) {
  const patientIds = [...history.patientIds]
  const numbers = new Map(patientIds.map((id, number) => [id, number]))
  const numberOf = (id: string): number => {
    const known = numbers.get(id) ?? patientIds.push(id) - 1
    numbers.set(id, known)
    return known
  }
  const referrals: Referral[] = rows
    .filter(({ plannedAt, plannedHow }) => plannedAt !== null && plannedHow !== 'imported')
    .map(({ patientId, plannedComplete }) => ({
      patient: numberOf(patientId),
      isComplete: plannedComplete === true,
    }))
  return { referrals, patientIds, patients: patientIds.length }
}
