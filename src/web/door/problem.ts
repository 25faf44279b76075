import type { Finding } from '#workflow/outcome.ts'
import type { Arrival } from './arrival.ts'
import { respond } from './respond.ts'
import type { DoorSettings } from './settings.ts'

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not accepted',
  429: 'Too many tries',
  500: 'Something went wrong',
  503: 'Not confirmed',
}

const pointer = (field: string) =>
  field === '' ? '' : `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** A refusal as application/problem+json (RFC 9457): the first finding in front, all of them behind. */
export function problem(
  settings: DoorSettings,
  arrival: Arrival,
  status: number,
  findings: readonly Finding[],
): Response {
  const [first] = findings
  const body = {
    type: `urn:evenkeel:problem:${first?.code ?? status}`,
    title: TITLES[status] ?? 'Refused',
    status,
    code: first?.code ?? String(status),
    pointer: pointer(first?.field ?? ''),
    message: first?.message ?? '',
    findings: findings.map(({ field, code, message }) => ({
      pointer: pointer(field),
      code,
      message,
    })),
  }
  return respond(settings, arrival, {
    status,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/problem+json' },
  })
}
