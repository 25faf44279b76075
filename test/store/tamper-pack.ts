import { chainHash } from '#store/audit.ts'
import type { TestClinic } from '#test/clinic.ts'

// What somebody with every right in the database can do to an audit chain. Each act takes the rows of the chain and answers
// other rows; `plant` writes them with their head as if they had always been so.

export type Row = { readonly seq: number; readonly line: string; readonly hash: Buffer }
export type Dice = (below: number) => number

/** Repeatable dice (Numerical Recipes' linear congruence). */
export function dice(seed: number): Dice {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

export async function chainOf(clinic: TestClinic): Promise<readonly Row[]> {
  const { rows } = await clinic.database.migratorPool.query<Row>(
    'select seq, line, hash from audit_line where provider_id = $1 order by seq',
    [clinic.providerId],
  )
  return rows
}

/** The head follows the last row, as whoever tampers would leave it. */
export async function plant(clinic: TestClinic, rows: readonly Row[]): Promise<void> {
  const { migratorPool } = clinic.database
  await migratorPool.query('delete from audit_line where provider_id = $1', [clinic.providerId])
  await migratorPool.query(
    `insert into audit_line (provider_id, seq, line, hash)
     select $1, * from unnest($2::bigint[], $3::text[], $4::bytea[])`,
    [
      clinic.providerId,
      rows.map(({ seq }) => seq),
      rows.map(({ line }) => line),
      rows.map(({ hash }) => hash),
    ],
  )
  const last = rows.at(-1)
  await migratorPool.query('update audit_head set seq = $2, hash = $3 where provider_id = $1', [
    clinic.providerId,
    last?.seq ?? 0,
    last?.hash ?? Buffer.alloc(32),
  ])
}

const renumbered = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row, index) => ({ ...row, seq: index + 1 }))

/** Every number and every hash as the product would have made them. */
export function reChained(rows: readonly Row[]): readonly Row[] {
  let before: Buffer = Buffer.alloc(32)
  return rows.map(({ line }, index) => {
    before = chainHash(before, index + 1, line)
    return { seq: index + 1, line, hash: before }
  })
}

type Tamper = (rows: readonly Row[], roll: Dice) => readonly Row[]

const otherText = (line: string): string => line.replace('"by":"', '"by":"0')

const edit: Tamper = (rows, roll) => {
  const at = roll(rows.length)
  const withItsHash = roll(2) === 0
  return rows.map((row, index) => {
    if (index !== at) return row
    const line = otherText(row.line)
    const before = rows[at - 1]?.hash ?? Buffer.alloc(32)
    return { ...row, line, hash: withItsHash ? chainHash(before, row.seq, line) : row.hash }
  })
}

const remove: Tamper = (rows, roll) => {
  const many = 1 + roll(3)
  const at = roll(rows.length - many - 1)
  const left = rows.toSpliced(at, many)
  return roll(2) === 0 ? left : renumbered(left)
}

const insert: Tamper = (rows, roll) => {
  const at = roll(rows.length)
  const line = otherText(rows[at]?.line ?? '')
  const before = rows[at - 1]?.hash ?? Buffer.alloc(32)
  const hash = roll(2) === 0 ? chainHash(before, at + 1, line) : Buffer.alloc(32, 9)
  return renumbered(rows.toSpliced(at, 0, { seq: 0, line, hash }))
}

const reorder: Tamper = (rows, roll) => {
  const a = roll(rows.length - 1)
  const b = a + 1 + (roll(2) === 0 ? 0 : roll(rows.length - a - 1))
  const withHash = roll(2) === 0
  const [first, second] = [rows[a], rows[b]]
  if (first === undefined || second === undefined) throw new Error('no such rows')
  const put = (there: Row, here: Row) => ({
    seq: here.seq,
    line: there.line,
    hash: withHash ? there.hash : here.hash,
  })
  return rows.with(a, put(second, first)).with(b, put(first, second))
}

const truncate: Tamper = (rows, roll) => rows.slice(0, rows.length - 1 - roll(rows.length - 1))

const CHANGES = [edit, remove, insert, reorder]

const reChain: Tamper = (rows, roll) =>
  reChained((CHANGES[roll(CHANGES.length)] ?? edit)(rows, roll))

/** The six acts; the words are what `verify` must say of each alone. */
export const TAMPERS: readonly {
  readonly name: string
  readonly does: Tamper
  readonly says: RegExp
}[] = [
  { name: 'edit', does: edit, says: /the audit was edited/ },
  { name: 'delete', does: remove, says: /the audit has lost lines|the end of the audit/ },
  { name: 'insert', does: insert, says: /lines were put into the audit/ },
  { name: 'reorder', does: reorder, says: /put in another order/ },
  { name: 'truncate', does: truncate, says: /the end of the audit was cut off/ },
  {
    name: 're-chain',
    does: reChain,
    says: /hashes of the audit were worked out anew|the end of the audit/,
  },
]
