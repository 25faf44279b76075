import { maybeOne, type Tx } from './tx.ts'

/** Where a message stands. What is `waiting`, `sending` or `accepted` has something to be done by itself. */
export type MessageState =
  | 'waiting'
  | 'sending'
  | 'accepted'
  | 'delivered'
  | 'failed'
  | 'unknown-number'
  | 'refused'
  | 'expired'
  | 'no-receipt'
  | 'cancelled'
  | 'to-confirm'
  | 'confirmed'

export type Recipient = 'patient' | 'practice' | 'pharmacy'

export type NewMessage = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly kind: 'dose' | 'stop-notice'
  readonly channel: 'text' | 'letter'
  readonly recipient: Recipient
  readonly address: string
  readonly parts: readonly string[]
  readonly decisionId: string | null
  readonly by: string
  readonly at: string
  readonly expiresAt: string | null
}

/**
 * Writes a message with the next number of its patient; whoever asks holds the record of the patient. The text of a dose names
 * the one of the same course that went, or may have gone, before it.
 */
export async function addMessage(tx: Tx, message: NewMessage): Promise<void> {
  const isText = message.channel === 'text'
  await tx.query(
    `insert into outbox_message (provider_id, id, patient_id, episode_id, sequence, kind, channel, recipient, address, parts,
       decision_id, replaces, by, at, expires_at, state, next_at)
     values ($1, $2, $3, $4,
       (select coalesce(max(m.sequence), 0) + 1 from outbox_message m where m.provider_id = $1 and m.patient_id = $3),
       $5, $6, $7, $8, $9, $10,
       (select m.id from outbox_message m
         where m.provider_id = $1 and m.episode_id = $4 and m.kind = 'dose' and $5 = 'dose' and m.attempts > 0
         order by m.sequence desc limit 1),
       $11, $12, $13, $14, $15)`,
    [
      tx.providerId,
      message.id,
      message.patientId,
      message.episodeId,
      message.kind,
      message.channel,
      message.recipient,
      message.address,
      JSON.stringify(message.parts),
      message.decisionId,
      message.by,
      message.at,
      message.expiresAt,
      isText ? 'waiting' : 'to-confirm',
      isText ? message.at : null,
    ],
  )
}

export type FoundMessage = Omit<NewMessage, 'at' | 'expiresAt'> & {
  readonly sequence: number
  readonly replaces: string | null
  readonly state: MessageState
  readonly attempts: number
  readonly nextAt: number | null
  readonly byName: string
  /** When a person asked for it, and until when it may be sent. */
  readonly askedAt: number
  readonly lastAt: number | null
}

const FOUND = `m.id, m.patient_id as "patientId", m.episode_id as "episodeId", m.sequence, m.kind, m.channel, m.recipient,
  m.address, m.parts, m.decision_id as "decisionId", m.replaces, m.by, m.at as "askedAt", m.expires_at as "lastAt", m.state,
  m.attempts, m.next_at as "nextAt", s.name as "byName"`
const FROM = `outbox_message m join staff s on s.provider_id = m.provider_id and s.account_id = m.by`

export async function findMessage(tx: Tx, id: string): Promise<FoundMessage | undefined> {
  return maybeOne<FoundMessage>(
    tx,
    `select ${FOUND} from ${FROM} where m.provider_id = $1 and m.id = $2`,
    [tx.providerId, id],
  )
}

/** The text message of a dose; undefined where nobody asked for one. */
export async function textMessageOf(tx: Tx, decisionId: string): Promise<FoundMessage | undefined> {
  return maybeOne<FoundMessage>(
    tx,
    `select ${FOUND} from ${FROM}
      where m.provider_id = $1 and m.decision_id = $2 and m.channel = 'text'`,
    [tx.providerId, decisionId],
  )
}

/** What a course has in the outbox that a person confirms, the newest first. */
export async function noticesOf(tx: Tx, episodeId: string): Promise<readonly FoundMessage[]> {
  return tx.query<FoundMessage>(
    `select ${FOUND} from ${FROM}
      where m.provider_id = $1 and m.episode_id = $2 and m.kind = 'stop-notice' order by m.sequence desc`,
    [tx.providerId, episodeId],
  )
}

/** The messages that something is to be done for by now: those to send before those to ask about, the longest due first. */
export async function dueMessages(tx: Tx, now: string, most: number) {
  return tx.query<{ id: string; patientId: string }>(
    `select id, patient_id as "patientId" from outbox_message
      where provider_id = $1 and next_at is not null and next_at <= $2
      order by (state = 'accepted'), next_at, id limit $3`,
    [tx.providerId, now, most],
  )
}

/** Moves a message on, if it stands as it was seen; answers whether it did. What was sent never changes. */
export async function moveMessage(
  tx: Tx,
  seen: Pick<FoundMessage, 'id' | 'state' | 'attempts'>,
  to: {
    readonly state: MessageState
    readonly attempts?: number
    readonly nextAt: string | null
  },
): Promise<boolean> {
  const moved = await tx.query(
    `update outbox_message set state = $5, attempts = $6, next_at = $7
      where provider_id = $1 and id = $2 and state = $3 and attempts = $4 returning id`,
    [
      tx.providerId,
      seen.id,
      seen.state,
      seen.attempts,
      to.state,
      to.attempts ?? seen.attempts,
      to.nextAt,
    ],
  )
  return moved.length === 1
}

export async function addMessageEvent(
  tx: Tx,
  event: {
    readonly id: string
    readonly messageId: string
    readonly what: string
    readonly note: string | null
    readonly by: string | null
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into outbox_event (provider_id, id, message_id, what, note, by, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.providerId, event.id, event.messageId, event.what, event.note, event.by, event.at],
  )
}

export type MessageEvent = {
  readonly id: string
  readonly what: string
  readonly note: string | null
  readonly byName: string | null
  readonly at: number
}

/** What happened to a message, first to last. */
export async function messageEvents(tx: Tx, messageId: string): Promise<readonly MessageEvent[]> {
  return tx.query<MessageEvent>(
    `select e.id, e.what, e.note, s.name as "byName", e.at
       from outbox_event e
       left join staff s on s.provider_id = e.provider_id and s.account_id = e.by
      where e.provider_id = $1 and e.message_id = $2
      order by e.at, e.id`,
    [tx.providerId, messageId],
  )
}
