import type { Day } from '#base/day.ts'
import type { Cyp2c9, Vkorc1 } from './constants.ts'

/** Shares of CYP2C9 among White people. @see docs/evidence.md#genotype-shares */
export const CYP2C9_SHARES: readonly (readonly [Cyp2c9, number])[] = [
  ['*1/*1', 0.64],
  ['*1/*2', 0.203],
  ['*1/*3', 0.113],
  ['*2/*2', 0.017],
  ['*2/*3', 0.022],
  ['*3/*3', 0.005],
]

/** Shares of VKORC1 -1639 among White people. @see docs/evidence.md#genotype-shares */
export const VKORC1_SHARES: readonly (readonly [Vkorc1, number])[] = [
  ['GG', 0.368],
  ['GA', 0.484],
  ['AA', 0.148],
]

/** Both genes together: they are inherited independently. */
export const GENOTYPE_SHARES = CYP2C9_SHARES.flatMap(([cyp2c9, one]) =>
  VKORC1_SHARES.map(([vkorc1, other]) => ({ cyp2c9, vkorc1, share: one * other })),
)

/** What is known of a person's genes; not known where nobody measured them. */
export type Genotype = {
  readonly cyp2c9: Cyp2c9 | 'not-known'
  readonly vkorc1: Vkorc1 | 'not-known'
}

/** A laboratory's report of a day, of one gene or both. */
export type GenotypeReport = Genotype & { readonly on: Day }

/** The diplotypes that the model knows, and no other. */
export const CYP2C9_KNOWN = CYP2C9_SHARES.map(([cyp2c9]) => cyp2c9)
export const VKORC1_KNOWN = VKORC1_SHARES.map(([vkorc1]) => vkorc1)

/**
 * What the reports up to a day say of each gene. Genes do not change: where two reports differ one is wrong, or of somebody
 * else, and the gene is not known.
 */
export function genotypeOn(reports: readonly GenotypeReport[], today: Day): Genotype {
  const until = reports.filter(({ on }) => on <= today)
  return {
    cyp2c9: agreed(until.map(({ cyp2c9 }) => cyp2c9)),
    vkorc1: agreed(until.map(({ vkorc1 }) => vkorc1)),
  }
}

function agreed<Diplotype extends string>(
  reported: readonly (Diplotype | 'not-known')[],
): Diplotype | 'not-known' {
  const [first, ...others] = new Set(reported.filter((one) => one !== 'not-known'))
  return first === undefined || others.length > 0 ? 'not-known' : first
}
