import { addDays } from '#base/day.ts'
import { type Ug, ug } from '#clinical/dose.ts'
import type { PreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import type { Suggestion } from '#store/decisions.ts'
import { type DatedDose, dateDose } from '#workflow/dose-order.ts'
import { instructionsFor } from '#workflow/instructions.ts'
import { ruleSetHash } from '#workflow/site-rules.ts'
import { DAYS_APART, DAYS_TO_NEXT_TEST, tenthsOf, visitDay } from './county-layout.ts'

/** A visit as the product itself would have dosed it: its own suggestion, schedule and words. */
export type DosedVisit = {
  readonly visit: number
  readonly answers: PreDoseAnswers
  readonly suggestion: Suggestion
  readonly dose: DatedDose
  readonly instructions: string
}

export const RULES = DEFAULT_RULE_SET
const LOOKED_BACK = 8
const TABLETS = { strengths: [500, 1000, 3000, 5000], halves: false } as const

/** The doses that older results came with. */
export const startingDose = (patient: number): Ug => ug(3000 + (patient % 7) * 500)

/** The newest visits of one patient, oldest first, each dosed on the dose before it. */
export function dosedVisits(patient: number, count: number): readonly DosedVisit[] {
  const visits: DosedVisit[] = []
  for (let visit = count - 1; visit >= 0; visit -= 1) {
    visits.push(doseOne(patient, visit, visits.at(-1)?.dose.dailyUg ?? startingDose(patient)))
  }
  return visits
}

function doseOne(patient: number, visit: number, dailyUg: Ug): DosedVisit {
  const inputs = inputsOf(patient, visit, dailyUg)
  const advice = advise(inputs, RULES)
  if (advice.kind === 'alarm')
    throw new Error(`the county has an alarm: ${advice.alarms[0]?.title}`)
  const order = {
    dose: { kind: 'daily', dailyUg: advice.roundedUg },
    omitDays: advice.omitDays,
  } as const
  const dose = dateDose(order, TABLETS, {
    from: inputs.today,
    nextTest: addDays(inputs.today, DAYS_TO_NEXT_TEST),
    graceDays: RULES.graceDays,
  })
  if (dose.kind === 'refused') throw new Error('the county has a dose that no tablets make')
  const instructions = instructionsFor(dose, inputs.inr, inputs.sampledOn)
  const suggestion = { inputs, advice, ruleSetHash: ruleSetHash(RULES) }
  return { visit, answers: inputs.answers, suggestion, dose, instructions }
}

function inputsOf(patient: number, visit: number, dailyUg: Ug): AdviseInput {
  const on = visitDay(patient, visit)
  return {
    today: on,
    sampledOn: on,
    inr: { comparator: '=', tenths: tenthsOf(patient, visit) },
    method: 'provider-meter',
    target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
    phase: 'maintaining',
    currentDailyUg: dailyUg,
    previous: Array.from({ length: LOOKED_BACK }, (_, before) => ({
      on: visitDay(patient, visit + before + 1),
      inr: { comparator: '=', tenths: tenthsOf(patient, visit + before + 1) },
      doseChanged: false,
    })),
    testWasDueOn: addDays(on, DAYS_TO_NEXT_TEST - DAYS_APART),
    answers: nothingToReport(on, dailyUg),
    scheduledYesterdayUg: dailyUg,
    risk: { mechanicalValve: 'none', antiphospholipid: 'no', highRiskLowInr: [] },
    tabletSet: TABLETS,
  }
}

const nothingToReport = (on: AdviseInput['today'], dailyUg: Ug): PreDoseAnswers => ({
  answeredOn: on,
  takenYesterdayUg: dailyUg,
  missedDoses: 0,
  bleeding: 'none',
  medicinesChanged: 'no',
  illness: false,
  procedurePlanned: false,
  pregnancyPossible: 'not-applicable',
  notes: {
    missedDoses: '',
    bleeding: '',
    medicinesChanged: '',
    illness: '',
    procedurePlanned: '',
    pregnancyPossible: '',
  },
})
