import { permission } from '#access/policy.ts'
import { clinicalDate } from '#base/day.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { Desk } from './desk.ts'
import type { Finding } from './outcome.ts'

/**
 * A stop date that has passed is moved by an authorised person alone: whether treatment goes on is their decision,
 * and not a matter of filling in a form (H24).
 */
export function pastStopDate({ actor, today }: Desk, before: EpisodePlan): readonly Finding[] {
  const { duration } = before
  if (duration?.kind !== 'until' || duration.stopOn >= today) return []
  if (permission('authorise-dose', actor, today).kind === 'allowed') return []
  const message = `The stop date of this plan was ${clinicalDate(duration.stopOn)}. Whether treatment goes on is a prescriber's decision: ask an authorised person to write the new one.`
  return [{ field: 'duration', code: 'stop-date-passed', message }]
}
