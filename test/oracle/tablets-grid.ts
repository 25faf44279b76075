// Puts every set of tablets and every dose to the product's tablets, weeks and rounding and to the second implementation.
import { WEEKDAYS } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { fewestTablets, STRENGTHS, type TabletSet } from '#clinical/tablets.ts'
import { roundToTablets } from '#clinical/warfarin/rounding.ts'
import { weekOf } from '#clinical/week-plan.ts'
import { count, type Findings } from './findings.ts'
import {
  type OracleSet,
  type OracleWeek,
  oracleDoses,
  oracleRounded,
  oracleTablets,
  oracleWeek,
} from './tablets-oracle.ts'

/** The most that is worked out, 30 mg a day, in half milligrams. */
const MOST = 60

const SETS: readonly OracleSet[] = Array.from({ length: 15 }, (_, nth) => nth + 1).flatMap((bits) =>
  [false, true].map((halves) => ({ has: [8, 4, 2, 1].map((bit) => (bits & bit) > 0), halves })),
)

const setOf = ({ has, halves }: OracleSet): TabletSet => ({
  strengths: STRENGTHS.filter((_, nth) => has[nth] === true),
  halves,
})

/** Every dose to 20 mg of every set. */
export function compareTablets(findings: Findings): void {
  for (const set of SETS) {
    for (let dose = 1; dose <= 40; dose += 1) {
      const made = fewestTablets(ug(dose * 500), setOf(set))
      const said =
        made === 'cannot-be-made'
          ? undefined
          : STRENGTHS.map((each) => made.find(({ strength }) => strength === each)?.halves ?? 0)
      const meant = oracleTablets(dose, set)
      const differs = JSON.stringify(said) !== JSON.stringify(meant)
      count(findings, differs ? `${dose / 2} mg of ${words(set)}: ${said}, ${meant}` : undefined)
    }
  }
}

const words = (set: OracleSet): string => JSON.stringify(setOf(set))

/** Every weekly total to 140 mg of every set. */
export function compareWeeks(findings: Findings): void {
  for (const set of SETS) {
    const doses = oracleDoses(set, MOST)
    for (let weekly = 1; weekly <= 280; weekly += 1) {
      const [said, meant] = [weekSaid(weekly, set), weekInWords(oracleWeek(weekly, doses))]
      const mismatch = `${weekly / 2} mg a week of ${words(set)}: ${said}, ${meant}`
      count(findings, said === meant ? undefined : mismatch)
    }
  }
}

function weekSaid(weekly: number, set: OracleSet): string {
  const made = weekOf(ug(weekly * 500), setOf(set))
  if (made === undefined) return 'none'
  const low = made.lowUg / 500
  if (made.pattern === 'constant') return weekInWords({ low, high: low, days: '' })
  const days = made.highDays.map((weekday) => WEEKDAYS[weekday - 1]?.slice(0, 3)).join(' ')
  return weekInWords({ low, high: made.highUg / 500, days })
}

const weekInWords = (week: OracleWeek | undefined): string =>
  week === undefined ? 'none' : `${week.low}, ${week.high} on ${week.days}`

/** From each dose, each dose that a formula could want within the cap of 20 %, with each set: what is given. */
export function compareRounding(stepUg: number, findings: Findings): void {
  for (const set of SETS) {
    const doses = oracleDoses(set, MOST)
    for (const current of doses.filter((dose) => dose <= 24)) {
      roundingFrom(current * 500, stepUg, set, doses, findings)
    }
  }
}

function roundingFrom(
  current: number,
  stepUg: number,
  set: OracleSet,
  doses: readonly number[],
  findings: Findings,
): void {
  const order = { currentUg: ug(current), capPercent: 20, roundingUg: 500, tabletSet: setOf(set) }
  for (let wanted = (current * 4) / 5; wanted <= (current * 6) / 5; wanted += stepUg) {
    const made = roundToTablets({ ...order, wantedUg: ug(wanted) })
    const said = made.kind === 'rounded' ? made.weeklyUg : null
    const meant = oracleRounded(wanted, current, 20, doses)
    const mismatch = `${wanted} from ${current} of ${words(set)}: ${said}, ${meant}`
    count(findings, said === meant ? undefined : mismatch)
  }
}
