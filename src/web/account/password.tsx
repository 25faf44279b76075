import { browserOf } from '#web/door/browser-word.ts'
import { sessionCookie } from '#web/door/cookie.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { provePage } from '#web/door/prove.tsx'
import { type Door, pageAnswer } from '#web/door/receive.ts'
import { goTo } from '#web/door/respond.ts'
import { isSecure } from '#web/door/settings.ts'
import type { Visit } from '#web/door/visit.ts'
import { field, type PageAnswer } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { changePassword, needsProofForPassword } from '#workflow/change-password.ts'
import type { Finding } from '#workflow/outcome.ts'
import type { SignedIn } from '#workflow/see-session.ts'

const PATH = '/account/password'

export const passwordRoutes: readonly DoorRoute[] = [
  { method: 'GET', path: PATH, forWhom: 'signed-in', answer: showForm },
  { method: 'POST', path: PATH, forWhom: 'signed-in', answer: change },
]

async function showForm(door: Door, visit: Visit, session: SignedIn): Promise<Response> {
  const { arrival } = visit
  const asks = needsProofForPassword(session, door.house.clock())
  const page = asks ? await provePage(door, visit, session) : passwordPage(session, 200, [])
  return pageAnswer(door, arrival, session, page)
}

async function change(door: Door, visit: Visit, session: SignedIn): Promise<Response> {
  const { arrival, sent } = visit
  // No page keeps a password: the form is opened again, which asks first.
  if (needsProofForPassword(session, door.house.clock())) return goTo(door.settings, arrival, PATH)
  const current = field(sent.form, 'current') ?? ''
  const wanted = field(sent.form, 'wanted') ?? ''
  if (wanted !== field(sent.form, 'again')) {
    return pageAnswer(door, arrival, session, passwordPage(session, 422, [DIFFERENT]))
  }
  const outcome = await changePassword(door.house, session, {
    current,
    wanted,
    browser: browserOf(arrival),
  })
  if (outcome.kind === 'refused') {
    const page = passwordPage(session, outcome.status, outcome.findings)
    return pageAnswer(door, arrival, session, page)
  }
  const cookie = sessionCookie(outcome.token, isSecure(door.settings))
  return goTo(door.settings, arrival, '/', { 'set-cookie': cookie })
}

const DIFFERENT: Finding = {
  field: 'again',
  code: 'different',
  message: 'The two new passwords are not the same. Type both again.',
}

function passwordPage(
  { csrf, mustChangePassword }: SignedIn,
  status: number,
  findings: readonly Finding[],
): PageAnswer {
  return {
    kind: 'page',
    status,
    title: 'Change your password',
    place: 'none',
    errors: findings,
    main: (
      <>
        <h1 className="nhsuk-heading-l">Change your password</h1>
        {mustChangePassword && (
          <InsetText>
            <p>The password you were given only opens this page. Choose your own to go on.</p>
          </InsetText>
        )}
        <PostForm action={PATH} csrf={csrf}>
          <Input
            id="current"
            name="current"
            label="Present password"
            type="password"
            width={20}
            error={errorOf(findings, 'current')}
            autoComplete="current-password"
          />
          <Input
            id="wanted"
            name="wanted"
            label="New password"
            hint="At least 12 characters. Three or four words that do not belong together are good."
            type="password"
            width={20}
            error={errorOf(findings, 'wanted')}
            autoComplete="new-password"
          />
          <Input
            id="again"
            name="again"
            label="New password again"
            type="password"
            width={20}
            error={errorOf(findings, 'again')}
            autoComplete="new-password"
          />
          <Button>Change password</Button>
        </PostForm>
      </>
    ),
  }
}
