import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import { instantOf } from '#base/instant.ts'
import type { PageAnswer, PageRequest } from '#web/page.ts'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { StaffAdded } from '#workflow/add-staff.ts'
import { oneTimePassword } from '#workflow/one-time-password.ts'

/** Shown once, to be handed over. It is kept nowhere, and opens only the page to change it. */
export function firstPasswordPage(
  { house }: PageRequest,
  { accountId, oneTimeUntil }: StaffAdded,
  username: string,
): PageAnswer {
  const ends = instantOf(oneTimeUntil)
  return {
    kind: 'page',
    title: 'First password',
    place: 'service',
    main: (
      <>
        <h1 className="nhsuk-heading-l">First password</h1>
        <WarningCallout heading="Shown once">
          <p>
            Hand this over in person. It works until {clinicalDate(londonDay(ends))},{' '}
            {londonClock(ends)}, and must be changed at the first sign-in.
          </p>
        </WarningCallout>
        {username !== '' && (
          <p>
            User name: <code>{username}</code>
          </p>
        )}
        <p>
          First password: <code>{oneTimePassword(house.secret, accountId, oneTimeUntil)}</code>
        </p>
        <p>
          <a href="/service/staff">Back to the people who work here</a>
        </p>
      </>
    ),
  }
}
