import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { sessionsOfNhs } from '#store/nhs-identities.ts'
import { outside } from '#store/outside.ts'
import { endSession } from '#store/sessions.ts'
import { inTransaction } from '#store/tx.ts'
import { eachByItself } from './at-each-provider.ts'
import type { House } from './desk.ts'
import type { NhsService } from './nhs-service.ts'

/** @technical By how much the clock of the service may be behind ours. */
const BEHIND_MS = 30_000

/**
 * Ends the sessions of somebody who has signed out at the NHS identity service: those of the session there that it names, or all that the
 * person had begun by then. The same token once more ends nothing that began after it.
 */
export async function nhsSignedOut(
  house: House,
  service: NhsService,
  token: string,
): Promise<'done' | 'not-ours' | 'away'> {
  const read = await service.loggedOut(token, house.clock())
  if (read.kind !== 'logged-out') return read.kind
  const { subject, session } = read
  const begunBy = new Date(read.at + BEHIND_MS).toISOString()
  const { issuer } = service
  const open = await sessionsOfNhs(outside(house.pool), { issuer, subject, session, begunBy })
  await eachByItself(open, async ({ tokenHash, accountId, providerId }) => {
    await inTransaction(house.pool, providerId, async (tx) => {
      const at = new Date(house.clock()).toISOString()
      await endSession(tx, tokenHash, { at, because: 'nhs-signed-out' })
      await addAuditLine(tx, canonicalJson({ act: 'nhs-signed-out', at, by: accountId }))
      return { keep: true, answer: undefined }
    })
  })
  return 'done'
}
