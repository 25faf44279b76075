import type { Context } from 'hono'
import { errorFacts } from '#base/error-facts.ts'
import { ENTER_CODE, SIGN_IN_BY_PASSKEY } from '#web/account/addresses.ts'
import type { PageAnswer } from '#web/page.ts'
import type { Tries } from '#web/sign-in/tries.ts'
import { mustNotBeCrowded } from '#workflow/crowd.ts'
import type { House } from '#workflow/desk.ts'
import { isUnavailable } from '#workflow/is-unavailable.ts'
import { noteOtherPatientsForm } from '#workflow/note-other-patients-form.ts'
import { isRefusedAsReadOnly, readOnlyAsFound } from '#workflow/read-only.ts'
import { type SeenSession, seeSession } from '#workflow/see-session.ts'
import { type Arrival, arrivalOf, changesNothing } from './arrival.ts'
import { tokenIn } from './cookie.ts'
import { isFromElsewhere, isSameToken } from './forgery.ts'
import { framed } from './frame.tsx'
import { answerUnderRole } from './new-role.ts'
import { beforeUpdatePage, otherPatientPage } from './other-patient.tsx'
import { isForPatient, patientOfPath, sessionPartOf } from './patient-token.ts'
import { readForm } from './read-form.ts'
import { noSignInPage, readOnlyPage } from './read-only.tsx'
import { html } from './respond.ts'
import { type DoorSettings, isSecure } from './settings.ts'
import type { Spending } from './spending.ts'
import { brokenPage, forgedPage, identifierInAddressPage, unreadablePage } from './trouble.tsx'
import { notConfirmedPage, unavailablePage } from './unavailable.tsx'
import { nothingSent, type Sent, sentWith, typedIn, type Visit } from './visit.ts'

/** The house and the door's own settings, as every part of the door holds them. */
export type Door = {
  readonly house: House
  readonly settings: DoorSettings
  readonly tries: Tries
  readonly spending: Spending | undefined
}

/** A row of the table of URLs; an open one takes a form from whoever is not, or no longer, signed in. */
type Way = { readonly path: string; readonly isOpen?: boolean; readonly isNoUse?: boolean }
type Handle = (visit: Visit) => Promise<Response>

const NOBODY: SeenSession = { kind: 'none' }

export const pageAnswer = (
  { settings }: Door,
  arrival: Arrival,
  session: SeenSession,
  page: PageAnswer,
): Response => {
  const { idleMs } = settings.sessionLimits
  const body = framed({ nonce: arrival.nonce, idleMs }, session, page)
  return html(settings, arrival, { status: page.status ?? 200, body })
}

/**
 * What happens to every request of a page, in this order: it comes from here, its form can be read, the session
 * is seen, a form bears the session's token, sealed for the patient to whose address it goes. Only then does the page get it.
 */
export function receive(
  door: Door,
  { path: pattern, isOpen = false, isNoUse = false }: Way,
  handle: Handle,
): (c: Context) => Promise<Response> {
  return async (c) => {
    const arrival = arrivalOf(c, pattern)
    let sent = nothingSent()
    try {
      const read = await readSent(door, arrival)
      if ('page' in read) return pageAnswer(door, arrival, NOBODY, read.page)
      sent = read
      const session = await seenAtDoor(door, tokenOf(door, arrival), !isNoUse)
      return await answerUnderRole(door, session, (seen) =>
        answerSeen(door, isOpen, { arrival, sent: read, session: seen }, handle),
      )
    } catch (error) {
      return troubleAnswer(door, arrival, sent, error)
    }
  }
}

async function answerSeen(
  door: Door,
  isOpen: boolean,
  seen: Omit<Visit, 'patientId'>,
  handle: Handle,
): Promise<Response> {
  const { arrival, sent, session } = seen
  const patientId = await patientAt(door, arrival, session)
  const visit = { ...seen, patientId }
  if (!isOpen && isForged(visit)) return refuseForged(door, visit)
  const wrong = await notForThisPatient(door, visit)
  if (wrong !== undefined) {
    return pageAnswer(door, arrival, session, wrong(typedIn(sent), sent.uploads.length))
  }
  return await handle(visit)
}

const patientAt = async (
  { house }: Door,
  { path }: Arrival,
  session: SeenSession,
): Promise<string | undefined> =>
  session.kind === 'signed-in' ? await patientOfPath(house, session.caller, path) : undefined

const tokenOf = ({ settings }: Door, { headers }: Arrival): string | undefined =>
  tokenIn(headers.get('cookie'), isSecure(settings))

/** Whose request this is. A use that cannot be noted is for the log, and fails no page. */
export async function seenAtDoor(
  { house, settings }: Door,
  token: string | undefined,
  isUse = true,
): Promise<SeenSession> {
  mustNotBeCrowded(house)
  return await seeSession(house, token, settings.sessionLimits, {
    isUse,
    notNoted: (error) => settings.log.error(errorFacts(error), 'a use was not noted'),
  })
}

async function readSent(
  { settings }: Door,
  arrival: Arrival,
): Promise<Sent | { page: PageAnswer }> {
  if (namesSomebody(arrival.query)) return { page: identifierInAddressPage() }
  if (changesNothing(arrival)) return nothingSent()
  if (isFromElsewhere(arrival.headers, settings.origin)) {
    settings.log.warn({ request: arrival.id, url: arrival.pattern }, 'form from elsewhere')
    return { page: forgedPage() }
  }
  const read = await readForm(arrival.request, arrival.headers.has('cookie'))
  if (read.kind === 'refused') return { page: unreadablePage(read.status, read.message) }
  return sentWith(read.form, read.uploads)
}

const NHS_NUMBER = /^\s*\d{3}[ -]?\d{3}[ -]?\d{4}\s*$/

/** An NHS number in an address would stay in histories and logs (D3.66). */
const namesSomebody = (query: URLSearchParams): boolean =>
  [...query.values()].some((value) => NHS_NUMBER.test(value))

/** A form of a session that is over goes nowhere but to the sign-in page, so its token is looked at there. */
const isForged = ({ arrival, session, sent }: Visit): boolean =>
  !changesNothing(arrival) &&
  (session.kind === 'signed-in' || session.kind === 'half') &&
  !isSameToken(sessionPartOf(sent.csrf), session.csrf)

function refuseForged(door: Door, { arrival, session }: Visit): Response {
  door.settings.log.warn({ request: arrival.id, url: arrival.pattern }, 'form without its token')
  return pageAnswer(door, arrival, session, forgedPage())
}

/**
 * What answers a form at the address of one patient, or of a record of theirs, that was made for another, or names another: it is
 * noted, like every refusal (H01). One of a page that was open while Evenkeel was updated bears no seal at all, and nothing says
 * that it is of somebody else.
 */
async function notForThisPatient(
  { house, settings }: Door,
  { arrival, session, sent, patientId }: Visit,
): Promise<typeof otherPatientPage | undefined> {
  if (changesNothing(arrival) || session.kind !== 'signed-in' || patientId === undefined) {
    return undefined
  }
  const isNamed = (sent.draftPatient ?? patientId) === patientId
  if (isNamed && isForPatient(house, sent.csrf, session.csrf, patientId)) return undefined
  if (isNamed && isSameToken(sent.csrf, session.csrf)) return beforeUpdatePage
  settings.log.warn({ request: arrival.id, url: arrival.pattern }, 'form of another patient')
  await noteOtherPatientsForm(house, session.caller, patientId)
  return otherPatientPage
}

/** What answers where something went wrong on the way; what was typed stays on the page. */
export function troubleAnswer(door: Door, arrival: Arrival, sent: Sent, error: unknown): Response {
  const { log } = door.settings
  const facts = { request: arrival.id, url: arrival.pattern, ...errorFacts(error) }
  if (!isUnavailable(error)) {
    log.error(facts, 'a request failed')
    return pageAnswer(door, arrival, NOBODY, brokenPage(arrival.id))
  }
  if (isRefusedAsReadOnly(error) && !changesNothing(arrival)) {
    log.warn(facts, 'the database takes no changes')
    return pageAnswer(door, arrival, NOBODY, notNowPage(door, arrival, sent))
  }
  log.warn(facts, 'the database is away')
  const page = changesNothing(arrival)
    ? unavailablePage(arrival.path)
    : notConfirmedPage(arrival.path, sent.everything, sent.uploads.length)
  return pageAnswer(door, arrival, NOBODY, page)
}

/** The pages on which somebody comes in. */
const WAYS_IN: readonly string[] = ['/sign-in', ENTER_CODE, SIGN_IN_BY_PASSKEY]

function notNowPage({ house }: Door, { path, pattern }: Arrival, sent: Sent): PageAnswer {
  const since = readOnlyAsFound(house)
  if (WAYS_IN.includes(pattern)) return noSignInPage(since)
  return readOnlyPage(path, sent.everything, { since, files: sent.uploads.length })
}
