import { browserOf } from '#web/door/browser-word.ts'
import { sessionCookie } from '#web/door/cookie.ts'
import type { DoorRoute } from '#web/door/door-route.ts'
import { passkeySite } from '#web/door/passkey-site.ts'
import { type Door, pageAnswer, seenAtDoor } from '#web/door/receive.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { goTo } from '#web/door/respond.ts'
import { isSecure } from '#web/door/settings.ts'
import type { Visit } from '#web/door/visit.ts'
import { field, type PageAnswer } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PasskeyButton } from '#web/parts/passkey-button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { addPasskey, offerPasskey } from '#workflow/add-passkey.ts'
import type { Finding } from '#workflow/outcome.ts'
import { removePasskey } from '#workflow/remove-passkey.ts'
import type { HalfSignedIn, SignedIn } from '#workflow/see-session.ts'
import {
  ENTER_CODE,
  NEW_PASSKEY,
  NEW_SECOND_STEP,
  REMOVE_PASSKEY,
  SECOND_STEP,
} from './addresses.ts'
import { recoveryCodesPage } from './recovery-codes-page.tsx'

export const passkeyRoutes: readonly DoorRoute[] = [
  { method: 'GET', path: NEW_PASSKEY, forWhom: 'known', answer: showForm },
  { method: 'POST', path: NEW_PASSKEY, forWhom: 'known', needsProof: true, answer: add },
  { method: 'POST', path: REMOVE_PASSKEY, forWhom: 'signed-in', needsProof: true, answer: remove },
]

type Known = SignedIn | HalfSignedIn

const owesCode = (session: Known): boolean => session.kind === 'half' && session.needs === 'code'

async function showForm(door: Door, visit: Visit, session: Known): Promise<Response> {
  if (owesCode(session)) return goTo(door.settings, visit.arrival, ENTER_CODE)
  return await newPasskeyPage(door, visit, session, {
    status: 200,
    name: browserOf(visit.arrival) ?? 'My passkey',
    findings: [],
  })
}

async function add(door: Door, visit: Visit, session: Known): Promise<Response> {
  const { arrival, sent } = visit
  if (owesCode(session)) return goTo(door.settings, arrival, ENTER_CODE)
  const name = field(sent.form, 'name') ?? ''
  const json = field(sent.form, 'passkey') ?? ''
  const site = passkeySite(door.settings, arrival)
  const outcome = await addPasskey(door.house, session, { json, name, site })
  if (outcome.kind === 'refused') {
    const { status, findings } = outcome
    return await newPasskeyPage(door, visit, session, { status, name, findings })
  }
  const cookie = { 'set-cookie': sessionCookie(outcome.token, isSecure(door.settings)) }
  if (outcome.codes.length === 0) return goTo(door.settings, arrival, SECOND_STEP, cookie)
  const renewed = await seenAtDoor(door, outcome.token)
  const response = pageAnswer(door, arrival, renewed, recoveryCodesPage(outcome.codes))
  response.headers.set('set-cookie', cookie['set-cookie'])
  return response
}

async function remove(door: Door, { arrival, sent }: Visit, session: SignedIn): Promise<Response> {
  const outcome = await removePasskey(door.house, session, field(sent.form, 'passkey') ?? '')
  if (outcome.kind === 'removed') return goTo(door.settings, arrival, SECOND_STEP)
  return pageAnswer(door, arrival, session, refusalPage(outcome))
}

type Typed = {
  readonly status: number
  readonly name: string
  readonly findings: readonly Finding[]
}

async function newPasskeyPage(
  door: Door,
  { arrival }: Visit,
  session: Known,
  typed: Typed,
): Promise<Response> {
  const site = passkeySite(door.settings, arrival)
  const options = site && (await offerPasskey(door.house, session, site))
  return pageAnswer(door, arrival, session, formPage(session, options, typed))
}

function formPage(session: Known, options: string | undefined, typed: Typed): PageAnswer {
  const { status, name, findings } = typed
  const back = session.kind === 'half' ? NEW_SECOND_STEP : SECOND_STEP
  return {
    kind: 'page',
    status,
    title: 'Add a passkey',
    place: 'none',
    errors: findings,
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href={back}>Your second step</BackLink>
        <h1 className="nhsuk-heading-l">Add a passkey</h1>
        <p>
          A passkey is kept by your computer, your phone or a security key, and opened with your
          finger, your face or a PIN. It works at this address alone, so that no copied page can ask
          for it.
        </p>
        {options === undefined ? (
          <InsetText>
            <p>Passkeys cannot be used at this address. Use an authenticator app instead.</p>
          </InsetText>
        ) : (
          <PostForm action={NEW_PASSKEY} csrf={session.csrf}>
            <Input
              id="name"
              name="name"
              label="Name of the passkey"
              hint="So that you know it again, like: Windows Hello in room 2"
              width={20}
              value={name}
              error={errorOf(findings, 'name')}
              autoComplete="off"
              attributes={{ maxLength: 60 }}
            />
            <PasskeyButton
              id="passkey"
              does="create"
              options={options}
              name="passkey"
              label="Add a passkey"
              isPrimary
              otherwise="This browser cannot make a passkey here. Use another browser, or an authenticator app."
            />
          </PostForm>
        )}
      </div>
    ),
  }
}
