import { comparePrints } from './compare-prints.ts'

const DOSES = 10_000
const IN_ONE_DOCUMENT = 100

/** Prints ten thousand random doses and reads them again; prints and returns how many read otherwise than committed. */
export async function soakPrints(): Promise<number> {
  let differences = 0
  const start = performance.now()
  for (let first = 1; first <= DOSES; first += IN_ONE_DOCUMENT) {
    const found = await comparePrints(first, IN_ONE_DOCUMENT)
    differences += found.length
    for (const difference of found.slice(0, 3)) console.log(`  ${difference}`)
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`printed doses: ${DOSES} read again, ${differences} differences, ${seconds} s`)
  return differences
}
