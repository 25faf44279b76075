import type { Tx } from './tx.ts'

/** By what a person on a list is known. */
export type NamedPerson = {
  readonly id: string
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: string
}

/** Some people by name, a page of them. */
export async function namedPeople(
  tx: Tx,
  ids: readonly string[],
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly NamedPerson[]> {
  return tx.query<NamedPerson>(
    `select id, family_name as "familyName", given_name as "givenName", date_of_birth as "dateOfBirth"
       from patient where provider_id = $1 and id = any($2)
      order by family_name, given_name, date_of_birth, id limit $3 offset $4`,
    [tx.providerId, ids, page.limit, page.offset],
  )
}
