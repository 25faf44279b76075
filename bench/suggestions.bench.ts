import { type Day, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import type { BenchRow } from './bench-row.ts'
import { heldAfter } from './memory.ts'

const ASKED_PER_SECOND = 500_000
/** Memory is flat when this many MiB are not exceeded after a further round of everything. */
const ASKED_HELD = 2
const VISITS = 2000
const ROUNDS = 150
const TODAY = day('2026-11-22')

/** Suggestions a second on one core, beside the bare published formula in floating point on the same visits. */
export async function run(): Promise<BenchRow[]> {
  const visits = Array.from({ length: VISITS }, (_, index) => visit(index))
  const suggest = (one: AdviseInput): number => {
    const advice = advise(one, DEFAULT_RULE_SET)
    return advice.kind === 'dose' ? advice.weeklyUg : 0
  }
  perSecond(visits, suggest)
  perSecond(visits, bareFormula)
  const measured = perSecond(visits, suggest)
  const baseline = perSecond(visits, bareFormula)
  const what = 'suggestions a second on one core (baseline: the bare formula)'
  const held = heldAfter(() => perSecond(visits, suggest))
  const heldByFormula = heldAfter(() => perSecond(visits, bareFormula))
  return [
    { what, asked: ASKED_PER_SECOND, measured, baseline, ratio: measured / baseline },
    {
      what: `memory held after ${(VISITS * ROUNDS).toLocaleString('en-GB')} more suggestions, MiB`,
      asked: ASKED_HELD,
      measured: held,
      baseline: heldByFormula,
      ratio: held / heldByFormula,
      mustBe: 'at most',
    },
  ]
}

function perSecond(visits: readonly AdviseInput[], answer: (visit: AdviseInput) => number): number {
  let sum = 0
  const started = performance.now()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of visits) sum += answer(one)
  }
  const seconds = (performance.now() - started) / 1000
  if (sum === 0) throw new Error('nothing was suggested')
  return Math.round((visits.length * ROUNDS) / seconds)
}

/** Coventry as printed: milligrams and INR as decimals, nothing checked, rounded, explained or planned. */
function bareFormula({ inr, target, currentDailyUg }: AdviseInput): number {
  const old = currentDailyUg === 'not-known' ? 0 : currentDailyUg / 1000
  const measured = inr.tenths / 10
  const wanted = target.valueTenths / 10
  if (measured / wanted > 1.2) return old * ((1.2 * wanted) / measured) ** (1 / 3)
  if (measured / wanted < 0.8) return old * ((0.8 * wanted) / measured) ** (1 / 3)
  return old
}

/** Visits over all INRs that are dosed, doses of 2 to 10 mg, and the two common tablet sets. */
function visit(index: number): AdviseInput {
  const dose = ug(2000 + 500 * (index % 17))
  const previous = (on: Day, tenths: number) => ({
    on,
    inr: { comparator: '=' as const, tenths },
    doseChanged: false,
  })
  return {
    today: TODAY,
    sampledOn: TODAY,
    inr: { comparator: '=', tenths: 16 + (index % 30) },
    method: 'provider-meter',
    target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
    phase: 'maintaining',
    currentDailyUg: dose,
    previous: [previous(day('2026-10-25'), 24), previous(day('2026-09-27'), 18 + (index % 16))],
    testWasDueOn: TODAY,
    answers: {
      answeredOn: TODAY,
      takenYesterdayUg: dose,
      missedDoses: index % 10 === 0 ? 1 : 0,
      bleeding: 'none',
      medicinesChanged: 'no',
      illness: false,
      procedurePlanned: false,
      pregnancyPossible: 'not-applicable',
      notes: NO_NOTES,
    },
    scheduledYesterdayUg: dose,
    risk: { mechanicalValve: 'none', antiphospholipid: 'no', highRiskLowInr: [] },
    tabletSet: {
      strengths: index % 2 === 0 ? [500, 1000, 3000, 5000] : [1000, 3000],
      halves: false,
    },
  }
}

const NO_NOTES = {
  missedDoses: '',
  bleeding: '',
  medicinesChanged: '',
  illness: '',
  procedurePlanned: '',
  pregnancyPossible: '',
}
