/**
 * When one account looks as if several people used it (H34). All that can be told is when each sign-in was used: a turn is the
 * use of one sign-in within a minute of the use of another. A person who goes to another room leaves one sign-in behind and
 * makes no turn, or one when coming back; two people at two desks make one after the other.
 */

/** Within so many seconds of each other the uses of two sign-ins are a turn: hardly time to walk to another desk. A choice of this service. */
export const TURN_SECONDS = 60
/** So many turns: to and fro twice. A choice of this service; a person with one errand back makes two. */
export const LEAST_TURNS = 4
/** Minutes within which they are made. A choice of this service; a sign-in lives as long without being used. */
export const WITHIN_MINUTES = 10

/** @technical Milliseconds of a minute. */
const MINUTE_MS = 60_000

/** The instant from which turns count, seen from now. Milliseconds. */
export const countedFrom = (now: number): number => now - WITHIN_MINUTES * MINUTE_MS

/** Whether turns at these instants look like more than one person at now. Milliseconds. */
export const looksShared = (turnsAt: readonly number[], now: number): boolean =>
  turnsAt.filter((at) => at > countedFrom(now) && at <= now).length >= LEAST_TURNS

export type SharedSigns = {
  readonly turns: number
  /** The shortest time between the uses of two sign-ins. */
  readonly closestSeconds: number
  /** Which browsers, without the one that is not known. */
  readonly browsers: readonly string[]
}

/** What makes it likely, in words. */
export function signsInWords({ turns, closestSeconds, browsers }: SharedSigns): string {
  const apart = closestSeconds === 1 ? '1 second' : `${closestSeconds} seconds`
  const often = `Two sign-ins of this account were used in turn ${turns} times, the closest ${apart} apart`
  if (browsers.length === 0) return `${often}.`
  const kinds = browsers.length === 1 ? `both in ${browsers[0]}` : `in ${browsers.join(' and ')}`
  return `${often}; ${kinds}.`
}

/** How a sign-in that looked shared is settled. */
export const SHARED_OUTCOMES = {
  'one-person': 'One person used both',
  'was-shared': 'It was shared: each person now signs in with an account of their own',
  'not-theirs':
    'Somebody else used it without leave: its password has been set anew since, or it works here no longer',
} as const
