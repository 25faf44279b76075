// Time in range and the NICE criteria written a second time, from sections 4.1 and 4.2 of the clinical reference.
// A line between two INRs climbs tenth by tenth: each tenth takes the same time and lies wholly in one part.

/** An INR on a day: the day's number and tenths. */
export type Point = readonly [day: number, tenths: number]
export type Limits = { readonly lowTenths: number; readonly highTenths: number }

/** Days as one fraction with a shared denominator. */
export type OracleTime = {
  inside: bigint
  below: bigint
  above: bigint
  over: bigint
  days: number
}

const LONGEST_GAP_DAYS = 56

/** Days in, below and above the range from the start of day `since` on. */
export function oracleTime(
  points: readonly Point[],
  limits: Limits,
  since = Number.MIN_SAFE_INTEGER,
): OracleTime {
  const sorted = points.toSorted(([one], [other]) => one - other)
  const time: OracleTime = { inside: 0n, below: 0n, above: 0n, over: 1n, days: 0 }
  sorted.slice(1).forEach((to, index) => {
    const from = sorted[index]
    if (from !== undefined) addLine(time, from, to, limits, since)
  })
  return time
}

function addLine(
  time: OracleTime,
  [firstDay, first]: Point,
  [lastDay, last]: Point,
  limits: Limits,
  since: number,
): void {
  const length = lastDay - firstDay
  const counted = lastDay - Math.max(firstDay, since)
  if (length <= 0 || length > LONGEST_GAP_DAYS || counted <= 0) return
  time.days += counted
  const tenths = Math.abs(last - first)
  if (tenths === 0) addPart(time, partOf(first, first, limits), counted, 1)
  for (let step = 0; step < tenths; step += 1) {
    const low = last > first ? first + step : first - step - 1
    const starts = firstDay * tenths + step * length
    const spent = starts + length - Math.max(starts, since * tenths)
    if (spent > 0) addPart(time, partOf(low, low + 1, limits), spent, tenths)
  }
}

function partOf(from: number, to: number, { lowTenths, highTenths }: Limits) {
  if (to <= lowTenths && from < lowTenths) return 'below'
  return from >= highTenths && to > highTenths ? 'above' : 'inside'
}

function addPart(
  time: OracleTime,
  part: 'inside' | 'below' | 'above',
  top: number,
  over: number,
): void {
  const bottom = BigInt(over)
  if (time.over % bottom !== 0n) {
    time.inside *= bottom
    time.below *= bottom
    time.above *= bottom
    time.over *= bottom
  }
  time[part] += (BigInt(top) * time.over) / bottom
}

/** Per cent in hundredths, a half upward; null without a day. */
export function oraclePercent({ inside, over, days }: OracleTime): number | null {
  if (days === 0) return null
  const whole = over * BigInt(days)
  return Number((inside * 20_000n + whole) / (2n * whole))
}

/** Poor control by NICE, each one strict; a meter stops at 8.0, so that its 8.0 may be more. */
export function oracleFlags(recent: readonly number[], time: OracleTime, onMeter: boolean) {
  const above = (tenths: number) => recent.filter((one) => one > tenths).length
  const mayBeMore = onMeter && recent.some((one) => one === 80)
  return {
    twoAboveFive: above(50) >= 2 ? 'yes' : 'no',
    oneAboveEight: above(80) >= 1 ? 'yes' : mayBeMore ? 'possible' : 'no',
    twoBelowOneAndAHalf: recent.filter((one) => one < 15).length >= 2 ? 'yes' : 'no',
    timeInRangeBelow65:
      time.days === 0
        ? 'not-known'
        : time.inside * 100n < 65n * time.over * BigInt(time.days)
          ? 'yes'
          : 'no',
  }
}
