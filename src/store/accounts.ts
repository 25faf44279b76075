import type { Outside } from './outside.ts'

/** Who may try to sign in. What a person may do is each provider's own (staff). */
export type Account = {
  readonly id: string
  readonly username: string
  readonly passwordHash: string
  readonly failedTries: number
  readonly lockedUntil: number | null
  readonly disabledAt: number | null
  /** Until when a password that an administrator gave out works; null for the person's own. */
  readonly oneTimeUntil: number | null
  readonly hasSecondStep: boolean
  /** Somebody else ended the newest one, and none has been set up since. */
  readonly isSecondStepReset: boolean
}

export type NewAccount = {
  readonly id: string
  readonly username: string
  readonly passwordHash: string
  readonly oneTimeUntil: string | null
  readonly createdAt: string
}

const COLUMNS = `id, username, password_hash as "passwordHash", failed_tries as "failedTries",
  locked_until as "lockedUntil", disabled_at as "disabledAt", one_time_until as "oneTimeUntil",
  exists (select from second_step_had f where f.account_id = account.id and f.ended_at is null) as "hasSecondStep",
  coalesce((select max(l.ended_at) filter (where l.ended_because = 'reset') >= max(l.added_at) and bool_and(l.ended_at is not null)
              from second_step_had l where l.account_id = account.id), false) as "isSecondStepReset"`

export async function findAccountByUsername(
  outside: Outside,
  username: string,
): Promise<Account | undefined> {
  const rows = await outside.query<Account>(`select ${COLUMNS} from account where username = $1`, [
    username,
  ])
  return rows[0]
}

export async function findAccount(outside: Outside, id: string): Promise<Account | undefined> {
  const rows = await outside.query<Account>(`select ${COLUMNS} from account where id = $1`, [id])
  return rows[0]
}

/** Adds an account; answers false when the user name is taken, by anybody at any provider. */
export async function addAccount(outside: Outside, account: NewAccount): Promise<boolean> {
  const added = await outside.query(
    `insert into account (id, username, password_hash, failed_tries, one_time_until, created_at)
     values ($1, $2, $3, 0, $4, $5) on conflict (username) do nothing returning id`,
    [account.id, account.username, account.passwordHash, account.oneTimeUntil, account.createdAt],
  )
  return added.length === 1
}

/** Sets a password; the person's own has no end, one that was given out has. */
export async function setPassword(
  outside: Outside,
  entry: {
    readonly accountId: string
    readonly passwordHash: string
    readonly oneTimeUntil: string | null
    readonly at: string
  },
): Promise<void> {
  await outside.query(
    `update account set password_hash = $2, one_time_until = $3, failed_tries = 0, locked_until = null,
       password_set_at = $4
      where id = $1`,
    [entry.accountId, entry.passwordHash, entry.oneTimeUntil, entry.at],
  )
}

/** A try that was counted: until when the account rests by it; or how long it rests already. */
export type CountedTry =
  | { readonly kind: 'counted'; readonly restsUntil: number | null }
  | { readonly kind: 'resting'; readonly until: number }

/**
 * Counts a try before it is looked at, in one statement with the question whether the account rests, so that many at once cannot
 * slip by. `locks` are the ends of the lock after the first, second, third ... try; the last one holds for every later try.
 */
export async function countTry(
  outside: Outside,
  accountId: string,
  { now, locks }: { readonly now: number; readonly locks: readonly (string | null)[] },
): Promise<CountedTry> {
  const at = new Date(now).toISOString()
  const counted = await outside.query<{ readonly until: number | null }>(
    `update account set failed_tries = failed_tries + 1,
        locked_until = ($2::timestamptz[])[least(failed_tries + 1, cardinality($2::timestamptz[]))]
      where id = $1 and (locked_until is null or locked_until <= $3)
     returning locked_until as until`,
    [accountId, locks, at],
  )
  if (counted[0] !== undefined) return { kind: 'counted', restsUntil: counted[0].until }
  const rows = await outside.query<{ readonly until: number | null }>(
    'select locked_until as until from account where id = $1',
    [accountId],
  )
  return { kind: 'resting', until: rows[0]?.until ?? now }
}

/** Wakes an account that rests by one certain try, which was right as far as it went. The try stays counted. */
export async function wake(
  outside: Outside,
  accountId: string,
  restsUntil: number | null,
): Promise<void> {
  if (restsUntil === null) return
  await outside.query(
    'update account set locked_until = null where id = $1 and locked_until = $2',
    [accountId, new Date(restsUntil).toISOString()],
  )
}

export async function forgetTries(outside: Outside, accountId: string): Promise<void> {
  await outside.query(
    'update account set failed_tries = 0, locked_until = null where id = $1 and failed_tries > 0',
    [accountId],
  )
}

export type Workplace = { readonly providerId: string; readonly providerName: string }

/** A workplace with what kind of organisation it is. */
type NewWorkplace = Workplace & { readonly isCommissioner: boolean }

/** The providers that an account may enter, by name. */
export async function workplacesOf(
  outside: Outside,
  accountId: string,
): Promise<readonly Workplace[]> {
  return outside.query<Workplace>(
    `select provider_id as "providerId", provider_name as "providerName" from account_provider
      where account_id = $1 order by provider_name, provider_id`,
    [accountId],
  )
}

export async function addWorkplace(
  outside: Outside,
  accountId: string,
  { providerId, providerName, isCommissioner }: NewWorkplace,
): Promise<void> {
  await outside.query(
    'insert into account_provider (account_id, provider_id, provider_name, is_commissioner) values ($1, $2, $3, $4)',
    [accountId, providerId, providerName, isCommissioner],
  )
}

/** The user names of these accounts, by account. */
export async function usernamesOf(
  outside: Outside,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await outside.query<{ id: string; username: string }>(
    'select id, username from account where id = any($1)',
    [accountIds],
  )
  return new Map(rows.map(({ id, username }) => [id, username]))
}
