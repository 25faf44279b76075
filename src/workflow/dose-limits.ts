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

/** A dose that is about to be written, and what has been said and confirmed about it. */
export type Proposal = {
  readonly inputs: AdviseInput
  readonly dose: DatedDose
  readonly rules: RuleSet
  readonly comment: string
  /** Codes of the questions that the person has answered with yes, separated by spaces. */
  readonly confirmed: string
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
  return questions.length === 0 ? undefined : refused(422, ...questions.map(asked))
}

/** The questions and limits that a dose was written through: answered with yes, or agreed to by a second clinician. */
export function writtenThrough(proposal: Proposal): readonly PassedQuestion[] {
  const yes = proposal.confirmed.split(' ')
  return findingsOf(proposal).flatMap(({ code, severity }) => {
    if (severity === 'refuse') return []
    const isPassed = severity === 'confirm' ? yes.includes(code) : proposal.isSecondClinician
    return isPassed ? [{ kind: severity, code }] : []
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
 * What was fresh when it was entered may be days old when it is decided on: the person says yes to that, within a week. One
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

/** Answered with yes; or a question about tablets while the same tablets are taken as before. */
function isSettled({ code }: DoseFinding, { confirmed, inputs, dose }: Proposal): boolean {
  if (confirmed.split(' ').includes(code)) return true
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

/** What the page answers with the interruption: a yes to it is a step of its own. */
const asked = ({ code, message }: DoseFinding): Finding => ({
  field: 'confirmed',
  code: `confirm:${code}`,
  message,
})

const askSecond = ({ code, message }: DoseFinding): Finding => ({
  field: 'dailyDose',
  code: `second-clinician:${code}`,
  message: `${message} Refer it with the dose that you propose.`,
})
