// An arm that doses by the individual forecast: what the person's own INRs say they need. Research: the product never does.
import { isCensored } from '#clinical/inr-columns.ts'
import type { Target } from '#clinical/target.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import {
  type Fit,
  fit,
  fitted,
  type Known,
  type Prior,
  priorOf,
  UNFITTED,
} from '#kinetics/forecast.ts'
import type { Parameters } from '#kinetics/parameters.ts'
import { steadyDose, steadyInr } from '#kinetics/steady-state.ts'
import { type Chart, type Decision, NEXT, todaysReading, UG_A_WEEK_PER_MG_A_DAY } from './chart.ts'
import { toTablets } from './clinician.ts'
import { byProtocol } from './product-arm.ts'

/** It aims a little below the target, because INRs are skewed. @see docs/evidence.md#map-arm */
const AIMS_BELOW = 0.05
/** So far from the aim the dose in force may lead before it is changed. @see docs/evidence.md#map-arm */
const STAYS = { below: 0.2, above: 0.25 } as const
/** A dose changes by no more than this share at once. @see docs/evidence.md#map-arm */
const MOST_CHANGE = 0.3
/** So far above the target one dose is left out, and from this INR in tenths two. @see docs/evidence.md#map-arm */
const OMITS = { oneAboveTarget: 15, twoFrom: 50 } as const

export type Genes = 'known' | 'not-known'

/** Dosing by the forecast, one person after the other; `genes` says whether their genotype is known. */
export function mapDosing(genes: Genes, target: Target, longest: number) {
  const personOf = fitting(genes, longest)
  return (chart: Chart): Decision => decided(chart, target, personOf(chart))
}

/** So far the size of a step goes by the forecast where the protocol acts, as a share of the dose. @see docs/evidence.md#map-arm */
const MOST_HYBRID_CHANGE = 0.2

/** RE-LY decides whether a dose changes and which way; the forecast, how far. */
export function hybridDosing(target: Target, longest: number) {
  const aim = aimOf(target)
  const personOf = fitting('not-known', longest)
  const rules = { ...DEFAULT_RULE_SET, protocol: 're-ly' } as const
  return (chart: Chart): Decision => {
    const { weeklyUg } = chart
    const person = personOf(chart)
    const byTable = byProtocol(chart, target, rules)
    if (byTable.weeklyUg === weeklyUg) return byTable
    const wanted = steadyDose(aim, person) * UG_A_WEEK_PER_MG_A_DAY
    const isRise = byTable.weeklyUg > weeklyUg
    const least = isRise ? weeklyUg : weeklyUg * (1 - MOST_HYBRID_CHANGE)
    const most = isRise ? weeklyUg * (1 + MOST_HYBRID_CHANGE) : weeklyUg
    return { ...byTable, weeklyUg: toTablets(Math.min(most, Math.max(least, wanted))) }
  }
}

const aimOf = ({ valueTenths }: Target): number => valueTenths / 10 - AIMS_BELOW

/** Fits whoever stands before the clinic, from the fit of their last visit. */
function fitting(genes: Genes, longest: number): (chart: Chart) => Parameters {
  const history = { days: new Int32Array(longest), inrs: new Float64Array(longest), count: 0 }
  let prior: Prior | undefined
  let last: Fit = UNFITTED
  return (chart) => {
    if (chart.tests === 1 || prior === undefined) {
      prior = priorOf(knownOf(chart, genes))
      last = UNFITTED
      history.count = 0
    }
    remember(history, chart)
    last = fit({ ...history, told: chart.told }, chart.today, prior, last)
    return fitted(prior, last)
  }
}

type Remembered = {
  readonly days: Int32Array
  readonly inrs: Float64Array
  count: number
}

/** An INR beyond the meter has no height to fit. */
function remember(history: Remembered, chart: Chart): void {
  const reading = todaysReading(chart)
  if (isCensored(reading)) return
  history.days[history.count] = chart.today
  history.inrs[history.count] = reading / 10
  history.count += 1
}

/** The dose stays while it leads near enough to the aim; else it goes to the one that does, not too far at once. */
function decided(chart: Chart, target: Target, person: Parameters): Decision {
  const aim = aimOf(target)
  const oneFrom = target.valueTenths + OMITS.oneAboveTarget
  const { weeklyUg } = chart
  const reading = todaysReading(chart)
  const dailyMg = weeklyUg / UG_A_WEEK_PER_MG_A_DAY
  const leadsTo = steadyInr(dailyMg, person)
  const isNear = leadsTo >= aim - STAYS.below && leadsTo <= aim + STAYS.above
  if (isNear && reading < oneFrom) return { weeklyUg, omitDays: 0, nextDays: NEXT.kept }
  const least = dailyMg * (1 - MOST_CHANGE)
  const most = dailyMg * (1 + MOST_CHANGE)
  const wanted = Math.min(most, Math.max(least, steadyDose(aim, person)))
  return {
    weeklyUg: toTablets(wanted * UG_A_WEEK_PER_MG_A_DAY),
    omitDays: omitsAt(reading, oneFrom),
    nextDays: NEXT.changed,
  }
}

function omitsAt(reading: number, oneFrom: number): number {
  if (reading >= OMITS.twoFrom) return 2
  return reading >= oneFrom ? 1 : 0
}

const knownOf = ({ person }: Chart, genes: Genes): Known => ({
  ageYears: person.ageYears,
  weightKg: person.weightKg,
  cyp2c9: genes === 'known' ? person.cyp2c9 : 'not-known',
  vkorc1: genes === 'known' ? person.vkorc1 : 'not-known',
})
