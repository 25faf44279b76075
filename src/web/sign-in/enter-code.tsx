import { ENTER_CODE, NEW_SECOND_STEP } from '#web/account/addresses.ts'
import { sessionCookie } from '#web/door/cookie.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { ownPath } from '#web/door/own-path.ts'
import { type Door, pageAnswer } from '#web/door/receive.ts'
import { goTo } from '#web/door/respond.ts'
import { isSecure } from '#web/door/settings.ts'
import type { Visit } from '#web/door/visit.ts'
import { field, type PageAnswer } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { enterCode } from '#workflow/enter-code.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { HalfSignedIn, SignedIn } from '#workflow/see-session.ts'
import { noCode, typedCode, wrongCode } from '#workflow/typed-code.ts'
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
  return other ?? pageAnswer(door, visit.arrival, session, codePage(session, next, 200, []))
}

async function tryCode(door: Door, visit: Visit, session: Known): Promise<Response> {
  const { arrival, sent } = visit
  const next = ownPath(field(sent.form, 'next'))
  const other = elsewhere(door, visit, session, next)
  if (other !== undefined || session.kind === 'signed-in')
    return other ?? goTo(door.settings, arrival, next)
  const refuse = (status: number, finding: Finding) =>
    pageAnswer(door, arrival, session, codePage(session, next, status, [finding]))
  const typed = typedCode(field(sent.form, 'code') ?? '')
  if (typed === undefined) return refuse(422, noCode('code'))

  const { addresses } = door.tries
  const [address, now] = [arrival.address(), door.house.clock()]
  const restsUntil = addresses.restsUntil(address, now)
  const outcome =
    restsUntil === undefined
      ? await enterCode(door.house, session, typed)
      : ({ kind: 'resting', until: restsUntil } as const)
  switch (outcome.kind) {
    case 'signed-in': {
      const cookie = sessionCookie(outcome.token, isSecure(door.settings))
      return goTo(door.settings, arrival, next, { 'set-cookie': cookie })
    }
    case 'over':
      return goTo(door.settings, arrival, '/sign-in')
    case 'wrong':
      addresses.count(address, now)
      return refuse(401, wrongCode('code'))
    case 'resting': {
      noteResting(door, arrival)
      const response = refuse(429, restingFinding('code', outcome.until, now))
      response.headers.set('retry-after', String(secondsOfRest(outcome.until, now)))
      return response
    }
  }
}

function codePage(
  { csrf }: Known,
  next: string,
  status: number,
  findings: readonly Finding[],
): PageAnswer {
  return {
    kind: 'page',
    status,
    title: 'Enter your code',
    place: 'none',
    errors: findings,
    main: (
      <>
        <h1 className="nhsuk-heading-l">Enter your code</h1>
        <PostForm action={ENTER_CODE} csrf={csrf}>
          <input type="hidden" name="next" value={next} />
          <Input
            id="code"
            name="code"
            label="Code from your authenticator app"
            hint="Six figures, like 123 456. Each code counts once."
            width={20}
            error={errorOf(findings, 'code')}
            autoComplete="one-time-code"
            spellCheck={false}
            code
            attributes={{ autoCapitalize: 'none', 'data-no-draft': true }}
          />
          <Button>Go on</Button>
        </PostForm>
        <Details summary="I do not have my app with me">
          <p>
            Enter one of the ten recovery codes that you were shown when you set this up. Each works
            once.
          </p>
          <p>
            If you have none left, your administrator can reset your second step. You then set it up
            anew at your next sign-in.
          </p>
        </Details>
        <PostForm action="/sign-out" csrf={csrf}>
          <Button variant="secondary">Leave without signing in</Button>
        </PostForm>
      </>
    ),
  }
}
