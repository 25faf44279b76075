import { findStaff } from '#store/staff.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'

const fold = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLowerCase()

/**
 * A check by a second clinician is worth nothing by the same one: not by the same account, and not by the same
 * person with another account (D4.57, D4.58).
 */
export async function isSamePerson(
  { tx, actor }: Desk,
  proposerId: string,
): Promise<'another' | Refused> {
  if (proposerId === actor.accountId) return sameAccount
  const proposer = await findStaff(tx, proposerId)
  const isSameName = proposer !== undefined && fold(proposer.name) === fold(actor.name)
  return isSameName ? sameName : 'another'
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
