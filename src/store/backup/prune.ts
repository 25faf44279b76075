import { readdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, day } from '#base/day.ts'
import {
  basesIn,
  type Manifest,
  readManifest,
  readReach,
  sealedIn,
  sealedPath,
  walName,
} from './copies-folder.ts'
import { syncFolder } from './durable.ts'
import { CopyRefused } from './refusal.ts'
import { isSegment, numberOf, segmentAt } from './segments.ts'

/** What is kept of a folder of copies: any moment of so many days, and so many whole copies however old they are. */
export type Keep = { readonly days: number; readonly least: number }

export type Pruned = {
  readonly removed: readonly string[]
  readonly segments: number
  readonly kept: number
  /** Any moment between these two can be restored still. */
  readonly from: string
  readonly until: string
}

/** A copy under this name is none: it is on its way out, and the next pruning ends what was interrupted. */
const GOING = '.going'

/**
 * Removes whole copies that are no longer needed, then the log that none of those which stay needs. `sound` is a copy that
 * was just read again: it stays whatever its age. Days count back from how far the copies reach, so that neither a clock
 * that is wrong nor a service that stopped makes them fewer.
 */
export async function pruneCopies(
  folder: string,
  key: Buffer,
  sound: string,
  keep: Keep,
): Promise<Pruned> {
  await removeGoing(folder)
  const reach = await readReach(folder, key)
  if (reach === undefined) throw new CopyRefused(`${folder} has no finished backup.`)
  const copies = await Promise.all(
    basesIn(folder).map(async (base) => ({ base, ...(await readManifest(folder, key, base)) })),
  )
  const since = daysBefore(reach.checkedAt, keep.days)
  const stays = staying(copies, since, keep.least, sound)
  const [oldest] = stays
  if (oldest === undefined) throw new Error('no copy would stay')
  const removed = copies.filter((copy) => !stays.includes(copy)).map(({ base }) => base)
  for (const base of removed) await rename(join(folder, base), join(folder, base + GOING))
  await syncFolder(folder)
  await removeGoing(folder)
  const segments = await removeLog(folder, stays)
  const kept = stays.length
  return { removed, segments, kept, from: oldest.takenAt, until: reach.checkedAt }
}

/** The same time of so many days before, written so that text compares as time does. */
const daysBefore = (moment: string, days: number): string =>
  addDays(day(moment.slice(0, DATE_LENGTH)), -days) + moment.slice(DATE_LENGTH)
const DATE_LENGTH = '2026-11-22'.length

type Copy = Manifest & { readonly base: string }

/** A moment is restored from the newest copy before it, so the newest one before the first of the days stays, too. */
function staying(
  copies: readonly Copy[],
  since: string,
  least: number,
  sound: string,
): readonly Copy[] {
  const first = copies.findLastIndex(({ takenAt }) => takenAt <= since)
  const from = Math.max(0, Math.min(first, copies.length - least))
  return copies.filter(({ base }, index) => index >= from || base === sound)
}

async function removeGoing(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((one) => one.endsWith(GOING))) {
    await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** Which timelines there were is small and stays. */
async function removeLog(folder: string, stays: readonly Copy[]): Promise<number> {
  const needed = stays
    .map(({ startLsn }) => segmentAt(startLsn))
    .reduce((least, one) => (one < least ? one : least))
  const log = sealedIn(folder, 'wal').filter((name) => isSegment(name) && numberOf(name) < needed)
  for (const name of log) await rm(sealedPath(folder, walName(name)))
  return log.length
}
