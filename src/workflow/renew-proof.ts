import { canonicalJson } from '#base/canonical.ts'
import { renewSession } from '#store/sessions.ts'
import type { House } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import type { HalfSignedIn, SignedIn } from './see-session.ts'
import { hashOfToken, newToken } from './session-token.ts'
import { proveAgain, type TypedAgain } from './sign-again.ts'

type ProofRenewed<Session> = { readonly kind: 'renewed'; readonly session: Session }

/**
 * Whoever is signed in shows once more that it is they: for a few minutes the session may then do what an open one alone may not.
 * It goes on under another token; the token of its forms stays, so that other pages that are open keep working. Half a session that sets
 * up its second step is asked as well.
 */
export async function renewProof<Session extends SignedIn | HalfSignedIn>(
  house: House,
  session: Session,
  typed: TypedAgain,
): Promise<ProofRenewed<Session> | Refused> {
  const { csrf, proof, caller } = session
  const token = newToken()
  const [before, tokenHash] = [hashOfToken(session.token), hashOfToken(token)]
  if (before === undefined || tokenHash === undefined) throw new Error('a token is none')
  return await proveAgain<ProofRenewed<Session>>(house, caller, typed, async (tx, by) => {
    const now = house.clock()
    const at = new Date(now).toISOString()
    const renewed = { tokenHash, csrf, secondStep: proof.secondStep, at }
    if (!(await renewSession(tx, before, renewed))) return OVER
    const proven = { ...proof, provenAt: now }
    const goesOn = { ...session, token, proof: proven, caller: { ...caller, provenAt: now } }
    const shown = by === undefined ? {} : { with: by }
    return {
      answer: { kind: 'renewed', session: goesOn },
      line: canonicalJson({ act: 'prove-again', at, by: caller.accountId, ...shown }),
    }
  })
}

const OVER = refused(409, {
  field: '',
  code: 'over',
  message: 'Your sign-in has ended meanwhile. Sign in and try again.',
})
