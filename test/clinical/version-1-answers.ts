// The rule set that was shipped as version 1, word for word, and a digest of what the engine answered by it.
import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/canonical.ts'
import { day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { Advice, AdviseInput } from '#clinical/warfarin/advice.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import {
  ALL_TABLETS,
  aVisit,
  inr,
  ONES_AND_THREES,
  result,
  TARGET_2_5,
  TARGET_3_0,
  TARGET_3_5,
} from './a-visit.ts'

export const VERSION_1: RuleSet = {
  id: 'evenkeel-warfarin',
  version: '1',
  from: day('2026-11-22'),
  protocol: 'coventry',
  firstDeviationRule: false,
  firstDeviationTenths: 5,
  firstDeviationInRangeBefore: 2,
  validRangeTenths: { low: 15, high: 45 },
  highInrTenths: 50,
  veryHighInrTenths: 80,
  farBelowTargetTenths: 10,
  lowInrAtRiskTenths: 1,
  capPercent: 20,
  hardCapPercent: 50,
  softDailyUg: 15_000,
  hardDailyUg: 20_000,
  mostTabletsADay: 6,
  roundingUg: 500,
  doubleEntry: { fromTenths: 50, belowTenths: 15, changeTenths: 10, beyondTargetTenths: 5 },
  dosableWindowDays: { meter: 1, laboratory: 2 },
  ladderDays: [28, 42, 56, 70, 84],
  maxIntervalDays: 84,
  valveMaxDays: 42,
  outOfRangeMaxDays: 14,
  valveHighMaxDays: 7,
  doseChangeMaxDays: 14,
  firstDeviationMaxDays: 14,
  afterOmissionMaxDays: 7,
  afterHighInrMaxDays: 7,
  medicineChangeMaxDays: 7,
  illnessMaxDays: 7,
  missedDoseMaxDays: 14,
  graceDays: 7,
}

const BEFORE = [34, 24, 17]

const TABLETS = [ALL_TABLETS, ONES_AND_THREES]
const TARGETS = [TARGET_2_5, TARGET_3_0, TARGET_3_5]
const DOSES = Array.from({ length: 8 }, (_, nth) => ug(1000 + 1500 * nth))
const INRS = Array.from({ length: 41 }, (_, nth) => inr(10 + nth))

/** INRs 1.0 to 5.0, three targets, doses of 1 to 11.5 mg, two tablet sets, after a high, a normal and a low result. */
export const ordinaryVisits = (): readonly AdviseInput[] =>
  INRS.flatMap((measured) =>
    TARGETS.flatMap((target) =>
      DOSES.flatMap((currentDailyUg) =>
        TABLETS.flatMap((tabletSet) =>
          BEFORE.map((before) => {
            const previous = [result('2026-11-08', before), result('2026-10-25', 24)]
            return aVisit({ inr: measured, target, currentDailyUg, tabletSet, previous })
          }),
        ),
      ),
    ),
  )

/** What was decided, without the words of rules and alarms. */
function decided(advice: Advice): unknown {
  if (advice.kind === 'alarm') return 'alarm'
  const { fired, notes: _words, nextTest, ...figures } = advice
  const because = nextTest.because.map(({ rule }) => rule)
  return { ...figures, ...nextTest, because, fired: fired.map(({ rule }) => rule) }
}

/** One line of hexadecimal for every answer to every ordinary visit. */
export function digestOf(answer: (visit: AdviseInput) => Advice): string {
  const hash = createHash('sha256')
  for (const visit of ordinaryVisits()) hash.update(canonicalJson(decided(answer(visit))))
  return hash.digest('hex')
}
