import type { House } from '#workflow/desk.ts'
import { type InstallationFigures, installationFigures } from '#workflow/installation-figures.ts'
import type { Family } from './exposition.ts'

/** Counting goes through every provider, so it is done at most once in this time, however often it is read. */
const GOOD_FOR_MS = 60_000

/**
 * The figures of the database, as they were counted last: reading waits for the first count only. While the database is away
 * the last figures stay, and the time at which they were counted says how old they are.
 */
export function installationFamilies(house: House): () => Promise<readonly Family[]> {
  let last: InstallationFigures | undefined
  let asked: { readonly at: number; readonly counting: Promise<void> } | undefined
  const count = async () => {
    last = await installationFigures(house).catch(() => last)
  }
  return async () => {
    const now = performance.now()
    if (asked === undefined || now - asked.at > GOOD_FOR_MS) {
      asked = { at: now, counting: count() }
    }
    if (last === undefined) await asked.counting
    return last === undefined ? [] : familiesOf(last, house.clock())
  }
}

const familiesOf = (figures: InstallationFigures, now: number): readonly Family[] => [
  {
    name: 'evenkeel_outbox_messages',
    help: 'Messages of the whole installation, by where they stand.',
    type: 'gauge',
    samples: Object.entries(figures.messages).map(([state, value]) => ({
      labels: { state },
      value,
    })),
  },
  {
    name: 'evenkeel_read_only',
    help: 'Whether the database takes no changes, so that nothing can be saved: 1 or 0.',
    type: 'gauge',
    samples: [{ value: figures.isReadOnly ? 1 : 0 }],
  },
  {
    name: 'evenkeel_open_alarms',
    help: 'Alarms of the whole installation that nobody has closed.',
    type: 'gauge',
    samples: [{ value: figures.openAlarms }],
  },
  {
    name: 'evenkeel_oldest_open_alarm_seconds',
    help: 'How long the oldest of them is open; 0 where none is.',
    type: 'gauge',
    samples: [{ value: Math.max(0, (now - (figures.oldestAlarmAt ?? now)) / 1000) }],
  },
  {
    name: 'evenkeel_figures_timestamp_seconds',
    help: 'When the messages and alarms were counted.',
    type: 'gauge',
    samples: [{ value: figures.countedAt / 1000 }],
  },
]
