// Puts every test of a start to the product and to the second implementation: every course of doses that the rows
// can lead to, and every other dose in the place of the last one.

import type { Advice } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { inr } from '#test/clinical/a-visit.ts'
import { initiating } from '#test/clinical/an-initiation.ts'
import { count, type Findings } from './findings.ts'
import {
  oracleStart,
  type StartAnswer,
  type StartProtocol,
  type StartQuestion,
} from './start-oracle.ts'

type Who = Pick<StartQuestion, 'sex' | 'age'>
/** The doses in mg of every day before a test; the test is on the day after the last of them. */
type Course = readonly number[]

const tenthsUpTo = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

const INRS = tenthsUpTo(5, 99)

/** The years either side of each birthday on which a column changes; the slow starts do not ask the age. */
const AGES: Readonly<Record<StartProtocol, readonly number[]>> = {
  oates: [18, 81],
  janes: [18, 81],
  'tait-sefcick': [18, 81],
  'age-adjusted-fennerty': [17, 18, 50, 51, 65, 66, 80, 81, 120],
}

/** Asked also of doses that no row gives, and, without the sex, of those that they give. */
const OF_ANY_DOSE: Who = { sex: 'female', age: 72 }
const NO_SEX: Who = { ...OF_ANY_DOSE, sex: 'not-known' }

/** Of day 1 for that person. */
const FIRST_DOSE: Readonly<Record<StartProtocol, number>> = {
  oates: 2,
  janes: 3,
  'tait-sefcick': 5,
  'age-adjusted-fennerty': 7.5,
}

/** Every half milligram to 10, none among them. */
const ANY_DOSE = tenthsUpTo(0, 20).map((halves) => halves / 2)

/** The last day whose rows say a dose: what is kept after it is asked once. */
const LAST_DAY: Readonly<Record<StartProtocol, number>> = {
  oates: 14,
  janes: 15,
  'tait-sefcick': 8,
  'age-adjusted-fennerty': 4,
}

/** The fixed test days after the first, in section 2. */
const TEST_DAYS: Readonly<Record<StartProtocol, readonly number[]>> = {
  oates: [3, 7, 14],
  janes: [8, 15],
  'tait-sefcick': [5, 8],
  'age-adjusted-fennerty': [2, 3, 4],
}

/** Compares every course of a protocol, at every INR, for every person. */
export function compareStarts(protocol: StartProtocol, findings: Findings): void {
  for (const who of AGES[protocol].flatMap((age) => [
    { sex: 'female', age } as const,
    { sex: 'male', age } as const,
  ])) {
    compareCourses(protocol, who, coursesOf(protocol, who), findings)
  }
  compareCourses(protocol, NO_SEX, coursesOf(protocol, OF_ANY_DOSE), findings)
  compareCourses(protocol, OF_ANY_DOSE, strays(protocol), findings)
}

/** Every course that the rows can lead to, the empty one of day 1 first. */
function coursesOf(protocol: StartProtocol, who: Who): readonly Course[] {
  const found = new Map<string, Course>([['', []]])
  for (const course of found.values()) {
    const day = course.length + 1
    if (day > LAST_DAY[protocol]) continue
    for (const tenths of INRS) {
      const answer = oracleStart({ protocol, day, inr: tenths, ...who, doses: course })
      if (answer === 'person' || answer.next === undefined) continue
      const next = [...course, ...Array.from({ length: answer.next - day }, () => answer.mg)]
      found.set(next.join(' '), next)
    }
  }
  return [...found.values()]
}

/** As the courses, but with any dose at all from the last fixed test day on. */
function strays(protocol: StartProtocol): readonly Course[] {
  return TEST_DAYS[protocol].flatMap((day, nth) => {
    const since = TEST_DAYS[protocol][nth - 1] ?? 1
    return ANY_DOSE.map((mg) =>
      tenthsUpTo(1, day - 1).map((on) => (on < since ? FIRST_DOSE[protocol] : mg)),
    )
  })
}

function compareCourses(
  protocol: StartProtocol,
  who: Who,
  courses: readonly Course[],
  findings: Findings,
): void {
  for (const doses of courses) {
    const day = doses.length + 1
    const visit = initiating({ protocol, day, inr: 10, taken: doses, who })
    for (const tenths of INRS) {
      const question = { protocol, day, inr: tenths, ...who, doses }
      const product = advise({ ...visit, inr: inr(tenths) }, DEFAULT_RULE_SET)
      count(findings, mismatchOf(oracleStart(question), product, question))
    }
  }
}

function mismatchOf(here: StartAnswer, product: Advice, question: StartQuestion) {
  const [own, theirs] = [inWords(here), productInWords(product, question.day, here)]
  return own === theirs ? undefined : `${own}, product ${theirs}: ${JSON.stringify(question)}`
}

const inWords = (answer: StartAnswer): string =>
  answer === 'person' ? answer : `${answer.mg} mg, day ${answer.next ?? 'not said'}`

function productInWords(advice: Advice, day: number, here: StartAnswer): string {
  if (advice.kind === 'alarm') return 'person'
  const isSteady = advice.weeklyUg === advice.roundedUg * 7 && advice.omitDays === 0
  const isDaySaid = here !== 'person' && here.next === undefined
  const next = isDaySaid ? 'not said' : day + advice.nextTest.days
  return `${advice.roundedUg / 1000} mg${isSteady ? '' : ' unevenly'}, day ${next}`
}
