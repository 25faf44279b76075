import type { Pool } from 'pg'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { isReadOnly, isReadOnlyRefusal } from '#store/read-only.ts'
import { inTransaction } from '#store/tx.ts'
import type { House } from './desk.ts'

/** What this process knows of a database that takes no changes, and keeps meanwhile of what it would have written. */
type Watch = {
  /** When this process first found that nothing can be saved; undefined while everything can. */
  since: number | undefined
  askedAt: number
  /** When each session was used that could not note it: who works on is not signed out for doing nothing. */
  readonly uses: Map<string, number>
  /** Sessions that somebody left; the database cannot know. */
  readonly left: Set<string>
}

const watches = new WeakMap<Pool, Watch>()

function watchOf({ pool }: House): Watch {
  const known = watches.get(pool)
  if (known !== undefined) return known
  const watch = { since: undefined, askedAt: 0, uses: new Map(), left: new Set<string>() }
  watches.set(pool, watch)
  return watch
}

/** Keeps in mind what the database has just said of itself; answers since when nothing can be saved. */
export function noteReadOnly(house: House, now: boolean): number | undefined {
  const watch = watchOf(house)
  watch.askedAt = Date.now()
  watch.since = now ? (watch.since ?? house.clock()) : undefined
  return watch.since
}

/** @technical Milliseconds for which an answer of the database is good. */
const GOOD_FOR_MS = 1000

/** Since when nothing can be saved, asked at most once a second: for pages of nobody who is signed in, and for jobs. */
export async function readOnlySince(house: House): Promise<number | undefined> {
  const watch = watchOf(house)
  if (Date.now() - watch.askedAt < GOOD_FOR_MS) return watch.since
  return noteReadOnly(house, await isReadOnly(outside(house.pool)))
}

/** Whether the database has refused something because it takes no changes at the moment. */
export const isRefusedAsReadOnly = (error: unknown): boolean => isReadOnlyRefusal(error)

/** What was found last, where nobody can be asked: a refusal of the database is on its way to a page. */
export const readOnlyAsFound = (house: House): number =>
  watchOf(house).since ?? noteReadOnly(house, true) ?? house.clock()

const nameOf = (tokenHash: Buffer): string => tokenHash.toString('base64')

export function keepUse(house: House, tokenHash: Buffer, now: number): void {
  watchOf(house).uses.set(nameOf(tokenHash), now)
}

/** When a session was used last, as far as the database or this process knows. */
export const lastUse = (house: House, tokenHash: Buffer, noted: number): number =>
  Math.max(noted, watchOf(house).uses.get(nameOf(tokenHash)) ?? 0)

export function keepLeft(house: House, tokenHash: Buffer): void {
  watchOf(house).left.add(nameOf(tokenHash))
}

export const hasLeft = (house: House, tokenHash: Buffer): boolean =>
  watchOf(house).left.has(nameOf(tokenHash))

/** Brings what was looked at while nothing could be saved into the audit of its provider. */
export async function bringInLooks(house: House): Promise<void> {
  await house.looks?.take(({ provider, line }) =>
    inTransaction(house.pool, provider, async (tx) => {
      await addAuditLine(tx, line)
      return { keep: true, answer: undefined }
    }),
  )
}
