import type { TransferPackage, TransferSide, TransferStep } from '#register/transfer.ts'
import { maybeOne, type Tx } from './tx.ts'

export type Transfer = {
  readonly id: string
  readonly side: TransferSide
  /** Null of a provider outside this installation. */
  readonly otherProviderId: string | null
  readonly otherName: string
  readonly otherContact: string
  readonly patientId: string | null
  readonly episodeId: string | null
}

export type TransferEvent = {
  readonly number: number
  readonly what: TransferStep
  readonly words: string
  readonly package: TransferPackage | null
  readonly patientId: string | null
  readonly episodeId: string | null
  readonly by: string
  readonly byName: string
  readonly byProvider: string
  readonly at: number
}

const TRANSFER = `t.id, t.side, t.other_provider_id as "otherProviderId", t.other_name as "otherName",
  t.other_contact as "otherContact", t.patient_id as "patientId", t.episode_id as "episodeId"`

export async function findTransfer(tx: Tx, id: string): Promise<Transfer | undefined> {
  return maybeOne<Transfer>(
    tx,
    `select ${TRANSFER} from transfer t where t.provider_id = $1 and t.id = $2`,
    [tx.providerId, id],
  )
}

/** What happened to a transfer, first to last. */
export async function transferEvents(tx: Tx, id: string): Promise<readonly TransferEvent[]> {
  return tx.query<TransferEvent>(
    `select s.number, s.what, s.words, s.package, s.patient_id as "patientId", s.episode_id as "episodeId", s.by,
            s.by_name as "byName", s.by_provider as "byProvider", s.at
       from transfer_step s where s.provider_id = $1 and s.transfer_id = $2 order by s.number`,
    [tx.providerId, id],
  )
}

/** A transfer in a list: where it stands, and whom it is about. */
export type ListedTransfer = Transfer & {
  readonly last: TransferStep
  readonly lastAt: number
  readonly openedAt: number
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: string
}

/** The transfers of this provider, open ones first, then the newest. */
export async function listedTransfers(tx: Tx, most: number): Promise<readonly ListedTransfer[]> {
  return tx.query<ListedTransfer>(
    `select ${TRANSFER}, l.what as last, l.at as "lastAt", t.opened_at as "openedAt",
            p.package -> 'patient' ->> 'familyName' as "familyName", p.package -> 'patient' ->> 'givenName' as "givenName",
            p.package -> 'patient' ->> 'dateOfBirth' as "dateOfBirth"
       from transfer t
       cross join lateral (select s.what, s.at from transfer_step s
                            where s.provider_id = $1 and s.transfer_id = t.id order by s.number desc limit 1) l
       cross join lateral (select s.package from transfer_step s
                            where s.provider_id = $1 and s.transfer_id = t.id and s.package is not null
                            order by s.number desc limit 1) p
      where t.provider_id = $1
      order by l.what in ('accepted', 'declined', 'withdrawn'), l.at desc, t.id limit $2`,
    [tx.providerId, most],
  )
}

/** The transfer of a course that is not over; nothing where it is not being handed over. */
export async function openTransferOf(tx: Tx, episodeId: string): Promise<Transfer | undefined> {
  return maybeOne<Transfer>(
    tx,
    `select ${TRANSFER} from transfer t
      where t.provider_id = $1 and t.episode_id = $2
        and not exists (select from transfer_step s where s.provider_id = $1 and s.transfer_id = t.id
                           and s.what in ('accepted', 'declined', 'withdrawn'))`,
    [tx.providerId, episodeId],
  )
}

export async function addTransfer(tx: Tx, transfer: Transfer, openedAt: string): Promise<void> {
  await tx.query(
    `insert into transfer (provider_id, id, side, other_provider_id, other_name, other_contact, patient_id, episode_id, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.providerId,
      transfer.id,
      transfer.side,
      transfer.otherProviderId,
      transfer.otherName,
      transfer.otherContact,
      transfer.patientId,
      transfer.episodeId,
      openedAt,
    ],
  )
}

export type NewTransferEvent = Omit<TransferEvent, 'at'> & { readonly at: string }

/** Adds the next step; answers false where somebody else has taken one in its place. */
export async function addTransferEvent(
  tx: Tx,
  transferId: string,
  event: NewTransferEvent,
): Promise<boolean> {
  const added = await tx.query(
    `insert into transfer_step (provider_id, transfer_id, number, what, words, package, patient_id, episode_id, by, by_name,
       by_provider, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (provider_id, transfer_id, number) do nothing returning number`,
    [
      tx.providerId,
      transferId,
      event.number,
      event.what,
      event.words,
      event.package === null ? null : JSON.stringify(event.package),
      event.patientId,
      event.episodeId,
      event.by,
      event.byName,
      event.byProvider,
      event.at,
    ],
  )
  return added.length === 1
}
