import { permission } from '#access/policy.ts'
import type { Target } from '#clinical/target.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { targetWords } from '#register/plan-words.ts'
import type { OpenCourse } from './course.ts'
import type { Desk } from './desk.ts'
import { openTask } from './visit-task.ts'

/** Minutes until somebody must have looked at a dose that was decided for another target. @see docs/evidence.md#other-target-looked-at */
const LOOK_WITHIN_MINUTES = 24 * 60

/** A dose in force was decided for the target of then; a change of it makes that dose an authorised person's task (H07). */
export async function lookAtDose(
  desk: Desk,
  { patient, episode }: OpenCourse,
  { target }: Pick<EpisodePlan, 'target'>,
): Promise<void> {
  const before = episode.plan.target
  const isDosed = episode.lastDecisionId !== null && DOSED.includes(episode.phase)
  if (!isDosed || before === null || target === null || isSame(before, target)) return
  const mayDecide = permission('authorise-dose', desk.actor, desk.today).kind === 'allowed'
  await openTask(desk, {
    kind: 'target-changed',
    patientId: patient.id,
    episodeId: episode.id,
    visitId: null,
    title: `Target changed from ${targetWords(before)} to ${targetWords(target)}: look at the dose in force`,
    details: { decisionId: episode.lastDecisionId },
    forWhom: 'authoriser',
    takenBy: mayDecide ? desk.actor.accountId : null,
    withinMinutes: LOOK_WITHIN_MINUTES,
    note: '',
  })
}

const DOSED: readonly string[] = ['initiating', 'maintaining', 'suspended']

const isSame = (one: Target, other: Target): boolean =>
  one.valueTenths === other.valueTenths &&
  one.lowTenths === other.lowTenths &&
  one.highTenths === other.highTenths
