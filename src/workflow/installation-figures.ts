import { messagesByState, openAlarms } from '#store/open-work.ts'
import type { MessageState } from '#store/outbox.ts'
import { outside } from '#store/outside.ts'
import { providersOf } from '#store/providers.ts'
import { isReadOnly } from '#store/read-only.ts'
import { inTransaction } from '#store/tx.ts'
import type { House } from './desk.ts'

/** How the whole installation stands: sums over every provider, from which nobody can tell one provider or person. */
export type InstallationFigures = {
  readonly countedAt: number
  /** Whether the database takes no changes. */
  readonly isReadOnly: boolean
  readonly messages: Readonly<Record<MessageState, number>>
  readonly openAlarms: number
  /** Since when the oldest alarm is open; undefined where none is. */
  readonly oldestAlarmAt: number | undefined
}

const NO_MESSAGES: Readonly<Record<MessageState, number>> = {
  waiting: 0,
  sending: 0,
  accepted: 0,
  delivered: 0,
  failed: 0,
  'unknown-number': 0,
  refused: 0,
  expired: 0,
  'no-receipt': 0,
  cancelled: 0,
  'to-confirm': 0,
  confirmed: 0,
}

/** Counts one provider after the other, on one connection, so that no visit waits for it. */
export async function installationFigures({ pool, clock }: House): Promise<InstallationFigures> {
  const messages = { ...NO_MESSAGES }
  let [alarms, oldestAt] = [0, Number.POSITIVE_INFINITY]
  for (const { providerId } of await providersOf(pool)) {
    const counted = await inTransaction(pool, providerId, async (tx) => ({
      keep: false,
      answer: { messages: await messagesByState(tx), alarms: await openAlarms(tx) },
    }))
    for (const { state, count } of counted.messages) messages[state] += count
    alarms += counted.alarms.count
    oldestAt = Math.min(oldestAt, counted.alarms.oldestAt ?? oldestAt)
  }
  return {
    countedAt: clock(),
    isReadOnly: await isReadOnly(outside(pool)),
    messages,
    openAlarms: alarms,
    oldestAlarmAt: alarms === 0 ? undefined : oldestAt,
  }
}
