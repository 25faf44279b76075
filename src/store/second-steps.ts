import type { Outside } from './outside.ts'

/** The authenticator of an account that is in use; its secret is sealed. */
export type SecondStep = {
  readonly id: string
  readonly sealedSecret: Buffer
  /** The check of the key outside the database that is in the seal; null where there is none. */
  readonly keyCheck: Buffer | null
  readonly addedAt: number
}

export async function findSecondStep(
  outside: Outside,
  accountId: string,
): Promise<SecondStep | undefined> {
  const rows = await outside.query<SecondStep>(
    `select id, sealed_secret as "sealedSecret", key_check as "keyCheck", added_at as "addedAt"
       from second_step where account_id = $1 and ended_at is null`,
    [accountId],
  )
  return rows[0]
}

/** Keeps the secret of an authenticator under another seal. */
export async function sealSecondStepAnew(
  outside: Outside,
  id: string,
  { sealedSecret, keyCheck }: Pick<SecondStep, 'sealedSecret' | 'keyCheck'>,
): Promise<void> {
  await outside.query('update second_step set sealed_secret = $2, key_check = $3 where id = $1', [
    id,
    sealedSecret,
    keyCheck,
  ])
}

/** The keys outside the database that are in the seals of authenticators in use, by their checks. */
export async function keysOfSecondSteps(outside: Outside): Promise<readonly Buffer[]> {
  const rows = await outside.query<{ readonly check: Buffer }>(
    'select distinct key_check as check from second_step where ended_at is null and key_check is not null',
    [],
  )
  return rows.map(({ check }) => check)
}

/** Takes a code by its half minute; answers false where that one or a later one was taken before. */
export async function takeStep(outside: Outside, id: string, step: number): Promise<boolean> {
  const rows = await outside.query(
    `update second_step set last_step = $2 where id = $1 and ended_at is null and last_step < $2
     returning id`,
    [id, step],
  )
  return rows.length === 1
}

export async function addSecondStep(
  outside: Outside,
  entry: {
    readonly id: string
    readonly accountId: string
    readonly sealedSecret: Buffer
    readonly keyCheck: Buffer | null
    readonly lastStep: number
    readonly at: string
  },
): Promise<void> {
  await outside.query(
    `insert into second_step (id, account_id, sealed_secret, last_step, added_at, key_check)
     values ($1, $2, $3, $4, $5, $6)`,
    [entry.id, entry.accountId, entry.sealedSecret, entry.lastStep, entry.at, entry.keyCheck],
  )
}

export type EndOfSecondStep = {
  readonly at: string
  readonly because: 'replaced' | 'removed' | 'reset'
  readonly by: string
}

/** Ends the authenticator that is in use; answers whether there was one. */
export async function endSecondStep(
  outside: Outside,
  accountId: string,
  { at, because, by }: EndOfSecondStep,
): Promise<boolean> {
  const ended = await outside.query(
    `update second_step set ended_at = $2, ended_because = $3, ended_by = $4
      where account_id = $1 and ended_at is null returning id`,
    [accountId, at, because, by],
  )
  return ended.length === 1
}

export async function endRecoveryCodes(
  outside: Outside,
  accountId: string,
  at: string,
): Promise<void> {
  await outside.query(
    `update recovery_code set ended_at = $2
      where account_id = $1 and used_at is null and ended_at is null`,
    [accountId, at],
  )
}

export async function addRecoveryCodes(
  outside: Outside,
  accountId: string,
  hashes: readonly Buffer[],
  at: string,
): Promise<void> {
  for (const hash of hashes) {
    await outside.query(
      'insert into recovery_code (code_hash, account_id, made_at) values ($1, $2, $3)',
      [hash, accountId, at],
    )
  }
}

/** Uses a recovery code of this account; each is used once. */
export async function takeRecoveryCode(
  outside: Outside,
  {
    accountId,
    hash,
    at,
  }: { readonly accountId: string; readonly hash: Buffer; readonly at: string },
): Promise<boolean> {
  const rows = await outside.query(
    `update recovery_code set used_at = $3
      where code_hash = $1 and account_id = $2 and used_at is null and ended_at is null
     returning code_hash`,
    [hash, accountId, at],
  )
  return rows.length === 1
}

/** What its person is told of the second step of an account. */
export type SecondStepStanding = {
  readonly addedAt: number | null
  readonly passkeys: number
  readonly codesLeft: number
  readonly codeUsedAt: number | null
  /** When somebody else ended the newest one, where none has been set up since. */
  readonly resetAt: number | null
  readonly resetBy: string | null
}

export async function secondStepStanding(
  outside: Outside,
  accountId: string,
): Promise<SecondStepStanding> {
  const rows = await outside.query<SecondStepStanding>(
    `select n.added_at as "addedAt",
            (select count(*)::int from passkey k where k.account_id = $1 and k.ended_at is null) as passkeys, r.ended_at as "resetAt", r.ended_by as "resetBy",
            (select count(*)::int from recovery_code c
              where c.account_id = $1 and c.used_at is null and c.ended_at is null) as "codesLeft",
            (select max(c.used_at) from recovery_code c where c.account_id = $1) as "codeUsedAt"
       from (select 1) one
       left join second_step n on n.account_id = $1 and n.ended_at is null
       left join lateral (
         select l.ended_at, l.ended_by,
                (select l.ended_at >= max(h.added_at) and bool_and(h.ended_at is not null)
                   from second_step_had h where h.account_id = $1) as is_newest
           from second_step_had l
          where l.account_id = $1 and l.ended_because = 'reset' order by l.ended_at desc limit 1) r on r.is_newest`,
    [accountId],
  )
  const [standing] = rows
  if (standing === undefined) throw new Error('a question of one row has none')
  return standing
}

/** Which of these accounts have a second step. */
export async function withSecondStep(
  outside: Outside,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await outside.query<{ id: string }>(
    'select distinct account_id as id from second_step_had where account_id = any($1) and ended_at is null',
    [accountIds],
  )
  return new Set(rows.map(({ id }) => id))
}
