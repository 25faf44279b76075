import { createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from '#base/canonical.ts'
import type { OpinionShown } from '#store/forecasts.ts'
import type { Desk } from './desk.ts'
import type { OpenVisit } from './open-visit.ts'
import { hashOf } from './suggestion-token.ts'

type Signer = Pick<Desk, 'secret' | 'actor'>
type Of = Pick<OpenVisit, 'known' | 'suggestion'>

/** What was shown beside a suggestion, for the page to hand back, so that what is kept is what was seen. It decides nothing. */
export function shownOpinion(desk: Signer, of: Of, shown: OpinionShown): string {
  const body = Buffer.from(canonicalJson(shown)).toString('base64url')
  return `${body}.${signature(desk, of, body)}`
}

/** What was handed back, when this person was shown it beside this very suggestion; a dose never waits for it. */
export function openShownOpinion(
  desk: Signer,
  of: Of,
  handedBack: string | undefined,
): OpinionShown | undefined {
  const [body = '', signed = ''] = (handedBack ?? '').split('.')
  const expected = Buffer.from(signature(desk, of, body))
  const given = Buffer.from(signed)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as OpinionShown
}

function signature({ secret, actor }: Signer, { known, suggestion }: Of, body: string): string {
  const { inputs, advice } = suggestion
  const beside = hashOf({ patient: known.patient.id, by: actor.accountId, inputs, advice })
  return createHmac('sha256', secret)
    .update(`second opinion\n${beside}\n${body}`)
    .digest('base64url')
}
