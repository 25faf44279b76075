import { canonicalJson } from '#base/canonical.ts'
import { workplacesOf } from '#store/accounts.ts'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { findPasskey, type PasskeyRecord, passkeysOf, takeAnswer } from '#store/passkeys.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'
import type { Finding } from './outcome.ts'
import { readShown } from './passkey-answer.ts'
import { type ChallengeFor, challengeAt, newChallenge } from './passkey-challenge.ts'
import type { PasskeySite } from './passkey-site.ts'

/** The answer of a passkey as it came, and on which site. */
export type PasskeyTyped = { readonly json: string; readonly site: PasskeySite | undefined }

/** An answer whose signature is right; it counts when it is taken. */
export type ShownPasskey = {
  readonly id: string
  readonly accountId: string
  readonly challengeAt: number
  readonly countBefore: number
  readonly count: number
  /** The authenticator has looked at a finger, a face or a PIN: alone as good as a password and a second step. */
  readonly isVerified: boolean
}

export type LookAtPasskey =
  | { readonly kind: 'shown'; readonly shown: ShownPasskey }
  | { readonly kind: 'wrong' }
  /** Its authenticator counts less than it did: there are two of them. */
  | { readonly kind: 'copied' }

/** To whom a challenge is given where somebody is signed in, wholly or half: the session, under whichever token. */
export const sessionBound = ({ accountId, session }: Caller): string =>
  `${accountId} ${session?.toString('hex') ?? ''}`

/** What the browser is to ask a passkey; without an account it is to offer whichever it has for this site. */
export async function askForPasskey(
  house: House,
  { domain }: PasskeySite,
  asked:
    | { readonly purpose: 'sign-in'; readonly to: string }
    | { readonly purpose: 'show'; readonly caller: Caller },
): Promise<string | undefined> {
  const isKnown = asked.purpose === 'show'
  const known = isKnown ? await passkeysOf(outside(house.pool), asked.caller.accountId) : []
  if (isKnown && known.length === 0) return undefined
  const to = isKnown ? sessionBound(asked.caller) : asked.to
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
  const options = await generateAuthenticationOptions({
    rpID: domain,
    challenge: newChallenge(house, { purpose: asked.purpose, to }),
    userVerification: isKnown ? 'preferred' : 'required',
    allowCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId.toString('base64url'),
      transports: [...transports],
    })),
  })
  return JSON.stringify(options)
}

/** Looks at what a passkey has signed; nothing counts before `takePasskey`. That one seems to have been copied goes into the audit. */
export async function lookAtPasskey(
  house: House,
  { json, site }: PasskeyTyped,
  bound: { readonly purpose: ChallengeFor; readonly to: string },
): Promise<LookAtPasskey> {
  const answer = readShown(json)
  const passkey =
    answer && (await findPasskey(outside(house.pool), Buffer.from(answer.id, 'base64url')))
  if (answer === undefined || passkey === undefined || site === undefined) return { kind: 'wrong' }
  const { userHandle } = answer.response
  if (typeof userHandle === 'string' && userHandle !== handleOf(passkey.accountId)) {
    return { kind: 'wrong' }
  }
  const seen = await signedBy(house, passkey, { answer, site, bound })
  if (seen === undefined) return { kind: 'wrong' }
  const { count, at, isVerified } = seen
  const { id, accountId, signCount: countBefore } = passkey
  // Those that count nothing say 0 each time.
  if (count <= countBefore && count + countBefore > 0) {
    await noteCopied(house, accountId)
    return { kind: 'copied' }
  }
  const shown = { id, accountId, challengeAt: at, countBefore, count, isVerified }
  return { kind: 'shown', shown }
}

async function noteCopied(house: House, accountId: string): Promise<void> {
  const [work] = await workplacesOf(outside(house.pool), accountId)
  if (work === undefined) return
  await inTransaction(house.pool, work.providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    await addAuditLine(tx, canonicalJson({ act: 'refuse-copied-passkey', at, by: accountId }))
    return { keep: true, answer: undefined }
  })
}

/** What the authenticator knows an account by. */
export const handleOf = (accountId: string): string =>
  Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url')

type Answered = {
  readonly answer: NonNullable<ReturnType<typeof readShown>>
  readonly site: PasskeySite
  readonly bound: { readonly purpose: ChallengeFor; readonly to: string }
}

/** Whether the passkey has signed a challenge that was given out, for this, here; undefined where it has not. */
async function signedBy(
  house: House,
  passkey: PasskeyRecord,
  { answer: { response, ...answer }, site, bound }: Answered,
): Promise<{ count: number; at: number; isVerified: boolean } | undefined> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const { userHandle, ...signed } = response
  let at: number | undefined
  const verified = await verifyAuthenticationResponse({
    response: { ...answer, response: signed, clientExtensionResults: {} },
    expectedChallenge: (challenge) => {
      at = challengeAt(house, challenge, bound)
      return at !== undefined
    },
    expectedOrigin: site.origin,
    expectedRPID: site.domain,
    requireUserVerification: bound.purpose === 'sign-in',
    credential: {
      id: answer.id,
      publicKey: Uint8Array.from(passkey.publicKey),
      // The count is held against the one before by whoever asks, when the signature is known to be right.
      counter: 0,
    },
  }).catch(() => undefined)
  if (!verified?.verified || at === undefined) return undefined
  const { newCounter, userVerified } = verified.authenticationInfo
  return { count: newCounter, at, isVerified: userVerified }
}

/** Takes the answer of a passkey in the transaction of what it is shown for; false where it was taken before. */
export const takePasskey = (tx: Tx, now: number, shown: ShownPasskey): Promise<boolean> =>
  takeAnswer(tx, { ...shown, at: new Date(now).toISOString() })

export const wrongPasskey = (field: string): Finding => ({
  field,
  code: 'wrong-passkey',
  message:
    'This passkey was not taken: it is not one of yours, or its page had been open for too long. Try once more on this page.',
})
export const copiedPasskey = (field: string): Finding => ({
  field,
  code: 'copied-passkey',
  message:
    'This passkey was not taken: it seems to have been copied. Show who you are in another way, remove it on your account page, and tell your administrator.',
})
