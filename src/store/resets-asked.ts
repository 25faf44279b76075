import type { Outside } from './outside.ts'

export type ResetAsked = {
  readonly accountId: string
  readonly providerId: string
  readonly by: string
  readonly at: string
}

/** Notes that a reset is asked for at one provider; twice at one instant is once. */
export async function addResetAsked(outside: Outside, asked: ResetAsked): Promise<void> {
  await outside.query(
    `insert into second_step_reset_asked (account_id, provider_id, asked_by, asked_at)
     values ($1, $2, $3, $4) on conflict do nothing`,
    [asked.accountId, asked.providerId, asked.by, asked.at],
  )
}

/** Whether somebody else has asked for the same at another provider since, and it has led to none yet. */
export async function isAskedElsewhere(
  outside: Outside,
  { accountId, providerId, by }: Omit<ResetAsked, 'at'>,
  since: string,
): Promise<boolean> {
  const rows = await outside.query(
    `select from second_step_reset_asked
      where account_id = $1 and provider_id <> $2 and asked_by <> $3 and asked_at > $4 and used_at is null limit 1`,
    [accountId, providerId, by, since],
  )
  return rows.length > 0
}

/** Everything that was asked for has led to a reset, and leads to no other. */
export async function closeResetsAsked(
  outside: Outside,
  accountId: string,
  at: string,
): Promise<void> {
  await outside.query(
    'update second_step_reset_asked set used_at = $2 where account_id = $1 and used_at is null',
    [accountId, at],
  )
}
