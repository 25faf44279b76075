import type { Outside } from './outside.ts'

export type EndOfSession =
  | 'signed-out'
  | 'provider-switched'
  | 'password-changed'
  | 'signed-in-again'

/** A session as the database knows it: by the hash of its token, never by the token. */
export type SessionRecord = {
  readonly accountId: string
  readonly providerId: string
  readonly providerName: string | null
  readonly csrf: string
  readonly startedAt: number
  readonly lastSeenAt: number
  readonly endedAt: number | null
  readonly endedBecause: EndOfSession | null
  readonly disabledAt: number | null
  readonly oneTimeUntil: number | null
}

export async function addSession(
  outside: Outside,
  session: {
    readonly tokenHash: Buffer
    readonly accountId: string
    readonly providerId: string
    readonly csrf: string
    readonly at: string
  },
): Promise<void> {
  await outside.query(
    `insert into session (token_hash, account_id, provider_id, csrf_token, started_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $5)`,
    [session.tokenHash, session.accountId, session.providerId, session.csrf, session.at],
  )
}

/** The session with what the account says today: one look-up for each request. */
export async function findSession(
  outside: Outside,
  tokenHash: Buffer,
): Promise<SessionRecord | undefined> {
  const rows = await outside.query<SessionRecord>(
    `select s.account_id as "accountId", s.provider_id as "providerId", w.provider_name as "providerName",
            s.csrf_token as csrf, s.started_at as "startedAt", s.last_seen_at as "lastSeenAt",
            s.ended_at as "endedAt", s.ended_because as "endedBecause", a.disabled_at as "disabledAt",
            a.one_time_until as "oneTimeUntil"
       from session s
       join account a on a.id = s.account_id
       left join account_provider w on w.account_id = s.account_id and w.provider_id = s.provider_id
      where s.token_hash = $1`,
    [tokenHash],
  )
  return rows[0]
}

export async function touchSession(outside: Outside, tokenHash: Buffer, at: string): Promise<void> {
  await outside.query(
    'update session set last_seen_at = $2 where token_hash = $1 and ended_at is null and last_seen_at < $2',
    [tokenHash, at],
  )
}

export async function endSession(
  outside: Outside,
  tokenHash: Buffer,
  end: { readonly at: string; readonly because: EndOfSession },
): Promise<void> {
  await outside.query(
    'update session set ended_at = $2, ended_because = $3 where token_hash = $1 and ended_at is null',
    [tokenHash, end.at, end.because],
  )
}

/** Ends every open session of an account. */
export async function endSessionsOf(
  outside: Outside,
  accountId: string,
  end: { readonly at: string; readonly because: EndOfSession },
): Promise<void> {
  await outside.query(
    'update session set ended_at = $2, ended_because = $3 where account_id = $1 and ended_at is null',
    [accountId, end.at, end.because],
  )
}
