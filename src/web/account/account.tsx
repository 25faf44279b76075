import { ROLE_WORDS } from '#access/role-words.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { type Door, pageAnswer } from '#web/door/receive.ts'
import type { Visit } from '#web/door/visit.ts'
import { Button, ButtonLink } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import type { SignedIn } from '#workflow/see-session.ts'
import { workplaces } from '#workflow/switch-provider.ts'

type Workplace = Awaited<ReturnType<typeof workplaces>>[number]

export const accountRoute: DoorRoute = {
  method: 'GET',
  path: '/account',
  forWhom: 'signed-in',
  answer: showAccount,
}

/** Who is signed in, where, and what that person may do about it. */
async function showAccount(door: Door, visit: Visit, session: SignedIn): Promise<Response> {
  const all = await workplaces(door.house, session.caller.accountId)
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
          ]}
        />
        <ButtonLink href="/account/password" variant="secondary">
          Change your password
        </ButtonLink>
        {others.length > 0 && <OtherWorkplaces others={others} csrf={session.csrf} />}
      </>
    ),
  })
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
