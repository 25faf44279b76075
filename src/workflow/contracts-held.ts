import type { ContractVersion } from '#store/contracts.ts'

/** The newest version of each contract. */
export function newestOf(versions: readonly ContractVersion[]): readonly ContractVersion[] {
  const newest = new Map<string, ContractVersion>()
  for (const version of versions) {
    const known = newest.get(version.id)
    if (known === undefined || known.version < version.version) newest.set(version.id, version)
  }
  return [...newest.values()]
}
