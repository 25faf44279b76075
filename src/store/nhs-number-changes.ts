import type { NhsAbsentReason, NhsIdentity } from '#register/patient.ts'
import { type FoundPatient, findPatient } from './patients.ts'
import { maybeOne, type Tx } from './tx.ts'

export type NhsNumberChange = {
  readonly id: string
  readonly patientId: string
  readonly oldNumber: string
  readonly newNumber: string | null
  readonly absentReason: NhsAbsentReason | null
  readonly reason: string
  readonly note: string
  readonly proposedBy: string
  readonly proposedByName: string
  readonly proposedAt: number
}

export async function addNhsNumberChange(
  tx: Tx,
  change: {
    readonly id: string
    readonly patientId: string
    readonly oldNumber: string
    readonly to: NhsIdentity
    readonly reason: string
    readonly note: string
    readonly proposedBy: string
    readonly proposedAt: string
  },
): Promise<void> {
  const { to } = change
  await tx.query(
    `insert into nhs_number_change (provider_id, id, patient_id, old_number, new_number, absent_reason,
       reason, note, state, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10)`,
    [
      tx.providerId,
      change.id,
      change.patientId,
      change.oldNumber,
      to.kind === 'number' ? to.number : null,
      to.kind === 'none' ? to.reason : null,
      change.reason,
      change.note,
      change.proposedBy,
      change.proposedAt,
    ],
  )
}

const OPEN = `select c.id, c.patient_id as "patientId", c.old_number as "oldNumber",
    c.new_number as "newNumber", c.absent_reason as "absentReason", c.reason, c.note,
    c.proposed_by as "proposedBy", s.name as "proposedByName", c.proposed_at as "proposedAt"
  from nhs_number_change c
  join staff s on s.provider_id = c.provider_id and s.account_id = c.proposed_by
 where c.provider_id = $1 and c.state = 'open'`

/** The change that waits for a second person, if there is one for this patient. */
export async function openChangeOf(tx: Tx, patientId: string) {
  return maybeOne<NhsNumberChange>(tx, `${OPEN} and c.patient_id = $2`, [tx.providerId, patientId])
}

/** Every change that waits for a second person, longest waiting first. */
export async function openChanges(tx: Tx) {
  return tx.query<NhsNumberChange>(`${OPEN} order by c.proposed_at, c.id`, [tx.providerId])
}

/** Settles a change that is still open; answers whether it was. */
export async function settleChange(
  tx: Tx,
  settled: {
    readonly id: string
    readonly state: 'confirmed' | 'declined'
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const rows = await tx.query(
    `update nhs_number_change set state = $3, settled_by = $4, settled_at = $5
      where provider_id = $1 and id = $2 and state = 'open' returning id`,
    [tx.providerId, settled.id, settled.state, settled.by, settled.at],
  )
  return rows.length === 1
}

/** Who had an NHS number that has since been changed: a letter may still bear it. */
export async function earlierNumberOwner(
  tx: Tx,
  nhsNumber: string,
): Promise<readonly FoundPatient[]> {
  const owners = await tx.query<{ patientId: string }>(
    `select distinct patient_id as "patientId" from nhs_number_change
      where provider_id = $1 and old_number = $2 and state = 'confirmed'`,
    [tx.providerId, nhsNumber],
  )
  const people = await Promise.all(owners.map(({ patientId }) => findPatient(tx, patientId)))
  return people.filter((person) => person !== undefined)
}
