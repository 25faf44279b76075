import { columns } from './absence-columns.ts'
import { maybeOne, type Tx } from './tx.ts'

/** Which column of a maker's file is which of ours, as somebody here has named them. */
export type NamedColumns = {
  readonly header: string
  readonly version: number
  readonly headings: readonly string[]
  /** The place of each of our columns in the header, from 0. */
  readonly at: Readonly<Record<string, number>>
  readonly dayFirst: boolean
  readonly namedAt: number
  readonly namedByName: string
}

const NAMED = `select c.header_hash as header, c.version, c.headings, c.columns as at, c.day_first as "dayFirst",
    c.named_at as "namedAt", staff.name as "namedByName"
  from meter_file_columns c
  join staff on staff.provider_id = c.provider_id and staff.account_id = c.named_by
 where c.provider_id = $1
   and not exists (select from meter_file_columns later
                    where later.provider_id = c.provider_id and later.header_hash = c.header_hash and later.version > c.version)`

/** The newest naming of each header, the newest first. */
export async function allNamedColumns(tx: Tx): Promise<readonly NamedColumns[]> {
  return tx.query<NamedColumns>(`${NAMED} order by c.named_at desc, c.header_hash`, [tx.providerId])
}

/** The newest naming of a header. */
export async function findNamedColumns(tx: Tx, header: string): Promise<NamedColumns | undefined> {
  return maybeOne<NamedColumns>(tx, `${NAMED} and c.header_hash = $2`, [tx.providerId, header])
}

type NewNaming = Omit<NamedColumns, 'namedAt' | 'namedByName'> & {
  readonly by: string
  readonly now: string
}

/** A naming, or a later one in its place; the primary key lets only one person make each version. */
export async function addNamedColumns(tx: Tx, naming: NewNaming): Promise<boolean> {
  const added = await tx.query(
    `insert into meter_file_columns (provider_id, header_hash, version, headings, columns, day_first, named_by, named_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning version`,
    [
      tx.providerId,
      naming.header,
      naming.version,
      JSON.stringify(naming.headings),
      JSON.stringify(naming.at),
      naming.dayFirst,
      naming.by,
      naming.now,
    ],
  )
  return added.length === 1
}

/** A file whose columns nobody has named yet. */
export type WaitingFile = {
  readonly id: string
  readonly content: string
  readonly broughtAt: number
  readonly broughtByName: string
}

/** They stand on the front page with the results that are held: an INR in them may be an alarm, and nobody knows it (H17). */
export const WAITING_FILE_ROWS = `${columns({
  key: 'w.id',
  named: "'File of a meter'",
  sinceAt: 'w.brought_at',
  note: "'Nobody has said which of its columns is which, so nothing of it is read'",
})} from meter_file_waiting w
  where w.provider_id = $1`

/** The files that wait, the oldest first; what they hold is not read. */
export async function waitingFiles(tx: Tx): Promise<readonly Omit<WaitingFile, 'content'>[]> {
  return tx.query<Omit<WaitingFile, 'content'>>(
    `select w.id, w.brought_at as "broughtAt", staff.name as "broughtByName"
       from meter_file_waiting w
       join staff on staff.provider_id = w.provider_id and staff.account_id = w.brought_by
      where w.provider_id = $1 order by w.brought_at, w.id`,
    [tx.providerId],
  )
}

export async function findWaitingFile(tx: Tx, id: string): Promise<WaitingFile | undefined> {
  return maybeOne<WaitingFile>(
    tx,
    `select w.id, w.content, w.brought_at as "broughtAt", staff.name as "broughtByName"
       from meter_file_waiting w
       join staff on staff.provider_id = w.provider_id and staff.account_id = w.brought_by
      where w.provider_id = $1 and w.id = $2`,
    [tx.providerId, id],
  )
}

/** Keeps a file until its columns are named; the same file waits once. Answers its id. */
export async function keepWaitingFile(
  tx: Tx,
  file: Pick<WaitingFile, 'id' | 'content'> & {
    readonly hash: string
    readonly by: string
    readonly at: string
  },
): Promise<string> {
  await tx.query(
    `insert into meter_file_waiting (provider_id, id, content_hash, content, brought_by, brought_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [tx.providerId, file.id, file.hash, file.content, file.by, file.at],
  )
  const kept = await maybeOne<{ id: string }>(
    tx,
    'select id from meter_file_waiting where provider_id = $1 and content_hash = $2',
    [tx.providerId, file.hash],
  )
  return kept?.id ?? file.id
}

/** Takes a file away from those that wait; answers false when somebody else has meanwhile. */
export async function takeWaitingFile(tx: Tx, id: string): Promise<boolean> {
  const taken = await tx.query(
    'delete from meter_file_waiting where provider_id = $1 and id = $2 returning id',
    [tx.providerId, id],
  )
  return taken.length === 1
}
