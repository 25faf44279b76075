// A course of warfarin as the forecast of one person's next INR reads it from a record, and the columns that are made of it.
import { type Day, dayNumber } from '#base/day.ts'
import { type Inr, isMeasured } from '#clinical/inr.ts'
import { OBSERVED } from './constants.ts'
import { type DosedHistory, SETTLED_DAYS } from './forecast.ts'
import type { GenotypeReport } from './genotypes.ts'

/** From this day on so many micrograms a day were told; not known where nobody wrote it. */
export type DoseSpell = { readonly from: Day; readonly ug: number | 'not-known' }

/** A result that stands, and the day on which a dose was decided on it. */
export type CourseInr = { readonly on: Day; readonly inr: Inr; readonly decidedOn: Day }

/** What was said at a visit that makes the INRs around it tell less of the dose. */
export type Said = {
  readonly on: Day
  readonly missedDoses: boolean
  readonly illness: boolean
  readonly medicines: boolean
}

/** Both days included; without an end while it lasts. */
export type Days = { readonly from: Day; readonly until: Day | 'still-open' }

/** Everything of the record that a forecast looks at; each list oldest first. */
export type ForecastCourse = {
  readonly isWarfarin: boolean
  /** Null is not known. */
  readonly startedOn: Day | null
  readonly bornOn: Day
  /** The reports that stand; a course kept before there was a place for them has no list. */
  readonly genotypes?: readonly GenotypeReport[]
  readonly weights: readonly { readonly on: Day; readonly kg: number }[]
  readonly inrs: readonly CourseInr[]
  readonly doses: readonly DoseSpell[]
  readonly said: readonly Said[]
  /** While an interacting medicine of the record may move the INR. */
  readonly interactions: readonly Days[]
  /** While another oral anticoagulant is taken beside warfarin. */
  readonly besides: readonly Days[]
  readonly vitaminK: readonly Day[]
  /** While treatment was stopped. */
  readonly breaks: readonly Days[]
}

/** So many days of doses are looked at: those of the INRs, and before them those by which a person has settled. @technical Sum of two that are cited. */
export const LOOKED_AT_DAYS = OBSERVED.lastDays + SETTLED_DAYS

/** The columns that a fit reads; the first of them is day 0. */
export type Columns = {
  readonly history: DosedHistory
  /** The day of the forecast, counted from day 0. */
  readonly today: number
}

/**
 * The doses and INRs of a course up to a day. Where the doses of the first weeks are not known, the person is taken to have
 * settled on the mean of the first weeks that are, and the INRs of those weeks are left out. Whoever began
 * just before the days that count took nothing before: a few loading doses are no long treatment.
 */
export function columnsOf(
  { doses, inrs }: Pick<ForecastCourse, 'doses' | 'inrs'>,
  startedOn: Day,
  on: Day,
): Columns | 'doses-not-known' {
  const today = dayNumber(on)
  const began = dayNumber(startedOn)
  const isRecent = began >= today - OBSERVED.lastDays
  const first = isRecent ? began : today - LOOKED_AT_DAYS
  const known = Math.max(first, began, knownSince(doses, today))
  const isWhole = known === Math.max(first, began)
  if (!isWhole && today - known < SETTLED_DAYS) return 'doses-not-known'
  const told = new Float64Array(Math.max(0, today - first))
  layDown(doses, told, first)
  if (!isWhole) settleBefore(told, known - first)
  const from = Math.max(isWhole ? first : known + SETTLED_DAYS, today - OBSERVED.lastDays)
  return { history: { ...measuredIn(inrs, from, today, first), told }, today: today - first }
}

/** Since when each day has a dose that is known, up to a day; the day after it when the last has none. */
function knownSince(doses: readonly DoseSpell[], today: number): number {
  let since = today + 1
  for (let nth = doses.length - 1; nth >= 0; nth -= 1) {
    const { from, ug } = doses[nth] ?? { from: '' as Day, ug: 'not-known' }
    if (dayNumber(from) >= today) continue
    if (ug === 'not-known') break
    since = dayNumber(from)
  }
  return since
}

/** @technical Unit: a milligram is 1,000 micrograms. */
export const UG_PER_MG = 1000

function layDown(doses: readonly DoseSpell[], told: Float64Array, first: number): void {
  for (const { from, ug } of doses) {
    const start = Math.max(0, dayNumber(from) - first)
    told.fill(ug === 'not-known' ? 0 : ug / UG_PER_MG, Math.min(start, told.length))
  }
}

/** Before the doses that are known, the mean of the first weeks that are. */
function settleBefore(told: Float64Array, known: number): void {
  const weeks = told.subarray(known, known + SETTLED_DAYS)
  const mean = weeks.reduce((sum, mg) => sum + mg, 0) / weeks.length
  told.fill(mean, 0, known)
}

/** The INRs with a height, at most one a day: the last of it. */
function measuredIn(inrs: readonly CourseInr[], from: number, today: number, first: number) {
  const byDay = new Map<number, number>()
  for (const { on, inr } of inrs) {
    const day = dayNumber(on)
    if (day >= from && day <= today && isMeasured(inr)) byDay.set(day - first, inr.tenths / 10)
  }
  const days = [...byDay.keys()]
  return { days, inrs: [...byDay.values()], count: days.length }
}
