import { clinicalDate, londonDay } from '#base/day.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { backAddress, errandOf } from '#web/door/nhs-errand.ts'
import { onwardAnswer } from '#web/door/onward.tsx'
import { type Door, pageAnswer } from '#web/door/receive.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { goTo } from '#web/door/respond.ts'
import type { Visit } from '#web/door/visit.ts'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import type { Caller } from '#workflow/desk.ts'
import {
  linkNhsIdentity,
  type ownNhsIdentity,
  unlinkNhsIdentity,
} from '#workflow/link-nhs-identity.ts'
import type { NhsPerson } from '#workflow/nhs-service.ts'
import { notHere, refused } from '#workflow/outcome.ts'
import type { SignedIn } from '#workflow/see-session.ts'
import { LINK_NHS, UNLINK_NHS } from './addresses.ts'

export const nhsIdentityRoutes: readonly DoorRoute[] = [
  { method: 'POST', path: LINK_NHS, forWhom: 'signed-in', needsProof: true, answer: link },
  { method: 'POST', path: UNLINK_NHS, forWhom: 'signed-in', needsProof: true, answer: unlink },
]

/** Goes to the NHS identity service, from where whoever comes back is linked to this account. */
async function link(door: Door, { arrival }: Visit, session: SignedIn): Promise<Response> {
  const { nhs } = door.house
  const { accountId, providerId, session: begunAs } = session.caller
  if (nhs === undefined || begunAs === undefined) {
    return pageAnswer(door, arrival, session, refusalPage(notHere('page')))
  }
  const begun = await nhs.begin(backAddress(door))
  if (begun.kind === 'away') return pageAnswer(door, arrival, session, refusalPage(AWAY))
  const links = { accountId, providerId, session: begunAs }
  const response = onwardAnswer(door, arrival, { to: begun.to, title: 'On to the NHS sign-in' })
  response.headers.append(
    'set-cookie',
    errandOf(door, { left: begun.left, next: '/account', links }),
  )
  return response
}

const AWAY = refused(409, {
  field: '',
  code: 'nhs-away',
  message: 'The NHS sign-in cannot be reached at the moment, so nothing was linked.',
})

/** Whoever came back to be linked. */
export async function nhsLinkedReply(
  door: Door,
  { arrival }: Visit,
  caller: Caller,
  person: NhsPerson,
): Promise<Response> {
  const outcome = await linkNhsIdentity(door.house, caller, person)
  if (outcome.kind === 'refused') {
    return pageAnswer(door, arrival, { kind: 'none' }, refusalPage(outcome))
  }
  return onwardAnswer(door, arrival, { to: '/account', title: 'Your NHS identity is linked' })
}

async function unlink(door: Door, { arrival }: Visit, session: SignedIn): Promise<Response> {
  const outcome = await unlinkNhsIdentity(door.house, session)
  if (outcome.kind === 'unlinked') return goTo(door.settings, arrival, '/account')
  return pageAnswer(door, arrival, session, refusalPage(outcome))
}

type Own = Awaited<ReturnType<typeof ownNhsIdentity>>

/** What is linked to an account, and how that is changed; nothing where no service is set up. */
export function OwnNhsIdentity({ own, csrf }: { readonly own: Own; readonly csrf: string }) {
  return (
    <>
      <h2 className="nhsuk-heading-m">NHS sign-in</h2>
      {own === undefined ? (
        <>
          <p>
            Link your account to your NHS Care Identity once, and sign in with your smartcard or
            another NHS way after that.
          </p>
          <PostForm action={LINK_NHS} csrf={csrf}>
            <Button variant="secondary">Link your NHS identity</Button>
          </PostForm>
        </>
      ) : (
        <>
          <p>
            Linked on {clinicalDate(londonDay(own.linkedAt))}
            {own.lastUsedAt !== null && `, last used on ${clinicalDate(londonDay(own.lastUsedAt))}`}
            .
          </p>
          <PostForm action={UNLINK_NHS} csrf={csrf}>
            <Button variant="secondary">Take the link away</Button>
          </PostForm>
        </>
      )}
    </>
  )
}
