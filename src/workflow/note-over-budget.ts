import type { BudgetName } from '#access/budgets.ts'
import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { inTransaction } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'

/** Notes that a person asked for more than anybody needs in a while, and was refused the rest of it (SR-05). */
export async function noteOverBudget(
  house: House,
  caller: Caller,
  budget: BudgetName,
): Promise<void> {
  await inTransaction(house.pool, caller.providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    const [by, refused] = [caller.accountId, [`budget-${budget}`]]
    await addAuditLine(tx, canonicalJson({ at, by, refused }))
    return { keep: true, answer: undefined }
  })
}
