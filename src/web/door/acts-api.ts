import type { Context } from 'hono'
import type { ActName } from '#access/policy.ts'
import { errorFacts } from '#base/error-facts.ts'
import { LONGEST_JSON, strictJson } from '#interchange/strict-json.ts'
import { NOT_SAID } from '#workflow/act.ts'
import type { AnyAct } from '#workflow/acts.ts'
import { isUnavailable } from '#workflow/is-unavailable.ts'
import type { Finding } from '#workflow/outcome.ts'
import { isRefusedAsReadOnly } from '#workflow/read-only.ts'
import type { SignedIn } from '#workflow/see-session.ts'
import { type Arrival, arrivalOf } from './arrival.ts'
import { readBody, strictText } from './body.ts'
import { tokenIn } from './cookie.ts'
import { isFromElsewhere, isSameToken } from './forgery.ts'
import { answerUnderRole } from './new-role.ts'
import { type Over, spendOf, waitInWords } from './over-budget.tsx'
import { problem } from './problem.ts'
import { type Door, seenAtDoor } from './receive.ts'
import { respond } from './respond.ts'
import { isSecure } from './settings.ts'

type Acts = Readonly<Record<string, AnyAct>>

const NOT_CONFIRMED =
  'It is not known whether this was saved. Send it again with the same Idempotency-Key: it is saved once.'

/** A browser sends it with every request, and no page can keep it from that; programs do not. */
const SENT_BY_BROWSERS = 'sec-fetch-dest'

const finding = (code: string, message: string): Finding => ({ field: '', code, message })

/**
 * `POST /api/acts/<name>`: any act, by a program. It asks for the session and its token as a page does, and, in the place of
 * the seal of a patient's form, for the patient: by `patientId` in what is sent, or the header `x-patient`. An act that turns out to
 * be about another patient is undone. A browser is refused: whoever sits at a screen is asked whose record it is (0028).
 */
export function actsApi(door: Door, path: string, acts: Acts): (c: Context) => Promise<Response> {
  return async (c) => {
    const arrival = arrivalOf(c, path)
    const no = (status: number, code: string, message: string) =>
      problem(door.settings, arrival, status, [finding(code, message)])
    try {
      const session = await sessionOf(door, arrival, no)
      if (session instanceof Response) return session
      return await answerUnderRole(door, session, (seen) => runAct(door, arrival, acts, seen, no))
    } catch (error) {
      const facts = { request: arrival.id, act: actNameIn(arrival), ...errorFacts(error) }
      if (isRefusedAsReadOnly(error)) {
        door.settings.log.warn(facts, 'the database takes no changes')
        return no(503, 'read-only', READ_ONLY)
      }
      if (isUnavailable(error)) {
        door.settings.log.warn(facts, 'the database is away')
        return no(503, 'database-away', NOT_CONFIRMED)
      }
      door.settings.log.error(facts, 'a request failed')
      return no(500, 'failed', `Something went wrong. Its number is ${arrival.id}.`)
    }
  }
}

const READ_ONLY =
  'Not saved: the database takes no changes at the moment. Send it again later with the same Idempotency-Key.'

const actNameIn = ({ params: { name = '' } }: Arrival): string => name

type No = (status: number, code: string, message: string) => Response

async function runAct(
  door: Door,
  arrival: Arrival,
  acts: Acts,
  session: SignedIn,
  no: No,
): Promise<Response> {
  const name = actNameIn(arrival)
  const wanted = Object.hasOwn(acts, name) ? acts[name] : undefined
  if (wanted === undefined) return no(404, 'unknown-act', 'There is no act of this name.')
  const over = await spendOf(door, session, costsOf(name), arrival.id)
  if (over !== undefined) return tooMuch(over, no)
  const key = arrival.headers.get('idempotency-key')
  if (key === null) return no(400, 'request-key', 'Send an Idempotency-Key.')
  const sent = await readJson(arrival, no)
  if (sent instanceof Response) return sent

  const entersFor = MAKES_A_RECORD.includes(name)
    ? {}
    : { entersFor: arrival.headers.get('x-patient') ?? patientNamed(sent.value) ?? NOT_SAID }
  const outcome = await wanted.run(door.house, { ...session.caller, ...entersFor }, key, sent.value)

  if (outcome.kind === 'refused') {
    return problem(door.settings, arrival, outcome.status, outcome.findings)
  }
  return respond(door.settings, arrival, {
    status: 200,
    body: JSON.stringify(outcome),
    headers: { 'content-type': 'application/json' },
  })
}

/** What is about a patient whom nobody could name before. */
const MAKES_A_RECORD: readonly string[] = ['register-patient'] satisfies readonly ActName[]

const patientNamed = (sent: unknown): string | undefined =>
  typeof sent === 'object' &&
  sent !== null &&
  'patientId' in sent &&
  typeof sent.patientId === 'string'
    ? sent.patientId
    : undefined

/** Acts that bring in files. */
const IMPORTS: readonly string[] = ['stage-import', 'bring-in-results']

/** Acts that take files out. */
const EXPORTS: readonly string[] = ['export-audit'] satisfies readonly ActName[]

function costsOf(act: string) {
  if (IMPORTS.includes(act)) return [['import', ''] as const]
  return EXPORTS.includes(act) ? [['export', ''] as const] : []
}

function tooMuch({ seconds }: Over, no: No): Response {
  const response = no(429, 'over-budget', `Too much in a short time. Wait ${waitInWords(seconds)}.`)
  response.headers.set('retry-after', String(seconds))
  return response
}

/** The session that asks: signed in, from here, with its token in the header. */
async function sessionOf(door: Door, arrival: Arrival, no: No): Promise<SignedIn | Response> {
  const { headers } = arrival
  if (isFromElsewhere(headers, door.settings.origin)) {
    return no(403, 'from-elsewhere', 'This was sent from another site.')
  }
  if (headers.has(SENT_BY_BROWSERS)) {
    return no(
      403,
      'browser',
      'This is for programs. In a browser, enter it on the page of the patient.',
    )
  }
  const token = tokenIn(headers.get('cookie'), isSecure(door.settings))
  const session = await seenAtDoor(door, token)
  if (session.kind !== 'signed-in') return no(401, 'not-signed-in', 'Sign in first.')
  if (!isSameToken(headers.get('x-csrf') ?? undefined, session.csrf)) {
    return no(403, 'csrf', 'Send the token of the session in the header x-csrf.')
  }
  if (session.mustChangePassword) {
    return no(403, 'one-time-password', 'Change your password first.')
  }
  return session
}

const JSON_TYPE = /^application\/json(; ?charset=utf-8)?$/i

async function readJson(arrival: Arrival, no: No): Promise<{ value: unknown } | Response> {
  if (!JSON_TYPE.test(arrival.headers.get('content-type') ?? '')) {
    return no(415, 'content-type', 'Send application/json.')
  }
  const bytes = await readBody(arrival.request, LONGEST_JSON)
  if (bytes === 'too-large') return no(413, 'too-long', 'Send at most 1 MiB.')
  const text = strictText(bytes)
  if (text === undefined) return no(400, 'not-utf-8', 'Send UTF-8.')
  const read = strictJson(text)
  return read.kind === 'refused' ? no(400, read.code, read.message) : { value: read.value }
}
