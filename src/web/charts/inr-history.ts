import type { Day } from '#base/day.ts'
import type { Inr } from '#clinical/inr.ts'

export type InrPoint = Inr & { readonly on: Day }
/** From this day on, this dose, in micrograms a day. */
export type DoseStep = { readonly from: Day; readonly ug: number }
/** Without an end while it lasts. */
export type Suspension = { readonly from: Day; readonly until?: Day | undefined }
/** From this day on, this range, in tenths. */
export type TargetStep = {
  readonly from: Day
  readonly lowTenths: number
  readonly highTenths: number
}

/** What is foretold of the next INR, in tenths; the ends hold it with a chance of 80 %. */
export type ForecastPoint = {
  readonly on: Day
  readonly lowTenths: number
  readonly medianTenths: number
  readonly highTenths: number
}

/** What the chart shows; each list oldest first. */
export type InrHistory = {
  readonly points: readonly InrPoint[]
  readonly doses: readonly DoseStep[]
  readonly suspensions: readonly Suspension[]
  readonly targets: readonly TargetStep[]
  readonly today: Day
  readonly nextTest?: Day | undefined
  /** A second opinion, where the site has it on. */
  readonly forecast?: ForecastPoint | undefined
  /** The first day shown; without it, the day of the first INR. */
  readonly from?: Day | undefined
}
