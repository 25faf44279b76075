import { ENTER_CODE, NEW_SECOND_STEP } from '#web/account/addresses.ts'
import type { Arrival } from '#web/door/arrival.ts'
import { callerOf } from '#web/door/caller.ts'
import { sessionCookie } from '#web/door/cookie.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { ownPath } from '#web/door/own-path.ts'
import { passkeySite } from '#web/door/passkey-site.ts'
import { type Door, pageAnswer } from '#web/door/receive.ts'
import { goTo } from '#web/door/respond.ts'
import { isSecure } from '#web/door/settings.ts'
import type { Visit } from '#web/door/visit.ts'
import { type Form, field } from '#web/page.ts'
import { type CodeOutcome, enterCode, enterPasskey } from '#workflow/enter-code.ts'
import type { Finding } from '#workflow/outcome.ts'
import { secondStepAsked } from '#workflow/second-step-asked.ts'
import type { HalfSignedIn, SignedIn } from '#workflow/see-session.ts'
import { copiedPasskey, wrongPasskey } from '#workflow/show-passkey.ts'
import { noCode, type TypedCode, typedCode, wrongCode } from '#workflow/typed-code.ts'
import { type CodeForm, codeForm } from './code-form.tsx'
import { noteResting, restingFinding, secondsOfRest } from './resting.ts'

export const enterCodeRoutes: readonly DoorRoute[] = [
  { method: 'GET', path: ENTER_CODE, forWhom: 'known', answer: showForm },
  { method: 'POST', path: ENTER_CODE, forWhom: 'known', answer: tryCode },
]

type Known = SignedIn | HalfSignedIn

/** Whoever is signed in already, or has no second step yet, has nothing to do here. */
function elsewhere(door: Door, { arrival }: Visit, session: Known, next: string) {
  if (session.kind === 'signed-in') return goTo(door.settings, arrival, next)
  return session.needs === 'code' ? undefined : goTo(door.settings, arrival, NEW_SECOND_STEP)
}

async function showForm(door: Door, visit: Visit, session: Known): Promise<Response> {
  const next = ownPath(visit.arrival.query.get('next'))
  const other = elsewhere(door, visit, session, next)
  if (other !== undefined || session.kind === 'signed-in')
    return other ?? goTo(door.settings, visit.arrival, next)
  return await codePage(door, visit, session, { next, status: 200, findings: [] })
}

async function tryCode(door: Door, visit: Visit, session: Known): Promise<Response> {
  const { arrival, sent } = visit
  const next = ownPath(field(sent.form, 'next'))
  const other = elsewhere(door, visit, session, next)
  if (other !== undefined || session.kind === 'signed-in')
    return other ?? goTo(door.settings, arrival, next)
  const refuse: Refuse = (status, finding) =>
    codePage(door, visit, session, { next, status, findings: [finding] })
  const shown = shownIn(sent.form)
  if (shown === undefined) return await refuse(422, noCode('code'))

  const { addresses } = door.tries
  const [address, now] = [callerOf(arrival, door.settings), door.house.clock()]
  const restsUntil = addresses.restsUntil(address, now)
  const outcome =
    restsUntil === undefined
      ? await tryShown(door, visit, session, shown)
      : ({ kind: 'resting', until: restsUntil } as const)
  switch (outcome.kind) {
    case 'signed-in': {
      const cookie = sessionCookie(outcome.token, isSecure(door.settings))
      return goTo(door.settings, arrival, next, { 'set-cookie': cookie })
    }
    case 'over':
      return goTo(door.settings, arrival, '/sign-in')
    case 'resting':
      return await rest(door, arrival, refuse, outcome.until)
    case 'copied':
      return await refuse(401, copiedPasskey('passkey'))
    case 'wrong':
      addresses.count(address, now)
      return await refuse(401, 'json' in shown ? wrongPasskey('passkey') : wrongCode('code'))
  }
}

type Refuse = (status: number, finding: Finding) => Promise<Response>

/** The answer of a passkey, or what was typed; undefined where neither is there. */
function shownIn(form: Form): TypedCode | { readonly json: string } | undefined {
  const json = field(form, 'passkey') ?? ''
  return json === '' ? typedCode(field(form, 'code') ?? '') : { json }
}

function tryShown(
  { house, settings }: Door,
  { arrival }: Visit,
  half: HalfSignedIn,
  shown: TypedCode | { readonly json: string },
): Promise<CodeOutcome> {
  if (!('json' in shown)) return enterCode(house, half, shown)
  return enterPasskey(house, half, { ...shown, site: passkeySite(settings, arrival) })
}

async function rest(
  door: Door,
  arrival: Arrival,
  refuse: Refuse,
  until: number,
): Promise<Response> {
  noteResting(door, arrival)
  const now = door.house.clock()
  const response = await refuse(429, restingFinding('code', until, now))
  response.headers.set('retry-after', String(secondsOfRest(until, now)))
  return response
}

async function codePage(
  door: Door,
  { arrival }: Visit,
  half: HalfSignedIn,
  shown: CodeForm,
): Promise<Response> {
  const site = passkeySite(door.settings, arrival)
  const asked = await secondStepAsked(door.house, half.caller, site)
  return pageAnswer(door, arrival, half, codeForm(half.csrf, asked, shown))
}
