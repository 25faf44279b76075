import type { Context } from 'hono'
import { type Readiness, readiness } from '#workflow/readiness.ts'
import { arrivalOf } from './arrival.ts'
import type { Door } from './receive.ts'
import { respond } from './respond.ts'

/** The process runs. */
export const live =
  (door: Door) =>
  async (c: Context): Promise<Response> =>
    answer(door, c, 200, { status: 'live' })

/** An answer of the database is good for so long, however often a balancer asks. */
const GOOD_FOR_MS = 1000

/** Requests may be sent here, be it to read only. It says why not by code alone: the address is open to everybody. */
export function ready(door: Door): (c: Context) => Promise<Response> {
  let asked: { readonly at: number; readonly answer: Promise<Readiness> } | undefined
  return async (c) => {
    if (door.settings.isLeaving?.()) {
      return answer(door, c, 503, { status: 'not-ready', reasons: ['leaving'] })
    }
    const now = Date.now()
    if (asked === undefined || now - asked.at > GOOD_FOR_MS) {
      asked = { at: now, answer: readiness(door.house) }
    }
    const state = await asked.answer
    if (state.kind === 'ready') {
      return answer(door, c, 200, inWords(state))
    }
    return answer(door, c, 503, { status: 'not-ready', reasons: state.reasons })
  }
}

const inWords = ({
  isReadOnly,
  isDiskLow,
  installation,
}: Extract<Readiness, { kind: 'ready' }>) => ({
  status: isReadOnly ? 'read-only' : 'ready',
  installation,
  ...(isDiskLow && { notices: ['disk-low'] }),
})

const answer = (door: Door, c: Context, status: number, body: object): Response =>
  respond(door.settings, arrivalOf(c, c.req.path), {
    status,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
