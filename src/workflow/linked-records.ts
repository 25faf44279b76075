import type { ActName } from '#access/policy.ts'
import { linkedStanding } from '#store/record-links.ts'
import type { Desk } from './desk.ts'
import { type Finding, type Refused, refused } from './outcome.ts'

/**
 * Who is dosed on half a history is not dosed: these wait until both have been reviewed together (H02). Agreeing to a target
 * waits as well, and asks for itself: declining one must stay possible.
 */
const DOSES: readonly ActName[] = [
  'accept-dose',
  'authorise-dose',
  'change-dose',
  'confirm-episode',
  'decide-doac-review',
  'plan-episode',
  'record-doac-review',
  'record-told',
  'start-initiation',
  'switch-medicine',
]

/** What may still be done on a record that is closed: to put right and to finish what is in it, and the link itself. */
const ON_CLOSED: readonly ActName[] = [
  'cancel-appointment',
  'close-task',
  'correct-result',
  'link-records',
  'record-attendance',
  'record-wrong-patient',
  'review-linked-records',
  'send-back',
  'take-task',
  'unlink-records',
  'withdraw-genotype',
  'withdraw-measurement',
]

/**
 * Whether an act may be kept that was done on this person's record. Asked of every act in one place, so that no act can
 * forget it; only two lists say which is let.
 */
export async function linkRefusal(
  { tx }: Desk,
  act: ActName,
  patientId: string | undefined,
): Promise<Refused | undefined> {
  if (patientId === undefined) return undefined
  const standing = await linkedStanding(tx, patientId)
  if (standing?.isClosed === true && !ON_CLOSED.includes(act)) return refused(409, RECORD_CLOSED)
  return standing?.isWaiting === true && DOSES.includes(act) ? refused(409, ONE_PERSON) : undefined
}

/** Why nothing is begun on this person's record that doses: it may be one of two, and nobody has reviewed both yet. */
export async function waitsForReview(
  { tx }: Desk,
  patientId: string,
): Promise<Refused | undefined> {
  return (await linkedStanding(tx, patientId))?.isWaiting ? refused(409, ONE_PERSON) : undefined
}

export const RECORD_CLOSED: Finding = {
  field: '',
  code: 'record-closed',
  message:
    'This record is closed: another record of the same person is used in its place. Open that one and enter it there.',
}

export const ONE_PERSON: Finding = {
  field: '',
  code: 'records-one-person',
  message:
    'This person may have two records here, so nothing is dosed on either until a prescriber has reviewed both. Refer a result; an alarm is raised as ever.',
}
