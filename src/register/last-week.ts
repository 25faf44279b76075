import { addDays, type Day, weekdayName } from '#base/day.ts'
import { parseDose, type Ug } from '#clinical/dose.ts'
import { type Findings, type TypedFields, typedText } from './typed-fields.ts'

/** What a person said they took on one day. */
export type TakenDay = { readonly on: Day; readonly ug: Ug | 'not-known' }

/** The seven days before a plan was confirmed, yesterday first: what the first INR here shows (H08). */
export type LastWeek = readonly TakenDay[]

/** How many days before the first box: 1 is yesterday. @technical Days of a week. */
export const DAYS_AGO = [1, 2, 3, 4, 5, 6, 7] as const

export const LAST_WEEK_FIELDS = [
  'sameEachDay',
  ...DAYS_AGO.map((ago) => `taken-${ago}` as const),
] as const

/** A week that repeats has two doses at most 1 mg apart, so none of them is so far from the mean. @see docs/evidence.md#last-week */
const FAR_FROM_THE_MEAN_UG = 1000

/**
 * Reads what was taken on each of the last seven days: the dose now on each of them by one tick, or a box for each day,
 * 0 for none and `?` where nobody knows. Nothing typed is refused: it decides whether the first INR may be dosed on.
 */
export function readLastWeek(
  fields: TypedFields,
  dailyUg: Ug | null | undefined,
  today: Day,
  findings: Findings,
): LastWeek | undefined {
  const isSame = fields['sameEachDay'] === 'yes'
  const isTyped = DAYS_AGO.some((ago) => typedText(fields, `taken-${ago}`) !== '')
  if (isSame === isTyped) {
    findings.push({ field: 'sameEachDay', code: 'required', message: isSame ? EITHER : SAY })
    return undefined
  }
  if (!isSame) return readBoxes(fields, today, findings)
  if (typeof dailyUg === 'number') {
    return DAYS_AGO.map((ago) => ({ on: addDays(today, -ago), ug: dailyUg }))
  }
  const message = 'Enter the dose that the patient took on each of the last 7 days.'
  findings.push({ field: 'dailyMg', code: 'required', message })
  return undefined
}

const SAY =
  'Ask what was taken on each of the last 7 days: tick that it was the same, or enter each day.'
const EITHER = 'Tick that it was the same dose on each day, or enter each day, not both.'

function readBoxes(fields: TypedFields, today: Day, findings: Findings): LastWeek | undefined {
  const days = DAYS_AGO.map((ago) => {
    const on = addDays(today, -ago)
    return { on, ug: readBox(fields, `taken-${ago}`, on, findings) }
  })
  const known = days.flatMap(({ on, ug }) => (ug === undefined ? [] : [{ on, ug }]))
  return known.length === days.length ? known : undefined
}

function readBox(
  fields: TypedFields,
  field: string,
  on: Day,
  findings: Findings,
): TakenDay['ug'] | undefined {
  const typed = typedText(fields, field)
  if (typed === '?') return 'not-known'
  const parsed = parseDose(typed)
  if (parsed.kind === 'dose') return parsed.ug
  const message =
    typed === ''
      ? `Enter what was taken on ${weekdayName(on)}: 0 for none, ? where nobody knows.`
      : parsed.message
  findings.push({ field, code: parsed.code, message })
  return undefined
}

/**
 * The days of that week on which the dose was not the daily one: nothing, another dose, or nobody knows; and all of them
 * where each is near the daily dose but the week as a whole is not. An INR soon after such a day does not show the daily
 * dose. A week that repeats on weekdays is even.
 */
export function unevenDaysOf(
  week: LastWeek | undefined,
  dailyUg: Ug | null | undefined,
): readonly Day[] {
  const days = week ?? []
  const uneven = days.flatMap(({ on, ug }) => (isEven(ug, dailyUg) ? [] : [on]))
  return uneven.length === 0 && isFarAsAWhole(days, dailyUg) ? days.map(({ on }) => on) : uneven
}

/** Whether what was taken on all the days is 1 mg or more from as many daily doses, though no day of them is. */
function isFarAsAWhole(week: LastWeek, dailyUg: Ug | null | undefined): boolean {
  if (typeof dailyUg !== 'number') return false
  const taken = week.reduce((sum, { ug }) => (ug === 'not-known' ? sum : sum + ug), 0)
  return Math.abs(taken - week.length * dailyUg) >= FAR_FROM_THE_MEAN_UG
}

const isEven = (ug: TakenDay['ug'], dailyUg: Ug | null | undefined): boolean =>
  ug !== 'not-known' &&
  typeof dailyUg === 'number' &&
  (ug > 0 || dailyUg === 0) &&
  Math.abs(ug - dailyUg) < FAR_FROM_THE_MEAN_UG
