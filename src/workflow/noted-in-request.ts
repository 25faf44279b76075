import type { Actor, Caller } from './desk.ts'

// What one request has left in the audit already. A session is looked up anew for each request, and with it who asks: what is known
// of that person's place is of this request alone, however the caller is handed on.

type Noted = { isRefused: boolean; readonly looks: Set<string> }

const ofRequests = new WeakMap<Actor, Noted>()

function notedOf({ seenAs }: Caller): Noted | undefined {
  if (seenAs === undefined) return undefined
  const noted = ofRequests.get(seenAs) ?? { isRefused: false, looks: new Set() }
  ofRequests.set(seenAs, noted)
  return noted
}

export function rememberRefusal(caller: Caller): void {
  const noted = notedOf(caller)
  if (noted !== undefined) noted.isRefused = true
}

export const isRefusalNoted = (caller: Caller): boolean => notedOf(caller)?.isRefused ?? false

/** Only once its line is kept: what is shown without one would stand nowhere. */
export function rememberLook(caller: Caller, name: string, patient: string): void {
  notedOf(caller)?.looks.add(`${name} ${patient}`)
}

export const isLookNoted = (caller: Caller, name: string, patient: string): boolean =>
  notedOf(caller)?.looks.has(`${name} ${patient}`) ?? false
