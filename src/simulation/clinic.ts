// A virtual clinic looks after one person for some days: it measures, decides and calls back. Nothing here doses: an arm does.
import { readingOf } from '#clinical/inr-columns.ts'
import type { Arm } from './arms.ts'
import { type Chart, type Decision, note, UG_A_WEEK_PER_MG_A_DAY } from './chart.ts'
import { START_WEEKLY_UG } from './clinician.ts'
import type { Life } from './life.ts'
import type { VirtualPerson } from './people.ts'
import { comesOn, FIRST_TESTS, recallOf } from './recall.ts'
import type { ClinicDays } from './scenarios.ts'
import type { TrialSpec } from './spec.ts'
import type { Body } from './truths.ts'

/** One person under one arm; chart and body are used for one person after the other. */
export type Course = {
  readonly person: VirtualPerson
  readonly chart: Chart
  readonly life: Life
  readonly body: Body
  readonly arm: Arm
}

/** What one course came to, besides its results. */
export type Outcome = {
  doseChanges: number
  /** Days whose true INR was in range. */
  trueDaysInRange: number
}

type Rules = Pick<TrialSpec, 'days' | 'target' | 'recall'>

/** Runs one course; the chart holds its results afterwards. */
export function runCourse(course: Course, rules: Rules, clinic: ClinicDays): Outcome {
  const { chart, life } = course
  begin(course)
  const nextTest = () => Math.min(rules.days, comesOn(chart.dueOn, life, clinic))
  const outcome = { doseChanges: 0, trueDaysInRange: 0 }
  let today = nextTest()
  liveUntil(course, 0, today)
  while (today < rules.days) {
    visit(course, today, rules, outcome)
    const next = nextTest()
    liveUntil(course, today, next)
    today = next
  }
  outcome.trueDaysInRange = daysInRange(life, rules)
  return outcome
}

function begin({ person, chart, body, arm }: Course): void {
  chart.person = person
  chart.today = 0
  chart.weeklyUg = START_WEEKLY_UG
  chart.lastOmitted = -1
  chart.tests = 0
  chart.isStarting = arm.starts === 'by-protocol'
  chart.dueOn = chart.isStarting ? 0 : FIRST_TESTS[0]
  body.begin(person)
}

/** A visit: the INR is measured, the arm decides, and the next test is booked. */
function visit(course: Course, today: number, rules: Rules, outcome: Outcome): void {
  const { chart, life, body, arm } = course
  chart.today = today
  note(chart, metered(body.inr() * Math.exp(life.logError[today] ?? 0)))
  const decided = arm.decide(chart, body, life.logNeed[today] ?? 0)
  if (chart.weeklyUg !== decided.weeklyUg) outcome.doseChanges += 1
  chart.weeklyUg = decided.weeklyUg
  chart.lastOmitted = lastOmittedBy(decided, chart)
  chart.dueOn = today + Math.max(1, nextIn(decided, chart, rules))
}

/** A decision replaces the one before, also days that were still to be left out. */
const lastOmittedBy = ({ omitDays }: Decision, { today, lastOmitted }: Chart): number =>
  omitDays > 0 ? today + omitDays - 1 : Math.min(lastOmitted, today - 1)

const nextIn = (
  { nextDays, isFixedDay }: Decision,
  chart: Chart,
  { recall, target }: Rules,
): number => (recall === 'rules' || isFixedDay ? nextDays() : recallOf(chart, target))

/** Lives from one day up to another as the clinic told: days without a dose, then the dose in force. */
function liveUntil({ chart, life, body }: Course, today: number, until: number): void {
  const dailyMg = chart.weeklyUg / UG_A_WEEK_PER_MG_A_DAY
  for (let day = today; day < until; day += 1) {
    chart.told[day] = day <= chart.lastOmitted ? 0 : dailyMg
  }
  body.live(life, chart.told, today, until)
}

/** Days of a life whose INR was in the target range. */
function daysInRange({ inrs }: Life, { days, target }: Rules): number {
  const [low, high] = [target.lowTenths / 10, target.highTenths / 10]
  let count = 0
  for (let day = 0; day < days; day += 1) {
    const inr = inrs[day] ?? 0
    if (inr >= low && inr <= high) count += 1
  }
  return count
}

/** The ends of the meter in tenths; beyond its top a reading says only so. @see docs/evidence.md#virtual-clinician */
const METER = { bottom: 8, top: 80 } as const
/** What a meter shows at its top: an INR above it, and no more. */
const ABOVE_METER = readingOf({ comparator: '>', tenths: METER.top })

/** The INR as the clinic's meter has it, as the columns of results hold it. */
export function metered(inr: number): number {
  const tenths = Math.round(inr * 10)
  return tenths > METER.top ? ABOVE_METER : Math.max(METER.bottom, tenths)
}
