import { maybeOne, type Tx } from './tx.ts'

/** What the passphrase of the packs is made from, and who made it when. */
export type PackPassphrase = {
  readonly id: string
  readonly madeAt: number
  readonly madeByName: string
}

export async function findPackPassphrase(tx: Tx): Promise<PackPassphrase | undefined> {
  return maybeOne<PackPassphrase>(
    tx,
    `select p.id, p.made_at as "madeAt", s.name as "madeByName"
       from pack_passphrase p
       join staff s on s.provider_id = p.provider_id and s.account_id = p.made_by
      where p.provider_id = $1 order by p.made_at desc, p.id desc limit 1`,
    [tx.providerId],
  )
}

export async function addPackPassphrase(
  tx: Tx,
  made: { readonly id: string; readonly by: string; readonly at: string },
): Promise<void> {
  await tx.query(
    'insert into pack_passphrase (provider_id, id, made_by, made_at) values ($1, $2, $3, $4)',
    [tx.providerId, made.id, made.by, made.at],
  )
}

export type NewPackCopy = {
  readonly id: string
  readonly outcome: 'written' | 'failed'
  readonly people: number
  readonly throughOn: string
  readonly at: string
}

export async function addPackCopy(tx: Tx, copy: NewPackCopy): Promise<void> {
  await tx.query(
    `insert into pack_copy (provider_id, id, outcome, people, through_on, at)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.providerId, copy.id, copy.outcome, copy.people, copy.throughOn, copy.at],
  )
}

export type PackCopy = {
  readonly outcome: 'written' | 'failed'
  readonly people: number
  readonly throughOn: string
  readonly at: number
}

/** The newest copy that was written, and the newest that could not be where that is newer. */
export async function newestPackCopies(tx: Tx): Promise<readonly PackCopy[]> {
  return tx.query<PackCopy>(
    `select distinct on (outcome) outcome, people, through_on as "throughOn", at
       from pack_copy where provider_id = $1 order by outcome, at desc`,
    [tx.providerId],
  )
}
