// Invented people as a service for atrial fibrillation looks after them. Nobody in it exists.
import {
  type Cyp2c9,
  SPREAD_OF_EDK50,
  SPREAD_OF_KDE,
  type Vkorc1,
  type WithinPerson,
} from '#kinetics/constants.ts'
import { CYP2C9_SHARES, VKORC1_SHARES } from '#kinetics/genotypes.ts'
import { type Dice, oneOf } from './dice.ts'

/** A virtual person: what a clinic knows of them, and what nobody knows. */
export type VirtualPerson = {
  readonly number: number
  readonly sex: 'female' | 'male'
  /** Completed years. */
  readonly ageYears: number
  readonly weightKg: number
  readonly cyp2c9: Cyp2c9
  readonly vkorc1: Vkorc1
  /** The person's own EDK50 and KDE against the typical ones of their traits. */
  readonly edk50Factor: number
  readonly kdeFactor: number
  /** Log-SD of the slow wandering of their need. */
  readonly wanderSpread: number
  /** The share of doses that they miss. */
  readonly missed: number
}

/** Age and weight: mean and SD, and the ends at which they are cut off. @see docs/evidence.md#virtual-people */
const AGE = { mean: 74, spread: 9.5, least: 40, most: 97 } as const
/** @see docs/evidence.md#virtual-people */
const WEIGHT_KG = { mean: 84, spread: 18, least: 40, most: 160 } as const

/** @see docs/evidence.md#virtual-people */
const SEX_SHARES = [
  ['female', 0.427],
  ['male', 0.573],
] as const

/** Nobody misses more than this share. @technical Bound of a share. */
const MOST_MISSED = 0.5

/** The person with this number, by the dice of that person. */
export function personOf(number: number, dice: Dice, within: WithinPerson): VirtualPerson {
  return {
    number,
    sex: oneOf(SEX_SHARES, dice.even()),
    ageYears: Math.floor(cut(AGE, dice.normal())),
    weightKg: Math.round(cut(WEIGHT_KG, dice.normal()) * 10) / 10,
    cyp2c9: oneOf(CYP2C9_SHARES, dice.even()),
    vkorc1: oneOf(VKORC1_SHARES, dice.even()),
    edk50Factor: Math.exp(SPREAD_OF_EDK50 * dice.normal()),
    kdeFactor: Math.exp(SPREAD_OF_KDE * dice.normal()),
    wanderSpread: within.wanderSpread * Math.exp(within.wanderSpreadSpread * dice.normal()),
    missed: Math.min(MOST_MISSED, within.missed * Math.exp(within.missedSpread * dice.normal())),
  }
}

type Spread = {
  readonly mean: number
  readonly spread: number
  readonly least: number
  readonly most: number
}

const cut = ({ mean, spread, least, most }: Spread, normal: number): number =>
  Math.min(most, Math.max(least, mean + spread * normal))
