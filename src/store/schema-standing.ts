import type { Migration } from './migrate.ts'

/** A migration as the database has taken it; `worksFrom` is null where it was taken before that was noted. */
export type Taken = {
  readonly version: number
  readonly name: string
  readonly sha256: string
  readonly worksFrom: number | null
}

/** By way of JSON, so that a database whose table does not have the column yet answers too. */
export const WHAT_WAS_TAKEN = `
  select version, name, sha256, (to_jsonb(m) ->> 'works_from')::int as "worksFrom"
    from schema_migration m order by version`

/** How the schema of a database stands to this version of the code. */
export type Standing =
  | { readonly kind: 'same' }
  | { readonly kind: 'behind' }
  /** It has further migrations, each of which says that this version works on beside it. */
  | { readonly kind: 'ahead' }
  | { readonly kind: 'too-new'; readonly worksFrom: number }
  | { readonly kind: 'changed'; readonly version: number; readonly name: string }

export function standingOf(taken: readonly Taken[], known: readonly Migration[]): Standing {
  const changed = taken.find(
    (row, index) => index < known.length && row.sha256 !== known[index]?.sha256,
  )
  if (changed !== undefined) return { kind: 'changed', ...changed }
  if (taken.length < known.length) return { kind: 'behind' }
  const further = taken.slice(known.length)
  if (further.length === 0) return { kind: 'same' }
  const worksFrom = Math.max(...further.map((row) => row.worksFrom ?? row.version))
  return worksFrom <= known.length ? { kind: 'ahead' } : { kind: 'too-new', worksFrom }
}

/** What to say where the standing is one in which nothing may be saved. */
export function tooNew(taken: number, worksFrom: number, known: number): string {
  return (
    `The database is at schema ${taken}, on which versions of Evenkeel work that know schema ${worksFrom}; ` +
    `this one knows ${known}. Start the newer version.`
  )
}
