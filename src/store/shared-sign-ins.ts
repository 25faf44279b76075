import { WITHIN_MINUTES } from '#access/shared-sign-in.ts'
import type { Turn } from './sessions.ts'
import { maybeOne, type Tx } from './tx.ts'

/** Keeps a turn of an account between two of its sign-ins. */
export async function addTurn(
  tx: Tx,
  turn: Turn & { readonly id: string; readonly accountId: string; readonly at: string },
): Promise<void> {
  await tx.query(
    `insert into sign_in_turn (provider_id, id, account_id, at, seconds, left_started_at, left_browser,
       used_started_at, used_browser)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.providerId,
      turn.id,
      turn.accountId,
      turn.at,
      turn.seconds,
      new Date(turn.leftStartedAt).toISOString(),
      turn.leftBrowser,
      new Date(turn.usedStartedAt).toISOString(),
      turn.usedBrowser,
    ],
  )
}

/** When what is settled of an account was last settled. */
const settledBefore = (account: string, number: string) => `coalesce((
  select max(x.at) from shared_sign_in_settled x
    join shared_sign_in p on p.provider_id = x.provider_id and p.id = x.shared_id
   where x.provider_id = $1 and p.account_id = ${account} and p.number < ${number}), '-infinity')`

/** The instants of the turns of an account after this one that nothing has settled. */
export async function turnsAfter(
  tx: Tx,
  accountId: string,
  after: string,
): Promise<readonly number[]> {
  const rows = await tx.query<{ at: number }>(
    `select t.at from sign_in_turn t
      where t.provider_id = $1 and t.account_id = $2 and t.at > $3
        and t.at > ${settledBefore('$2', '2147483647')}
      order by t.at`,
    [tx.providerId, accountId, after],
  )
  return rows.map(({ at }) => at)
}

/** Opens that an account looks shared, unless that is open; answers whether it did. Of two at once one does. */
export async function openSharedSignIn(
  tx: Tx,
  found: { readonly id: string; readonly accountId: string; readonly at: string },
): Promise<boolean> {
  const opened = await tx.query(
    `insert into shared_sign_in (provider_id, id, account_id, number, found_at)
     select $1, $2, $3, coalesce(max(s.number), 0) + 1, $4
       from shared_sign_in s
      where s.provider_id = $1 and s.account_id = $3
     having count(*) filter (where not exists (
              select from shared_sign_in_settled x where x.provider_id = $1 and x.shared_id = s.id)) = 0
     on conflict do nothing returning id`,
    [tx.providerId, found.id, found.accountId, found.at],
  )
  return opened.length === 1
}

export type SharedSignIn = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly role: string
  /** Whether they work here still: whoever does not can do nothing with the account. */
  readonly worksHere: boolean
  /** When the password was last set; null where that is not known. */
  readonly passwordSetAt: number | null
  readonly foundAt: number
  readonly fromAt: number
  readonly untilAt: number
  readonly turns: number
  readonly closestSeconds: number
  readonly browsers: readonly string[]
  /** Null while it is open. */
  readonly outcome: string | null
  readonly note: string | null
  readonly settledByName: string | null
  readonly settledAt: number | null
}

const FOUND = `select f.id, f.account_id as "accountId", s.name, s.role, s.active as "worksHere",
         a.password_set_at as "passwordSetAt", f.found_at as "foundAt", t."fromAt", t."untilAt",
         t.turns, t."closestSeconds", t.browsers, x.outcome, x.note, w.name as "settledByName", x.at as "settledAt"
    from shared_sign_in f
    join staff s on s.provider_id = f.provider_id and s.account_id = f.account_id
    join account a on a.id = f.account_id
    left join shared_sign_in_settled x on x.provider_id = f.provider_id and x.shared_id = f.id
    left join staff w on w.provider_id = x.provider_id and w.account_id = x.by
    cross join lateral (
      select min(u.at) as "fromAt", max(u.at) as "untilAt", count(*)::int as turns,
             min(u.seconds)::int as "closestSeconds",
             array_remove(array(select distinct unnest(array_agg(u.left_browser) || array_agg(u.used_browser)) order by 1), null)
               as browsers
        from sign_in_turn u
       where u.provider_id = $1 and u.account_id = f.account_id
         and u.at > f.found_at - interval '${WITHIN_MINUTES} minutes'
         and u.at > ${settledBefore('f.account_id', 'f.number')}
         and (x.at is null or u.at <= x.at)) t
   where f.provider_id = $1`

/** Every account that looked shared: what is open first, then the newest. */
export async function sharedSignIns(tx: Tx): Promise<readonly SharedSignIn[]> {
  return tx.query<SharedSignIn>(`${FOUND} order by (x.at is not null), f.found_at desc, f.id`, [
    tx.providerId,
  ])
}

export async function findSharedSignIn(tx: Tx, id: string): Promise<SharedSignIn | undefined> {
  return maybeOne<SharedSignIn>(tx, `${FOUND} and f.id = $2`, [tx.providerId, id])
}

/** How many are open. */
export async function countSharedSignIns(tx: Tx): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from shared_sign_in f
      where f.provider_id = $1 and not exists (
        select from shared_sign_in_settled x where x.provider_id = f.provider_id and x.shared_id = f.id)`,
    [tx.providerId],
  )
  return rows[0]?.count ?? 0
}

/** Settles one with what it was; answers false when somebody has before. */
export async function settleSharedSignInRow(
  tx: Tx,
  settled: {
    readonly sharedId: string
    readonly outcome: string
    readonly note: string
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const added = await tx.query(
    `insert into shared_sign_in_settled (provider_id, shared_id, outcome, note, by, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning shared_id`,
    [tx.providerId, settled.sharedId, settled.outcome, settled.note, settled.by, settled.at],
  )
  return added.length === 1
}
