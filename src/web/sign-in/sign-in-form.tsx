import { SIGN_IN_BY_NHS, SIGN_IN_BY_PASSKEY } from '#web/account/addresses.ts'
import { NobodySignsIn } from '#web/door/read-only.tsx'
import type { PageAnswer } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import type { Finding } from '#workflow/outcome.ts'

/** Why a session is over, as the person is told. What the address says beside these is not shown. */
const WHY: Readonly<Record<string, string>> = {
  idle: 'You were signed out because nothing was done for a while.',
  'too-long': 'You were signed out because you had been signed in for 12 hours.',
  'signed-out': 'You are signed out.',
  'provider-switched': 'You moved to another provider in another window.',
  'password-changed': 'Your password was changed, so you have to sign in with the new one.',
  'signed-in-again': 'You signed in again in another window.',
  'too-many':
    'You signed in twice since, and two sign-ins at once are the most, so this one was ended. If that was not you, change your password.',
  'nhs-signed-out': 'You signed out at the NHS sign-in, so you are signed out here too.',
  'nhs-unlinked': 'The link to your NHS identity was taken away.',
  'ended-by-person': 'You ended this sign-in from another browser.',
  'ended-by-manager':
    'Somebody who manages the staff ended this sign-in. Sign in again; if you do not know why, ask them.',
  'second-step-changed':
    'Your second step was set up anew elsewhere, so you have to sign in again.',
  'second-step-reset':
    'Your second step was reset by an administrator. Sign in and set it up again; if you did not ask for this, tell them.',
}

const KEPT =
  'What you typed is kept for you and nobody else. Sign in and open the patient’s page to go on.'

export function signInForm(state: {
  readonly status: number
  readonly next: string
  readonly username?: string
  readonly why?: string | null
  readonly isKept?: boolean
  readonly findings?: readonly Finding[]
  /** Whether passkeys work at this address. */
  readonly hasPasskeys: boolean
  /** Whether people sign in by the NHS here. */
  readonly hasNhs: boolean
  /** Since when nothing can be saved, a sign-in neither. */
  readonly readOnly?: number | undefined
}): PageAnswer {
  const { status, next, username, findings = [], hasPasskeys, hasNhs, readOnly } = state
  const why = WHY[state.why ?? '']
  return {
    kind: 'page',
    status,
    title: 'Sign in',
    place: 'none',
    errors: findings,
    main: (
      <>
        <h1 className="nhsuk-heading-l">Sign in</h1>
        {readOnly !== undefined && <NobodySignsIn since={readOnly} />}
        {why !== undefined && (
          <InsetText>
            <p>
              {why} {state.isKept && KEPT}
            </p>
          </InsetText>
        )}
        <form action="/sign-in" method="post" noValidate data-submit-once>
          <input type="hidden" name="next" value={next} />
          <Input
            id="username"
            name="username"
            label="User name"
            width={20}
            value={username}
            error={errorOf(findings, 'username')}
            autoComplete="username"
            spellCheck={false}
            attributes={{ autoCapitalize: 'none' }}
          />
          <Input
            id="password"
            name="password"
            label="Password"
            type="password"
            width={20}
            error={errorOf(findings, 'password')}
            autoComplete="current-password"
          />
          <Button disabled={readOnly !== undefined}>Sign in</Button>
        </form>
        {hasNhs && readOnly === undefined && (
          <p>
            <a href={`${SIGN_IN_BY_NHS}?next=${encodeURIComponent(next)}`}>
              Sign in with NHS Care Identity
            </a>
          </p>
        )}
        {hasPasskeys && readOnly === undefined && (
          <p>
            <a href={`${SIGN_IN_BY_PASSKEY}?next=${encodeURIComponent(next)}`}>
              Sign in with a passkey
            </a>
          </p>
        )}
        <p>Forgotten your password? Your administrator can give you a new one to start with.</p>
      </>
    ),
  }
}
