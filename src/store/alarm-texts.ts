import type { Tx } from './tx.ts'

/** A site's own words beside the published action of an alarm. */
export type AlarmText = {
  readonly code: string
  readonly version: number
  /** Empty takes the text before out of force. */
  readonly says: string
  readonly writtenBy: string
  readonly writtenByName: string
  readonly writtenAt: number
  /** Null while nobody has agreed: it is then not in force. */
  readonly agreedByName: string | null
  readonly agreedAt: number | null
}

const TEXTS = `select t.code, t.version, t.says, t.written_by as "writtenBy", w.name as "writtenByName",
         t.written_at as "writtenAt", a.name as "agreedByName", g.agreed_at as "agreedAt"
    from alarm_text t
    join staff w on w.provider_id = t.provider_id and w.account_id = t.written_by
    left join alarm_text_agreed g on g.provider_id = t.provider_id and g.code = t.code and g.version = t.version
    left join staff a on a.provider_id = g.provider_id and a.account_id = g.agreed_by`

/** Every version of every text, newest first. */
export async function alarmTexts(tx: Tx): Promise<readonly AlarmText[]> {
  return tx.query<AlarmText>(`${TEXTS} where t.provider_id = $1 order by t.code, t.version desc`, [
    tx.providerId,
  ])
}

/** The texts in force beside these alarms: of each, the newest that two people stand for. */
export async function textsInForce(
  tx: Tx,
  codes: readonly string[],
): Promise<readonly AlarmText[]> {
  const found = await tx.query<AlarmText>(
    `select distinct on (code) * from (${TEXTS}
        where t.provider_id = $1 and t.code = any ($2::text[]) and g.agreed_at is not null) agreed
      order by code, version desc`,
    [tx.providerId, codes],
  )
  return found.filter(({ says }) => says !== '')
}

/** Adds the next version; answers false when somebody else has added it. */
export async function addAlarmText(
  tx: Tx,
  text: Pick<AlarmText, 'code' | 'version' | 'says' | 'writtenBy'> & { readonly at: string },
): Promise<boolean> {
  const added = await tx.query(
    `insert into alarm_text (provider_id, code, version, says, written_by, written_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning version`,
    [tx.providerId, text.code, text.version, text.says, text.writtenBy, text.at],
  )
  return added.length === 1
}

/** Keeps that a second person agrees; answers false when somebody has before. */
export async function agreeAlarmText(
  tx: Tx,
  text: Pick<AlarmText, 'code' | 'version' | 'writtenBy'>,
  by: string,
  at: string,
): Promise<boolean> {
  const added = await tx.query(
    `insert into alarm_text_agreed (provider_id, code, version, written_by, agreed_by, agreed_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning version`,
    [tx.providerId, text.code, text.version, text.writtenBy, by, at],
  )
  return added.length === 1
}
