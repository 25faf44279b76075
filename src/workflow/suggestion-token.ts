import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from '#base/canonical.ts'
import type { Suggestion } from '#store/decisions.ts'
import { type Refused, refused } from './outcome.ts'

/** What a suggestion was made for; the page hands it back and cannot change it. */
type Claim = {
  readonly patientId: string
  readonly episodeVersion: number
  readonly lastDecisionId: string | null
  readonly ruleSetHash: string
  readonly inputsHash: string
  readonly adviceHash: string
  readonly accountId: string
  readonly issuedAt: number
}

/** A suggestion older than this is made again: the patient may have left, the day may have changed. @see docs/evidence.md#suggestion-lasts */
export const SUGGESTION_LASTS_MS = 30 * 60_000

/** What a suggestion is tied to, beside what it says. */
export type SuggestionOwner = {
  readonly patientId: string
  readonly episodeVersion: number
  readonly lastDecisionId: string | null
  readonly accountId: string
}

export const hashOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex')

/** Signs a suggestion, so that what is accepted later is what was shown now. */
export function suggestionToken(
  secret: Buffer,
  owner: SuggestionOwner,
  suggestion: Suggestion,
  issuedAt: number,
): string {
  const body = Buffer.from(canonicalJson(claimOf(owner, suggestion, issuedAt))).toString(
    'base64url',
  )
  return `${body}.${signature(secret, body)}`
}

const claimOf = (owner: SuggestionOwner, suggestion: Suggestion, issuedAt: number): Claim => ({
  ...owner,
  ruleSetHash: suggestion.ruleSetHash,
  inputsHash: hashOf(suggestion.inputs),
  adviceHash: hashOf(suggestion.advice),
  issuedAt,
})

const signature = (secret: Buffer, body: string): string =>
  createHmac('sha256', secret).update('suggestion\n').update(body).digest('base64url')

/** A suggestion that this person was shown for this patient, as it was signed. */
export type ShownSuggestion = { readonly kind: 'shown'; readonly claim: Claim }

/** Opens a token for the person who hands it in; else says why it counts for nothing. */
export function openSuggestionToken(
  secret: Buffer,
  token: string | undefined,
  owner: SuggestionOwner,
  now: number,
): ShownSuggestion | Refused {
  const claim = openToken(secret, token ?? '')
  if (claim === undefined) return stale('suggestion-missing', 'There is no suggestion to accept.')
  if (claim.patientId !== owner.patientId || claim.accountId !== owner.accountId) {
    return stale('security-suggestion-of-another', 'This suggestion was made for somebody else.')
  }
  if (claim.issuedAt > now || now - claim.issuedAt > SUGGESTION_LASTS_MS) {
    return stale('suggestion-expired', 'This suggestion is more than 30 minutes old.')
  }
  if (claim.episodeVersion !== owner.episodeVersion) return planChanged
  if (claim.lastDecisionId !== owner.lastDecisionId) return dosedMeanwhile
  return { kind: 'shown', claim }
}

/** Whether the rules say now what they said then, to the same visit; else why not. */
export function staleContent({ claim }: ShownSuggestion, now: Suggestion): Refused | undefined {
  if (claim.ruleSetHash !== now.ruleSetHash) {
    return stale('rule-set-changed', 'The rules of this site have changed since the suggestion.')
  }
  const isSame = claim.inputsHash === hashOf(now.inputs) && claim.adviceHash === hashOf(now.advice)
  return isSame ? undefined : stale('inputs-changed', 'Something was changed after the suggestion.')
}

function openToken(secret: Buffer, token: string): Claim | undefined {
  const [body = '', signed = ''] = token.split('.')
  const expected = Buffer.from(signature(secret, body))
  const given = Buffer.from(signed)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claim
}

const stale = (code: string, what: string): Refused =>
  refused(409, {
    field: '',
    code,
    message: `${what} Nothing is saved. Ask for the suggestion again and check it.`,
  })

const planChanged = refused(412, {
  field: '',
  code: 'plan-changed',
  message:
    'The treatment plan has changed since the suggestion. Nothing is saved and what you typed is still here: read the plan and ask for the suggestion again.',
})

/** The second of two people who dose one patient is told, and changes nothing (H25). */
export const dosedMeanwhile = refused(412, {
  field: '',
  code: 'dosed-meanwhile',
  message:
    'Somebody else has dosed this patient since you opened the page. Nothing of yours is saved and what you typed is still here: read what they decided before you go on.',
})
