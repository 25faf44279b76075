import { findStaff } from '#store/staff.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'

const fold = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLowerCase()

/** Whether somebody is the one at this desk: by the same account, or the same person with another account. */
export async function likeness(
  { tx, actor }: Desk,
  otherId: string,
): Promise<'another' | 'same-account' | 'same-name'> {
  if (otherId === actor.accountId) return 'same-account'
  const other = await findStaff(tx, otherId)
  return other !== undefined && fold(other.name) === fold(actor.name) ? 'same-name' : 'another'
}

/**
 * A check by a second clinician is worth nothing by the same one: not by the same account, and not by the same
 * person with another account (D4.57, D4.58).
 */
export async function isSamePerson(desk: Desk, proposerId: string): Promise<'another' | Refused> {
  const found = await likeness(desk, proposerId)
  if (found === 'another') return found
  return found === 'same-account' ? sameAccount : sameName
}

const sameAccount = refused(403, {
  field: 'decision',
  code: 'second-checker-same-account',
  message: 'You proposed this dose yourself. Another authorised clinician must decide it.',
})

const sameName = refused(403, {
  field: 'decision',
  code: 'security-second-checker-same-person',
  message:
    'The person who proposed this dose has your name. Another authorised clinician must decide it.',
})
