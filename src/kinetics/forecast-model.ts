// The forecast as a site checks it before it is shown to anybody, with every number that it counts with.
import {
  AGE_OF_CLEARANCE,
  AGE_ON_CLEARANCE,
  CALIBRATION,
  CALIBRATION_KG,
  CLEARANCE_OF_ALLELE,
  EC50_OF_ALLELE,
  HAMBERG_2010,
  INR_BASE,
  INR_MAX,
  INTERVAL_FACTOR,
  OBSERVED,
  PRIOR,
  S_SHARE,
  VOLUME_L,
  WEIGHT_EXPONENT,
} from './constants.ts'
import { CYP2C9_SHARES, VKORC1_SHARES } from './genotypes.ts'

/** Where a forecast is shown, and how wide its interval is further ahead than two weeks. @see docs/evidence.md#second-opinion */
export const LIMITS = {
  /** No forecast rests on fewer INRs, nor on a last one beyond these ends, in tenths. */
  leastInrs: 2,
  lowestTenths: 13,
  highestTenths: 50,
  /** What was said or given so many days ago still moves an INR on which the forecast rests. */
  recentDays: 28,
  /** No forecast before so many days of treatment, nor so soon after it was stopped. */
  firstDays: 28,
  afterBreakDays: 120,
  /** So many days ahead the interval is that of the trials; further ahead it is this wide. */
  nearDays: 14,
  furtherFactor: 1.36,
} as const

/** A model that nobody has compared with the paper itself, nor with a series of real patients. Its version changes with any of its numbers. */
export const FORECAST_MODEL = {
  id: 'forecast',
  name: 'Forecast of the next INR',
  version: '1',
  status: 'unverified',
  source:
    'Hamberg et al., Clin Pharmacol Ther 2010;87:727-734, as public code transcribes it; fitted to each patient by maximum a posteriori with forgetting (our own calibration on invented people)',
} as const

/** Every number behind a forecast: another number is another version, which a site checks anew. */
export const FORECAST_NUMBERS = {
  ...{ AGE_OF_CLEARANCE, AGE_ON_CLEARANCE, CALIBRATION, CALIBRATION_KG, CLEARANCE_OF_ALLELE },
  ...{ CYP2C9_SHARES, EC50_OF_ALLELE, HAMBERG_2010, INR_BASE, INR_MAX, INTERVAL_FACTOR, LIMITS },
  ...{ OBSERVED, PRIOR, S_SHARE, VKORC1_SHARES, VOLUME_L, WEIGHT_EXPONENT },
}
