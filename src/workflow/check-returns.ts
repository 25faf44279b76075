import { canonicalJson } from '#base/canonical.ts'
import { sumsOf, totalOf } from '#contract/quarterly-claim.ts'
import { contractIds } from '#store/contracts.ts'
import { type MonthlyReturn, monthlyReturns } from '#store/monthly-returns.ts'
import { claimEntries, type SubmittedClaim, submittedClaims } from '#store/quarterly-claims.ts'
import type { Tx } from '#store/tx.ts'
import { claimHash } from './claim-content.ts'
import { returnHash } from './return-content.ts'
import type { UnplacedFault } from './verify.ts'

/** Every return and every claim that was submitted, hashed again from what is stored; of a claim its facts added up again (invariant 12). */
export async function checkReturns(tx: Tx): Promise<readonly UnplacedFault[]> {
  const faults: UnplacedFault[] = []
  for (const contractId of await contractIds(tx)) {
    for (const entry of await monthlyReturns(tx, contractId)) faults.push(...faultsOfReturn(entry))
  }
  for (const claim of await submittedClaims(tx)) faults.push(...(await faultsOfClaim(tx, claim)))
  return faults
}

function faultsOfReturn(entry: MonthlyReturn): readonly UnplacedFault[] {
  if (returnHash(entry) === entry.hash) return []
  return [fault('a return is not what was signed under its hash', entry.id)]
}

async function faultsOfClaim(tx: Tx, claim: SubmittedClaim): Promise<readonly UnplacedFault[]> {
  const entries = (await claimEntries(tx, [claim.id])).get(claim.id) ?? []
  const submittedAt = new Date(claim.submittedAt).toISOString()
  const isSigned = claimHash({ ...claim, submittedAt }, entries) === claim.hash
  const sums = sumsOf(entries)
  const addsUp =
    canonicalJson(sums) === canonicalJson(claim.sums) &&
    totalOf(sums, claim.recoveries) === claim.totalPence
  return [
    ...(isSigned ? [] : [fault('a claim is not what was signed under its hash', claim.id)]),
    ...(addsUp ? [] : [fault('the facts of a claim do not add up to it', claim.id)]),
  ]
}

const fault = (says: string, subject: string): UnplacedFault => ({
  invariant: 'I12',
  says,
  subject,
})
