import { randomBytes } from 'node:crypto'
import { canonicalJson } from '#base/canonical.ts'
import { findAccount } from '#store/accounts.ts'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { addSecondStep, endSecondStep } from '#store/second-steps.ts'
import { endSessionsOf, renewSession } from '#store/sessions.ts'
import { inTransaction } from '#store/tx.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'
import { authenticatorAddress, base32, stepOfCode } from './one-time-code.ts'
import { type Refused, refused } from './outcome.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { seal, sealedNow, unseal } from './sealed-secret.ts'
import type { HalfSignedIn, SignedIn } from './see-session.ts'
import { hashOfToken, newToken } from './session-token.ts'
import { noCode, typedCode } from './typed-code.ts'

/** RFC 4226, section 4, R6: 160 bits are recommended. */
const SECRET_BYTES = 20

/** A secret that is offered: shown to its person this once, and sealed in the form until a code has proved that an app has it. */
export type OfferedSecret = {
  readonly sealed: string
  readonly letters: string
  readonly address: string
}

/** Offers a new secret, or once more the one that a form has brought back; nothing is kept yet. */
export async function offerSecret(
  house: House,
  accountId: string,
  broughtBack?: string,
): Promise<OfferedSecret> {
  const account = await findAccount(outside(house.pool), accountId)
  if (account === undefined) throw new Error('a session has no account')
  const secret = openOffer(house, accountId, broughtBack) ?? randomBytes(SECRET_BYTES)
  return {
    sealed: seal(house, accountId, secret).toString('base64url'),
    letters: base32(secret),
    address: authenticatorAddress(secret, account.username),
  }
}

const openOffer = (house: House, accountId: string, sealed = ''): Buffer | undefined =>
  unseal(house, accountId, Buffer.from(sealed, 'base64url'))

export type SecondStepSetUp = {
  readonly kind: 'set-up'
  /** Of this session, which goes on under another token. */
  readonly token: string
  readonly codes: readonly string[]
}

/**
 * A person's own second step, in place of the one before: kept when a code has proved that the app has the secret. Every other
 * session of the account ends, and ten recovery codes are answered this once.
 */
export async function setUpSecondStep(
  house: House,
  { caller, token }: SignedIn | HalfSignedIn,
  form: { readonly sealed: string; readonly code: string },
): Promise<SecondStepSetUp | Refused> {
  const { accountId, providerId } = caller
  const secret = openOffer(house, accountId, form.sealed)
  if (secret === undefined) return OFFER_GONE
  const typed = typedCode(form.code)
  if (typed?.kind !== 'code') return refused(422, noCode('code'))
  const step = stepOfCode(secret, typed.code, house.clock())
  if (step === undefined) return NOT_THIS_CODE

  const renewed = newToken()
  const [before, tokenHash] = [hashOfToken(token), hashOfToken(renewed)]
  if (before === undefined || tokenHash === undefined) throw new Error('a token is none')
  return await inTransaction<SecondStepSetUp | Refused>(house.pool, providerId, async (tx) => {
    const now = house.clock()
    const at = new Date(now).toISOString()
    const session = { tokenHash, csrf: newToken(), secondStep: 'code', at } as const
    // The second step before the session, as whoever shows a code takes them: neither waits for the other.
    const was = await endSecondStep(tx, accountId, { at, because: 'replaced', by: accountId })
    if (!(await renewSession(tx, before, session))) return { keep: false, answer: OFFER_GONE }
    const kept = sealedNow(house, accountId, secret)
    await addSecondStep(tx, { id: newId(now), accountId, ...kept, lastStep: step, at })
    const codes = await makeRecoveryCodes(tx, house.secret, accountId, at)
    await endSessionsOf(tx, accountId, { at, because: 'second-step-changed', but: tokenHash })
    const act = was ? 'replace-second-step' : 'set-up-second-step'
    await addAuditLine(tx, canonicalJson({ act, at, by: accountId }))
    return { keep: true, answer: { kind: 'set-up', token: renewed, codes } }
  })
}

const OFFER_GONE = refused(409, {
  field: '',
  code: 'offer-gone',
  message: 'This page is no longer good. Open it again and start with the new square or letters.',
})
const NOT_THIS_CODE = refused(422, {
  field: 'code',
  code: 'wrong-code',
  message:
    'This is not the code of this account now. Enter the one that your app shows at this moment; if it stays wrong, set the clock of your telephone to automatic.',
})
