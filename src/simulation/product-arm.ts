// An arm that doses by the product: every decision is asked of the very rules that the clinic's page asks.
import { addDays, type Day, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { Inr } from '#clinical/inr.ts'
import { inrOfReading } from '#clinical/inr-columns.ts'
import type { PreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import type { Target } from '#clinical/target.ts'
import type { AdviseInput, PreviousResult } from '#clinical/warfarin/advice.ts'
import { decide } from '#clinical/warfarin/advise.ts'
import { DEFAULT_RULE_SET, type RuleSet } from '#clinical/warfarin/rule-set.ts'
import { meanDailyUg } from '#clinical/week-plan.ts'
import { type Chart, type Decision, todaysReading } from './chart.ts'
import { decideByPerson } from './clinician.ts'

/** The first day of every virtual course. @technical Any day does. */
const FIRST_DAY = day('2026-01-05')

const datesKept: Day[] = []

/** The date of a day of a virtual course. */
export function dateOf(today: number): Day {
  for (let next = datesKept.length; next <= today; next += 1) {
    datesKept[next] = addDays(FIRST_DAY, next)
  }
  return datesKept[today] ?? FIRST_DAY
}

/** The tablets that everybody has. @see docs/evidence.md#virtual-clinician */
export const TABLETS: TabletSet = { strengths: [1000, 3000, 5000], halves: false }

/** No rule as shipped looks further back than the ladder of recall, whose first rung is today's. @technical Bound of what is handed over. */
const RESULTS_SHOWN = DEFAULT_RULE_SET.ladderDays.length - 1

/** What of a visit is another where other rules hold: the tablets, and how many results before today's are looked at. */
type Handed = { readonly tablets: TabletSet; readonly results: number }
const HANDED: Handed = { tablets: TABLETS, results: RESULTS_SHOWN }

/** The measured INRs, by their tenths: each is made once. @technical More than a meter shows. */
const MEASURED = Array.from({ length: 100 }, (_, tenths) => inrOfReading(tenths))
const inrOf = (reading: number): Inr => MEASURED[reading] ?? inrOfReading(reading)

const NO_NOTES: PreDoseAnswers['notes'] = {
  missedDoses: '',
  bleeding: '',
  medicinesChanged: '',
  illness: '',
  procedurePlanned: '',
  pregnancyPossible: '',
}

const NO_RISK: AdviseInput['risk'] = {
  mechanicalValve: 'none',
  antiphospholipid: 'no',
  highRiskLowInr: [],
}

/** The decision of a maintenance protocol, or of the virtual clinician where it gives none. */
export function byProtocol(
  chart: Chart,
  target: Target,
  rules: RuleSet,
  tablets: TabletSet = TABLETS,
): Decision {
  const results = Math.max(RESULTS_SHOWN, rules.ladderDays.length - 1)
  const decided = decide(visitOf(chart, target, { tablets, results }), rules)
  return decided === 'alarm' ? decideByPerson(chart, target.valueTenths) : decided
}

/** The visit as the clinic's page would hand it over: nothing to report, for what happened nobody told. */
export function visitOf(
  chart: Chart,
  target: Target,
  { tablets, results }: Handed = HANDED,
): AdviseInput {
  const today = dateOf(chart.today)
  const currentDailyUg = meanDailyUg(ug(chart.weeklyUg))
  const visit: AdviseInput = {
    today,
    sampledOn: today,
    inr: inrOf(todaysReading(chart)),
    method: 'provider-meter',
    target,
    phase: 'maintaining',
    currentDailyUg,
    previous: previousOf(chart, results),
    testWasDueOn: dateOf(chart.dueOn),
    answers: {
      answeredOn: today,
      takenYesterdayUg: currentDailyUg,
      missedDoses: 0,
      bleeding: 'none',
      medicinesChanged: 'no',
      illness: false,
      procedurePlanned: false,
      pregnancyPossible: 'not-applicable',
      notes: NO_NOTES,
    },
    scheduledYesterdayUg: currentDailyUg,
    risk: NO_RISK,
    tabletSet: tablets,
  }
  return chart.lastOmitted < 0 ? visit : { ...visit, unevenDoseOn: dateOf(chart.lastOmitted) }
}

function previousOf({ days, readings, tests }: Chart, results: number): readonly PreviousResult[] {
  const count = Math.min(results, tests - 1)
  const previous = new Array<PreviousResult>(count)
  for (let nth = 0; nth < count; nth += 1) {
    const at = tests - 2 - nth
    const inr = inrOf(readings[at] ?? 0)
    previous[nth] = { on: dateOf(days[at] ?? 0), inr, doseChanged: 'not-known' }
  }
  return previous
}
