import { permission } from '#access/policy.ts'
import { canonicalJson } from '#base/canonical.ts'
import { uuid } from '#base/ids.ts'
import { addAuditLine } from '#store/audit.ts'
import { type EmergencySummary, mayStillBeOpen, readLook } from '#store/emergency-looks.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { openDesk } from './act.ts'
import type { Caller, House } from './desk.ts'
import { tellOwner } from './look-in-emergency.ts'
import { type Refused, refused } from './outcome.ts'

export type EmergencyRecord = {
  readonly kind: 'emergency-record'
  readonly summary: EmergencySummary
  readonly lookId: string
}

const LOOK = 'look-in-emergency'

/**
 * What is shown of another provider's patient, to the session that asked and while it lasts. The line in the audit of the provider whose
 * patient it is stands before the record is read; the line here is written with the reading.
 */
export async function emergencyRecord(
  house: House,
  caller: Caller,
  lookId: string,
): Promise<EmergencyRecord | Refused> {
  const may = await inTransaction(house.pool, caller.providerId, async (tx) => {
    const now = house.clock()
    const desk = await openDesk(LOOK, { tx, house, caller, now })
    return {
      keep: false,
      answer: 'kind' in desk ? desk : await openOf(desk.tx, caller, lookId, now),
    }
  })
  if (may !== 'open') return may
  await tellOwner(house, caller, lookId, { looked: LOOK })
  return inTransaction<EmergencyRecord | Refused>(house.pool, caller.providerId, async (tx) => {
    const now = house.clock()
    const desk = await openDesk(LOOK, { tx, house, caller, now })
    if ('kind' in desk) return { keep: false, answer: desk }
    const { actor, today, session } = desk
    const reach = permission(LOOK, actor, today, 'another')
    if (reach.kind === 'refused' || session === undefined) return { keep: false, answer: NOT_OPEN }
    const at = new Date(now).toISOString()
    const summary = await readLook(tx, { id: lookId, session, at })
    if (summary === undefined) return { keep: false, answer: NOT_OPEN }
    const line = canonicalJson({ looked: LOOK, at, by: actor.accountId, subject: lookId })
    const answer: EmergencyRecord = { kind: 'emergency-record', summary, lookId }
    return { keep: true, answer, last: () => addAuditLine(tx, line) }
  })
}

/** Whether the look may still be open: nobody is told of a reading that the database will refuse. */
async function openOf(
  tx: Tx,
  { accountId, session }: Caller,
  lookId: string,
  now: number,
): Promise<'open' | Refused> {
  if (uuid(lookId) === undefined || session === undefined) return NOT_OPEN
  const at = new Date(now).toISOString()
  return (await mayStillBeOpen(tx, { id: lookId, accountId, session, at })) ? 'open' : NOT_OPEN
}

const NOT_OPEN = refused(404, {
  field: '',
  code: 'not-open',
  message:
    'No such look is open to you in this sign-in. A look ends after half an hour and when you sign out; look again with a reason if the emergency goes on.',
})
