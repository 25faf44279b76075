import type { Outside } from './outside.ts'

export type NhsIdentity = {
  readonly id: string
  readonly accountId: string
  readonly linkedAt: number
  readonly lastUsedAt: number | null
}

const COLUMNS = `id, account_id as "accountId", linked_at as "linkedAt", last_used_at as "lastUsedAt"`

/** Who somebody is whom a service knows as this. */
export async function findNhsIdentity(
  outside: Outside,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<NhsIdentity | undefined> {
  const rows = await outside.query<NhsIdentity>(
    `select ${COLUMNS} from nhs_identity where issuer = $1 and subject = $2 and ended_at is null`,
    [issuer, subject],
  )
  return rows[0]
}

export async function nhsIdentityOf(
  outside: Outside,
  accountId: string,
): Promise<NhsIdentity | undefined> {
  const rows = await outside.query<NhsIdentity>(
    `select ${COLUMNS} from nhs_identity where account_id = $1 and ended_at is null`,
    [accountId],
  )
  return rows[0]
}

/** Links an identity to an account; answers false where either is linked already. */
export async function addNhsIdentity(
  outside: Outside,
  entry: {
    readonly id: string
    readonly accountId: string
    readonly issuer: string
    readonly subject: string
    readonly at: string
  },
): Promise<boolean> {
  const rows = await outside.query(
    `insert into nhs_identity (id, account_id, issuer, subject, linked_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning id`,
    [entry.id, entry.accountId, entry.issuer, entry.subject, entry.at],
  )
  return rows.length === 1
}

/** Notes that an identity opens a session; false where it is linked no longer. */
export async function noteNhsUse(outside: Outside, id: string, at: string): Promise<boolean> {
  const rows = await outside.query(
    'update nhs_identity set last_used_at = $2 where id = $1 and ended_at is null returning id',
    [id, at],
  )
  return rows.length === 1
}

/** Ends the link of an account; answers which identity it was. */
export async function endNhsIdentity(
  outside: Outside,
  accountId: string,
  { at, by }: { readonly at: string; readonly by: string },
): Promise<string | undefined> {
  const rows = await outside.query<{ readonly id: string }>(
    `update nhs_identity set ended_at = $2, ended_by = $3 where account_id = $1 and ended_at is null
     returning id`,
    [accountId, at, by],
  )
  return rows[0]?.id
}

export type NhsSession = {
  readonly tokenHash: Buffer
  readonly accountId: string
  readonly providerId: string
}

/** The open sessions that stand on one session of the service, or on all of a person that had begun by then. */
export async function sessionsOfNhs(
  outside: Outside,
  {
    issuer,
    subject,
    session,
    begunBy,
  }: {
    readonly issuer: string
    readonly subject: string | null
    readonly session: string | null
    readonly begunBy: string
  },
): Promise<readonly NhsSession[]> {
  return outside.query<NhsSession>(
    `select s.token_hash as "tokenHash", s.account_id as "accountId", s.provider_id as "providerId"
       from session s join nhs_identity i on i.id = s.nhs_identity_id
      where s.ended_at is null and i.issuer = $1 and ($2::text is null or i.subject = $2)
        and case when $3::text is null then s.started_at <= $4 else s.nhs_session = $3 end`,
    [issuer, subject, session, begunBy],
  )
}
