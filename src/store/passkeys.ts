import type { Outside } from './outside.ts'
import type { EndOfSecondStep } from './second-steps.ts'

/** What is kept of a passkey to know it again: its public half. */
export type PasskeyRecord = {
  readonly id: string
  readonly accountId: string
  readonly credentialId: Buffer
  readonly publicKey: Buffer
  readonly transports: readonly string[]
  readonly signCount: number
}

/** A passkey as its person recognises it. */
export type PasskeyListed = {
  readonly id: string
  readonly name: string
  readonly addedAt: number
  readonly lastUsedAt: number | null
}

const RECORD = `id, account_id as "accountId", credential_id as "credentialId", public_key as "publicKey", transports,
  sign_count::float8 as "signCount"`

/** The passkeys of an account that are in use. */
export async function passkeysOf(
  outside: Outside,
  accountId: string,
): Promise<readonly PasskeyRecord[]> {
  return outside.query<PasskeyRecord>(
    `select ${RECORD} from passkey where account_id = $1 and ended_at is null order by added_at, id`,
    [accountId],
  )
}

export async function findPasskey(
  outside: Outside,
  credentialId: Buffer,
): Promise<PasskeyRecord | undefined> {
  const rows = await outside.query<PasskeyRecord>(
    `select ${RECORD} from passkey where credential_id = $1 and ended_at is null`,
    [credentialId],
  )
  return rows[0]
}

export async function passkeysListed(
  outside: Outside,
  accountId: string,
): Promise<readonly PasskeyListed[]> {
  return outside.query<PasskeyListed>(
    `select id, name, added_at as "addedAt", last_used_at as "lastUsedAt"
       from passkey where account_id = $1 and ended_at is null order by added_at, id`,
    [accountId],
  )
}

/** Adds a passkey; answers false where this one is known already, in use or ended, here or at another account. */
export async function addPasskey(
  outside: Outside,
  entry: PasskeyRecord & {
    readonly name: string
    readonly challengeAt: number
    readonly at: string
  },
): Promise<boolean> {
  const rows = await outside.query(
    `insert into passkey (id, account_id, credential_id, public_key, transports, name, sign_count, newest_challenge, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (credential_id) do nothing returning id`,
    [
      entry.id,
      entry.accountId,
      entry.credentialId,
      entry.publicKey,
      entry.transports,
      entry.name,
      entry.signCount,
      entry.challengeAt,
      entry.at,
    ],
  )
  return rows.length === 1
}

/** Takes an answer of a passkey; answers false where one to this or a later challenge was taken before, or its count has moved. */
export async function takeAnswer(
  outside: Outside,
  answer: {
    readonly id: string
    readonly challengeAt: number
    readonly countBefore: number
    readonly count: number
    readonly at: string
  },
): Promise<boolean> {
  const rows = await outside.query(
    `update passkey set newest_challenge = $2, sign_count = $4, last_used_at = $5
      where id = $1 and ended_at is null and newest_challenge < $2 and sign_count = $3 returning id`,
    [answer.id, answer.challengeAt, answer.countBefore, answer.count, answer.at],
  )
  return rows.length === 1
}

/** Ends one passkey of an account, or all of them; answers how many there were. */
export async function endPasskeys(
  outside: Outside,
  accountId: string,
  { at, because, by, id }: EndOfSecondStep & { readonly id?: string },
): Promise<number> {
  const ended = await outside.query(
    `update passkey set ended_at = $2, ended_because = $3, ended_by = $4
      where account_id = $1 and ended_at is null and ($5::uuid is null or id = $5) returning id`,
    [accountId, at, because, by, id ?? null],
  )
  return ended.length
}
