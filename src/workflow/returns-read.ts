import type { Day } from '#base/day.ts'
import { londonDay } from '#base/day.ts'
import { type Activity, activityOf, type PatientFacts } from '#contract/activity.ts'
import { type Adjustment, adjustmentsFor, figuresTold } from '#contract/adjustments.ts'
import { type CalendarMonth, firstDay, lastDay } from '#contract/calendar-month.ts'
import { agreedText } from '#contract/catalogue.ts'
import { monthsOf, versionFor } from '#contract/contract.ts'
import { courseFactsOf } from '#contract/course-facts.ts'
import {
  clockOn,
  figuresOf,
  firstOwed,
  type ReturnClock,
  type ReturnFigures,
} from '#contract/monthly-return.ts'
import type { ProviderKind, Return, ServiceSpecification } from '#contract/specification.ts'
import { recordedCourses } from '#store/activity-facts.ts'
import { type ContractVersion, contractVersions } from '#store/contracts.ts'
import { homeVisitsOf } from '#store/home-visits.ts'
import { type MonthlyReturn, monthlyReturns } from '#store/monthly-returns.ts'
import { thisProvider } from '#store/providers.ts'
import { type ClaimedElsewhere, claimedElsewhere } from '#store/quarterly-claims.ts'
import type { Tx } from '#store/tx.ts'

/** A contract with all that is needed to count under it. */
export type UnderContract = {
  readonly versions: readonly [ContractVersion, ...ContractVersion[]]
  readonly newest: ContractVersion
  readonly kind: ProviderKind
  readonly patients: readonly PatientFacts[]
  /** What other providers have claimed for these patients: a cap and a payment once in a life follow the patient. */
  readonly elsewhere: ClaimedElsewhere
  /** In the order in which they were submitted. */
  readonly returns: readonly MonthlyReturn[]
}

/** The versions of each contract, the oldest first. */
export async function contractsOf(
  tx: Tx,
): Promise<readonly (readonly [ContractVersion, ...ContractVersion[]])[]> {
  const byId = new Map<string, [ContractVersion, ...ContractVersion[]]>()
  for (const version of await contractVersions(tx)) {
    const known = byId.get(version.id)
    if (known === undefined) byId.set(version.id, [version])
    else known.push(version)
  }
  return [...byId.values()]
}

/** What was done here under a contract, and what was returned. */
export async function readUnder(
  tx: Tx,
  versions: UnderContract['versions'],
): Promise<UnderContract> {
  const provider = await thisProvider(tx)
  const newest = versions.at(-1) ?? versions[0]
  const elsewhere = await claimedElsewhere(tx)
  return {
    versions,
    newest,
    kind: provider?.kind ?? 'hospital-clinic',
    patients: await patientFacts(tx, elsewhere),
    elsewhere,
    returns: await monthlyReturns(tx, newest.id),
  }
}

/** Everybody who is or was treated here, with what of it can count. Of a visit that does not say where it was none counts as at home. */
export async function patientFacts(
  tx: Tx,
  { visits }: ClaimedElsewhere,
): Promise<readonly PatientFacts[]> {
  const byPatient = new Map<string, PatientFacts>()
  const atHome = Map.groupBy(await homeVisitsOf(tx, null), ({ patientId }) => patientId)
  for (const { patientId, ...course } of await recordedCourses(tx)) {
    const facts = courseFactsOf(course)
    if (facts === undefined) continue
    const courses = [...(byPatient.get(patientId)?.courses ?? []), facts]
    const homeVisits = atHome.get(patientId) ?? []
    const paidElsewhere = visits.get(patientId) ?? []
    byPatient.set(patientId, { patientId, courses, homeVisits, paidElsewhere })
  }
  return [...byPatient.values()]
}

/** The return that a specification asks for each month. */
export const monthlyOf = ({ returns }: ServiceSpecification): Return | undefined =>
  returns.find(({ every }) => every === 'month')

/** What counts in a month, by the version of the contract that holds on its last day. */
export type MonthCounted = {
  readonly month: CalendarMonth
  readonly contract: ContractVersion
  readonly specification: ServiceSpecification
  readonly activity: readonly Activity[]
  readonly figures: ReturnFigures
}

/** Nothing where this release does not hold the text that was agreed to. */
export function countMonth(under: UnderContract, month: CalendarMonth): MonthCounted | undefined {
  const contract = versionFor(month, under.versions)
  const agreed = agreedText(contract)
  if (agreed === undefined) return undefined
  const { document: specification } = agreed
  const activity = activityOf(month, under.patients, contract, specification, under.kind)
  return { month, contract, specification, activity, figures: figuresOf(activity) }
}

/** How the return of a month stands today. */
export type MonthStanding =
  | { readonly kind: 'returned'; readonly newest: MonthlyReturn }
  | ReturnClock

export function standingOf(
  { returns, versions }: UnderContract,
  { month, specification }: MonthCounted,
  today: Day,
): MonthStanding {
  const newest = returns.findLast((each) => each.month === month)
  if (newest !== undefined) return { kind: 'returned', newest }
  const monthly = monthlyOf(specification)
  if (monthly === undefined) return { kind: 'no-clock' }
  return clockOn(today, month, monthly, firstOwed(londonDay(versions[0].recordedAt)))
}

/** The months of a contract that have begun, the newest first. */
export const monthsBegun = (
  { newest }: Pick<UnderContract, 'newest'>,
  today: Day,
): readonly CalendarMonth[] =>
  monthsOf(newest)
    .filter((month) => firstDay(month) <= today)
    .toReversed()

/** Whether every day of a month has passed. */
export const hasEnded = (month: CalendarMonth, today: Day): boolean => today > lastDay(month)

/** Lines of a month that now count otherwise than the commissioner was told last. */
export function changedSince(
  { returns }: UnderContract,
  { month, figures }: MonthCounted,
): readonly Adjustment[] {
  const told = figuresTold(month, returns)
  if (told === undefined) return []
  const lines = Object.keys(figures) as (keyof ReturnFigures)[]
  return lines
    .filter((line) => told[line] !== figures[line])
    .map((line) => ({ month, line, was: told[line], now: figures[line] }))
}

/** What the return of a month says about earlier months of its contract. */
export function adjustmentsIn(under: UnderContract, month: CalendarMonth): readonly Adjustment[] {
  const earlier = new Set(under.returns.map((each) => each.month).filter((each) => each < month))
  const now = new Map<CalendarMonth, ReturnFigures>()
  for (const each of earlier) {
    const counted = countMonth(under, each)
    if (counted !== undefined) now.set(each, counted.figures)
  }
  return adjustmentsFor(month, under.returns, now)
}
