import { monitorEventLoopDelay } from 'node:perf_hooks'
import process from 'node:process'
import { VERSION } from '#base/version.ts'
import type { House } from '#workflow/desk.ts'
import type { DiskSpace } from '#workflow/disk-watch.ts'
import type { Family, Labels } from './exposition.ts'

/** The event loop is looked at so often; what is late beyond it is the delay. */
const LOOK_MS = 20
const NS_PER_S = 1e9
const QUANTILES = [0.5, 0.99, 1]

type Delays = ReturnType<typeof monitorEventLoopDelay>

export const watchEventLoop = (): Delays => {
  const watch = monitorEventLoopDelay({ resolution: LOOK_MS })
  watch.enable()
  return watch
}

/** What holds of this process now. The delays are those since they were last read. */
export function processFamilies({ pool, commit, disk }: House, delays: Delays): readonly Family[] {
  const idle = pool.idleCount
  const families = [
    gauge('evenkeel_info', 'The version and the commit that are served.', 1, {
      version: VERSION,
      commit: commit ?? 'not known',
    }),
    gauge('evenkeel_pool_connections_in_use', 'Connections at work.', pool.totalCount - idle),
    gauge('evenkeel_pool_connections_most', 'Connections that there may be.', pool.options.max),
    gauge('evenkeel_pool_waiting', 'Who waits for a connection.', pool.waitingCount),
    ...diskFamily(disk?.standing().spaces ?? []),
    delayFamily(delays),
    gauge('process_resident_memory_bytes', 'Memory held.', process.memoryUsage.rss()),
    gauge('process_start_time_seconds', 'When it began.', startedAt),
  ]
  delays.reset()
  return families
}

const startedAt = Math.round(performance.timeOrigin / 1000)

const gauge = (name: string, help: string, value: number, labels: Labels = {}): Family => ({
  name,
  help,
  type: 'gauge',
  samples: [{ value, labels }],
})

/** Numbered, and by no name: what a folder is called is for this machine alone. */
const diskFamily = (spaces: readonly DiskSpace[]): readonly Family[] =>
  spaces.length === 0
    ? []
    : [
        {
          name: 'evenkeel_disk_free_percent',
          help: 'Free percent of the disk under each folder of this process: the data, then the journal.',
          type: 'gauge',
          samples: spaces.map(({ freePercent }, nth) => ({
            labels: { folder: String(nth + 1) },
            value: freePercent,
          })),
        },
      ]

function delayFamily(delays: Delays): Family {
  const late = (quantile: number) => {
    const seconds = delays.count === 0 ? 0 : delays.percentile(quantile * 100) / NS_PER_S
    return Math.max(0, seconds - LOOK_MS / 1000)
  }
  return {
    name: 'evenkeel_event_loop_delay_seconds',
    help: 'How late the event loop was since this was last read: half the time, 99 in 100, and at worst.',
    type: 'gauge',
    samples: QUANTILES.map((quantile) => ({
      labels: { quantile: String(quantile) },
      value: late(quantile),
    })),
  }
}
