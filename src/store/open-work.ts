import type { MessageState } from './outbox.ts'
import { ALARM_KINDS_SQL } from './tasks.ts'
import { maybeOne, type Tx } from './tx.ts'

/** How many messages of this provider stand where. */
export const messagesByState = (tx: Tx) =>
  tx.query<{ readonly state: MessageState; readonly count: number }>(
    'select state, count(*) as count from outbox_message where provider_id = $1 group by state',
    [tx.providerId],
  )

export type OpenAlarms = { readonly count: number; readonly oldestAt: number | null }

/** The alarms of this provider that nobody has closed, and since when the oldest is open. */
export async function openAlarms(tx: Tx): Promise<OpenAlarms> {
  const found = await maybeOne<OpenAlarms>(
    tx,
    `select count(*) as count, min(opened_at) as "oldestAt" from task
      where provider_id = $1 and state <> 'closed' and kind in ${ALARM_KINDS_SQL}`,
    [tx.providerId],
  )
  return found ?? { count: 0, oldestAt: null }
}
