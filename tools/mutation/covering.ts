// Stryker's file with all faults in it, made cheap: nothing is switched on, and each fault that is met leaves one byte.

/** The name, among the globals of a thread, of the bytes that tell which faults were met. */
export const MET = '__faultsMet'
export const MOST_FAULTS = 50_000

const SWITCH = /\bstryMutAct_\w+\("\d+"\)/g
const MEETS = /\bstryCov_\w+\(((?:"\d+"(?:, )?)+)\)/g
const HEADER =
  /function stryNS_[\s\S]*?\n\}\nstryNS_\w+\(\);\nfunction stryCov_[\s\S]*?\n\}\nfunction stryMutAct_[\s\S]*?\n\}\n/

/** The text that only tells what it meets. */
export function onlyCovering(text: string): string {
  const telling = text
    .replace(
      HEADER,
      `const met_ = globalThis['${MET}']; const meets_ = (...ids) => { for (const id of ids) met_[id] = 1 };\n`,
    )
    .replace(SWITCH, 'false')
    .replace(MEETS, (_, ids: string) => `meets_(${ids.replaceAll('"', '')})`)
  const left = /.{0,60}stry(?:Cov|MutAct|NS)_.{0,60}/.exec(telling)?.[0]
  if (left !== undefined) throw new Error(`Stryker writes its switches otherwise: ${left}`)
  return telling
}
