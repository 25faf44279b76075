import { addDays, type Day, patientDate, weekday } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatTenths, type Inr } from '#clinical/inr.ts'
import { type DoseRun, expand } from '#clinical/schedule.ts'
import { tabletsInWords } from '#clinical/tablets.ts'
import type { DatedDose } from './dose-order.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/**
 * What the patient is told, in the patient's words: mg before tablets, dates in full, days without a dose by
 * their date. Source: NPSA 2007 actions that can make anticoagulant therapy safer; H11, H14.
 */
export function instructionsFor(dose: DatedDose, inr: Inr, sampledOn: Day, at?: string): string {
  return [
    `Your INR on ${patientDate(sampledOn)} was ${inrInWords(inr)}.`,
    ...omitted(dose),
    ...taken(dose),
    `Your next blood test is on ${patientDate(dose.nextTest)}${at === undefined ? '' : ` at ${at}`}.`,
  ].join('\n')
}

/** A result beyond what the meter measures has its sign in words. */
function inrInWords(inr: Inr): string {
  const measured = formatTenths(inr.tenths)
  switch (inr.comparator) {
    case '=':
      return measured
    case '>':
      return `above ${measured}`
    case '<':
      return `below ${measured}`
  }
}

function omitted({ from, omitDays }: DatedDose): readonly string[] {
  if (omitDays === 0) return []
  const dates = Array.from({ length: omitDays }, (_, days) => patientDate(addDays(from, days)))
  return [`Do not take any warfarin on ${inWords(dates)}.`]
}

function taken(dose: DatedDose): readonly string[] {
  const starts = addDays(dose.from, dose.omitDays)
  const runs = dose.schedule.runs.filter(({ from, ug }) => from >= starts && ug > 0)
  const [only, second] = runs
  const when = dose.omitDays === 0 ? 'From tonight' : `From ${patientDate(starts)}`
  if (only === undefined || starts >= dose.nextTest) {
    return [
      'Take no more warfarin until you have had your next blood test and we have told you the dose.',
    ]
  }
  if (second === undefined && hasNoPause(dose, starts)) {
    return [`${when} take ${doseInWords(only)} once a day, at the same time each day.`]
  }
  if (second === undefined && stopsAtTest(dose, only)) {
    const until = patientDate(addDays(dose.nextTest, -1))
    return [
      `${when} take ${doseInWords(only)} once a day, up to and including ${until}.`,
      `From ${patientDate(dose.nextTest)} take no warfarin until you have been tested and we have told you the dose.`,
    ]
  }
  return [`${when} take, once a day at the same time:`, ...weekInWords(dose, starts)]
}

const hasNoPause = ({ schedule }: DatedDose, starts: Day): boolean =>
  schedule.runs.every(({ from, ug }) => from < starts || ug > 0)

/** One dose until the day before the test, and none from then on: the test decides. */
const stopsAtTest = ({ nextTest }: DatedDose, { from, days }: DoseRun): boolean =>
  addDays(from, days) === nextTest

const doseInWords = ({ ug, tablets }: Pick<DoseRun, 'ug' | 'tablets'>): string =>
  ug === 0 ? 'no warfarin' : `${formatMg(ug)} (${tabletsInWords(tablets)})`

/** One line for each dose of the week, with the weekdays on which it is taken. */
function weekInWords({ schedule }: DatedDose, starts: Day): readonly string[] {
  const week = expand(schedule)
    .filter(({ day }) => day >= starts && day < addDays(starts, 7))
    .sort((a, b) => weekdayIndex(a.day) - weekdayIndex(b.day))
  const doses = [...new Set(week.map(({ ug }) => ug))].sort((a, b) => a - b)
  return doses.map((dose) => {
    const days = week.filter(({ ug }) => ug === dose)
    const [first] = days
    const words = first === undefined ? '' : doseInWords(first)
    return `${words} on ${inWords(days.map(({ day }) => WEEKDAYS[weekdayIndex(day)] ?? ''))}`
  })
}

const weekdayIndex = (on: Day): number => weekday(on) - 1

/** `Monday, Wednesday and Friday`. */
function inWords(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
