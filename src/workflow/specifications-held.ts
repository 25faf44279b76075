import { CATALOGUE, type ReleasedSpecification } from '#contract/catalogue.ts'
import { issuedSpecifications } from '#store/specifications.ts'
import type { Tx } from '#store/tx.ts'

/** Every specification that a contract of this installation can be on: those of the catalogue, and what commissioners have issued here. */
export const heldSpecifications = async (tx: Tx): Promise<readonly ReleasedSpecification[]> => [
  ...CATALOGUE,
  ...(await issuedSpecifications(tx)),
]

/** A specification as a form names it. */
export const specificationKey = ({ document: { id, version } }: ReleasedSpecification): string =>
  `${id} ${version}`
