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
}

export type NewAccount = {
  readonly id: string
  readonly username: string
  readonly passwordHash: string
  readonly oneTimeUntil: string | null
  readonly createdAt: string
}

const COLUMNS = `id, username, password_hash as "passwordHash", failed_tries as "failedTries",
  locked_until as "lockedUntil", disabled_at as "disabledAt", one_time_until as "oneTimeUntil"`

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

/**
 * Counts a try before its password is looked at, so that many at once cannot slip by. `locks` are the ends
 * of the lock after the first, second, third ... try; the last one holds for every later try.
 */
export async function countTry(
  outside: Outside,
  accountId: string,
  locks: readonly (string | null)[],
): Promise<void> {
  await outside.query(
    `update account set failed_tries = failed_tries + 1,
        locked_until = ($2::timestamptz[])[least(failed_tries + 1, cardinality($2::timestamptz[]))]
      where id = $1`,
    [accountId, locks],
  )
}

export async function forgetTries(outside: Outside, accountId: string): Promise<void> {
  await outside.query(
    'update account set failed_tries = 0, locked_until = null where id = $1 and failed_tries > 0',
    [accountId],
  )
}

export type Workplace = { readonly providerId: string; readonly providerName: string }

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
  workplace: Workplace,
): Promise<void> {
  await outside.query(
    'insert into account_provider (account_id, provider_id, provider_name) values ($1, $2, $3)',
    [accountId, workplace.providerId, workplace.providerName],
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
