import { isKnown } from './decided-doses.ts'
import { maybeOne, type Tx } from './tx.ts'

/** That the text of a dose was sent: not that it arrived, and not that anybody read it. */
export type TextSent = {
  readonly id: string
  readonly number: string
  readonly byName: string
  readonly at: number
}

export async function addTextSent(
  tx: Tx,
  sent: {
    readonly id: string
    readonly decisionId: string
    readonly patientId: string
    readonly number: string
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into text_sent (provider_id, id, decision_id, patient_id, number, by, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.providerId, sent.id, sent.decisionId, sent.patientId, sent.number, sent.by, sent.at],
  )
}

/** From when an answer to the text `t` is waited for: it was sent by hand, or somebody asked the outbox for it. `$1` is the provider. */
export const ASKED_AT = `coalesce((select m.at from outbox_message m where m.provider_id = $1 and m.id = t.id), t.at)`

/** When and to which number the text of a dose was sent, first to last. */
export async function textsSentOf(tx: Tx, decisionId: string): Promise<readonly TextSent[]> {
  return tx.query<TextSent>(
    `select t.id, t.number, s.name as "byName", ${ASKED_AT} as at
       from text_sent t
       join staff s on s.provider_id = t.provider_id and s.account_id = t.by
      where t.provider_id = $1 and t.decision_id = $2
      order by at, t.id`,
    [tx.providerId, decisionId],
  )
}

/** The newest dose before another of which the patient may know, told or sent by text: what a page and a text replace. */
export type KnownBefore = {
  readonly sequence: number
  readonly decidedAt: number
  /** Its text may lie on the telephone: acknowledged, or sent and not answered. */
  readonly isText: boolean
  /** A text of a dose still before it may lie there as well: its dates reach into the new ones, and nobody acknowledged a later one. */
  readonly earlierText: boolean
}

/** Whether a text of the dose may lie on the telephone; `decision` is its row. */
const isByText = (decision: string): string =>
  `(exists (select from text_sent x where x.provider_id = $1 and x.decision_id = ${decision}.id)
    or ${isAnswered(decision)})`

const isAnswered = (decision: string): string =>
  `exists (select from told t where t.provider_id = $1 and t.decision_id = ${decision}.id and t.how = 'message')`

export async function knownBefore(
  tx: Tx,
  decision: {
    readonly episodeId: string
    readonly sequence: number
    readonly fromOn: string
  },
): Promise<KnownBefore | undefined> {
  return maybeOne<KnownBefore>(
    tx,
    `select d.sequence, d.decided_at as "decidedAt", ${isByText('d')} as "isText",
            not ${isAnswered('d')} and exists (
              select from dose_decision earlier
               where earlier.provider_id = $1 and earlier.episode_id = $2 and earlier.sequence < d.sequence
                 and earlier.until_on >= $4 and ${isByText('earlier')}) as "earlierText"
       from dose_decision d
      where d.provider_id = $1 and d.episode_id = $2 and d.sequence < $3 and ${isKnown('d')}
      order by d.sequence desc limit 1`,
    [tx.providerId, decision.episodeId, decision.sequence, decision.fromOn],
  )
}

/** When the text of the dose `d` was first sent, as a page writes it; null where none was. `$1` is the provider. */
export const FIRST_TEXT_SENT = `(select to_char(min(x.at) at time zone 'Europe/London', 'DD-Mon-YYYY HH24:MI') from text_sent x
  where x.provider_id = $1 and x.decision_id = d.id)`
