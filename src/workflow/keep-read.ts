import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/canonical.ts'
import type { ReadBundle, SentEntry } from '#interchange/result-bundle.ts'
import { keepSent } from '#store/sent-results.ts'
import type { Done } from './act.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'

/** What a file held: each INR has an id by which it is taken in. */
export type BroughtIn = Done & {
  readonly sentIds: readonly string[]
  /** Those of which nothing has become yet: they are taken in next, and none a second time without being asked. */
  readonly toTakeIn: readonly string[]
  /** So many of them were brought in before. */
  readonly known: number
  /** What each observation of something else calls itself: they are not taken. */
  readonly others: readonly string[]
  /** The file waits under this id until somebody has named its columns; nothing of it is read yet. */
  readonly fileId?: string
  /** The hash of the header through whose naming it was read, where that is not our own. */
  readonly header?: string
}

/** Keeps what was read of a file, each result once. */
export async function keepRead(desk: Desk, read: ReadBundle): Promise<BroughtIn | Refused> {
  if (read.kind === 'refused') {
    const { place, code, message } = read.fault
    const at = place === '' ? '' : `${place}: `
    return refused(422, { field: 'file', code, message: `${at}${message}` })
  }
  const kept: Kept[] = []
  for (const entry of read.entries) {
    const by = desk.actor.accountId
    const at = new Date(desk.now).toISOString()
    const sent = await keepSent(desk.tx, { id: desk.newId(), entry, hash: hashOf(entry), by, at })
    kept.push({ ...sent, entry })
  }
  const known = kept.filter(({ isNew }) => !isNew).length
  const { others } = read
  const noted = { results: kept.length, known, others: others.length }
  const sentIds = kept.map(({ id }) => id)
  const toTakeIn = controlsFirst(kept.filter(({ isLookedAt }) => !isLookedAt))
  return { kind: 'done', noted, sentIds, toTakeIn, known, others }
}

type Kept = Awaited<ReturnType<typeof keepSent>> & { readonly entry: SentEntry }

/** What a meter's controls said is known before any result of it, in the order in which they were measured (H06). */
const controlsFirst = (kept: readonly Kept[]): readonly string[] =>
  kept.toSorted((a, b) => orderOf(a) - orderOf(b)).map(({ id }) => id)

/** Results keep the order of the file: sorting is stable. */
const orderOf = ({ entry: { control } }: Kept): number =>
  control === undefined ? Number.MAX_SAFE_INTEGER : (control.doneAt ?? 0)

/** What was read of it; where it could not be read, the observation as it stands. */
const hashOf = ({ sent, observation }: SentEntry): string =>
  createHash('sha256')
    .update(canonicalJson(sent ?? observation))
    .digest('hex')
