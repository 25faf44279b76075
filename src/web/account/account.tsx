import { ROLE_WORDS } from '#access/role-words.ts'
import { clinicalDate, londonClock, londonDay } from '#base/day.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { type Door, pageAnswer } from '#web/door/receive.ts'
import type { Visit } from '#web/door/visit.ts'
import { Button, ButtonGroup, ButtonLink } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { ownNhsIdentity } from '#workflow/link-nhs-identity.ts'
import { ownSessions } from '#workflow/own-sessions.ts'
import { type SecondStepShown, secondStepShown } from '#workflow/second-step-shown.ts'
import type { SignedIn } from '#workflow/see-session.ts'
import { workplaces } from '#workflow/switch-provider.ts'
import { SECOND_STEP } from './addresses.ts'
import { OwnNhsIdentity } from './nhs-identity.tsx'
import { OwnSessions } from './own-sessions.tsx'

type Workplace = Awaited<ReturnType<typeof workplaces>>[number]

export const accountRoute: DoorRoute = {
  method: 'GET',
  path: '/account',
  forWhom: 'signed-in',
  answer: showAccount,
}

/** Who is signed in, where, and what that person may do about it. */
async function showAccount(door: Door, visit: Visit, session: SignedIn): Promise<Response> {
  const { sessionLimits } = door.settings
  const [all, secondStep, sessions, nhsIdentity] = await Promise.all([
    workplaces(door.house, session.caller.accountId),
    secondStepShown(door.house, session.caller),
    ownSessions(door.house, session, sessionLimits),
    ownNhsIdentity(door.house, session.caller),
  ])
  const others = all.filter(({ providerId }) => providerId !== session.caller.providerId)
  return pageAnswer(door, visit.arrival, session, {
    kind: 'page',
    title: 'Your account',
    place: 'none',
    main: (
      <>
        <h1 className="nhsuk-heading-l">Your account</h1>
        <SummaryList
          rows={[
            { key: 'Name', value: session.name },
            { key: 'Role', value: ROLE_WORDS[session.role] },
            { key: 'Provider', value: session.providerName },
            { key: 'Second step', value: secondStepWords(secondStep) },
          ]}
        />
        <ButtonGroup>
          <ButtonLink href="/account/password" variant="secondary">
            Change your password
          </ButtonLink>
          <ButtonLink href={SECOND_STEP} variant="secondary">
            {session.hasSecondStep ? 'Change your second step' : 'Set up a second step'}
          </ButtonLink>
        </ButtonGroup>
        {door.house.nhs !== undefined && <OwnNhsIdentity own={nhsIdentity} csrf={session.csrf} />}
        <OwnSessions sessions={sessions} csrf={session.csrf} />
        {others.length > 0 && <OtherWorkplaces others={others} csrf={session.csrf} />}
      </>
    ),
  })
}

/** That a recovery code was used is told here: if it was somebody else, its person sees it. */
function secondStepWords({ addedAt, passkeys, codesLeft, codeUsedAt }: SecondStepShown): string {
  if (addedAt === null && passkeys === 0) return 'None: the password alone signs you in'
  const keys = passkeys === 1 ? '1 passkey' : `${passkeys} passkeys`
  const ways = [...(addedAt === null ? [] : ['Authenticator app']), ...(passkeys > 0 ? [keys] : [])]
  const left = `${ways.join(', ')}, and ${codesLeft} recovery codes left`
  if (codeUsedAt === null) return left
  return `${left}; one was last used on ${clinicalDate(londonDay(codeUsedAt))} at ${londonClock(codeUsedAt)}`
}

function OtherWorkplaces(props: { readonly others: readonly Workplace[]; readonly csrf: string }) {
  return (
    <>
      <h2 className="nhsuk-heading-m">Work for another provider</h2>
      {props.others.map(({ providerId, providerName }) => (
        <PostForm key={providerId} action="/account/provider" csrf={props.csrf}>
          <input type="hidden" name="provider" value={providerId} />
          <Button variant="secondary">{providerName}</Button>
        </PostForm>
      ))}
    </>
  )
}
