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
