import { browserOf } from '#web/door/browser-word.ts'
import { sessionCookie } from '#web/door/cookie.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { pageAnswer } from '#web/door/receive.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { goTo } from '#web/door/respond.ts'
import { isSecure } from '#web/door/settings.ts'
import { field } from '#web/page.ts'
import { notHere, refused } from '#workflow/outcome.ts'
import { switchProvider } from '#workflow/switch-provider.ts'

const BY_ROLE = refused(409, {
  field: '',
  code: 'nhs-role',
  message:
    'You signed in by the NHS, with your role at one provider. Sign out, and choose your role at the other one there.',
})

/** Goes to work for another provider: a new session there. */
export const switchProviderRoute: DoorRoute = {
  method: 'POST',
  path: '/account/provider',
  forWhom: 'signed-in',
  async answer(door, { arrival, sent }, session) {
    if (session.proof.secondStep === 'nhs') {
      return pageAnswer(door, arrival, session, refusalPage(BY_ROLE))
    }
    const wanted = field(sent.form, 'provider') ?? ''
    const token = await switchProvider(door.house, session, wanted, browserOf(arrival))
    if (token === undefined) {
      return pageAnswer(door, arrival, session, refusalPage(notHere('provider')))
    }
    const cookie = sessionCookie(token, isSecure(door.settings))
    return goTo(door.settings, arrival, '/', { 'set-cookie': cookie })
  },
}
