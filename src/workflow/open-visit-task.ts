import { HIGH_RISK } from '#recall/absences.ts'
import { setTestDays } from '#store/episode-steps.ts'
import type { Desk } from './desk.ts'
import type { OpenVisit } from './open-visit.ts'
import { saveVisit } from './save-visit.ts'
import { keepRules } from './site-rules.ts'
import { openTask, type VisitTask, type VisitTaskDetails } from './visit-task.ts'

/**
 * Saves a visit without a dose and opens the task that is owned until a decision closes it: from here the
 * patient has no test date but a clock (invariant 2).
 */
export async function openVisitTask(desk: Desk, open: OpenVisit, task: VisitTask): Promise<string> {
  await keepRules(desk, open.known.rules)
  const saved = await saveVisit(desk, open)
  const { episode } = open.known
  const lastTestedOn = open.visit.sample.on
  const atLeast = task.kind === 'alarm' ? { riskAtLeast: HIGH_RISK } : {}
  await setTestDays(desk.tx, { episodeId: episode.id, lastTestedOn, nextTestOn: null, ...atLeast })
  const { note, proposed, secondOpinion } = task
  const details: VisitTaskDetails = {
    suggestion: open.suggestion,
    proposed,
    note,
    planVersion: episode.version,
    lastDecisionId: episode.lastDecisionId,
    ...(secondOpinion !== undefined && { secondOpinion }),
  }
  return openTask(desk, {
    kind: task.kind,
    patientId: episode.patientId,
    episodeId: episode.id,
    visitId: saved.visitId,
    title: task.title,
    details,
    forWhom: task.forWhom,
    takenBy: task.takenBy,
    withinMinutes: task.withinMinutes,
    note,
  })
}
