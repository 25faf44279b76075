import { dueMessages, type FoundMessage, findMessage } from '#store/outbox.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { isReconciling } from '#store/unknown-here.ts'
import { waitForVisit } from '#store/visits.ts'
import { atProviders } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { keepReceipt, keepSent } from './keep-sent.ts'
import { claim } from './offer-message.ts'
import type { Gateway } from './text-gateway.ts'

/** @technical Most messages of a provider that one round looks at: the next round is a minute away. */
const MOST_AT_ONCE = 200

/**
 * Gives each message of the outbox that is due to the gateway, and asks what became of those that it took, at each provider
 * (H16). Three steps, each kept before the next: the message is claimed, the gateway is asked with the key of the message, the
 * answer is kept. Whatever dies between two steps, the next round offers the same message with the same key, so that it is sent
 * once. A gateway that does not answer is left alone until the next round.
 */
export async function sendMessages(house: House, stop: AbortSignal): Promise<void> {
  const { gateway } = house
  if (gateway === undefined) return
  await atProviders(house, async (providerId) => {
    const now = new Date(house.clock()).toISOString()
    const due = await inProvider(house, providerId, async (tx) =>
      (await isReconciling(tx)) ? [] : await dueMessages(tx, now, MOST_AT_ONCE),
    )
    for (const { id, patientId } of due) {
      if (stop.aborted) return
      const isReached = await step(house, gateway, { providerId, id, patientId })
      if (!isReached) return
    }
  })
}

type Due = { readonly providerId: string; readonly id: string; readonly patientId: string }

/** Answers whether the gateway can be asked for the next one. */
async function step(house: House, gateway: Gateway, due: Due): Promise<boolean> {
  const claimed = await onRecord(house, due, (tx, message) => claim(tx, house.clock(), message))
  if (claimed === undefined) return true
  if (claimed.kind === 'ask') {
    const receipt = await gateway.receiptOf(due.id)
    if (receipt.kind === 'no-answer') return false
    await onRecord(house, due, (tx, seen) => keepReceipt(tx, house.clock(), seen, receipt.kind))
    return true
  }
  const { message } = claimed
  const { address: to, sequence, parts } = message
  const sent = await gateway.send({ key: message.id, to, sequence, parts })
  await house.journal?.write({
    kind: 'message',
    provider: due.providerId,
    at: new Date(house.clock()).toISOString(),
    reference: message.id,
    patient: due.patientId,
  })
  await onRecord(house, due, (tx) => keepSent(tx, house.clock(), message, sent))
  return sent.kind !== 'no-answer'
}

/** Works on a message as it stands now, with the record of its patient in hand, as an act does. */
function onRecord<T>(
  house: House,
  { providerId, id, patientId }: Due,
  work: (tx: Tx, message: FoundMessage) => Promise<T>,
): Promise<T | undefined> {
  return inProvider(house, providerId, async (tx) => {
    await waitForVisit(tx, patientId)
    const message = await findMessage(tx, id)
    return message && work(tx, message)
  })
}

const inProvider = <T>(
  house: House,
  providerId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  inTransaction(house.pool, providerId, async (tx) => ({ keep: true, answer: await work(tx) }))
