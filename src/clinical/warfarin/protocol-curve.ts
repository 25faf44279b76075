// What a protocol does at each INR, asked of the function that doses: the graph of a protocol is drawn from this.
import { day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { Target } from '#clinical/target.ts'
import type { AdviseInput, DoseAdvice } from './advice.ts'
import { advise } from './advise.ts'
import type { RuleSet } from './rule-set.ts'

/** The INRs that a graph shows, in tenths. @technical Width of a graph. */
export const CURVE_FROM_TENTHS = 10
/** @technical Width of a graph. */
export const CURVE_TO_TENTHS = 60

export type CurveDose = {
  /** The protocol's own change of the weekly dose, in hundredths of a percent. */
  readonly raw: number
  /** The same after the largest step of the site. */
  readonly limited: number
  readonly omitDays: number
}

export type CurvePoint = {
  readonly inrTenths: number
  /** After results in range, and when the last result was out of range on the same side. */
  readonly first: CurveDose | 'no-dose'
  readonly again: CurveDose | 'no-dose'
}

/**
 * Ten milligrams a day, so that a percentage is exact to the last digit. @technical The dose of a graph in percent;
 * nobody is dosed by it.
 */
const DOSE = ug(10_000)
const TODAY = day('2026-01-29')
const BEFORE = day('2026-01-01')

/** A person to whom nothing has happened, with every tablet: only the INR speaks. */
function visitAt(inrTenths: number, lastTenths: number, target: Target): AdviseInput {
  const previous = [lastTenths, target.valueTenths].map((tenths) => ({
    on: BEFORE,
    inr: { comparator: '=' as const, tenths },
    doseChanged: false,
  }))
  return {
    today: TODAY,
    sampledOn: TODAY,
    inr: { comparator: '=', tenths: inrTenths },
    method: 'laboratory',
    target,
    phase: 'maintaining',
    currentDailyUg: DOSE,
    previous,
    testWasDueOn: TODAY,
    answers: {
      answeredOn: TODAY,
      takenYesterdayUg: DOSE,
      missedDoses: 0,
      bleeding: 'none',
      medicinesChanged: 'no',
      illness: false,
      procedurePlanned: false,
      pregnancyPossible: 'not-applicable',
      notes: NO_NOTES,
    },
    scheduledYesterdayUg: DOSE,
    risk: { mechanicalValve: 'none', antiphospholipid: 'no', highRiskLowInr: [] },
    tabletSet: { strengths: [500, 1000, 3000, 5000], halves: true },
  }
}

const NO_NOTES: AdviseInput['answers']['notes'] = {
  missedDoses: '',
  bleeding: '',
  medicinesChanged: '',
  illness: '',
  procedurePlanned: '',
  pregnancyPossible: '',
}

/** The answer of the rules at each INR of the graph, for one target. */
export function protocolCurve(rules: RuleSet, target: Target): readonly CurvePoint[] {
  const count = CURVE_TO_TENTHS - CURVE_FROM_TENTHS + 1
  return Array.from({ length: count }, (_, nth) => {
    const inrTenths = CURVE_FROM_TENTHS + nth
    const last = lastOnSameSide(inrTenths, target)
    return {
      inrTenths,
      first: doseAt(visitAt(inrTenths, target.valueTenths, target), rules),
      again: doseAt(visitAt(inrTenths, last, target), rules),
    }
  })
}

function lastOnSameSide(inrTenths: number, { valueTenths, lowTenths, highTenths }: Target): number {
  if (inrTenths > highTenths) return highTenths + 1
  return inrTenths < lowTenths ? lowTenths - 1 : valueTenths
}

function doseAt(visit: AdviseInput, rules: RuleSet): CurveDose | 'no-dose' {
  const advice = advise(visit, rules)
  if (advice.kind === 'alarm') return 'no-dose'
  return {
    raw: changeOf(advice.rawNg / 1000),
    limited: changeOf(advice.clampedUg),
    omitDays: advice.omitDays,
  }
}

/** Hundredths of a percent of the dose in force: exactly the micrograms that 10 mg change by. */
const changeOf = (dailyUg: DoseAdvice['clampedUg'] | number): number => Math.round(dailyUg - DOSE)
