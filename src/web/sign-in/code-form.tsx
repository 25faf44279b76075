import { ENTER_CODE } from '#web/account/addresses.ts'
import type { PageAnswer } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PasskeyButton } from '#web/parts/passkey-button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { SecondStepAsked } from '#workflow/second-step-asked.ts'

export type CodeForm = {
  readonly next: string
  readonly status: number
  readonly findings: readonly Finding[]
}

/** Where the second half of a sign-in is shown: a code, or a passkey. */
export function codeForm(
  csrf: string,
  { hasApp, passkey }: SecondStepAsked,
  { next, status, findings }: CodeForm,
): PageAnswer {
  const title = hasApp ? 'Enter your code' : 'Use your passkey'
  return {
    kind: 'page',
    status,
    title,
    place: 'none',
    errors: findings,
    main: (
      <>
        <h1 className="nhsuk-heading-l">{title}</h1>
        <PostForm action={ENTER_CODE} csrf={csrf}>
          <input type="hidden" name="next" value={next} />
          {passkey !== undefined && (
            <PasskeyButton
              id="passkey"
              does="get"
              options={passkey}
              name="passkey"
              label="Use a passkey"
            />
          )}
          <Input
            id="code"
            name="code"
            {...(hasApp ? OF_THE_APP : RECOVERY)}
            width={20}
            error={errorOf(findings, 'code')}
            autoComplete="one-time-code"
            spellCheck={false}
            code
            attributes={{ autoCapitalize: 'none', 'data-no-draft': true }}
          />
          <Button>Go on</Button>
        </PostForm>
        <Details summary={hasApp ? 'I do not have my app with me' : 'I cannot use my passkey here'}>
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

const OF_THE_APP = {
  label: 'Code from your authenticator app',
  hint: 'Six figures, like 123 456. Each code counts once.',
}
const RECOVERY = { label: 'One of your recovery codes', hint: 'Sixteen letters and figures.' }
