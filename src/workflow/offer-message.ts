import { canonicalJson } from '#base/canonical.ts'
import { askedAgainAt, offeredAgainAt } from '#recall/sending.ts'
import { asMobile } from '#register/mobile-number.ts'
import { addAuditLine } from '#store/audit.ts'
import { whyNotInForce } from '#store/doses-in-force.ts'
import { type FoundMessage, type MessageState, moveMessage } from '#store/outbox.ts'
import { findPatient } from '#store/patients.ts'
import { addTextSent } from '#store/texts-sent.ts'
import { countsAsTold, toldOf } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'
import { moveOn } from './move-message.ts'
import { againstText } from './send-text.ts'

/** What is to be asked of the gateway, once this is kept. */
export type Claimed =
  | { readonly kind: 'ask' }
  | { readonly kind: 'send'; readonly message: FoundMessage }

/**
 * Takes a message that is due: it is the turn of whoever claims it, and of nobody else until it is due again. One that is not to
 * go any more ends here, kept with why: a dose that another has replaced is never sent (H16).
 */
export async function claim(
  tx: Tx,
  now: number,
  message: FoundMessage,
): Promise<Claimed | undefined> {
  const { nextAt, state, attempts } = message
  if (nextAt === null || nextAt > now) return undefined
  if (state === 'accepted') return askAgain(tx, now, message)
  const ending = await whyNotSent(tx, now, message)
  if (ending !== undefined) {
    await moved(tx, now, message, ending)
    return undefined
  }
  const again = Math.min(offeredAgainAt(now, attempts + 1), message.lastAt ?? Infinity)
  const to = {
    state: 'sending',
    attempts: attempts + 1,
    nextAt: new Date(again).toISOString(),
  } as const
  await moveMessage(tx, message, to)
  // From here it may lie on the telephone, whether anybody says so or not: what comes after it replaces it.
  if (attempts === 0) await noteSent(tx, now, message)
  return { kind: 'send', message: { ...message, ...to, nextAt: null } }
}

async function askAgain(tx: Tx, now: number, message: FoundMessage): Promise<Claimed | undefined> {
  const next = askedAgainAt(now, message.askedAt)
  if (next === undefined) {
    await moved(tx, now, message, {
      state: 'no-receipt',
      note: 'The network never said what became of it.',
    })
    return undefined
  }
  await moveMessage(tx, message, { state: 'accepted', nextAt: new Date(next).toISOString() })
  return { kind: 'ask' }
}

type Ending = { readonly state: MessageState; readonly note: string }

/** Moves a message on by itself, does what follows from that, and ends with the line in the audit. */
export async function moved(
  tx: Tx,
  now: number,
  message: Pick<FoundMessage, 'id' | 'state' | 'attempts' | 'patientId'>,
  to: { readonly state: MessageState; readonly note: string | null; readonly nextAt?: string },
  following: () => Promise<void> = async () => {},
): Promise<void> {
  if (!(await moveOn(tx, now, message, { ...to, by: null }))) return
  await following()
  const { state } = to
  const at = new Date(now).toISOString()
  const line = { act: 'send-messages', at, patient: message.patientId, subject: message.id, state }
  await addAuditLine(tx, canonicalJson(line))
}

/** Why a message is not given to the gateway now, whatever was so when somebody asked for it. */
async function whyNotSent(
  tx: Tx,
  now: number,
  { decisionId, patientId, address, lastAt }: FoundMessage,
): Promise<Ending | undefined> {
  const cancelled = (note: string): Ending => ({ state: 'cancelled', note })
  if (decisionId === null) return cancelled('It is of no dose.')
  const why = await whyNotInForce(tx, decisionId)
  if (why === undefined || why.length > 0) return cancelled('The dose is not to be given any more.')
  if (countsAsTold(await toldOf(tx, decisionId))) return cancelled('The patient had been told.')
  const elsewhere = await whyNotTo(tx, patientId, address)
  if (elsewhere !== undefined) return cancelled(elsewhere)
  const isLate = lastAt === null || now >= lastAt
  return isLate ? { state: 'expired', note: 'It could not be sent in time.' } : undefined
}

/** Why a number is not the one by which this patient is texted now; undefined while it is. */
export async function whyNotTo(
  tx: Tx,
  patientId: string,
  address: string,
): Promise<string | undefined> {
  const patient = await findPatient(tx, patientId)
  if (patient === undefined || asMobile(patient.details.mobile) !== address) {
    return 'The mobile number on record is another one.'
  }
  return againstText(patient.details)?.message
}

const noteSent = (
  tx: Tx,
  now: number,
  { id, decisionId, patientId, address, by }: FoundMessage,
): Promise<void> =>
  decisionId === null
    ? Promise.resolve()
    : addTextSent(tx, {
        id,
        decisionId,
        patientId,
        number: address,
        by,
        at: new Date(now).toISOString(),
      })
