import { londonClock } from '#base/day.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import type { SignedIn } from '#workflow/see-session.ts'

type Other = NonNullable<SignedIn['elsewhere']>

/** Tells a person that the account is open at another place too, and what to do where that is somebody else (H34). */
export const Elsewhere = ({ since, browser }: Other) => (
  <InsetText>
    <p>
      Your account is also signed in elsewhere, since {londonClock(since)}
      {browser !== null && ` (${browser})`}. If that is not you,{' '}
      <a href="/account/password">change your password</a>: that signs it out everywhere else.
    </p>
  </InsetText>
)

/** The same in one line of the frame, for a patient's page: it takes no room from the dose. */
export const elsewhereInShort = (other: Other | null | undefined) =>
  other
    ? {
        text: `Also signed in elsewhere since ${londonClock(other.since)}. Not you?`,
        href: '/account/password',
      }
    : undefined
