import {
  addMessageEvent,
  type FoundMessage,
  type MessageState,
  moveMessage,
} from '#store/outbox.ts'
import type { Desk } from './desk.ts'

/** Moves a letter of the outbox on in the name of whoever does it, with what they write. */
export async function moveOn(
  { tx, actor, now, newId }: Desk,
  message: FoundMessage,
  state: MessageState,
  note: string,
): Promise<void> {
  if (!(await moveMessage(tx, message, { state, nextAt: null }))) return
  const at = new Date(now).toISOString()
  const event = { id: newId(), messageId: message.id, what: state, note }
  await addMessageEvent(tx, { ...event, by: actor.accountId, at })
}
