import {
  addMessageEvent,
  type FoundMessage,
  type MessageState,
  moveMessage,
} from '#store/outbox.ts'
import type { Tx } from '#store/tx.ts'
import { newId } from './new-id.ts'

type To = {
  readonly state: MessageState
  readonly note: string | null
  /** Who did it; null where the product does it by itself. */
  readonly by: string | null
  /** When something is to be done for it again by itself. */
  readonly nextAt?: string
}

/** Moves a message of the outbox on, with the event that says so; false where somebody has moved it meanwhile. */
export async function moveOn(
  tx: Tx,
  now: number,
  message: Pick<FoundMessage, 'id' | 'state' | 'attempts'>,
  { state, note, by, nextAt }: To,
): Promise<boolean> {
  if (!(await moveMessage(tx, message, { state, nextAt: nextAt ?? null }))) return false
  const at = new Date(now).toISOString()
  await addMessageEvent(tx, { id: newId(now), messageId: message.id, what: state, note, by, at })
  return true
}
