// The four ways to start warfarin written a second time, from the text of the clinical reference (section 2): which rows
// are asked on a day of treatment. Without the product's code.
import {
  type Cell,
  FENNERTY,
  JANES_DAY_8,
  JANES_DAY_15,
  OATES_FEMALE,
  OATES_LOWER,
  OATES_MALE,
  type Row,
  TAIT_DAY_5,
  TAIT_DAY_8,
} from './start-rows.ts'

export type StartProtocol = 'oates' | 'janes' | 'tait-sefcick' | 'age-adjusted-fennerty'

/** One test of somebody who is being started, on a day of treatment, due that day and sampled that day. */
export type StartQuestion = {
  readonly protocol: StartProtocol
  readonly day: number
  /** In tenths. */
  readonly inr: number
  readonly sex: 'female' | 'male' | 'not-known'
  readonly age: number
  /** In mg, one for each day so far. */
  readonly doses: readonly number[]
}

/** So many mg a day, and the day of the next test where the text names one; or a person decides. */
export type StartAnswer = { readonly mg: number; readonly next?: number } | 'person'

/** Section 2, preconditions: "baseline INR < 1.4". */
const BASELINE_BELOW = 14
/** Section 3.2 acts from 5.0 on, whatever the row of a start says. */
const HIGH_FROM = 50

/** What section 2 says for this test; a person wherever it says nothing, or anything but one dose. */
export function oracleStart(question: StartQuestion): StartAnswer {
  const { protocol, day, inr } = question
  if (inr >= HIGH_FROM) return 'person'
  if (day === 1 && inr >= BASELINE_BELOW) return 'person'
  if (protocol === 'oates') return oates(question)
  if (protocol === 'janes') return janes(question)
  return protocol === 'tait-sefcick' ? tait(question) : fennerty(question)
}

const said = (cell: Cell | undefined, next?: number): StartAnswer =>
  typeof cell !== 'number' ? 'person' : { mg: cell, ...(next !== undefined && { next }) }

const cellOf = (rows: readonly Row[], inr: number) =>
  rows.find(([from, to]) => from <= inr && inr <= to)?.[2]

/** Whether each day from one to another had one of these doses; both days included. */
const took = ({ doses }: StartQuestion, from: number, to: number, allowed: readonly number[]) =>
  doses.slice(from - 1, to).length === to - from + 1 &&
  doses.slice(from - 1, to).every((mg) => allowed.includes(mg))

/** Section 2.1: 2 mg for two weeks, then by sex, which must be known. */
function oates(question: StartQuestion): StartAnswer {
  const { day, inr, sex } = question
  if (sex === 'not-known') return 'person'
  if (day === 1) return { mg: 2, next: 3 }
  if (day < 14) return oatesCheck(question)
  if (day > 14) return kept(question, 7)
  const rows = sex === 'male' ? OATES_MALE : OATES_FEMALE
  return took(question, 1, 13, [2]) ? said(cellOf(rows, inr), 21) : 'person'
}

/** The checks on days 3 and 7, and 3 days after a dose was lowered. No recheck can be asked for after day 14. */
function oatesCheck(question: StartQuestion): StartAnswer {
  const { day, inr, doses } = question
  const isOwn = took(question, 1, 2, [2]) && took(question, 3, day - 1, [...OATES_LOWER.keys()])
  if (!isOwn || !isOatesTestDay(question)) return 'person'
  const last = doses[day - 2] ?? 0
  if (inr < 30) return { mg: last, next: day < 7 ? 7 : 14 }
  return inr <= 40 && day + 3 <= 14 ? said(OATES_LOWER.get(last), day + 3) : 'person'
}

/** "Recheck 3 days": the dose in force began three days ago, and was lower than the one before. */
function isOatesTestDay({ day, doses }: StartQuestion): boolean {
  if (day === 3 || day === 7) return true
  const [before = 0, ...since] = doses.slice(day - 5)
  return since.length === 3 && since.every((mg) => mg === since[0] && mg < before)
}

/** Section 2.2: 3 mg for a week; day 15 "only for those on 6 mg". */
function janes(question: StartQuestion): StartAnswer {
  const { day, inr } = question
  if (day === 1) return { mg: 3, next: 8 }
  if (day === 8) return took(question, 1, 7, [3]) ? said(cellOf(JANES_DAY_8, inr), 15) : 'person'
  if (day > 15) return kept(question, 7)
  const isOn6 = took(question, 8, 14, [6])
  if (isOn6) return took(question, 1, 7, [3]) ? said(cellOf(JANES_DAY_15, inr), 22) : 'person'
  const isOwn = took(question, 1, 7, [3]) && took(question, 8, 14, [5, 4, 3, 2.5, 2])
  return isOwn ? kept(question, 7) : 'person'
}

/** Section 2.3: "for 4 days" is said of each dose for an INR above 3.0: INR again then. */
function tait(question: StartQuestion): StartAnswer {
  const { day, inr, doses } = question
  if (day === 1) return { mg: 5, next: 5 }
  if (day > 8) return kept(question, 4)
  if (!took(question, 1, 4, [5])) return 'person'
  if (day === 5) return said(cellOf(TAIT_DAY_5, inr), 8)
  const last = doses[4] ?? 0
  const rows = took(question, 5, 7, [last]) ? TAIT_DAY_8.get(last) : undefined
  return said(rows && cellOf(rows, inr), inr > 30 ? 12 : 15)
}

/** Section 2.5, for adults. After day 4 the text names no day, and after each of days 1 to 3 the next. */
function fennerty(question: StartQuestion): StartAnswer {
  const { day, inr, age } = question
  if (age < 18) return 'person'
  const column = age <= 50 ? 2 : age <= 65 ? 3 : age <= 80 ? 4 : 5
  if (!isFennertyCourse(question, column)) return 'person'
  const row = FENNERTY[day]?.find(([from, to]) => from <= inr && inr <= to)
  return said(row?.[column], day < 4 ? day + 1 : undefined)
}

/** Each day so far had a dose that stands in the rows of that day, in the column of this age. */
const isFennertyCourse = ({ doses }: StartQuestion, column: number): boolean =>
  doses.every((mg, index) => FENNERTY[index + 1]?.some((row) => row[column] === mg))

/** Section 1.1, "no automatic change if the result is in range", of a dose that was the same for so many days. */
function kept(question: StartQuestion, steadyDays: number): StartAnswer {
  const { day, inr, doses } = question
  const last = doses.at(-1) ?? 0
  const isSteady = last > 0 && took(question, Math.max(1, day - steadyDays), day - 1, [last])
  return isSteady && inr >= 20 && inr <= 30 ? { mg: last, next: day + 7 } : 'person'
}
