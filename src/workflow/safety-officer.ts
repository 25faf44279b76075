import { POLICY } from '#access/policy.ts'
import { findStaff, type StaffMember } from '#store/staff.ts'
import type { Tx } from '#store/tx.ts'
import type { Actor, Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import { siteRules } from './site-rules.ts'

/** The clinical safety officer whom the site has named and who works here; undefined while there is none. */
export async function safetyOfficer(tx: Tx): Promise<StaffMember | undefined> {
  const { safetyOfficer: named } = await siteRules(tx)
  const officer = named === null ? undefined : await findStaff(tx, named)
  return officer?.active === true ? officer : undefined
}

/** Whether this person answers for the safety of the alerts here: the officer, or the clinical lead while nobody is named. */
export const isSafetyOfficer = (
  { accountId, role }: Actor,
  officer: StaffMember | undefined,
): boolean => (officer === undefined ? role === 'clinical-lead' : officer.accountId === accountId)

/** Why somebody else may not decide about an alert. */
export async function notSafetyOfficer({ tx, actor }: Desk): Promise<Refused | undefined> {
  const officer = await safetyOfficer(tx)
  if (isSafetyOfficer(actor, officer)) return undefined
  const who = officer === undefined ? 'a clinical lead, while none is named' : officer.name
  const message = `Only the clinical safety officer of this site closes this: ${who}. Nothing is saved.`
  return refused(409, { field: '', code: 'not-the-safety-officer', message })
}

/** Whether somebody may be named: a clinician, by the row that lets clinicians close the review of an alert. */
export const mayBeSafetyOfficer = ({ role }: Pick<Actor, 'role'>): boolean =>
  POLICY['close-alert-review'].roles.some((clinician) => clinician === role)
