import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PasskeyButton } from '#web/parts/passkey-button.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { SecondStepAsked } from '#workflow/second-step-asked.ts'
import { CODE_AGAIN, PASSKEY_AGAIN } from '#workflow/sign-again.ts'

const ASKS_PASSWORD: readonly string[] = [
  'sign-in-again',
  'wrong-password',
  'resting',
  'wrong-code',
]
const ITS_FIELDS: readonly string[] = [CODE_AGAIN, PASSKEY_AGAIN]

/** Whether these findings ask who it is. */
export const asksWho = (findings: readonly Finding[]): boolean =>
  findings.some(({ code, field }) => ASKS_PASSWORD.includes(code) || ITS_FIELDS.includes(field))

type Props = {
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
  /** What this person can show; undefined where nobody asks. */
  readonly asked: SecondStepAsked | undefined
}

/**
 * Asked of the second clinician alone, and only for a dose beyond the limits; never filled in. Once asked it stays, so that it
 * goes in one with the answer to a question: one after the other they would take turns for ever. With a second step the proof of
 * both goes on instead.
 */
export function PasswordAgain({ typed, findings, asked }: Props) {
  const isAsked = asksWho(findings)
  const { signedAgain } = typed
  if (!isAsked && signedAgain !== undefined) {
    return <input type="hidden" name="signedAgain" value={signedAgain} />
  }
  if (asked === undefined) return null
  return (
    <>
      <Input
        id="password"
        name="password"
        type="password"
        label="Your password"
        error={errorOf(findings, 'password')}
        autoComplete="current-password"
        attributes={{ 'data-no-draft': true }}
      />
      {asked.hasSecondStep && (
        <Input
          id={CODE_AGAIN}
          name={CODE_AGAIN}
          label={asked.hasApp ? 'Code from your authenticator app' : 'One of your recovery codes'}
          width={20}
          error={errorOf(findings, CODE_AGAIN)}
          autoComplete="one-time-code"
          attributes={{ 'data-no-draft': true }}
        />
      )}
      {asked.passkey !== undefined && (
        <PasskeyButton
          id={PASSKEY_AGAIN}
          does="get"
          options={asked.passkey}
          name={PASSKEY_AGAIN}
          label="Save the dose with a passkey"
        />
      )}
    </>
  )
}
