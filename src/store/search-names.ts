import type { Tx } from './tx.ts'

/** The folded names of everybody in the register, or of those born on one day. */
export async function searchNames(tx: Tx, dateOfBirth: string | null) {
  return tx.query<{ id: string; searchName: string }>(
    `select id, search_name as "searchName" from patient
      where provider_id = $1 and standing <> 'withdrawn' and ($2::date is null or date_of_birth = $2)`,
    [tx.providerId, dateOfBirth],
  )
}
