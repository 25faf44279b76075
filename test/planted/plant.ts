const PRELOAD = './test/planted/swap.ts'

/** One text of one file of the house, and what stands in its place. */
export type Swap = { readonly file: string; readonly from: string; readonly to: string }

/** How a process is started in which these faults are planted. */
export function withPlanted(swaps: readonly Swap[]) {
  return { preload: PRELOAD, environment: { EVENKEEL_PLANTED: JSON.stringify(swaps) } }
}
