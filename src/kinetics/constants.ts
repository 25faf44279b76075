// Every number of the warfarin model, in three kinds: published; fitted to real doses (IWPC); our own calibration. The papers
// themselves are not at hand: what is published was read in public code that transcribes them (PK/PD reference 1).

/** A gene's two alleles, as a laboratory reports them. */
export type Cyp2c9 = '*1/*1' | '*1/*2' | '*1/*3' | '*2/*2' | '*2/*3' | '*3/*3'
export type Vkorc1 = 'GG' | 'GA' | 'AA'

// Published.

/** Clearance of S-warfarin for each CYP2C9 allele, L/h. @see docs/evidence.md#hamberg-2010 */
export const CLEARANCE_OF_ALLELE = { '*1': 0.174, '*2': 0.0879, '*3': 0.0422 } as const

/** S-warfarin in the blood that halves the rate of clotting factors, for each VKORC1 allele, mg/L. @see docs/evidence.md#hamberg-2010 */
export const EC50_OF_ALLELE = { G: 2.05, A: 0.96 } as const

/** Clearance falls by so much of itself with each year beyond the age. @see docs/evidence.md#hamberg-2010-age */
export const AGE_ON_CLEARANCE = 0.00571
/** The age for which the clearances were published, years. @see docs/evidence.md#hamberg-2010-age */
export const AGE_OF_CLEARANCE = 71

/** Volume of distribution, L. @see docs/evidence.md#hamberg-2010 */
export const VOLUME_L = 14.3
/** Absorption, 1/h. @see docs/evidence.md#hamberg-2010 */
export const ABSORPTION_PER_H = 2
/** Half of a tablet is S-warfarin; only that counts. @see docs/evidence.md#hamberg-2010 */
export const S_SHARE = 0.5
/** What the INR can rise by. @see docs/evidence.md#hamberg-2010 */
export const INR_MAX = 20
/** The INR without warfarin. @see docs/evidence.md#hamberg-2010 */
export const INR_BASE = 1

/** How steeply the effect follows the dose, and the mean transit times of the two chains in hours. */
export type ParameterSet = {
  readonly gamma: number
  readonly quickHours: number
  readonly slowHours: number
}

/** The set of most transcriptions. @see docs/evidence.md#hamberg-2010 */
export const HAMBERG_2010: ParameterSet = { gamma: 1.15, quickHours: 28.6, slowHours: 118.3 }

/** The set that two later papers quote under the same name: another truth to try rules on. @see docs/evidence.md#hamberg-second-set */
export const HAMBERG_SECOND: ParameterSet = { gamma: 1.39, quickHours: 27.2, slowHours: 110.9 }

/** How people differ in the dose rate that halves the rate of clotting factors: log-SD. @see docs/evidence.md#hamberg-spread */
export const SPREAD_OF_EDK50 = 0.34
/** How people differ in elimination: log-SD. @see docs/evidence.md#hamberg-spread */
export const SPREAD_OF_KDE = 0.589

// Fitted to the stable doses of 1,495 White patients of the IWPC data.

/** What the published model asks too much. @see docs/evidence.md#iwpc-calibration */
export const CALIBRATION = 0.87
/** How the dose needed grows with weight. @see docs/evidence.md#iwpc-calibration */
export const WEIGHT_EXPONENT = 0.466
/** The weight at which the calibration holds, kg. @see docs/evidence.md#iwpc-calibration */
export const CALIBRATION_KG = 80

// Our own calibration: the published model alone keeps everybody in range, because nobody in it ever changes. These layers
// were chosen so that a clinic by the RE-LY table looks like real ones (PK/PD reference 6.3); nobody published them.

/** How a person differs from themselves in time. */
export type WithinPerson = {
  /** Log-SD of the slow wandering of the dose that is needed. */
  readonly wanderSpread: number
  /** How much people differ in that spread: log-SD. */
  readonly wanderSpreadSpread: number
  /** Days in which a deviation shrinks to a third. */
  readonly wanderDays: number
  /** The share of doses that are missed and not told, and how people differ in it: log-SD. */
  readonly missed: number
  readonly missedSpread: number
  /** Spells of illness a year, their days, and what the dose that is needed is multiplied with in them. */
  readonly illnessesAYear: number
  readonly illnessDays: number
  readonly illnessFactor: number
  /** Log-SD of a measured INR around the true one. */
  readonly inrSpread: number
}

/** @see docs/evidence.md#within-person */
export const WITHIN_PERSON: WithinPerson = {
  wanderSpread: 0.28,
  wanderSpreadSpread: 0.5,
  wanderDays: 45,
  missed: 0.03,
  missedSpread: 0.8,
  illnessesAYear: 1,
  illnessDays: 10,
  illnessFactor: 0.7,
  inrSpread: 0.1,
}

/** How far a person is expected from the typical one before any INR: log-SD of need and elimination. @see docs/evidence.md#hamberg-spread */
export const PRIOR = { edk50: SPREAD_OF_EDK50, kde: SPREAD_OF_KDE } as const

/** What the forecast makes of an INR. @see docs/evidence.md#forecast */
export const OBSERVED = {
  /** Log-SD of an INR around the one the model has. */
  noise: 0.1,
  /** How far the need wanders, log-SD, and in how many days; what of it an INR shows. */
  drift: 0.5,
  driftDays: 30,
  ofNeed: 0.41,
  /** Older INRs are not looked at. */
  lastDays: 120,
} as const

/** The next INR lies with a chance of 80 % between the median divided and multiplied by this. @see docs/evidence.md#forecast */
export const INTERVAL_FACTOR = 1.29
