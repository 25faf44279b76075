// Puts every combination of a grid to the product and to the second implementation, and counts where they differ.
import { addDays } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { Advice, AdviseInput, DoseAdvice, PreviousResult } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { ALL_TABLETS, aVisit, inr, TODAY } from '#test/clinical/a-visit.ts'
import {
  AS_IT_STANDS,
  type OracleDose,
  oracleAlarms,
  oracleCapped,
  oracleDose,
  type PlanSettings,
  type Question,
} from './dose-oracle.ts'
import { count, type Findings } from './findings.ts'
import { type LastInterval, oracleRecall } from './recall-oracle.ts'

/** What was before this visit: INRs newest first, each as long before the next as the last was planned. */
export type Past = LastInterval & {
  readonly before: readonly number[]
  /** Days since a dose was left out or a larger one given. */
  readonly sinceUneven?: number
}

export type DoseGrid = {
  readonly inrs: readonly number[]
  readonly dosesUg: readonly number[]
  readonly targets: readonly Question['target'][]
  readonly pasts: readonly Past[]
  readonly persons: readonly Pick<Question, 'meter' | 'mitralValve'>[]
  readonly rules: readonly RuleSet[]
  readonly plans: readonly PlanSettings[]
}

export function compareDoses(grid: DoseGrid, findings: Findings): void {
  const persons = grid.persons.flatMap((person) =>
    grid.targets.flatMap((target) => grid.plans.map((plan) => ({ ...person, target, plan }))),
  )
  for (const rules of grid.rules) {
    for (const person of persons) {
      for (const past of grid.pasts) comparePast(grid, rules, person, past, findings)
    }
  }
}

type Person = Pick<Question, 'meter' | 'mitralValve' | 'target' | 'plan'>

function comparePast(
  grid: DoseGrid,
  rules: RuleSet,
  person: Person,
  past: Past,
  findings: Findings,
): void {
  const visit = visitOf(person, past)
  const { before, plannedDays, lateDays, sinceUneven } = past
  const soon = {
    ...(before.length > 0 && { interval: plannedDays + lateDays }),
    ...(sinceUneven !== undefined && { sinceUneven }),
  }
  for (const doseUg of grid.dosesUg) {
    const dosed = withDose(visit, doseUg)
    for (const tenths of grid.inrs) {
      const question = { ...person, inr: tenths, doseUg, before, ...soon }
      const advice = advise({ ...dosed, inr: inr(tenths) }, rules)
      const mismatch = mismatchOf(question, past, rules, advice)
      count(
        findings,
        mismatch &&
          `${mismatch}: ${rules.protocol} ${rules.band} ${JSON.stringify({ ...question, ...past })}`,
      )
    }
  }
}

function visitOf(
  { meter, mitralValve, target, plan }: Person,
  { before, plannedDays, lateDays, sinceUneven }: Past,
): AdviseInput {
  const previous = before.map((tenths, index): PreviousResult => {
    const on = addDays(TODAY, -lateDays - plannedDays * (index + 1))
    return { on, inr: inr(tenths), doseChanged: false }
  })
  return aVisit({
    method: meter ? 'provider-meter' : 'laboratory',
    target,
    ...(plan !== AS_IT_STANDS && { adjustment: plan }),
    previous,
    ...(sinceUneven !== undefined && { unevenDoseOn: addDays(TODAY, -sinceUneven) }),
    testWasDueOn: addDays(TODAY, -lateDays),
    tabletSet: { ...ALL_TABLETS, halves: true },
    risk: {
      mechanicalValve: mitralValve ? 'mitral' : 'none',
      antiphospholipid: 'no',
      highRiskLowInr: [],
    },
  })
}

function withDose(visit: AdviseInput, doseUg: number): AdviseInput {
  const dose = ug(doseUg)
  return {
    ...visit,
    currentDailyUg: dose,
    scheduledYesterdayUg: dose,
    answers: { ...visit.answers, takenYesterdayUg: dose },
  }
}

function mismatchOf(
  question: Question,
  past: Past,
  rules: RuleSet,
  advice: Advice,
): string | undefined {
  const alarms = oracleAlarms(question, rules).join(' ')
  if (advice.kind === 'alarm') {
    const codes = advice.alarms.map(({ code }) => code).sort()
    return differ('alarms', alarms, codes.join(' '))
  }
  if (alarms !== '') return differ('alarms', alarms, 'a dose')
  const dose = oracleDose(question, rules)
  return (
    doseMismatch(dose, question, rules, advice) ??
    recallMismatch(dose, question, past, rules, advice)
  )
}

function doseMismatch(
  { rawNg, side, omit }: OracleDose,
  { doseUg, plan }: Question,
  { capPercent }: RuleSet,
  advice: DoseAdvice,
): string | undefined {
  const capped = oracleCapped(rawNg, doseUg, capPercent)
  return (
    differ('raw dose', rawNg, isToTheNanogram(rawNg, advice.rawNg, plan) ? rawNg : advice.rawNg) ??
    differ('side', side, advice.band) ??
    differ('capped dose', capped, advice.clampedUg) ??
    differ('days omitted', omit, advice.omitDays)
  )
}

/** The product cuts a formula's factor to whole billionths: of at most 20 mg that can move the last nanogram by one. */
const isToTheNanogram = (oracle: number, product: number, { sensitivityPercent }: PlanSettings) =>
  Math.abs(oracle - product) <= (sensitivityPercent > 100 ? 2 : 1)

function recallMismatch(
  dose: OracleDose,
  question: Question,
  past: Past,
  rules: RuleSet,
  advice: DoseAdvice,
): string | undefined {
  const days = oracleRecall(question, past, dose, advice.changePercentHundredths !== 0, rules)
  return differ('days to the next test', days, advice.nextTest.days)
}

const differ = (what: string, oracle: string | number, product: string | number) =>
  oracle === product ? undefined : `${what}: here ${oracle}, product ${product}`
