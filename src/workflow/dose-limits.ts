import { clinicalDate } from '#base/day.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { isFresh, mayStillWait } from '#clinical/warfarin/dosable-window.ts'
import { doseChecks } from '#clinical/warfarin/dose-checks.ts'
import { type DoseFinding, finding } from '#clinical/warfarin/dose-finding.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import type { DatedDose } from './dose-order.ts'
import { aboveItsTable, isInitiation } from './initiation-limits.ts'
import type { PassedQuestion } from './kept-questions.ts'
import { type Finding, type Refused, refused } from './outcome.ts'
import { type AnswerFields, answerFaults, asked, becauseOf } from './question-answers.ts'

/** A dose that is about to be written, and what has been said about it. */
export type Proposal = {
  readonly inputs: AdviseInput
  readonly dose: DatedDose
  readonly rules: RuleSet
  readonly comment: string
  /** Why the person goes past the questions that were asked. */
  readonly answers: AnswerFields
  /** Another clinician than the one who proposed it decides. */
  readonly isSecondClinician: boolean
  /** The result was not older than it may be dosed on when it was entered; it may have waited since. */
  readonly wasFresh: boolean
}

/** The first stop that a dose meets: refused, a second clinician, a question; nothing when it may be written. */
export function doseStop(proposal: Proposal): Refused | undefined {
  const found = findingsOf(proposal)
  const of = (severity: DoseFinding['severity']) => found.filter((one) => one.severity === severity)
  const refusals = of('refuse')
  if (refusals.length > 0) return refused(422, ...refusals.map(said))
  const seconds = proposal.isSecondClinician ? [] : of('second-clinician')
  if (seconds.length > 0) return refused(422, ...seconds.map(askSecond))
  const questions = of('confirm').filter((one) => !isSettled(one, proposal))
  if (questions.length === 0) return undefined
  const wrong = questions.flatMap(({ code }) => answerFaults(code, proposal.answers))
  return refused(422, ...questions.map(({ code, message }) => asked(code, message)), ...wrong)
}

/** The questions and limits that a dose was written through: with a reason, or agreed to by a second clinician. */
export function writtenThrough(proposal: Proposal): readonly PassedQuestion[] {
  return findingsOf(proposal).flatMap(({ code, severity }) => {
    if (severity === 'refuse') return []
    const because = severity === 'confirm' ? becauseOf(code, proposal.answers) : undefined
    const isPassed = severity === 'confirm' ? because !== undefined : proposal.isSecondClinician
    return isPassed ? [{ kind: severity, code, because: because ?? null }] : []
  })
}

function findingsOf(proposal: Proposal): readonly DoseFinding[] {
  const { inputs, dose, rules, comment } = proposal
  return doseChecks(
    {
      today: inputs.today,
      inr: inputs.inr,
      target: inputs.target,
      risk: inputs.risk,
      currentDailyUg: isInitiation(inputs) ? 'not-known' : inputs.currentDailyUg,
      weeklyUg: dose.weeklyUg,
      omitDays: dose.omitDays,
      boosts: dose.boosts,
      schedule: dose.schedule,
      nextTest: dose.nextTest,
      tabletSet: inputs.tabletSet,
      comment,
    },
    rules,
  ).concat(aboveItsTable(inputs, dose), boostAtStart(inputs, dose), oldSample(proposal))
}

/**
 * What was fresh when it was entered may be days old when it is decided on: the person says why, within a week. One
 * that was too old already is a fact of the past and never a dose; until a new test nothing may be taken on it (H05).
 */
function oldSample({ inputs, rules, dose, wasFresh }: Proposal): readonly DoseFinding[] {
  const { sampledOn, today } = inputs
  if (isFresh(inputs, rules) || isNothingUntilTest(dose)) return []
  const of = clinicalDate(sampledOn)
  if (!wasFresh) return [finding('sample-too-old', 'refuse', tooOld(of, 'when it was entered'))]
  if (!mayStillWait(sampledOn, today)) {
    return [finding('waited-too-long', 'refuse', tooOld(of, 'and has waited too long'))]
  }
  const message = `This INR is of ${of}. Dose on it only if a new one cannot be had today.`
  return [finding('old-sample', 'confirm', message)]
}

const tooOld = (of: string, how: string): string =>
  `This INR is of ${of}: too old to dose on ${how}. Test again, and close this with what was done; or leave out every dose until the next test.`

/** No dose on any day before the next test. */
export const isNothingUntilTest = ({ schedule, nextTest }: DatedDose): boolean =>
  schedule.runs.every(({ from, ug }) => ug === 0 || from >= nextTest)

/** While treatment is being started a low INR is expected, and the protocol's dose stands. */
const boostAtStart = (inputs: AdviseInput, { boosts }: DatedDose): readonly DoseFinding[] =>
  isInitiation(inputs) && boosts.length > 0
    ? [finding('boost-at-start', 'refuse', 'No larger dose while treatment is being started.')]
    : []

/** Gone past with a reason; or a question about tablets while the same tablets are taken as before. */
function isSettled({ code }: DoseFinding, { answers, inputs, dose }: Proposal): boolean {
  if (becauseOf(code, answers) !== undefined) return true
  const isSame =
    inputs.currentDailyUg !== 'not-known' && weeklyUgOf(inputs.currentDailyUg) === dose.weeklyUg
  return isSame && (code === 'look-alike-tablets' || code === 'many-tablets')
}

const FIELDS: Partial<Record<DoseFinding['code'], string>> = {
  'test-not-after-today': 'nextTestOn-day',
  'interval-too-long': 'nextTestOn-day',
  'interval-too-long-after-high-inr': 'nextTestOn-day',
  'interval-long-for-valve': 'nextTestOn-day',
  'test-on-bank-holiday': 'nextTestOn-day',
  'comment-contradicts': 'comment',
  'sample-too-old': 'omitDays',
  'waited-too-long': 'omitDays',
  'boost-not-low': 'boostDose',
  'boost-at-start': 'boostDose',
  'boost-and-omission': 'boostDose',
  'boost-too-often': 'boostDays',
  'boost-too-large': 'boostDose',
  'boost-test-late': 'nextTestOn-day',
}

const said = ({ code, message }: DoseFinding): Finding => ({
  field: FIELDS[code] ?? 'dailyDose',
  code,
  message,
})

const askSecond = ({ code, message }: DoseFinding): Finding => ({
  field: 'dailyDose',
  code: `second-clinician:${code}`,
  message: `${message} Refer it with the dose that you propose.`,
})
