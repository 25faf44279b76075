import type { ActName } from '#access/policy.ts'
import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { inTransaction } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'
import { keepAsked } from './kept-questions.ts'
import { rememberRefusal } from './noted-in-request.ts'
import type { Refused } from './outcome.ts'

/** A refusal is an event too; it says which rule refused, and never what was typed. */
export async function noteRefusal(house: House, caller: Caller, act: ActName, no: Refused) {
  rememberRefusal(caller)
  await inTransaction(house.pool, caller.providerId, async (tx) => {
    const now = house.clock()
    const line = canonicalJson({
      act,
      at: new Date(now).toISOString(),
      by: caller.accountId,
      refused: no.findings.map((finding) => finding.code),
    })
    await keepAsked(tx, caller.accountId, no, now)
    await addAuditLine(tx, line)
    return { keep: true, answer: undefined }
  })
}
