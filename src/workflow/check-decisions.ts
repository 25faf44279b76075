import { addDays, day } from '#base/day.ts'
import { checkSchedule, expand } from '#clinical/schedule.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { isSameAdvice } from '#clinical/warfarin/compare-advice.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { countDecisions, decisionsAfter, type StoredDecision } from '#store/invariants.ts'
import type { Tx } from '#store/tx.ts'
import type { UnplacedFault } from './verify.ts'

const SLICE = 500
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Invariants 4 to 7 for every dose, and its suggestion replayed: same inputs and rule set, same advice. */
export async function checkDecisions(
  tx: Tx,
): Promise<{ readonly checked: number; readonly faults: readonly UnplacedFault[] }> {
  const faults: UnplacedFault[] = []
  let checked = 0
  let after = BEFORE_ALL
  for (;;) {
    const decisions = await decisionsAfter(tx, after, SLICE)
    for (const decision of decisions) faults.push(...checkDecision(decision))
    checked += decisions.length
    after = decisions.at(-1)?.id ?? after
    if (decisions.length < SLICE) break
  }
  const written = await countDecisions(tx)
  if (written !== checked) {
    const says = `${written - checked} doses have lost their result, visit, episode or rule set`
    faults.push({ invariant: 'I5', says, subject: '' })
  }
  return { checked, faults }
}

type Question = {
  readonly invariant: string
  readonly says: string
  readonly isBroken: (decision: StoredDecision) => boolean
}

const QUESTIONS: readonly Question[] = [
  {
    invariant: 'I4',
    says: 'the schedule does not cover each date once',
    isBroken: hasScheduleFault,
  },
  {
    invariant: 'I5',
    says: 'a dose lacks its plan, answers or competence, or mixes two patients',
    isBroken: ({ samePatient, planKnown, answered, competence }) =>
      !samePatient || !planKnown || !answered || competence === null,
  },
  {
    invariant: 'I6',
    says: 'the tablets, the mg and the weekly total disagree',
    isBroken: hasOtherTotal,
  },
  {
    invariant: 'I7',
    says: 'a censored, preliminary or void result was dosed on',
    isBroken: wasDosedOnUndosable,
  },
  { invariant: 'replay', says: 'the rules now answer differently', isBroken: repliesOtherwise },
]

function checkDecision(decision: StoredDecision): readonly UnplacedFault[] {
  return QUESTIONS.filter(({ isBroken }) => isBroken(decision)).map(({ invariant, says }) => ({
    invariant,
    says,
    subject: decision.id,
  }))
}

function hasScheduleFault({ schedule, fromOn, untilOn, nextTestOn }: StoredDecision): boolean {
  return untilOn < nextTestOn || checkSchedule(schedule, day(fromOn), day(untilOn)).length > 0
}

/** The week after the omitted days and the larger doses must add up to the total that was shown and printed. */
function hasOtherTotal(decision: StoredDecision): boolean {
  const { schedule, weeklyUg, boosts } = decision
  if (endsAtTest(decision)) return hasOtherUntilTest(decision)
  const doses = expand(schedule).filter(({ day: at }) => boosts.every(({ on }) => on < at))
  const first = doses.findIndex(({ ug }) => ug > 0)
  const week = first === -1 ? [] : doses.slice(first, first + 7)
  if (week.length < 7) return false
  return week.reduce((sum, { ug }) => sum + ug, 0) !== weeklyUg
}

/** A dose of a fast start is taken until the day before the test, and nothing from then on. */
const endsAtTest = ({ schedule, nextTestOn, suggestion }: StoredDecision): boolean =>
  suggestion.inputs.initiation !== undefined &&
  expand(schedule).every(({ day: on, ug }) => on < nextTestOn || ug === 0)

/** As accepted it is the same on each day; a person may have written one for each weekday. */
const hasOtherUntilTest = ({ kind, schedule, dailyUg, nextTestOn }: StoredDecision): boolean =>
  kind === 'accepted' &&
  expand(schedule).some(({ day: on, ug }) => on < nextTestOn && ug !== dailyUg)

/** After a censored result a person may decide that nothing is taken until the next test, and no more. */
function wasDosedOnUndosable(decision: StoredDecision): boolean {
  if (decision.resultStatus === 'preliminary') return true
  if (decision.comparator === '=') return false
  if (decision.kind !== 'authorised') return true
  const lastDay = addDays(day(decision.nextTestOn), -1)
  return expand(decision.schedule).some(({ day: on, ug }) => on <= lastDay && ug > 0)
}

function repliesOtherwise({ suggestion, ruleSet }: StoredDecision): boolean {
  return !isSameAdvice(advise(suggestion.inputs, ruleSet as RuleSet), suggestion.advice)
}
