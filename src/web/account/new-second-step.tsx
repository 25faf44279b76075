import { sessionCookie } from '#web/door/cookie.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { type Door, pageAnswer, seenAtDoor } from '#web/door/receive.ts'
import { goTo } from '#web/door/respond.ts'
import { isSecure } from '#web/door/settings.ts'
import type { Visit } from '#web/door/visit.ts'
import { field, type PageAnswer } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { QrSquare } from '#web/parts/qr-square.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { type SecondStepShown, secondStepShown } from '#workflow/second-step-shown.ts'
import type { HalfSignedIn, SignedIn } from '#workflow/see-session.ts'
import { type OfferedSecret, offerSecret, setUpSecondStep } from '#workflow/set-up-second-step.ts'
import { ENTER_CODE, NEW_PASSKEY, NEW_SECOND_STEP, SECOND_STEP } from './addresses.ts'
import { recoveryCodesPage } from './recovery-codes-page.tsx'
import { ResetNotice } from './reset-notice.tsx'

export const newSecondStepRoutes: readonly DoorRoute[] = [
  { method: 'GET', path: NEW_SECOND_STEP, forWhom: 'known', answer: showForm },
  { method: 'POST', path: NEW_SECOND_STEP, forWhom: 'known', needsProof: true, answer: setUp },
]

type Known = SignedIn | HalfSignedIn

const owesCode = (session: Known): boolean => session.kind === 'half' && session.needs === 'code'

async function showForm(door: Door, { arrival }: Visit, session: Known): Promise<Response> {
  if (owesCode(session)) return goTo(door.settings, arrival, ENTER_CODE)
  return pageAnswer(door, arrival, session, await formPage(door, session, 200, []))
}

async function setUp(door: Door, { arrival, sent }: Visit, session: Known): Promise<Response> {
  if (owesCode(session)) return goTo(door.settings, arrival, ENTER_CODE)
  const sealed = field(sent.form, 'sealed') ?? ''
  const code = field(sent.form, 'code') ?? ''
  const outcome = await setUpSecondStep(door.house, session, { sealed, code })
  if (outcome.kind === 'refused') {
    const page = await formPage(door, session, outcome.status, outcome.findings, sealed)
    return pageAnswer(door, arrival, session, page)
  }
  const renewed = await seenAtDoor(door, outcome.token)
  const response = pageAnswer(door, arrival, renewed, recoveryCodesPage(outcome.codes))
  response.headers.set('set-cookie', sessionCookie(outcome.token, isSecure(door.settings)))
  return response
}

async function formPage(
  door: Door,
  session: Known,
  status: number,
  findings: readonly Finding[],
  sealed?: string,
): Promise<PageAnswer> {
  const { caller, csrf } = session
  const [offered, shown] = await Promise.all([
    offerSecret(door.house, caller.accountId, sealed),
    secondStepShown(door.house, caller),
  ])
  return {
    kind: 'page',
    status,
    title: 'Set up your second step',
    place: 'none',
    errors: findings,
    main: <SetUp {...{ offered, shown, csrf, findings }} isHalf={session.kind === 'half'} />,
  }
}

/** So many letters of the secret stand together when it is read out. */
const inFours = (letters: string): string => letters.match(/.{1,4}/g)?.join(' ') ?? ''

function SetUp(props: {
  readonly offered: OfferedSecret
  readonly shown: SecondStepShown
  readonly csrf: string
  readonly findings: readonly Finding[]
  readonly isHalf: boolean
}) {
  const { offered, shown, csrf, findings, isHalf } = props
  return (
    <div className="nhsuk-u-reading-width">
      <h1 className="nhsuk-heading-l">Set up your second step</h1>
      <ResetNotice shown={shown} />
      <p>
        Besides your password, you will be asked at each sign-in for a code from an authenticator
        app on your phone. So a password that somebody has seen opens nothing.
      </p>
      {isHalf && (
        <InsetText>
          <p>Everybody here needs this. Nothing else opens until it is set up.</p>
        </InsetText>
      )}
      {shown.addedAt !== null && (
        <InsetText>
          <p>
            This takes the place of the second step that you have now. Its codes and its recovery
            codes stop working, and you are signed out everywhere else.
          </p>
        </InsetText>
      )}
      <p>
        No app? <a href={NEW_PASSKEY}>Use a passkey instead</a>: the finger, face or PIN of this
        computer or your phone, or a security key.
      </p>
      <h2 className="nhsuk-heading-m">1. Add Evenkeel to your app</h2>
      <p>
        Use any authenticator app, like Microsoft Authenticator or Google Authenticator. In the app
        choose to add an account, and point the camera at this square.
      </p>
      <QrSquare text={offered.address} title="The square to read with your authenticator app" />
      <p>
        If the camera does not work, type these letters and figures into the app instead:{' '}
        <code className="evk-secret">{inFours(offered.letters)}</code>
      </p>
      <p>They are yours alone. Nobody, your administrator neither, can see them again.</p>
      <h2 className="nhsuk-heading-m">2. Enter the code that the app shows</h2>
      <PostForm action={NEW_SECOND_STEP} csrf={csrf}>
        <input type="hidden" name="sealed" value={offered.sealed} />
        <Input
          id="code"
          name="code"
          label="Code from the app"
          hint="Six figures, like 123 456. It changes every half minute."
          width={10}
          error={errorOf(findings, 'code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          spellCheck={false}
          code
          attributes={{ 'data-no-draft': true }}
        />
        <Button>Set it up</Button>
      </PostForm>
      {isHalf ? (
        <PostForm action="/sign-out" csrf={csrf}>
          <Button variant="secondary">Leave without signing in</Button>
        </PostForm>
      ) : (
        <p>
          <a href={SECOND_STEP}>Leave it as it is</a>
        </p>
      )}
    </div>
  )
}
