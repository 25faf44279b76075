import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { type Door, pageAnswer } from '#web/door/receive.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { goTo } from '#web/door/respond.ts'
import type { Visit } from '#web/door/visit.ts'
import type { PageAnswer } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button, ButtonLink } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { ownPasskeys, type PasskeyListed } from '#workflow/remove-passkey.ts'
import { removeSecondStep, renewRecoveryCodes } from '#workflow/renew-recovery-codes.ts'
import { type SecondStepShown, secondStepShown } from '#workflow/second-step-shown.ts'
import type { SignedIn } from '#workflow/see-session.ts'
import {
  NEW_RECOVERY_CODES,
  NEW_SECOND_STEP,
  REMOVE_SECOND_STEP,
  SECOND_STEP,
} from './addresses.ts'
import { OwnPasskeys } from './own-passkeys.tsx'
import { recoveryCodesPage } from './recovery-codes-page.tsx'
import { ResetNotice } from './reset-notice.tsx'

export const secondStepRoutes: readonly DoorRoute[] = [
  { method: 'GET', path: SECOND_STEP, forWhom: 'signed-in', answer: show },
  {
    method: 'POST',
    path: NEW_RECOVERY_CODES,
    forWhom: 'signed-in',
    needsProof: true,
    answer: newCodes,
  },
  {
    method: 'POST',
    path: REMOVE_SECOND_STEP,
    forWhom: 'signed-in',
    needsProof: true,
    answer: remove,
  },
]

async function show(door: Door, { arrival }: Visit, session: SignedIn): Promise<Response> {
  const shown = await secondStepShown(door.house, session.caller)
  if (!session.hasSecondStep) return goTo(door.settings, arrival, NEW_SECOND_STEP)
  const passkeys = await ownPasskeys(door.house, session.caller)
  return pageAnswer(door, arrival, session, standingPage(session, shown, passkeys))
}

async function newCodes(door: Door, { arrival }: Visit, session: SignedIn): Promise<Response> {
  const outcome = await renewRecoveryCodes(door.house, session)
  const page = outcome.kind === 'refused' ? refusalPage(outcome) : recoveryCodesPage(outcome.codes)
  return pageAnswer(door, arrival, session, page)
}

async function remove(door: Door, { arrival }: Visit, session: SignedIn): Promise<Response> {
  const outcome = await removeSecondStep(door.house, session)
  if (outcome.kind === 'removed') return goTo(door.settings, arrival, '/account')
  return pageAnswer(door, arrival, session, refusalPage(outcome))
}

const whenWords = (at: number): string => `${clinicalDate(londonDay(at))}, ${londonClock(at)}`

function standingPage(
  { csrf }: SignedIn,
  shown: SecondStepShown,
  passkeys: readonly PasskeyListed[],
): PageAnswer {
  const { addedAt, codesLeft, codeUsedAt, isDemanded } = shown
  const mayRemove = addedAt !== null && (!isDemanded || passkeys.length > 0)
  return {
    kind: 'page',
    title: 'Your second step',
    place: 'none',
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href="/account">Your account</BackLink>
        <h1 className="nhsuk-heading-l">Your second step</h1>
        <ResetNotice shown={shown} />
        <SummaryList
          rows={[
            {
              key: 'Authenticator app',
              value: addedAt === null ? 'None' : `Set up ${whenWords(addedAt)}`,
            },
            { key: 'Recovery codes left', value: `${codesLeft} of 10` },
            {
              key: 'Recovery code last used',
              value: codeUsedAt === null ? 'Never' : whenWords(codeUsedAt),
            },
          ]}
        />
        <ButtonLink href={NEW_SECOND_STEP} variant="secondary">
          {addedAt === null ? 'Set up an authenticator app' : 'Set it up on another phone'}
        </ButtonLink>
        <PostForm action={NEW_RECOVERY_CODES} csrf={csrf}>
          <Button variant="secondary">Make ten new recovery codes</Button>
        </PostForm>
        {mayRemove && (
          <PostForm action={REMOVE_SECOND_STEP} csrf={csrf}>
            <Button variant="secondary">
              {passkeys.length > 0 ? 'Do without the app' : 'Do without a second step'}
            </Button>
          </PostForm>
        )}
        <OwnPasskeys passkeys={passkeys} csrf={csrf} />
      </div>
    ),
  }
}
