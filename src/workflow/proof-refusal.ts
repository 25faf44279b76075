import { isFreshProof, needsFreshProof } from '#access/fresh-proof.ts'
import type { ActName } from '#access/policy.ts'
import type { Caller } from './desk.ts'
import { type Refused, refused } from './outcome.ts'

/**
 * Why a session that asks for this act must show first, once more, whose it is; undefined where it need not. What comes from no session
 * has left no desk.
 */
export function proofRefusal(
  name: ActName,
  { caller: { provenAt }, now }: { readonly caller: Caller; readonly now: number },
): Refused | undefined {
  const isOpen = provenAt === undefined || !needsFreshProof(name) || isFreshProof(provenAt, now)
  return isOpen ? undefined : PROVE_AGAIN
}

const PROVE_AGAIN = refused(401, {
  field: '',
  code: 'prove-again',
  message: 'Enter your password once more to do this; it was entered more than five minutes ago.',
})
