import type { Context } from 'hono'
import { strictJson } from '#interchange/strict-json.ts'
import type { Finding } from '#workflow/outcome.ts'
import { tryLedger } from '#workflow/try-ledger.ts'
import { type Arrival, arrivalOf } from './arrival.ts'
import { readBody, strictText } from './body.ts'
import { callerOf } from './caller.ts'
import { isFromElsewhere } from './forgery.ts'
import { BROWSER_REPORTS } from './headers.ts'
import { problem } from './problem.ts'
import type { Door } from './receive.ts'
import { respond } from './respond.ts'
import type { DoorSettings } from './settings.ts'

/** What a browser sends is small; a report names one thing that it refused. */
const MOST_BYTES = 16_384
const TYPES = /^application\/(?:csp-report|reports\+json)\s*(?:;|$)/i

/** Of one address and of all together in a minute. A page that breaks the policy does so for everybody at once. */
const MINUTE_MS = 60_000
const MOST_OF_ONE = 20
const MOST_OF_ALL = 200
const resting = (most: number) => (tries: number) => (tries < most ? 0 : MINUTE_MS)

/**
 * `POST /browser-reports`: where a browser says that it refused what the policy of a page forbids. It is for whoever runs Evenkeel: either a
 * page is broken or somebody tries something. Only the part of the policy, the kind of what was refused and the row of the table of URLs
 * are written to the log: an address of a page may name a record, and what was refused may be what somebody typed.
 */
export function browserReports(
  door: Door,
  patterns: readonly string[],
): (c: Context) => Promise<Response> {
  const { settings, house } = door
  const isOver = overMost()
  return async (c) => {
    const arrival = arrivalOf(c, BROWSER_REPORTS)
    if (isOver(callerOf(arrival, settings), house.clock())) {
      const response = problem(settings, arrival, 429, [TOO_MANY])
      response.headers.set('retry-after', String(MINUTE_MS / 1000))
      return response
    }
    const read = await readReport(arrival, settings)
    if (read.kind === 'refused') return problem(settings, arrival, read.status, [read.finding])
    for (const report of refusalsIn(read.value, patterns)) {
      settings.log.warn({ request: arrival.id, ...report }, 'a browser refused a part of a page')
    }
    return respond(settings, arrival, { status: 204, body: null, headers: {} })
  }
}

/** Counts a report; answers whether it is one too many, of its address or of all. */
function overMost(): (who: string, now: number) => boolean {
  const ledger = (most: number) => tryLedger({ restAfter: resting(most), forgetAfterMs: MINUTE_MS })
  const [ofOne, ofAll] = [ledger(MOST_OF_ONE), ledger(MOST_OF_ALL)]
  return (who, now) => {
    if ((ofOne.restsUntil(who, now) ?? ofAll.restsUntil('', now)) !== undefined) return true
    ofOne.count(who, now)
    ofAll.count('', now)
    return false
  }
}

type Read =
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly finding: Finding }

const refused = (status: number, code: string, message: string): Read => ({
  kind: 'refused',
  status,
  finding: { field: '', code, message },
})
const TOO_MANY = { field: '', code: 'too-many', message: 'Too many reports. Wait a minute.' }

async function readReport(arrival: Arrival, { origin }: DoorSettings): Promise<Read> {
  if (isFromElsewhere(arrival.headers, origin)) {
    return refused(403, 'from-elsewhere', 'This was sent from another site.')
  }
  if (!TYPES.test(arrival.headers.get('content-type') ?? '')) {
    return refused(415, 'content-type', 'Send the report of a browser.')
  }
  const bytes = await readBody(arrival.request, MOST_BYTES)
  if (bytes === 'too-large') return refused(413, 'too-long', 'A report has at most 16 KiB.')
  const read = strictJson(strictText(bytes) ?? '')
  if (read.kind === 'refused') return refused(400, read.code, read.message)
  return { kind: 'read', value: read.value }
}

type Refusal = { readonly directive: string; readonly refused: string; readonly url: string }

const MOST_REPORTS = 10

/** Of either form in which browsers send: one report by itself, or a list of several. */
function refusalsIn(sent: unknown, patterns: readonly string[]): readonly Refusal[] {
  const several = Array.isArray(sent) ? sent : [sent]
  return several.slice(0, MOST_REPORTS).map((one) => {
    const body = recordIn(one, 'csp-report') ?? recordIn(one, 'body') ?? {}
    const [directive, refused, page] = [
      textIn(body, 'effective-directive', 'effectiveDirective', 'violated-directive'),
      textIn(body, 'blocked-uri', 'blockedURL'),
      textIn(body, 'document-uri', 'documentURL'),
    ]
    return {
      directive: /^[a-z-]{3,40}/.exec(directive)?.[0] ?? 'none',
      refused: kindOf(refused, page),
      url: rowOf(page, patterns),
    }
  })
}

const recordIn = (value: unknown, name: string): Record<string, unknown> | undefined => {
  const found = isRecord(value) ? value[name] : undefined
  return isRecord(found) ? found : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const textIn = (body: Record<string, unknown>, ...names: readonly string[]): string => {
  const found = names.map((name) => body[name]).find((text) => typeof text === 'string')
  return typeof found === 'string' ? found : ''
}

const KINDS = ['inline', 'eval', 'wasm-eval', 'trusted-types-sink', 'trusted-types-policy', 'data']

function kindOf(refused: string, page: string): string {
  if (KINDS.includes(refused)) return refused
  if (!URL.canParse(refused) || !URL.canParse(page)) return 'other'
  return new URL(refused).origin === new URL(page).origin ? 'of this server' : 'of another server'
}

/** The row of the table of URLs that answers an address, as the log names every page. */
function rowOf(page: string, patterns: readonly string[]): string {
  if (!URL.canParse(page)) return 'unknown'
  const parts = new URL(page).pathname.split('/')
  const answers = (pattern: string) => {
    const row = pattern.split('/')
    return (
      row.length === parts.length &&
      row.every((part, at) => part.startsWith(':') || part === parts[at])
    )
  }
  return patterns.find(answers) ?? 'unknown'
}
