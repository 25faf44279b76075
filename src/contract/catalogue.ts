import { SHEFFIELD_2020_21 } from './sheffield-2020-21.ts'
import type { ServiceSpecification } from './specification.ts'

/** A specification as it was released, with the hash of all it says: what is agreed to under a version never changes under it. */
export type ReleasedSpecification = {
  readonly document: ServiceSpecification
  /** SHA-256 of its canonical JSON. Another text is another version. */
  readonly hash: string
}

/** Every specification in every version that a provider can agree to, newest last. */
export const CATALOGUE: readonly ReleasedSpecification[] = [
  {
    document: SHEFFIELD_2020_21,
    hash: '932102a229e55bc282e5181588cc040b59bb31eeeefa1bca9531f2d6810374a0',
  },
]

/** A specification in one version; nothing where the catalogue does not hold it. */
export const released = (id: string, version: number): ReleasedSpecification | undefined =>
  CATALOGUE.find(({ document }) => document.id === id && document.version === version)

/** A contract as far as it names what was agreed; with the text, where a commissioner issued it here. */
type Agreed = {
  readonly specificationId: string
  readonly specificationVersion: number
  readonly specificationHash: string
  readonly issued?: ReleasedSpecification | null
}

/** What was agreed to: nothing where neither the catalogue nor whoever issued it has that text under that hash. */
export function agreedText(contract: Agreed): ReleasedSpecification | undefined {
  const held = contract.issued ?? released(contract.specificationId, contract.specificationVersion)
  return held?.hash === contract.specificationHash ? held : undefined
}
