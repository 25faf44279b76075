import { isFreshProof } from '#access/fresh-proof.ts'
import { field, type PageAnswer, type PageReply } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Input } from '#web/parts/input.tsx'
import { PasskeyButton } from '#web/parts/passkey-button.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { renewProof } from '#workflow/renew-proof.ts'
import { type SecondStepAsked, secondStepAsked } from '#workflow/second-step-asked.ts'
import type { HalfSignedIn, SignedIn } from '#workflow/see-session.ts'
import { changesNothing } from './arrival.ts'
import { sessionCookie } from './cookie.ts'
import type { DoorRoute } from './door-route.ts'
import { KeptFields } from './kept-fields.tsx'
import { ownPath } from './own-path.ts'
import { passkeySite } from './passkey-site.ts'
import { type Door, pageAnswer, troubleAnswer } from './receive.ts'
import { goTo } from './respond.ts'
import { isSecure } from './settings.ts'
import { CODE_AGAIN, PASSKEY_AGAIN, PASSWORD_AGAIN, type Visit } from './visit.ts'

// What an open session alone must not do asks who is there once more, here and nowhere else: an act that needs a fresh proof says so
// with 401 (workflow/act.ts), and what was typed is in the page that asks, and goes on from it as it was.

/** Whoever can be asked: half a session is when it sets up its second step. */
type Known = SignedIn | HalfSignedIn

type Proving<Session> =
  | { readonly kind: 'go-on'; readonly session: Session; readonly cookie?: string }
  | { readonly kind: 'answer'; readonly response: Response }

/** Looks at the password and the code that came from the page that asks for them; without them the session stays what it is. */
async function takeProof<Session extends Known>(
  door: Door,
  visit: Visit,
  session: Session,
): Promise<Proving<Session>> {
  const { again } = visit.sent
  if (again === undefined) return { kind: 'go-on', session }
  const { password, code, passkey: json } = again
  const passkey = json === '' ? {} : { passkey: { json, site: siteOf(door, visit) } }
  const outcome = await renewProof(door.house, session, { password, code, ...passkey })
  if (outcome.kind === 'refused') {
    const page = await provePage(door, visit, session, outcome.findings)
    return { kind: 'answer', response: pageAnswer(door, visit.arrival, session, page) }
  }
  const cookie = sessionCookie(outcome.session.token, isSecure(door.settings))
  return { kind: 'go-on', session: outcome.session, cookie }
}

/** Answers for whoever is signed in, after what that person may have shown once more on the way. */
export async function withProof<Session extends Known>(
  door: Door,
  visit: Visit,
  session: Session,
  answer: (visit: Visit, session: Session) => Promise<Response>,
): Promise<Response> {
  const proving = await takeProof(door, visit, session)
  if (proving.kind === 'answer') return proving.response
  // The session has its new token already: where the rest goes wrong, the answer must bring it, or the person is signed out.
  const response = await answer({ ...visit, session: proving.session }, proving.session).catch(
    (error: unknown) => troubleAnswer(door, visit.arrival, visit.sent, error),
  )
  // What the answer itself says of the session is newer.
  if (proving.cookie !== undefined && !response.headers.has('set-cookie')) {
    response.headers.set('set-cookie', proving.cookie)
  }
  return response
}

/** Whether a reply says that a fresh proof is needed first. */
export const asksForProof = (reply: PageReply): boolean =>
  reply.kind === 'page' && reply.status === 401

export const isProven = ({ house }: Door, { proof }: Known): boolean =>
  isFreshProof(proof.provenAt, house.clock())

const siteOf = ({ settings }: Door, { arrival }: Visit) => passkeySite(settings, arrival)

const FIELDS: Readonly<Record<string, string>> = {
  'password-code': CODE_AGAIN,
  'password-passkey': PASSKEY_AGAIN,
}

/** The page that stands in the way; nothing is saved yet. */
export async function provePage(
  door: Door,
  visit: Visit,
  session: Known,
  found: readonly Finding[] = [],
): Promise<PageAnswer> {
  const { arrival, sent } = visit
  const { csrf } = session
  const asked = await secondStepAsked(door.house, session.caller, siteOf(door, visit))
  const address = `${arrival.path}${new URL(arrival.request.url).search}`
  const isOpened = changesNothing(arrival)
  const findings = found.map((one) => ({ ...one, field: FIELDS[one.field] ?? PASSWORD_AGAIN }))
  const errorAt = (name: string) => findings.find((one) => one.field === name)?.message
  return {
    kind: 'page',
    status: findings.length === 0 ? 401 : 422,
    title: 'Is it still you?',
    place: 'none',
    errors: findings,
    main: (
      <form
        action={isOpened ? PROVE : address}
        method="post"
        noValidate
        data-submit-once
        className="nhsuk-u-reading-width"
      >
        {isOpened ? (
          <OpenedAgain csrf={csrf} address={address} />
        ) : (
          <KeptFields form={sent.everything} />
        )}
        <h1 className="nhsuk-heading-l">Is it still you?</h1>
        {isOpened ? (
          <p>
            This is asked before figures leave Evenkeel and before a password is changed. When you
            have gone on and a file is saved, go back to the page before. For five minutes you are
            not asked again.
          </p>
        ) : (
          <p>
            <strong>Nothing is saved yet.</strong> What you typed is kept and goes on from here.
            This is asked before what an unattended computer must not do; for five minutes you are
            not asked again.
          </p>
        )}
        {asked.passkey !== undefined && (
          <PasskeyButton
            id={PASSKEY_AGAIN}
            does="get"
            options={asked.passkey}
            name={PASSKEY_AGAIN}
            label="Use a passkey"
          />
        )}
        <Input
          id={PASSWORD_AGAIN}
          name={PASSWORD_AGAIN}
          label="Your password"
          type="password"
          width={20}
          error={errorAt(PASSWORD_AGAIN)}
          autoComplete="current-password"
          attributes={{ 'data-no-draft': true }}
        />
        {asked.hasSecondStep && (
          <Input
            id={CODE_AGAIN}
            name={CODE_AGAIN}
            {...codeWords(asked)}
            width={20}
            error={errorAt(CODE_AGAIN)}
            autoComplete="one-time-code"
            spellCheck={false}
            code
            attributes={{ autoCapitalize: 'none', 'data-no-draft': true }}
          />
        )}
        <Button>Go on</Button>
      </form>
    ),
  }
}

const codeWords = ({ hasApp }: SecondStepAsked) =>
  hasApp
    ? {
        label: 'Code from your authenticator app',
        hint: 'Six figures. If you have just used one, wait for the next.',
      }
    : { label: 'One of your recovery codes', hint: 'Each works once.' }

/** An address that is opened, and no form that is sent: after the proof it is opened again. */
function OpenedAgain({ csrf, address }: { readonly csrf: string; readonly address: string }) {
  return (
    <>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="next" value={address} />
    </>
  )
}

const PROVE = '/account/prove'

/** Goes on to an address after the proof; without one it asks. */
export const proveRoute: DoorRoute = {
  method: 'POST',
  path: PROVE,
  forWhom: 'signed-in',
  needsProof: true,
  answer: async ({ settings }, { arrival, sent }) =>
    goTo(settings, arrival, ownPath(field(sent.form, 'next'))),
}
