import {
  AGE_OF_CLEARANCE,
  AGE_ON_CLEARANCE,
  CALIBRATION,
  CALIBRATION_KG,
  CLEARANCE_OF_ALLELE,
  type Cyp2c9,
  EC50_OF_ALLELE,
  INR_BASE,
  INR_MAX,
  type ParameterSet,
  type Vkorc1,
  VOLUME_L,
  WEIGHT_EXPONENT,
} from './constants.ts'

/** What of a person the published model asks. */
export type Traits = {
  /** Completed years. */
  readonly ageYears: number
  readonly cyp2c9: Cyp2c9
  readonly vkorc1: Vkorc1
}

/** The model of one person; rates are per hour, amounts in milligrams of S-warfarin. */
export type Parameters = ParameterSet & {
  /** Elimination, 1/h. */
  readonly kde: number
  /** The rate of elimination that halves the rate of clotting factors, mg/h. */
  readonly edk50: number
  readonly inrBase: number
  readonly inrMax: number
}

/** Clearance of S-warfarin in L/h: the sum of two alleles, less with age. Source: Hamberg 2010 (PK/PD reference 1.1). */
export function clearanceOf({ ageYears, cyp2c9 }: Omit<Traits, 'vkorc1'>): number {
  const [one, other] = allelesOf(cyp2c9)
  const atAge = 1 - AGE_ON_CLEARANCE * (ageYears - AGE_OF_CLEARANCE)
  return (CLEARANCE_OF_ALLELE[one] + CLEARANCE_OF_ALLELE[other]) * atAge
}

const ALLELES = {
  '*1/*1': ['*1', '*1'],
  '*1/*2': ['*1', '*2'],
  '*1/*3': ['*1', '*3'],
  '*2/*2': ['*2', '*2'],
  '*2/*3': ['*2', '*3'],
  '*3/*3': ['*3', '*3'],
} as const

const allelesOf = (cyp2c9: Cyp2c9) => ALLELES[cyp2c9]

/** S-warfarin in the blood that halves the rate of clotting factors, mg/L. Source: Hamberg 2010 (PK/PD reference 1.1). */
export function ec50Of(vkorc1: Vkorc1): number {
  switch (vkorc1) {
    case 'GG':
      return EC50_OF_ALLELE.G + EC50_OF_ALLELE.G
    case 'GA':
      return EC50_OF_ALLELE.G + EC50_OF_ALLELE.A
    case 'AA':
      return EC50_OF_ALLELE.A + EC50_OF_ALLELE.A
  }
}

/** The typical person with these traits as the model was published, without calibration. */
export function publishedParameters(traits: Traits, set: ParameterSet): Parameters {
  const clearance = clearanceOf(traits)
  return {
    ...set,
    kde: clearance / VOLUME_L,
    edk50: clearance * ec50Of(traits.vkorc1),
    inrBase: INR_BASE,
    inrMax: INR_MAX,
  }
}

/** How much of the published dose somebody of this weight needs. Source: fitted to IWPC (PK/PD reference 1.2). */
export const calibrationOf = (weightKg: number): number =>
  CALIBRATION * (weightKg / CALIBRATION_KG) ** WEIGHT_EXPONENT

/** The typical person with these traits, as real doses show them: the published model, calibrated by weight. */
export function calibratedParameters(
  traits: Traits & { readonly weightKg: number },
  set: ParameterSet,
): Parameters {
  const published = publishedParameters(traits, set)
  return { ...published, edk50: published.edk50 * calibrationOf(traits.weightKg) }
}
