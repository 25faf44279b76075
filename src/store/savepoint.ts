import type { Tx } from './tx.ts'

/**
 * Does a piece of work within a transaction such that its failure takes back what it wrote and nothing else; it still throws.
 * Nothing else of the transaction may be asked meanwhile, and of what it asks side by side no part may ask a second time.
 */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.queryOnce('savepoint beside', [])
  try {
    const answer = await work()
    await tx.queryOnce('release savepoint beside', [])
    return answer
  } catch (error) {
    await tx.queryOnce('rollback to savepoint beside', [])
    throw error
  }
}
