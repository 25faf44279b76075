import type { Tx } from './tx.ts'

/**
 * People come into one provider's register one after the other (an import waits here too), so that each is compared
 * with the one before. Locks the provider's own row (R13), and not its key: every row that anybody writes here refers to
 * that.
 */
export async function lockRegister(tx: Tx): Promise<void> {
  await tx.query('select provider_id from provider where provider_id = $1 for no key update', [
    tx.providerId,
  ])
}
