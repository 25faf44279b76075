import type { Logger } from 'pino'
import type { DiskWatch } from '#workflow/disk-watch.ts'

/** So often the room on the disks is looked at: what fills them takes longer over the last percents. */
const PAUSE_MS = 5000

/** Looks at the disks from now on, and says in the log when that changes what can be done. Answers how to stop. */
export function startDiskLooks(disk: DiskWatch, log: Logger): () => void {
  const look = async () => {
    const before = disk.standing()
    await disk.look()
    const now = disk.standing()
    if (now.isStopped !== before.isStopped || now.isLow !== before.isLow) {
      log.warn({ disks: now.spaces, low: now.isLow, stopped: now.isStopped }, 'room on the disks')
    }
  }
  const timer = setInterval(look, PAUSE_MS)
  void look()
  return () => clearInterval(timer)
}
