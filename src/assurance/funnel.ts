// Control limits of a share (Spiegelhalter, Stat Med 2005;24:1185-202): how far the share of a provider with so many people may lie from that
// of all before chance is an unlikely reason. Exact binomial, interpolated between whole people.

/** Two-sided: of those who are like all the others 5 in 100, and 2 in 1,000, lie beyond. */
export const LIMITS = { '95': 0.025, '99.8': 0.001 } as const
export type Limit = keyof typeof LIMITS

/** Both limits of a share, from 0 to 1. */
export type ControlLimits = { readonly low: number; readonly high: number }

/** The limits of so many people where the share of all is `share`. */
export function controlLimits(people: number, share: number, limit: Limit): ControlLimits {
  if (share <= 0 || share >= 1) return { low: share, high: share }
  const tail = LIMITS[limit]
  return { low: quantile(people, share, tail), high: quantile(people, share, 1 - tail) }
}

/** The interpolated quantile of a binomial share; terms are carried as logarithms, which a thousand people leave above nought. */
function quantile(people: number, share: number, at: number): number {
  const odds = Math.log(share) - Math.log1p(-share)
  let logTerm = people * Math.log1p(-share)
  let below = 0
  for (let count = 0; count <= people; count += 1) {
    const term = Math.exp(logTerm)
    if (below + term >= at) return Math.max(0, count - (below + term - at) / term) / people
    below += term
    logTerm += Math.log((people - count) / (count + 1)) + odds
  }
  return 1
}

export const FUNNEL_PLACES = ['far-below', 'below', 'within', 'above', 'far-above'] as const
export type FunnelPlace = (typeof FUNNEL_PLACES)[number]

/** Where a provider lies: beyond the 99.8 % limits, beyond those of 95 %, or within. */
export function funnelPlace(inRange: number, people: number, share: number): FunnelPlace {
  const own = inRange / people
  const [inner, outer] = [controlLimits(people, share, '95'), controlLimits(people, share, '99.8')]
  if (own < outer.low) return 'far-below'
  if (own > outer.high) return 'far-above'
  if (own < inner.low) return 'below'
  return own > inner.high ? 'above' : 'within'
}
