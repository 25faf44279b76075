import { addDays, type Day, patientDate, weekday, weekdayName } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatTenths, type Inr } from '#clinical/inr.ts'
import { type DayDose, expand } from '#clinical/schedule.ts'
import { tabletsInWords } from '#clinical/tablets.ts'
import type { DatedDose } from './dose-order.ts'

/**
 * What the patient is told, in the patient's words: mg before tablets, dates in full, days without a dose by
 * their date. Source: NPSA 2007 actions that can make anticoagulant therapy safer; H11, H14.
 */
export function instructionsFor(dose: DatedDose, inr: Inr, sampledOn: Day, at?: string): string {
  return [
    `Your INR on ${patientDate(sampledOn)} was ${inrInWords(inr)}.`,
    ...omitted(dose),
    ...boosted(dose),
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

/** A larger dose by its dates, and that it is for these dates alone. */
function boosted({ boosts, schedule }: DatedDose): readonly string[] {
  const days = expand(schedule).filter(({ day }) => boosts.some(({ on }) => on === day))
  const doses = [...new Map(days.map((each) => [each.ug, each])).values()]
  return doses.map((dose) => {
    const dates = days.filter(({ ug }) => ug === dose.ug).map(({ day }) => patientDate(day))
    return `On ${inWords(dates)} only, take ${doseInWords(dose)}, once a day.`
  })
}

/** The days on which the usual dose is taken: after those without a dose, and but for those with a larger one. */
const usualDays = ({ from, omitDays, boosts, schedule }: DatedDose): readonly DayDose[] =>
  expand(schedule).filter(
    ({ day }) => day >= addDays(from, omitDays) && !boosts.some(({ on }) => on === day),
  )

function taken(dose: DatedDose): readonly string[] {
  const usual = usualDays(dose)
  const [first] = usual
  const when =
    first === undefined || first.day === dose.from
      ? 'From tonight'
      : `From ${patientDate(first.day)}`
  if (first === undefined || first.day >= dose.nextTest || usual.every(({ ug }) => ug === 0)) {
    return [
      'Take no more warfarin until you have had your next blood test and we have told you the dose.',
    ]
  }
  if (usual.every(({ ug }) => ug === first.ug)) {
    return [`${when} take ${doseInWords(first)} once a day, at the same time each day.`]
  }
  if (stopsAtTest(usual, dose)) {
    const until = patientDate(addDays(dose.nextTest, -1))
    return [
      `${when} take ${doseInWords(first)} once a day, up to and including ${until}.`,
      `From ${patientDate(dose.nextTest)} take no warfarin until you have been tested and we have told you the dose.`,
    ]
  }
  return [`${when} take, once a day at the same time:`, ...weekInWords(usual, dose)]
}

/** One dose until the day before the test, and none from then on: the test decides. */
const stopsAtTest = (usual: readonly DayDose[], { nextTest }: DatedDose): boolean =>
  usual.every(({ day, ug }) => ug === (day < nextTest ? usual[0]?.ug : 0))

const doseInWords = ({ ug, tablets }: Pick<DayDose, 'ug' | 'tablets'>): string =>
  ug === 0 ? 'no warfarin' : `${formatMg(ug)} (${tabletsInWords(tablets)})`

/** One line for each dose of the week, with the weekdays on which it is taken. */
function weekInWords(usual: readonly DayDose[], { boosts }: DatedDose): readonly string[] {
  const week = usual
    .filter(({ day }) => boosts.every(({ on }) => on < day))
    .slice(0, 7)
    .sort((a, b) => weekday(a.day) - weekday(b.day))
  const doses = [...new Set(week.map(({ ug }) => ug))].sort((a, b) => a - b)
  return doses.map((dose) => {
    const days = week.filter(({ ug }) => ug === dose)
    const [first] = days
    const words = first === undefined ? '' : doseInWords(first)
    return `${words} on ${inWords(days.map(({ day }) => weekdayName(day)))}`
  })
}

/** `Monday, Wednesday and Friday`. */
function inWords(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
