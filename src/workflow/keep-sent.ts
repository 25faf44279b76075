import { askedAgainAt } from '#recall/sending.ts'
import { findDecision } from '#store/decisions.ts'
import { whyNotInForce } from '#store/doses-in-force.ts'
import { addMessageEvent, type FoundMessage } from '#store/outbox.ts'
import { openTasksOf, type TaskKind } from '#store/tasks.ts'
import { addTold, countsAsTold, toldOf } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'
import { goesOn } from './dose-goes-on.ts'
import { newId } from './new-id.ts'
import { moved, whyNotTo } from './offer-message.ts'
import { closeByItself } from './telephone-task.ts'
import type { Receipt, Sent } from './text-gateway.ts'

/**
 * Keeps what the gateway said to a message that was offered. Without a plain answer nothing is known: it stays claimed and is
 * offered again, with its key. `message` is as it was claimed; what another has kept of it since stands.
 */
export async function keepSent(
  tx: Tx,
  now: number,
  message: FoundMessage,
  sent: Sent,
): Promise<void> {
  if (sent.kind === 'no-answer') {
    const at = new Date(now).toISOString()
    const event = { id: newId(now), messageId: message.id, what: 'no-answer', note: sent.why }
    return addMessageEvent(tx, { ...event, by: null, at })
  }
  const isTaken = sent.kind === 'accepted'
  const to = isTaken
    ? ({ state: 'accepted', nextAt: nextQuestion(now, message) } as const)
    : { state: sent.because }
  await moved(tx, now, message, { ...to, note: null })
}

const nextQuestion = (now: number, { askedAt }: FoundMessage): string =>
  new Date(askedAgainAt(now, askedAt) ?? now).toISOString()

/**
 * Keeps what became of a message that was taken. That it was delivered tells a dose that goes on as it was, and no changed one:
 * for that an answer is waited for (H16).
 */
export async function keepReceipt(
  tx: Tx,
  now: number,
  message: FoundMessage,
  said: Exclude<Receipt['kind'], 'no-answer'>,
): Promise<void> {
  if (said === 'accepted' || message.state !== 'accepted') return
  await moved(tx, now, message, { state: said, note: null }, async () => {
    if (said === 'delivered') await tellUnchanged(tx, now, message)
  })
}

const ENDS_WHEN_TOLD: readonly TaskKind[] = ['dose-not-told', 'text-not-answered']
const DELIVERED = {
  code: 'told',
  note: 'The text was delivered, and the dose goes on as it was.',
} as const

async function tellUnchanged(
  tx: Tx,
  now: number,
  { decisionId, episodeId, patientId, address, by }: FoundMessage,
): Promise<void> {
  // Delivered to whoever had that number: once the record names another one, nobody knows to whom.
  if ((await whyNotTo(tx, patientId, address)) !== undefined) return
  const decision = decisionId === null ? undefined : await findDecision(tx, decisionId)
  if (decision === undefined || !(await goesOn(tx, decision))) return
  const why = await whyNotInForce(tx, decision.id)
  if (why === undefined || why.length > 0 || countsAsTold(await toldOf(tx, decision.id))) return
  const [id, at] = [newId(now), new Date(now).toISOString()]
  const told = {
    id,
    decisionId: decision.id,
    patientId,
    how: 'delivered',
    toWhom: 'patient',
  } as const
  await addTold(tx, episodeId, { ...told, by, at })
  const open = (await openTasksOf(tx, episodeId)).filter(({ kind }) =>
    ENDS_WHEN_TOLD.includes(kind),
  )
  await closeByItself(tx, now, open, () => DELIVERED)
}
