import type { TaskKind } from '#store/tasks.ts'

/**
 * Where a task is taken and closed: on its own page, or where its subject stands (a plan, a review, a ladder, the visit
 * that is done again). Every kind says so here, or it does not compile.
 */
const PLACE_OF: Readonly<Record<TaskKind, 'own-page' | 'elsewhere'>> = {
  referral: 'own-page',
  alarm: 'own-page',
  'alarm-unsaved': 'own-page',
  'sent-back': 'elsewhere',
  'test-failed': 'own-page',
  'result-corrected': 'own-page',
  'wrong-patient': 'own-page',
  'result-to-enter': 'own-page',
  'alarm-to-enter': 'own-page',
  'record-link': 'own-page',
  'target-changed': 'own-page',
  'target-check': 'elsewhere',
  'target-doubt': 'elsewhere',
  'venous-confirmation': 'own-page',
  'non-attendance': 'elsewhere',
  'review-decision': 'own-page',
  'doac-review': 'elsewhere',
  'medicine-change': 'elsewhere',
  bridging: 'elsewhere',
  'pause-ended': 'elsewhere',
  'stop-date': 'elsewhere',
  'second-look': 'own-page',
  'text-not-answered': 'elsewhere',
  'text-withdrawn': 'own-page',
  'dose-not-told': 'elsewhere',
  'stop-notice': 'elsewhere',
  'look-back': 'own-page',
}

/** The kinds that are taken, and closed with an action, on the page of the task. */
export const DECIDED_HERE: readonly TaskKind[] = (Object.keys(PLACE_OF) as TaskKind[]).filter(
  (kind) => PLACE_OF[kind] === 'own-page',
)
