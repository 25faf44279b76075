import { canonicalJson } from '#base/canonical.ts'
import { mayStep, type TransferPackage, type TransferStep } from '#register/transfer.ts'
import { providerNamed } from '#store/service-offers.ts'
import {
  addTransferEvent,
  findTransfer,
  type NewTransferEvent,
  type Transfer,
  type TransferEvent,
  transferEvents,
} from '#store/transfers.ts'
import { besideOf, type Tx } from '#store/tx.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, notHere, type Refused, refused } from './outcome.ts'

/** A transfer that is not over, as this provider has it. */
export type OpenTransfer = {
  readonly kind: 'transfer'
  readonly transfer: Transfer
  readonly events: readonly TransferEvent[]
  /** What was handed over last. */
  readonly package: TransferPackage
}

/** Opens a transfer for its next step, if this side may take it now. A provider outside is stepped for by whoever is here. */
export async function openTransfer(
  { tx }: Desk,
  id: string,
  next: TransferStep,
): Promise<OpenTransfer | Refused> {
  const transfer = await findTransfer(tx, id)
  const events = transfer === undefined ? [] : await transferEvents(tx, id)
  const last = events.at(-1)
  const handed = events.findLast((event) => event.package !== null)?.package ?? null
  if (transfer === undefined || last === undefined || handed === null) return notHere('transfer')
  const sides =
    transfer.otherProviderId === null ? (['sends', 'receives'] as const) : [transfer.side]
  if (!sides.some((side) => mayStep(last.what, next, side))) return STEP_NOT_OPEN
  return { kind: 'transfer', transfer, events, package: handed }
}

const STEP_NOT_OPEN = refused(409, {
  field: '',
  code: 'transfer-state',
  message:
    'This cannot be done to this transfer now: it is over, or it waits for the other side. Open it again to see where it stands.',
})

export type Step = {
  readonly what: TransferStep
  readonly words: string
  readonly package?: TransferPackage
  /** The record of the patient, at this provider. */
  readonly own?: { readonly patientId: string; readonly episodeId: string }
}

/** The step as this provider or the other one writes it down. */
export async function eventOf(
  { tx, actor, now }: Desk,
  events: readonly TransferEvent[],
  { what, words, package: handed, own }: Step,
): Promise<NewTransferEvent> {
  return {
    number: events.length + 1,
    what,
    words,
    package: handed ?? null,
    patientId: own?.patientId ?? null,
    episodeId: own?.episodeId ?? null,
    by: actor.accountId,
    byName: actor.name,
    byProvider: (await providerNamed(tx, tx.providerId)) ?? '',
    at: new Date(now).toISOString(),
  }
}

/**
 * Writes a step at both providers in one transaction, the sender's first: of two steps at once the second finds its number taken, and
 * nothing of it is kept.
 */
export async function takeStep(
  desk: Desk,
  { transfer, events }: OpenTransfer,
  step: Step,
): Promise<Refused | undefined> {
  const event = await eventOf(desk, events, step)
  const own = (tx: Tx) => addTransferEvent(tx, transfer.id, event)
  const { otherProviderId } = transfer
  if (otherProviderId === null) return (await own(desk.tx)) ? undefined : MEANWHILE
  const theirs = { ...event, patientId: null, episodeId: null }
  const other = () =>
    besideOf(desk.tx, otherProviderId, async (tx) => ({
      answer: await addTransferEvent(tx, transfer.id, theirs),
      line: lineBeside(desk, transfer, event),
    }))
  const isFirst = transfer.side === 'sends'
  const isKept = isFirst
    ? (await own(desk.tx)) && (await other())
    : (await other()) && (await own(desk.tx))
  return isKept ? undefined : MEANWHILE
}

export const MEANWHILE = changedMeanwhile('this transfer')

/** What the audit of the other provider says: who of which provider did what to a transfer of theirs. */
export function lineBeside(
  { actor, now, tx }: Desk,
  { id }: Transfer,
  { what, byProvider, byName }: Pick<NewTransferEvent, 'what' | 'byProvider' | 'byName'>,
  patientId: string | null = null,
): string {
  return canonicalJson({
    act: 'step-transfer',
    at: new Date(now).toISOString(),
    by: actor.accountId,
    role: actor.role,
    who: `${byName}, ${byProvider}`,
    from: tx.providerId,
    subject: id,
    noted: { what },
    ...(patientId !== null && { patient: patientId }),
  })
}
