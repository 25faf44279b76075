import type { Outside } from './outside.ts'
import type { EndOfSession, LiveSince, Proof } from './sessions.ts'

// The sessions of one account, or of one identity, beside the one that asks.

/** A session to be ended, and with which provider. */
export type NamedSession = { readonly tokenHash: Buffer; readonly providerId: string }

/**
 * The whole sign-ins of an account that are open beside this one and begun before the newest `keep` of them. One that owes its second step
 * opens nothing and is none; a demonstration, whose sign-ins are printed, has no end of them.
 */
export async function sessionsBeyond(
  outside: Outside,
  {
    accountId,
    own,
    keep,
  }: { readonly accountId: string; readonly own: Buffer; readonly keep: number },
  live: LiveSince,
): Promise<readonly NamedSession[]> {
  return outside.query<NamedSession>(
    `select s.token_hash as "tokenHash", s.provider_id as "providerId"
       from session s
      where s.account_id = $1 and s.token_hash <> $2 and s.ended_at is null and s.last_seen_at > $3 and s.started_at > $4
        and (s.second_step is not null
             or not exists (select from second_step_had f where f.account_id = $1 and f.ended_at is null))
        and exists (select from installation where kind <> 'demonstration')
      order by s.started_at desc, s.last_seen_at desc offset $5`,
    [accountId, own, live.seen, live.started, keep],
  )
}

/** Ends every open session that an identity of the NHS opened. */
export async function endSessionsOfIdentity(
  outside: Outside,
  identityId: string,
  end: { readonly at: string; readonly because: EndOfSession },
): Promise<void> {
  await outside.query(
    'update session set ended_at = $2, ended_because = $3 where nhs_identity_id = $1 and ended_at is null',
    [identityId, end.at, end.because],
  )
}

/** Ends the open sessions of an account at one provider, or the named one of them; answers how many. */
export async function endSessionsHere(
  outside: Outside,
  accountId: string,
  which: { readonly providerId: string; readonly name: string | null; readonly at: string },
): Promise<number> {
  const rows = await outside.query(
    `update session set ended_at = $4, ended_because = 'ended-by-manager'
      where account_id = $1 and provider_id = $2 and ended_at is null and ($3::text is null or token_hash = decode($3, 'hex'))
     returning begun_as`,
    [accountId, which.providerId, which.name, which.at],
  )
  return rows.length
}

/** Whether a session of this account, named by what it began as, is open. */
export async function isOpenSession(
  outside: Outside,
  begunAs: Buffer,
  accountId: string,
): Promise<boolean> {
  const rows = await outside.query(
    'select begun_as from session where begun_as = $1 and account_id = $2 and ended_at is null',
    [begunAs, accountId],
  )
  return rows.length > 0
}

/** An open session as its person recognises it. */
export type OpenSession = {
  readonly tokenHash: Buffer
  readonly providerId: string
  readonly startedAt: number
  readonly lastSeenAt: number
  readonly browser: string | null
  readonly secondStep: Proof['secondStep']
}

/** The sessions of an account that are open and were used lately, the one used last first. */
export async function openSessionsOf(
  outside: Outside,
  accountId: string,
  live: LiveSince,
): Promise<readonly OpenSession[]> {
  return outside.query<OpenSession>(
    `select token_hash as "tokenHash", provider_id as "providerId", started_at as "startedAt", last_seen_at as "lastSeenAt", browser,
            second_step as "secondStep"
       from session
      where account_id = $1 and started_at > $3 and last_seen_at > $2 and ended_at is null
      order by last_seen_at desc, started_at desc`,
    [accountId, live.seen, live.started],
  )
}
