import { framed } from '#web/door/frame.tsx'
import type { Door } from '#web/door/receive.ts'
import { html } from '#web/door/respond.ts'
import type { Visit } from '#web/door/visit.ts'
import type { Finding } from '#workflow/outcome.ts'
import { signInForm } from './sign-in-form.tsx'

const CROWDED: Finding = {
  field: '',
  code: 'crowded',
  message:
    'Too many people are signing in at once, so yours was not looked at. Wait a few seconds and try again.',
}
const AGAIN_AFTER_SECONDS = 5

/** What stands in the page that is drawn once, where each has something of its own. */
const NONCE = 'evk-nonce-goes-here'
const USERNAME = 'evk-user-name-goes-here'
const NEXT = 'evk-next-goes-here'

const drawn = new Map<string, string>()

type Asked = {
  readonly visit: Visit
  readonly username: string
  readonly next: string
  readonly hasPasskeys: boolean
}

/**
 * The form with its words for whoever is not let in now. It is drawn once and filled in: where a thousand a second guess, to draw
 * it for each would cost more than all pages of everybody else.
 */
export function crowdedAnswer(door: Door, { visit, username, next, hasPasskeys }: Asked): Response {
  const { arrival } = visit
  const page = drawnPage(door, hasPasskeys)
    .replaceAll(NONCE, () => arrival.nonce)
    .replaceAll(`="${NEXT}"`, () => `="${escaped(next)}"`)
    .replaceAll(NEXT, () => encodeURIComponent(next))
    .replaceAll(USERNAME, () => escaped(username))
  const headers = { 'retry-after': `${AGAIN_AFTER_SECONDS}` }
  return html(door.settings, arrival, { status: 503, body: page, headers })
}

function drawnPage({ house, settings }: Door, hasPasskeys: boolean): string {
  const hasNhs = house.nhs !== undefined
  const { idleMs } = settings.sessionLimits
  const name = `${hasPasskeys} ${hasNhs} ${idleMs}`
  const known = drawn.get(name)
  if (known !== undefined) return known
  const asked = { status: 503, next: NEXT, username: USERNAME, findings: [CROWDED] }
  const form = signInForm({ ...asked, hasPasskeys, hasNhs })
  const page = framed({ nonce: NONCE, idleMs }, { kind: 'none' }, form)
  drawn.set(name, page)
  return page
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
}
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')
