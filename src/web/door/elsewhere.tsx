import { londonClock } from '#base/day.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import type { SignedIn } from '#workflow/see-session.ts'

/**
 * Tells a person that the account is open at another place too, and what to do where that is somebody else (H34). A patient's
 * page has no room for it: it stands on every other page while it lasts.
 */
export const Elsewhere = ({ since, browser }: NonNullable<SignedIn['elsewhere']>) => (
  <InsetText>
    <p>
      Your account is also signed in elsewhere, since {londonClock(since)}
      {browser !== null && ` (${browser})`}. If that is not you,{' '}
      <a href="/account/password">change your password</a>: that signs it out everywhere else.
    </p>
  </InsetText>
)
