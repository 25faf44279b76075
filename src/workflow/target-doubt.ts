import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { indicationOf } from '#clinical/indications.ts'
import type { PatientDetails } from '#register/patient.ts'
import { type PlanWarning, targetMisfits } from '#register/plan-warnings.ts'
import { targetWords } from '#register/plan-words.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { allStaff } from '#store/staff.ts'
import { isTargetAgreed } from '#store/target-checks.ts'
import { addTask, addTaskEvent, closeTaskRow, type FoundTask, openTasksOf } from '#store/tasks.ts'
import type { Tx } from '#store/tx.ts'
import type { Desk } from './desk.ts'
import { newId } from './new-id.ts'

/** Minutes until somebody must have looked at a target in force that does not fit. @see docs/evidence.md#target-in-doubt */
const LOOK_WITHIN_MINUTES = 24 * 60
/** @technical Milliseconds of a minute. */
const MINUTE_MS = 60_000

/** When it is noticed and by whom: a person whose act brought it about, or nobody where a night finds it. */
export type Noticed = {
  readonly tx: Tx
  readonly now: number
  readonly today: Day
  readonly by: string | null
}

/** What a target is compared with; `recordedBy` wrote the plan in force. */
export type Doubted = Pick<FoundEpisode, 'id' | 'patientId' | 'phase' | 'standing' | 'plan'> & {
  readonly details: PatientDetails
  readonly recordedBy: string
}

/** The task of a target that somebody is treated by and that does not fit, while it is open. */
export const openTargetDoubt = async (tx: Tx, episodeId: string): Promise<FoundTask | undefined> =>
  (await openTasksOf(tx, episodeId)).find(({ kind }) => kind === 'target-doubt')

/**
 * Keeps the task of a target that somebody is treated by and that does not fit the indication or the valve (H07): opened
 * once, for the clinical lead, and closed only when two people have agreed to the target, or it fits, or nobody is treated
 * by it any more. Answers whether it opened one.
 */
export async function keepTargetDoubt(noticed: Noticed, course: Doubted): Promise<boolean> {
  const open = await openTargetDoubt(noticed.tx, course.id)
  const misfits = misfitsInForce(course)
  const isAgreed = misfits.length > 0 && (await isAgreedTo(noticed.tx, course))
  const stands = misfits.length > 0 && !isAgreed
  if (open !== undefined && !stands) {
    await close(noticed, open, isAgreed ? 'target-agreed' : codeOf(course))
  }
  if (open !== undefined || !stands) return false
  await openDoubt(noticed, course, misfits)
  return true
}

/** The same for each course of a patient whose record has changed. */
export async function keepTargetDoubts(
  { tx, now, today, actor }: Desk,
  patientId: string,
  details: PatientDetails,
): Promise<void> {
  const by = actor.accountId
  for (const episode of await episodesOf(tx, patientId)) {
    await keepTargetDoubt({ tx, now, today, by }, { ...episode, details, recordedBy: by })
  }
}

/** What is wrong with the target that somebody is treated by; nothing where nobody is. */
export const misfitsInForce = ({
  phase,
  standing,
  plan,
  details,
}: Pick<Doubted, 'phase' | 'standing' | 'plan' | 'details'>): readonly PlanWarning[] =>
  standing === 'confirmed' && TREATED.includes(phase) ? targetMisfits(plan, details) : []

/** Phases in which somebody is, or will be again, treated by the target of the plan. */
export const TREATED: readonly string[] = ['initiating', 'maintaining', 'suspended']

const isAgreedTo = async (tx: Tx, { id, plan }: Doubted): Promise<boolean> =>
  plan.target !== null && isTargetAgreed(tx, id, plan.indication, plan.target)

const codeOf = ({ phase }: Doubted): string =>
  TREATED.includes(phase) ? 'target-fits' : 'nobody-treated'

async function openDoubt(
  { tx, now, today, by }: Noticed,
  { id: episodeId, patientId, plan, recordedBy }: Doubted,
  misfits: readonly PlanWarning[],
): Promise<void> {
  const id = newId(now)
  const at = new Date(now).toISOString()
  const target = plan.target === null ? '' : ` ${targetWords(plan.target)}`
  const label = indicationOf(plan.indication ?? '')?.label ?? plan.indication
  await addTask(tx, {
    id,
    kind: 'target-doubt',
    patientId,
    episodeId,
    visitId: null,
    title: `Target in force may be wrong:${target} for ${label}`,
    details: { misfits },
    forWhom: 'authoriser',
    openedBy: by ?? recordedBy,
    openedAt: at,
    dueAt: new Date(now + LOOK_WITHIN_MINUTES * MINUTE_MS).toISOString(),
    takenBy: await leadHere(tx, today),
  })
  const note = misfits.map(({ message }) => message).join(' ')
  await addTaskEvent(tx, { id: newId(now), taskId: id, what: 'opened', note, by, at })
}

/** The clinical lead who may decide it; nobody's while there is none, so that whoever is authorised takes it. */
async function leadHere(tx: Tx, today: Day): Promise<string | null> {
  const lead = (await allStaff(tx)).find(
    (member) =>
      member.active &&
      member.role === 'clinical-lead' &&
      permission('agree-target', member, today).kind === 'allowed',
  )
  return lead?.accountId ?? null
}

async function close(
  { tx, now, by }: Noticed,
  { id, version }: FoundTask,
  code: string,
): Promise<void> {
  const at = new Date(now).toISOString()
  if (!(await closeTaskRow(tx, { id, version, code, note: '', by, at }))) return
  await addTaskEvent(tx, { id: newId(now), taskId: id, what: code, note: null, by, at })
}
