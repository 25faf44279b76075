import type { Competence, Role } from '#access/policy.ts'
import type { Tx } from './tx.ts'

export type StaffMember = {
  readonly accountId: string
  readonly name: string
  readonly role: Role
  readonly competence: Competence
  readonly active: boolean
  readonly version: number
}

type StaffRow = {
  account_id: string
  name: string
  role: Role
  level: 3 | 4 | 5 | null
  dosing: Competence['dosing']
  competence_until: string | null
  active: boolean
  version: number
}

const toMember = (row: StaffRow): StaffMember => ({
  accountId: row.account_id,
  name: row.name,
  role: row.role,
  competence: { level: row.level, dosing: row.dosing, until: row.competence_until },
  active: row.active,
  version: row.version,
})

const COLUMNS = 'account_id, name, role, level, dosing, competence_until, active, version'

/** One person's place at this provider, or undefined when there is none. */
export async function findStaff(tx: Tx, accountId: string): Promise<StaffMember | undefined> {
  const rows = await tx.query<StaffRow>(
    `select ${COLUMNS} from staff where provider_id = $1 and account_id = $2`,
    [tx.providerId, accountId],
  )
  return rows[0] && toMember(rows[0])
}

/** Everybody who works or worked here, by name. */
export async function allStaff(tx: Tx): Promise<readonly StaffMember[]> {
  const rows = await tx.query<StaffRow>(
    `select ${COLUMNS} from staff where provider_id = $1 order by name`,
    [tx.providerId],
  )
  return rows.map(toMember)
}

type StaffEntry = Omit<StaffMember, 'version'> & { changedBy: string | null; changedAt: string }

export async function addStaff(tx: Tx, entry: StaffEntry): Promise<void> {
  const { level, dosing, until } = entry.competence
  await tx.query(
    `insert into staff (provider_id, account_id, name, role, level, dosing, competence_until, active,
       version, changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)`,
    [
      tx.providerId,
      entry.accountId,
      entry.name,
      entry.role,
      level,
      dosing,
      until,
      entry.active,
      entry.changedAt,
      entry.changedBy,
    ],
  )
}

/** Changes a person's place when nobody else has since; answers whether it did. */
export async function changeStaff(tx: Tx, entry: StaffEntry, version: number): Promise<boolean> {
  const { level, dosing, until } = entry.competence
  const rows = await tx.query(
    `update staff set name = $3, role = $4, level = $5, dosing = $6, competence_until = $7, active = $8,
       version = version + 1, changed_at = $9, changed_by = $10
     where provider_id = $1 and account_id = $2 and version = $11 returning version`,
    [
      tx.providerId,
      entry.accountId,
      entry.name,
      entry.role,
      level,
      dosing,
      until,
      entry.active,
      entry.changedAt,
      entry.changedBy,
      version,
    ],
  )
  return rows.length === 1
}
