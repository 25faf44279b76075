import type { Context } from 'hono'
import { renderToStaticMarkup } from 'react-dom/server'
import { uuid } from '#base/ids.ts'
import type { PageReply, PageRequest, Route } from '#web/page.ts'
import { noteAtDoor } from '#workflow/note-at-door.ts'
import { isRefusalNoted } from '#workflow/noted-in-request.ts'
import type { HalfSignedIn, SignedIn } from '#workflow/see-session.ts'
import { changesNothing } from './arrival.ts'
import { askToSignIn } from './ask-to-sign-in.ts'
import type { DoorRoute } from './door-route.ts'
import { overBudget } from './over-budget.tsx'
import { passkeySite } from './passkey-site.ts'
import { tokenOfPage } from './patient-token.ts'
import { asksForProof, isProven, provePage, withProof } from './prove.tsx'
import { type Door, pageAnswer, receive } from './receive.ts'
import { goTo, respond } from './respond.ts'
import { notFoundPage } from './trouble.tsx'
import type { Visit } from './visit.ts'
import { askWhose } from './whose.tsx'

export const CHANGE_PASSWORD = '/account/password'

/** Answers a row of the table of URLs for whoever is signed in; everybody else is asked to sign in first. */
export function signedInPage(
  door: Door,
  route: Route,
  pageAbove: (path: string) => string,
): (c: Context) => Promise<Response> {
  return receive(door, route, async (visit) => {
    const { session, arrival } = visit
    if (session.kind !== 'signed-in') return await askToSignIn(door, visit, session, pageAbove)
    if (session.mustChangePassword && route.path !== CHANGE_PASSWORD) {
      return goTo(door.settings, arrival, CHANGE_PASSWORD)
    }
    if (!namesRecords(arrival.params)) return answerOf(door, visit, notFoundPage())
    return await withProof(door, visit, session, async (seen, now) => {
      const refusal = await refusedAtDoor(door, route, seen, now)
      if (refusal !== undefined) return refusal
      const asked = await askWhose(door, route, seen, now)
      const reply = asked ?? (await route.page(pageRequest(door, seen, now)))
      await noteReply(door, seen, now, reply)
      return answerOf(door, seen, asksForProof(reply) ? await provePage(door, seen, now) : reply)
    })
  })
}

/** A page that is not for whoever asked, and a file that is of no one patient, stand in the audit; acts and looks at one stand there by themselves. */
async function noteReply(
  { house }: Door,
  { arrival, patientId }: Visit,
  { caller }: SignedIn,
  reply: PageReply,
): Promise<void> {
  if (reply.kind === 'page' && reply.status === 403 && !isRefusalNoted(caller)) {
    await noteAtDoor(house, caller, arrival.pattern, { refused: ['page-not-permitted'] })
  }
  if (reply.kind === 'file' && patientId === undefined && changesNothing(arrival)) {
    await noteAtDoor(house, caller, arrival.pattern, { act: 'take-file' })
  }
}

/** What is taken out asks for a proof of who it is, and every page for what is left of its visitor's budgets. */
async function refusedAtDoor(
  door: Door,
  route: Route,
  visit: Visit,
  session: SignedIn,
): Promise<Response | undefined> {
  if (route.isExport && !isProven(door, session)) {
    return answerOf(door, visit, await provePage(door, visit, session))
  }
  return await overBudget(door, route, visit, session)
}

/** Every variable part of an address is the id of a record, but for these; what cannot be an id names nothing. */
const NO_IDS: readonly string[] = [
  'kind',
  'protocol',
  'table',
  'alarm',
  'meter',
  'month',
  'requirement',
  'line',
  'quarter',
  'component',
]

const namesRecords = (params: Readonly<Record<string, string>>): boolean =>
  Object.entries(params).every(([name, text]) => NO_IDS.includes(name) || uuid(text) !== undefined)

/** Answers a row that deals with the session itself. */
export function sessionPage(
  door: Door,
  route: DoorRoute,
  pageAbove: (path: string) => string,
): (c: Context) => Promise<Response> {
  const way = { path: route.path, isOpen: route.forWhom === 'anybody' }
  return receive(door, way, async (visit) => {
    if (route.forWhom === 'anybody') return await route.answer(door, visit)
    const { session } = visit
    if (route.forWhom === 'known' && session.kind === 'half') {
      return await answerHalf(door, route, visit, session)
    }
    if (session.kind !== 'signed-in') return await askToSignIn(door, visit, session, pageAbove)
    return await answerSignedIn(door, route, visit, session)
  })
}

/** Half a session that sets up its second step shows its password as well; one that owes a code is sent there by the page itself. */
async function answerHalf(
  door: Door,
  route: Extract<DoorRoute, { readonly forWhom: 'known' }>,
  visit: Visit,
  session: HalfSignedIn,
): Promise<Response> {
  if (!route.needsProof || session.needs === 'code') return await route.answer(door, visit, session)
  return await withProof(door, visit, session, async (seen, now) =>
    isProven(door, now)
      ? await route.answer(door, seen, now)
      : pageAnswer(door, visit.arrival, now, await provePage(door, seen, now)),
  )
}

function answerSignedIn(
  door: Door,
  route: Exclude<DoorRoute, { readonly forWhom: 'anybody' }>,
  visit: Visit,
  session: SignedIn,
): Promise<Response> {
  if (session.mustChangePassword && !BEFORE_AN_OWN_PASSWORD.includes(route.path)) {
    return Promise.resolve(goTo(door.settings, visit.arrival, CHANGE_PASSWORD))
  }
  return withProof(door, visit, session, async (seen, now) =>
    route.needsProof && !isProven(door, now)
      ? pageAnswer(door, visit.arrival, now, await provePage(door, seen, now))
      : await route.answer(door, seen, now),
  )
}

/** What a password that was given out opens. */
const BEFORE_AN_OWN_PASSWORD: readonly string[] = [CHANGE_PASSWORD, '/sign-out', '/account/here']

function pageRequest(
  door: Door,
  { arrival, sent, patientId }: Visit,
  session: SignedIn,
): PageRequest {
  const { name, role, providerName, hasSecondStep } = session
  return {
    house: door.house,
    caller: session.caller,
    visitor: { name, role, providerName, hasSecondStep },
    passkeySite: passkeySite(door.settings, arrival),
    csrf: tokenOfPage(door.house, session.csrf, patientId),
    key: sent.key,
    params: arrival.params,
    query: arrival.query,
    form: sent.form,
    uploads: sent.uploads,
  }
}

/** Any reply of a page as HTTP. */
export function answerOf(door: Door, { arrival, session }: Visit, reply: PageReply): Response {
  const { settings } = door
  switch (reply.kind) {
    case 'page':
      return pageAnswer(door, arrival, session, reply)
    case 'redirect':
      return goTo(settings, arrival, reply.to)
    case 'file':
      return respond(settings, arrival, {
        status: 200,
        body: Uint8Array.from(reply.body),
        headers: { 'content-type': reply.type, 'content-disposition': disposition(reply) },
      })
    case 'fragment':
      return respond(settings, arrival, {
        status: reply.status ?? 200,
        body: renderToStaticMarkup(reply.main),
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
    case 'events':
      return respond(settings, arrival, {
        status: 200,
        body: ReadableStream.from(reply.events).pipeThrough(new TextEncoderStream()),
        headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
      })
  }
}

/** A print opens in the browser; any other file is saved. */
function disposition({ type, name }: { readonly type: string; readonly name: string }): string {
  const how = type === 'application/pdf' ? 'inline' : 'attachment'
  return `${how}; filename="${name.replaceAll(/[^\w. -]/g, '_')}"`
}
