import { NHS_BACK, NHS_LOGOUT, SIGN_IN_BY_NHS } from '#web/account/addresses.ts'
import { nhsLinkedReply } from '#web/account/nhs-identity.tsx'
import { browserOf } from '#web/door/browser-word.ts'
import { errandIn, noErrandCookie, sessionCookie } from '#web/door/cookie.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { backAddress, errandOf } from '#web/door/nhs-errand.ts'
import { onwardAnswer } from '#web/door/onward.tsx'
import { ownPath } from '#web/door/own-path.ts'
import { passkeySite } from '#web/door/passkey-site.ts'
import { type Door, pageAnswer } from '#web/door/receive.ts'
import { goTo, respond } from '#web/door/respond.ts'
import { isSecure } from '#web/door/settings.ts'
import { notFoundPage } from '#web/door/trouble.tsx'
import type { Visit } from '#web/door/visit.ts'
import { field } from '#web/page.ts'
import { type NhsErrand, openErrand } from '#workflow/nhs-errand.ts'
import type { NhsBack, NhsService } from '#workflow/nhs-service.ts'
import { nhsSignedOut } from '#workflow/nhs-signed-out.ts'
import type { Finding } from '#workflow/outcome.ts'
import { type NhsOutcome, signInByNhs } from '#workflow/sign-in-by-nhs.ts'
import { signInForm } from './sign-in-form.tsx'

export const nhsSignInRoutes: readonly DoorRoute[] = [
  { method: 'GET', path: SIGN_IN_BY_NHS, forWhom: 'anybody', answer: withService(leave) },
  { method: 'GET', path: NHS_BACK, forWhom: 'anybody', answer: withService(comeBack) },
  { method: 'POST', path: NHS_LOGOUT, forWhom: 'anybody', answer: withService(loggedOut) },
]

type Answer = (door: Door, visit: Visit, service: NhsService) => Promise<Response>

/** Where no service is set up these addresses are not there. */
function withService(answer: Answer) {
  return async (door: Door, visit: Visit): Promise<Response> => {
    const { nhs } = door.house
    if (nhs !== undefined) return await answer(door, visit, nhs)
    return pageAnswer(door, visit.arrival, visit.session, notFoundPage())
  }
}

async function leave(door: Door, visit: Visit, service: NhsService): Promise<Response> {
  const next = ownPath(visit.arrival.query.get('next'))
  if (visit.session.kind === 'signed-in') return goTo(door.settings, visit.arrival, next)
  const begun = await service.begin(backAddress(door))
  if (begun.kind === 'away') return refuse(door, visit, 503, AWAY, next)
  const cookie = errandOf(door, { left: begun.left, next, links: null })
  return goTo(door.settings, visit.arrival, begun.to, { 'set-cookie': cookie })
}

async function comeBack(door: Door, visit: Visit, service: NhsService): Promise<Response> {
  const { arrival } = visit
  const sealed = errandIn(arrival.headers.get('cookie'), isSecure(door.settings))
  const errand = sealed === undefined ? undefined : openErrand(door.house, sealed)
  const response =
    errand === undefined
      ? refuse(door, visit, 400, NOT_OURS)
      : await finish(door, visit, service, errand)
  response.headers.append('set-cookie', noErrandCookie(isSecure(door.settings)))
  return response
}

async function finish(
  door: Door,
  visit: Visit,
  service: NhsService,
  errand: NhsErrand,
): Promise<Response> {
  const { arrival } = visit
  const came = new URL(`${backAddress(door)}?${arrival.query}`)
  const back = await service.finish(came, errand.left)
  if (back.kind !== 'person') {
    door.settings.log.warn({ request: arrival.id, why: back.kind }, 'the NHS sign-in failed')
    return refuse(door, visit, ...NOT_BACK[back.kind], errand.next)
  }
  if (errand.links !== null) return await nhsLinkedReply(door, visit, errand.links, back.person)
  const outcome = await signInByNhs(door.house, service, back.person, browserOf(arrival))
  if (outcome.kind !== 'signed-in') return refuse(door, visit, 403, WHY[outcome.kind], errand.next)
  const response = onwardAnswer(door, arrival, { to: errand.next, title: 'You are signed in' })
  response.headers.append('set-cookie', sessionCookie(outcome.token, isSecure(door.settings)))
  return response
}

const finding = (code: string, message: string): Finding => ({ field: '', code, message })

const AWAY = finding(
  'nhs-away',
  'The NHS sign-in cannot be reached at the moment. Sign in with your user name and password.',
)
const NOT_OURS = finding(
  'nhs-not-ours',
  'The NHS sign-in did not come back as it left here, so nothing was opened. Begin it again on this page.',
)
const NOT_BACK: Readonly<Record<Exclude<NhsBack['kind'], 'person'>, readonly [number, Finding]>> = {
  away: [503, AWAY],
  'not-ours': [400, NOT_OURS],
  'broken-off': [
    403,
    finding('nhs-broken-off', 'The NHS sign-in was broken off, so nothing was opened.'),
  ],
}
const WHY: Readonly<Record<Exclude<NhsOutcome['kind'], 'signed-in'>, Finding>> = {
  unlinked: finding(
    'nhs-unlinked',
    'Your NHS identity is not linked to an account here. Sign in with your user name and password, and link it under Your account.',
  ),
  'too-weak': finding(
    'nhs-too-weak',
    'The NHS sign-in was not strong enough for what you do here. Use your smartcard or another of the strongest ways there, or sign in with your user name and password.',
  ),
  'other-role': finding(
    'nhs-other-role',
    'The role that you chose at the NHS sign-in is not one for a provider where you work here. Begin again and choose your role there, or sign in with your user name and password.',
  ),
  'no-workplace': finding(
    'no-workplace',
    'Your account does not work at any provider now. Ask your administrator.',
  ),
}

/** The page of the sign-in, on which the way by user name and password stays. */
function refuse(
  door: Door,
  { arrival }: Visit,
  status: number,
  why: Finding,
  next = '/',
): Response {
  const hasPasskeys = passkeySite(door.settings, arrival) !== undefined
  const form = signInForm({ status, next, findings: [why], hasPasskeys, hasNhs: true })
  return pageAnswer(door, arrival, { kind: 'none' }, form)
}

const SAID = { done: 200, 'not-ours': 400, away: 503 } as const

/** Asked by the service itself, when somebody has signed out there. */
async function loggedOut(door: Door, { arrival, sent }: Visit, service: NhsService) {
  const token = field(sent.form, 'logout_token') ?? ''
  const outcome = await nhsSignedOut(door.house, service, token)
  if (outcome !== 'done') {
    door.settings.log.warn(
      { request: arrival.id, why: outcome },
      'a sign-out of the NHS was refused',
    )
  }
  return respond(door.settings, arrival, { status: SAID[outcome], body: null, headers: {} })
}
