import type { Role } from '#access/policy.ts'
import type { InstallationKind } from './installation.ts'
import type { Outside } from './outside.ts'

export type EndOfSession =
  | 'signed-out'
  | 'provider-switched'
  | 'password-changed'
  | 'signed-in-again'
  | 'second-step-changed'
  | 'second-step-reset'
  | 'ended-by-person'
  | 'ended-by-manager'
  | 'too-many'
  | 'nhs-signed-out'
  | 'nhs-unlinked'

/** How the person of a session has shown who they are. */
export type Proof = {
  /** By which second step it was opened; null where by none, or not yet. */
  readonly secondStep: 'code' | 'recovery-code' | 'passkey' | 'nhs' | null
  /** When everything was last shown that the account asks for; null where not yet. */
  readonly provenAt: number | null
}

/** A session as the database knows it: by the hash of its token, never by the token. */
export type SessionRecord = Proof & {
  /** What names it for as long as it lasts, whatever its token is now: the hash of the token that it began with. */
  readonly begunAs: Buffer
  readonly accountId: string
  readonly providerId: string
  readonly providerName: string | null
  readonly csrf: string
  /** Under which role its token was given; null where that was not noted. */
  readonly role: Role | null
  readonly startedAt: number
  readonly lastSeenAt: number
  readonly endedAt: number | null
  readonly endedBecause: EndOfSession | null
  readonly disabledAt: number | null
  readonly oneTimeUntil: number | null
  /** Whether the account has a second step, and what this installation is, which may demand one. */
  readonly hasSecondStep: boolean
  readonly installation: InstallationKind | null
  /** Since when the account is signed in elsewhere too, and in which kind of browser: the sign-in that was used last. */
  readonly elsewhereSince: number | null
  readonly elsewhereBrowser: string | null
}

/** What counts as signed in elsewhere: used after the one and started after the other. */
export type LiveSince = { readonly seen: string; readonly started: string }

/** By which identity of the NHS a session is opened, and which session there stands behind it. */
export type NhsOpening = { readonly identityId: string; readonly session: string | null }

export async function addSession(
  outside: Outside,
  session: Proof & {
    readonly tokenHash: Buffer
    readonly accountId: string
    readonly providerId: string
    readonly csrf: string
    readonly role: Role
    /** The kind of browser, where it says. */
    readonly browser: string | null
    readonly at: string
    readonly nhs?: NhsOpening | undefined
  },
): Promise<void> {
  await outside.query(
    `insert into session (token_hash, account_id, provider_id, csrf_token, started_at, last_seen_at, browser, second_step,
       proven_at, begun_as, nhs_identity_id, nhs_session, role)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $1, $9, $10, $11)`,
    [
      session.tokenHash,
      session.accountId,
      session.providerId,
      session.csrf,
      session.at,
      session.browser,
      session.secondStep,
      session.provenAt === null ? null : new Date(session.provenAt).toISOString(),
      session.nhs?.identityId ?? null,
      session.nhs?.session ?? null,
      session.role,
    ],
  )
}

/** Gives an open session another token, with what its person has shown now; answers whether it was open. */
export async function renewSession(
  outside: Outside,
  tokenHash: Buffer,
  renewed: {
    readonly tokenHash: Buffer
    readonly csrf: string
    readonly secondStep: Proof['secondStep']
    readonly at: string
  },
): Promise<boolean> {
  const rows = await outside.query(
    `update session set token_hash = $2, csrf_token = $3, second_step = $4, proven_at = $5
      where token_hash = $1 and ended_at is null returning token_hash`,
    [tokenHash, renewed.tokenHash, renewed.csrf, renewed.secondStep, renewed.at],
  )
  return rows.length === 1
}

/** Gives an open session another token because its person has another role; answers whether it was open under the one of before. */
export async function renewForRole(
  outside: Outside,
  tokenHash: Buffer,
  renewed: { readonly tokenHash: Buffer; readonly role: Role },
): Promise<boolean> {
  const rows = await outside.query(
    `update session set token_hash = $2, role = $3
      where token_hash = $1 and ended_at is null returning token_hash`,
    [tokenHash, renewed.tokenHash, renewed.role],
  )
  return rows.length === 1
}

/** The session with what the account says today: one look-up for each request. */
export async function findSession(
  outside: Outside,
  tokenHash: Buffer,
  live: LiveSince,
): Promise<SessionRecord | undefined> {
  const rows = await outside.query<SessionRecord>(
    `select s.begun_as as "begunAs", s.account_id as "accountId", s.provider_id as "providerId", w.provider_name as "providerName",
            s.csrf_token as csrf, s.role, s.started_at as "startedAt", s.last_seen_at as "lastSeenAt",
            s.ended_at as "endedAt", s.ended_because as "endedBecause", a.disabled_at as "disabledAt",
            a.one_time_until as "oneTimeUntil", s.second_step as "secondStep", s.proven_at as "provenAt",
            exists (select from second_step_had f where f.account_id = a.id and f.ended_at is null) as "hasSecondStep",
            (select kind from installation where id = 1) as installation, e.started_at as "elsewhereSince", e.browser as "elsewhereBrowser"
       from session s
       join account a on a.id = s.account_id
       left join account_provider w on w.account_id = s.account_id and w.provider_id = s.provider_id
       left join lateral (
         select o.started_at, o.browser from session o
          where o.account_id = s.account_id and o.started_at > $3 and o.last_seen_at > $2
            and o.ended_at is null and o.token_hash <> s.token_hash
          order by o.last_seen_at desc limit 1) e on true
      where s.token_hash = $1`,
    [tokenHash, live.seen, live.started],
  )
  return rows[0]
}

/** The use of one sign-in of an account soon after the use of another. */
export type Turn = {
  readonly seconds: number
  readonly leftStartedAt: number
  readonly leftBrowser: string | null
  readonly usedStartedAt: number
  readonly usedBrowser: string | null
}

/**
 * Notes that a session that was seen last at `seenAt` is used at this instant; answers the turn that this is, where another
 * session of the account was used since this one and not before `since`. Of two requests at once that saw the same, one notes
 * it: a turn is answered once. What is read is as it was before the note.
 */
export async function touchSession(
  outside: Outside,
  tokenHash: Buffer,
  { seenAt, at, since }: { readonly seenAt: string; readonly at: string; readonly since: string },
): Promise<Turn | undefined> {
  const rows = await outside.query<Turn>(
    `with noted as (
       update session set last_seen_at = $2 where token_hash = $1 and ended_at is null and last_seen_at = $4
       returning token_hash)
     select floor(extract(epoch from $2::timestamptz - o.last_seen_at))::int as seconds,
            o.started_at as "leftStartedAt", o.browser as "leftBrowser",
            s.started_at as "usedStartedAt", s.browser as "usedBrowser"
       from noted
       join session s on s.token_hash = noted.token_hash
       join session o on o.account_id = s.account_id and o.token_hash <> s.token_hash
      where o.ended_at is null and o.last_seen_at > s.last_seen_at
        and o.last_seen_at >= $3 and o.last_seen_at <= $2
      order by o.last_seen_at desc limit 1`,
    [tokenHash, at, since, seenAt],
  )
  return rows[0]
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

/** Ends every open session of an account, but for the one that is to stay. */
export async function endSessionsOf(
  outside: Outside,
  accountId: string,
  end: { readonly at: string; readonly because: EndOfSession; readonly but?: Buffer },
): Promise<void> {
  await outside.query(
    `update session set ended_at = $2, ended_because = $3
      where account_id = $1 and ended_at is null and token_hash is distinct from $4`,
    [accountId, end.at, end.because, end.but ?? null],
  )
}
