import { SIGN_IN_BY_PASSKEY } from '#web/account/addresses.ts'
import { browserOf } from '#web/door/browser-word.ts'
import { callerOf } from '#web/door/caller.ts'
import { markCookie, markIn, sessionCookie } from '#web/door/cookie.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { ownPath } from '#web/door/own-path.ts'
import { passkeySite } from '#web/door/passkey-site.ts'
import { type Door, pageAnswer } from '#web/door/receive.ts'
import { goTo } from '#web/door/respond.ts'
import { isSecure } from '#web/door/settings.ts'
import type { Visit } from '#web/door/visit.ts'
import { field, type PageAnswer } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PasskeyButton } from '#web/parts/passkey-button.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { newToken } from '#workflow/session-token.ts'
import { askForPasskey, copiedPasskey, wrongPasskey } from '#workflow/show-passkey.ts'
import { signInByPasskey } from '#workflow/sign-in-by-passkey.ts'
import { signOut } from '#workflow/sign-out.ts'
import { noteResting, restingFinding, secondsOfRest } from './resting.ts'
import { NO_WORKPLACE } from './sign-in.ts'

export const passkeySignInRoutes: readonly DoorRoute[] = [
  { method: 'GET', path: SIGN_IN_BY_PASSKEY, forWhom: 'anybody', answer: showForm },
  { method: 'POST', path: SIGN_IN_BY_PASSKEY, forWhom: 'anybody', answer: tryPasskey },
]

async function showForm(door: Door, visit: Visit): Promise<Response> {
  const next = ownPath(visit.arrival.query.get('next'))
  if (visit.session.kind === 'signed-in') return goTo(door.settings, visit.arrival, next)
  return await formAnswer(door, visit, { next, status: 200, findings: [] })
}

async function tryPasskey(door: Door, visit: Visit): Promise<Response> {
  const { arrival, sent, session } = visit
  const next = ownPath(field(sent.form, 'next'))
  const refuse = (status: number, finding: Finding) =>
    formAnswer(door, visit, { next, status, findings: [finding] })
  const { addresses } = door.tries
  const [address, now] = [callerOf(arrival, door.settings), door.house.clock()]
  const restsUntil = addresses.restsUntil(address, now)
  if (restsUntil !== undefined) {
    noteResting(door, arrival)
    const response = await refuse(429, restingFinding('', restsUntil, now))
    response.headers.set('retry-after', String(secondsOfRest(restsUntil, now)))
    return response
  }
  const typed = {
    json: field(sent.form, 'passkey') ?? '',
    site: passkeySite(door.settings, arrival),
  }
  const to = markOf(door, visit) ?? ''
  const outcome = await signInByPasskey(door.house, typed, { to, browser: browserOf(arrival) })
  if (outcome.kind !== 'signed-in') {
    addresses.count(address, now)
    return await refuse(outcome.kind === 'no-workplace' ? 403 : 401, WHY[outcome.kind])
  }
  if (session.kind === 'signed-in' || session.kind === 'half') {
    await signOut(door.house, session, 'signed-in-again')
  }
  const cookie = sessionCookie(outcome.token, isSecure(door.settings))
  return goTo(door.settings, arrival, next, { 'set-cookie': cookie })
}

const WHY: Readonly<Record<'wrong' | 'copied' | 'no-workplace' | 'resting', Finding>> = {
  wrong: wrongPasskey('passkey'),
  resting: wrongPasskey('passkey'),
  copied: copiedPasskey('passkey'),
  'no-workplace': NO_WORKPLACE,
}

const markOf = ({ settings }: Door, { arrival }: Visit): string | undefined =>
  markIn(arrival.headers.get('cookie'), isSecure(settings))

type Shown = {
  readonly next: string
  readonly status: number
  readonly findings: readonly Finding[]
}

/** The challenge is good in this browser alone, which bears a mark for it. */
async function formAnswer(door: Door, visit: Visit, shown: Shown): Promise<Response> {
  const { arrival } = visit
  const to = markOf(door, visit) ?? newToken()
  const site = passkeySite(door.settings, arrival)
  const options = site && (await askForPasskey(door.house, site, { purpose: 'sign-in', to }))
  const response = pageAnswer(door, arrival, { kind: 'none' }, formPage(options, shown))
  response.headers.set('set-cookie', markCookie(to, isSecure(door.settings)))
  return response
}

function formPage(options: string | undefined, { next, status, findings }: Shown): PageAnswer {
  return {
    kind: 'page',
    status,
    title: 'Sign in with a passkey',
    place: 'none',
    errors: findings,
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href={`/sign-in?next=${encodeURIComponent(next)}`}>
          Sign in with a password
        </BackLink>
        <h1 className="nhsuk-heading-l">Sign in with a passkey</h1>
        {options === undefined ? (
          <InsetText>
            <p>Passkeys cannot be used at this address.</p>
          </InsetText>
        ) : (
          <form action={SIGN_IN_BY_PASSKEY} method="post" noValidate data-submit-once>
            <input type="hidden" name="next" value={next} />
            <p>Your device asks for your finger, your face or your PIN. No password is needed.</p>
            <PasskeyButton
              id="passkey"
              does="get"
              options={options}
              name="passkey"
              label="Use a passkey"
              isPrimary
              otherwise="This browser cannot use a passkey here. Sign in with your password."
            />
          </form>
        )}
      </div>
    ),
  }
}
