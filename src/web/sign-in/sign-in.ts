import { NEW_SECOND_STEP } from '#web/account/addresses.ts'
import { browserOf } from '#web/door/browser-word.ts'
import { callerOf } from '#web/door/caller.ts'
import { sessionCookie } from '#web/door/cookie.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { ownPath } from '#web/door/own-path.ts'
import { passkeySite } from '#web/door/passkey-site.ts'
import { type Door, pageAnswer } from '#web/door/receive.ts'
import { goTo } from '#web/door/respond.ts'
import { isSecure } from '#web/door/settings.ts'
import type { Visit } from '#web/door/visit.ts'
import { field } from '#web/page.ts'
import type { Finding } from '#workflow/outcome.ts'
import { readOnlySince } from '#workflow/read-only.ts'
import { type SignInOutcome, signIn } from '#workflow/sign-in.ts'
import { signOut } from '#workflow/sign-out.ts'
import { crowdedAnswer } from './crowded.ts'
import { noteCrowded, noteResting, restingFinding, secondsOfRest } from './resting.ts'
import { signInForm } from './sign-in-form.tsx'
import { laneOf } from './tries.ts'

export const signInRoutes: readonly DoorRoute[] = [
  { method: 'GET', path: '/sign-in', forWhom: 'anybody', answer: showForm },
  { method: 'POST', path: '/sign-in', forWhom: 'anybody', answer: tryToSignIn },
]

async function showForm(door: Door, { arrival, session }: Visit): Promise<Response> {
  const { query } = arrival
  const next = ownPath(query.get('next'))
  if (session.kind === 'signed-in') return goTo(door.settings, arrival, next)
  const isKept = query.get('kept') === 'yes'
  const readOnly = await readOnlySince(door.house)
  const hasPasskeys = passkeySite(door.settings, arrival) !== undefined
  const why = query.get('why')
  const hasNhs = door.house.nhs !== undefined
  const form = signInForm({ status: 200, next, why, isKept, hasPasskeys, hasNhs, readOnly })
  return pageAnswer(door, arrival, session, form)
}

async function tryToSignIn(door: Door, visit: Visit): Promise<Response> {
  const { arrival, sent, session } = visit
  const username = field(sent.form, 'username')?.trim().toLowerCase() ?? ''
  const password = field(sent.form, 'password') ?? ''
  const next = ownPath(field(sent.form, 'next'))
  const attempt = { username, next, visit }
  if (username === '' || password === '') return refuse(door, attempt, 422, [NOTHING_TYPED])

  const address = callerOf(arrival, door.settings)
  const now = door.house.clock()
  const restsUntil = door.tries.addresses.restsUntil(address, now)
  if (restsUntil !== undefined) return refuseResting(door, attempt, restsUntil)

  const typed = { username, password, browser: browserOf(arrival) }
  const outcome = await signInFrom(door, address, typed)
  if (outcome === 'crowded') {
    noteCrowded(door, arrival)
    return crowdedAnswer(door, { visit, username, next, hasPasskeys: hasPasskeysAt(door, visit) })
  }
  if (outcome.kind !== 'signed-in') {
    door.tries.addresses.count(address, now)
    return refuseOutcome(door, attempt, outcome)
  }
  if (session.kind === 'signed-in' || session.kind === 'half') {
    await signOut(door.house, session, 'signed-in-again')
  }
  const cookie = sessionCookie(outcome.token, isSecure(door.settings))
  const to = outcome.isSecondStepReset ? NEW_SECOND_STEP : next
  return goTo(door.settings, arrival, to, { 'set-cookie': cookie })
}

/** Looks at the password in its turn; where too many wait it asks for nothing, so that to guess by the thousand costs others nothing. */
async function signInFrom(
  { house, tries }: Door,
  address: string,
  typed: Parameters<typeof signIn>[2],
): Promise<SignInOutcome | 'crowded'> {
  const now = house.clock()
  const place = tries.turnstile.enter(laneOf(tries, address, now))
  tries.inVain.count(address, now)
  if (place === undefined) return 'crowded'
  try {
    const outcome = await signIn(house, tries.unknownNames, typed, place.inTurn)
    if (outcome.kind === 'signed-in') {
      tries.inVain.forget(address)
      tries.wentWell.count(address, now)
    }
    return outcome
  } finally {
    place.leave()
  }
}

const hasPasskeysAt = ({ settings }: Door, { arrival }: Visit): boolean =>
  passkeySite(settings, arrival) !== undefined

type Attempt = { readonly username: string; readonly next: string; readonly visit: Visit }

const NOTHING_TYPED: Finding = {
  field: 'username',
  code: 'required',
  message: 'Enter your user name and your password.',
}
const WRONG: Finding = {
  field: 'username',
  code: 'wrong',
  message: 'The user name or the password is not right. Check both and try again.',
}
export const NO_WORKPLACE: Finding = {
  field: '',
  code: 'no-workplace',
  message: 'Your account does not work at any provider now. Ask your administrator.',
}

function refuseOutcome(
  door: Door,
  attempt: Attempt,
  outcome: Exclude<SignInOutcome, { kind: 'signed-in' }>,
): Response {
  switch (outcome.kind) {
    case 'wrong':
      return refuse(door, attempt, 401, [WRONG])
    case 'no-workplace':
      return refuse(door, attempt, 403, [NO_WORKPLACE])
    case 'resting':
      return refuseResting(door, attempt, outcome.until)
  }
}

function refuseResting(door: Door, attempt: Attempt, until: number): Response {
  const now = door.house.clock()
  noteResting(door, attempt.visit.arrival)
  const response = refuse(door, attempt, 429, [restingFinding('username', until, now)])
  response.headers.set('retry-after', String(secondsOfRest(until, now)))
  return response
}

function refuse(
  door: Door,
  { username, next, visit }: Attempt,
  status: number,
  findings: readonly Finding[],
): Response {
  const hasPasskeys = hasPasskeysAt(door, visit)
  const hasNhs = door.house.nhs !== undefined
  const form = signInForm({ status, next, username, findings, hasPasskeys, hasNhs })
  return pageAnswer(door, visit.arrival, { kind: 'none' }, form)
}
