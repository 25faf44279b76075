import { z } from 'zod'
import { strictJson } from '#interchange/strict-json.ts'
import type { Caller, House } from './desk.ts'
import type { NhsLeft } from './nhs-service.ts'
import { seal, unseal } from './sealed-secret.ts'

// What somebody went to the NHS identity service for. The browser keeps it sealed, as a cookie, until they come back: nothing is kept
// here of whoever only goes, and whoever comes back without it, or with that of another browser, opens nothing.

export type NhsErrand = {
  readonly left: NhsLeft
  readonly next: string
  /** The session that links its account; null for a sign-in. */
  readonly links: Required<Pick<Caller, 'accountId' | 'providerId' | 'session'>> | null
}

/** @technical As long as anybody looks for a card and types its number. */
export const ERRAND_LASTS_MS = 10 * 60_000

const SEALED_FOR = 'nhs errand'

const KEPT = z.object({
  left: z.object({ state: z.string(), nonce: z.string(), verifier: z.string() }),
  next: z.string(),
  links: z
    .object({ accountId: z.string(), providerId: z.string(), session: z.string() })
    .nullable(),
  at: z.number(),
})

export function sealErrand({ secret, clock }: House, { links, ...errand }: NhsErrand): string {
  const session = links?.session.toString('hex') ?? ''
  const kept = { ...errand, links: links && { ...links, session }, at: clock() }
  return seal({ secret }, SEALED_FOR, Buffer.from(JSON.stringify(kept))).toString('base64url')
}

/** The errand that a browser has brought back; undefined where it has none of ours, or was away for too long. */
export function openErrand({ secret, clock }: House, sealed: string): NhsErrand | undefined {
  const plain = unseal({ secret }, SEALED_FOR, Buffer.from(sealed, 'base64url'))
  const json = plain && strictJson(plain.toString())
  const kept = json?.kind === 'json' ? KEPT.safeParse(json.value).data : undefined
  if (kept === undefined || clock() - kept.at > ERRAND_LASTS_MS) return undefined
  const { left, next, links } = kept
  return { left, next, links: links && { ...links, session: Buffer.from(links.session, 'hex') } }
}
