import { changedMeanwhile, type Refused, refusedField } from './outcome.ts'

/** Which version of a record the page showed; a change to any other one is refused, with what is there now. */
export function seenVersion(
  typed: string | undefined,
  now: number,
  what: string,
): { readonly kind: 'seen'; readonly next: number } | Refused {
  if (typed === undefined || !/^[1-9]\d{0,8}$/.test(typed)) {
    return refusedField('', 'version', 'Send the version of the record that you changed.')
  }
  return Number(typed) === now ? { kind: 'seen', next: now + 1 } : changedMeanwhile(what)
}
