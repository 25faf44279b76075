import { type Criterion, criteriaOf } from '#contract/acceptance.ts'
import { agreedText } from '#contract/catalogue.ts'
import type { TransferPackage } from '#register/transfer.ts'
import { contractVersions } from '#store/contracts.ts'
import { thisProvider } from '#store/providers.ts'
import { newestOf } from './contracts-held.ts'
import type { Desk } from './desk.ts'
import { levelStops } from './licences-shown.ts'

export type CriteriaShown = {
  /** The contract by whose specification somebody is judged; null where none holds today. */
  readonly reference: string | null
  readonly criteria: readonly Criterion[]
}

/** The acceptance and exclusion criteria of the contract that holds today, held against what was sent (S23). */
export async function criteriaShown(
  { tx, today }: Pick<Desk, 'tx' | 'today'>,
  handed: TransferPackage,
): Promise<CriteriaShown> {
  const held = newestOf(await contractVersions(tx)).find(
    ({ from, to }) => from <= today && to >= today,
  )
  const agreed = held && agreedText(held)
  const kind = (await thisProvider(tx))?.kind
  if (held === undefined || agreed === undefined || kind === undefined) {
    return { reference: null, criteria: [] }
  }
  const stopped = (await levelStops(tx, today)).map(({ level }) => level)
  const levels = held.levels.filter((level) => !stopped.includes(level))
  const terms = { specification: agreed.document, levels, kind }
  return { reference: held.reference, criteria: criteriaOf(handed, terms) }
}
