import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import type { SecondStepShown } from '#workflow/second-step-shown.ts'

/** Tells a person that somebody else has reset the second step of the account. */
export function ResetNotice({
  shown: { resetAt, resetByName },
}: {
  readonly shown: SecondStepShown
}) {
  if (resetAt === null) return null
  return (
    <InsetText>
      <p>
        Your second step was reset on {clinicalDate(londonDay(resetAt))} at {londonClock(resetAt)}{' '}
        by {resetByName ?? 'somebody of another provider'}. If you did not ask for this, tell your
        practice manager now and change your password.
      </p>
    </InsetText>
  )
}
