// What a practice and a pharmacy are told when an anticoagulant is stopped, so that no repeat of it goes on beside another (H18).
import { capitalised } from '#base/capitalised.ts'
import { clinicalDate, type Day } from '#base/day.ts'
import type { Phase } from './episode.ts'
import type { EndReason } from './phases.ts'

/** Ends after which nobody is asked to stop a medicine: it was never to be taken, goes on elsewhere, or nobody takes it any more. */
const NOTHING_TO_STOP: readonly EndReason[] = ['died', 'entered-in-error', 'transferred-out']
/** A course that was never started has no repeat. */
const NEVER_TAKEN: readonly Phase[] = ['referred', 'accepted', 'ended']

/** Whether the end of a course is to be told to the practice and the pharmacy. */
export const isToBeTold = (phase: Phase, reason: EndReason): boolean =>
  !NEVER_TAKEN.includes(phase) && !NOTHING_TO_STOP.includes(reason)

export type Stopped = {
  readonly medicine: string
  readonly lastOn: Day
  /** Why, in words; the pharmacy is not told. */
  readonly because: string
  /** The anticoagulants that this service gives now. */
  readonly takenNow: readonly string[]
  /** Those that are paused here, and may be taken again. */
  readonly paused: readonly string[]
  /** Whom to ring: the provider and its telephone. */
  readonly from: string
}

/** What the letter says, a paragraph each, beneath whose it is. */
export function noticeWords(stopped: Stopped, to: 'practice' | 'pharmacy'): readonly string[] {
  const { medicine, lastOn, because, from } = stopped
  const why = to === 'practice' ? ` Why: ${because}.` : ''
  return [
    `${capitalised(medicine)} is stopped. Last day of treatment: ${clinicalDate(lastOn)}.${why}`,
    othersNow(stopped),
    WHAT_TO_DO[to](medicine),
    `Please confirm this to ${from}. We ask until it is confirmed.`,
  ]
}

/** What is taken besides; a course that is paused goes on one day, so that nobody takes it off for ever. */
function othersNow({ takenNow, paused }: Stopped): string {
  const taken =
    takenNow.length === 0
      ? 'This service gives no other anticoagulant now.'
      : `Taken now: ${takenNow.join(' and ')}.`
  if (paused.length === 0) return taken
  return `${taken} Paused by this service, not to be taken until it says so: ${paused.join(' and ')}.`
}

const WHAT_TO_DO = {
  practice: (medicine: string) =>
    `Please take every repeat prescription of ${medicine} off today, and cancel what was sent to a pharmacy and not yet dispensed. Two anticoagulants taken at once can cause a major bleed.`,
  pharmacy: (medicine: string) =>
    `Please dispense no more ${medicine}, not from a prescription that you hold either, and ask the patient to give back what is left. Two anticoagulants taken at once can cause a major bleed.`,
}
