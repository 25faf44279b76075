import type { Pool } from 'pg'
import { type DiskProbe, diskProbe, foldersThere } from '#store/disk-space.ts'
import { holdReadOnly } from '#store/read-only.ts'

/** What the settings say of a disk, in percent that is free; 0 is never reached. */
export type DiskLimits = {
  readonly folders: readonly string[]
  /** Below it whoever runs Evenkeel is told. */
  readonly low: number
  /** Below it nothing is saved any more, so that the database never meets a full disk. */
  readonly stop: number
}

export type DiskSpace = { readonly folder: string; readonly freePercent: number }

export type DiskStanding = {
  readonly spaces: readonly DiskSpace[]
  readonly isLow: boolean
  /** Nothing is saved until there is room again. */
  readonly isStopped: boolean
}

export type DiskWatch = {
  /** As it was found last. */
  readonly standing: () => DiskStanding
  /** Looks at the disks, and holds the database read-only or lets it go. */
  readonly look: () => Promise<void>
}

/** So much more must be free again than what stopped it, so that it does not come and go. @technical percent of a disk */
const ROOM_AGAIN = 1

/** Watches the disks under the folders of this process (H27): told when room is low, and read-only before there is none. */
export function watchDisk(
  pool: Pool,
  { folders, low, stop }: DiskLimits,
  probe: DiskProbe = diskProbe,
): DiskWatch {
  let found: DiskStanding = { spaces: [], isLow: false, isStopped: false }
  const look = async () => {
    const spaces: DiskSpace[] = []
    for (const folder of foldersThere(folders)) {
      // A disk that does not answer says nothing of its room; what then fails is answered as always.
      const freePercent = await probe(folder).catch(() => undefined)
      if (freePercent !== undefined) spaces.push({ folder, freePercent })
    }
    const least = Math.min(...spaces.map(({ freePercent }) => freePercent))
    const isStopped = least < (found.isStopped ? stop + ROOM_AGAIN : stop)
    if (isStopped !== found.isStopped) holdReadOnly(pool, isStopped)
    found = { spaces, isLow: least < low, isStopped }
  }
  return { standing: () => found, look }
}
