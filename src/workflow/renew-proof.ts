import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { renewSession } from '#store/sessions.ts'
import { inTransaction } from '#store/tx.ts'
import type { House } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import type { SignedIn } from './see-session.ts'
import { hashOfToken, newToken } from './session-token.ts'
import { proveAgain, type TypedAgain } from './sign-again.ts'

export type ProofRenewed = { readonly kind: 'renewed'; readonly session: SignedIn }

/**
 * Whoever is signed in shows once more that it is they: for a few minutes the session may then do what an open one alone may not.
 * It goes on under another token; the token of its forms stays, so that other pages that are open keep working.
 */
export async function renewProof(
  house: House,
  session: SignedIn,
  typed: TypedAgain,
): Promise<ProofRenewed | Refused> {
  const outcome = await proveAgain(house, session.caller, typed)
  if (outcome !== 'proven') return outcome
  const { csrf, proof, caller } = session
  const token = newToken()
  const [before, tokenHash] = [hashOfToken(session.token), hashOfToken(token)]
  if (before === undefined || tokenHash === undefined) throw new Error('a token is none')
  return await inTransaction<ProofRenewed | Refused>(house.pool, caller.providerId, async (tx) => {
    const now = house.clock()
    const at = new Date(now).toISOString()
    const renewed = { tokenHash, csrf, secondStep: proof.secondStep, at }
    if (!(await renewSession(tx, before, renewed))) return { keep: false, answer: OVER }
    await addAuditLine(tx, canonicalJson({ act: 'prove-again', at, by: caller.accountId }))
    const proven = { ...proof, provenAt: now }
    const answer = {
      ...session,
      token,
      proof: proven,
      caller: { ...caller, provenAt: now, session: tokenHash },
    }
    return { keep: true, answer: { kind: 'renewed', session: answer } }
  })
}

const OVER = refused(409, {
  field: '',
  code: 'over',
  message: 'Your sign-in has ended meanwhile. Sign in and try again.',
})
