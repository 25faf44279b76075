import { canonicalJson } from '#base/canonical.ts'
import { findAccount } from '#store/accounts.ts'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { addPasskey as keepPasskey, passkeysOf } from '#store/passkeys.ts'
import { endSessionsOf, renewSession } from '#store/sessions.ts'
import { inTransaction } from '#store/tx.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'
import { type Refused, refused } from './outcome.ts'
import { readAdded } from './passkey-answer.ts'
import { challengeAt, newChallenge } from './passkey-challenge.ts'
import type { PasskeySite } from './passkey-site.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import type { HalfSignedIn, SignedIn } from './see-session.ts'
import { hashOfToken, newToken } from './session-token.ts'
import { handleOf, sessionBound } from './show-passkey.ts'

/** The kinds of key that every runtime here can hold an answer against: ES256, EdDSA, RS256. */
const KINDS_OF_KEY = [-7, -8, -257]

/** What the browser is to ask for when a new passkey is made. */
export async function offerPasskey(
  house: House,
  { caller }: SignedIn | HalfSignedIn,
  { domain }: PasskeySite,
): Promise<string> {
  const [account, has] = await Promise.all([
    findAccount(outside(house.pool), caller.accountId),
    passkeysOf(outside(house.pool), caller.accountId),
  ])
  if (account === undefined) throw new Error('a session has no account')
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  const options = await generateRegistrationOptions({
    rpName: 'Evenkeel',
    rpID: domain,
    userName: account.username,
    userID: Uint8Array.from(Buffer.from(handleOf(account.id), 'base64url')),
    challenge: newChallenge(house, { purpose: 'add', to: sessionBound(caller) }),
    supportedAlgorithmIDs: KINDS_OF_KEY,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    excludeCredentials: has.map(({ credentialId, transports }) => ({
      id: credentialId.toString('base64url'),
      transports: [...transports],
    })),
  })
  return JSON.stringify(options)
}

export type PasskeyAdded = {
  readonly kind: 'added'
  /** Of this session, which goes on under another token. */
  readonly token: string
  /** Made with the first second step of an account; empty where there were some. */
  readonly codes: readonly string[]
}

/**
 * Keeps a new passkey of a person, when it has signed what it was given. Where it is the first second step of the account, every other
 * session ends, which had none, and ten recovery codes are answered this once.
 */
export async function addPasskey(
  house: House,
  session: SignedIn | HalfSignedIn,
  form: { readonly json: string; readonly name: string; readonly site: PasskeySite | undefined },
): Promise<PasskeyAdded | Refused> {
  const name = form.name.trim().replaceAll(/\s+/g, ' ')
  if (name === '' || name.length > LONGEST_NAME) return NAME
  const made = form.site && (await madeKey(house, session, form.json, form.site))
  if (made === undefined) return NOT_THIS
  const { accountId, providerId } = session.caller
  const token = newToken()
  const [before, tokenHash] = [hashOfToken(session.token), hashOfToken(token)]
  if (before === undefined || tokenHash === undefined) throw new Error('a token is none')
  return await inTransaction<PasskeyAdded | Refused>(house.pool, providerId, async (tx) => {
    const now = house.clock()
    const at = new Date(now).toISOString()
    const isFirst = (await findAccount(tx, accountId))?.hasSecondStep === false
    if (!(await keepPasskey(tx, { ...made, id: newId(now), accountId, name, at }))) {
      return { keep: false, answer: KNOWN }
    }
    const renewed = { tokenHash, csrf: newToken(), secondStep: 'passkey', at } as const
    if (!(await renewSession(tx, before, renewed))) return { keep: false, answer: NOT_THIS }
    const codes = isFirst ? await makeRecoveryCodes(tx, house.secret, accountId, at) : []
    if (isFirst) {
      await endSessionsOf(tx, accountId, { at, because: 'second-step-changed', but: tokenHash })
    }
    await addAuditLine(tx, canonicalJson({ act: 'add-passkey', at, by: accountId }))
    return { keep: true, answer: { kind: 'added', token, codes } }
  })
}

/** @technical As the table has it. */
const LONGEST_NAME = 60

async function madeKey(
  house: House,
  { caller }: SignedIn | HalfSignedIn,
  json: string,
  { domain, origin }: PasskeySite,
) {
  const answer = readAdded(json)
  if (answer === undefined) return undefined
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  let at: number | undefined
  const verified = await verifyRegistrationResponse({
    response: { ...answer, clientExtensionResults: {} },
    expectedChallenge: (challenge) => {
      at = challengeAt(house, challenge, { purpose: 'add', to: sessionBound(caller) })
      return at !== undefined
    },
    expectedOrigin: origin,
    expectedRPID: domain,
    requireUserVerification: false,
    supportedAlgorithmIDs: KINDS_OF_KEY,
  }).catch(() => undefined)
  if (!verified?.verified || at === undefined) return undefined
  const { id, publicKey, counter } = verified.registrationInfo.credential
  return {
    credentialId: Buffer.from(id, 'base64url'),
    publicKey: Buffer.from(publicKey),
    transports: answer.response.transports,
    signCount: counter,
    challengeAt: at,
  }
}

const NAME = refused(422, {
  field: 'name',
  code: 'required',
  message: 'Enter a name by which you will know this passkey, of at most 60 characters.',
})
const NOT_THIS = refused(422, {
  field: 'passkey',
  code: 'wrong-passkey',
  message: 'The passkey was not made, or this page had been open for too long. Try once more.',
})
const KNOWN = refused(409, {
  field: 'passkey',
  code: 'known-passkey',
  message: 'This passkey was added before. Make another, on this device or another one.',
})
