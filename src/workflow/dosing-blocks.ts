import { clinicalDate, type Day, day } from '#base/day.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { linkStanding } from '#register/record-link.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { FoundPatient } from '#store/patients.ts'
import { ONE_PERSON, RECORD_CLOSED } from './linked-records.ts'
import type { Finding } from './outcome.ts'

/** A plan that can be dosed on: what may be missing in any other is here. */
export type DosablePlan = EpisodePlan & {
  readonly target: NonNullable<EpisodePlan['target']>
  readonly tabletSet: NonNullable<EpisodePlan['tabletSet']>
  readonly startedOn: Day
}

export const isDosablePlan = (plan: EpisodePlan): plan is DosablePlan =>
  plan.target !== null && plan.tabletSet !== null && plan.startedOn !== null

/** Why nobody may enter an INR and dose here now, each with the safe next step; empty when it may be done. */
export function dosingBlocks(
  patient: FoundPatient,
  episode: FoundEpisode | undefined,
  today: Day,
): readonly Finding[] {
  const gone = goneBlock(patient)
  if (gone !== undefined) return [gone]
  if (episode === undefined) {
    return [block('no-episode', 'There is no treatment plan. Write one before entering an INR.')]
  }
  const waits = linkStanding(patient) === 'waiting' ? [ONE_PERSON] : []
  const blocks = [...waits, ...phaseBlocks(episode), ...planBlocks(episode.plan, today)]
  return episode.standing === 'unverified' ? [UNVERIFIED, ...blocks] : blocks
}

/**
 * Why no INR may be entered here now. Warfarin that is stopped for a change is measured and not dosed: the INR says when
 * the new medicine starts (H18). So is somebody whose two records are not yet reviewed: an alarming INR is never turned
 * away (H02).
 */
export function measuringBlocks(
  patient: FoundPatient,
  episode: FoundEpisode | undefined,
  today: Day,
): readonly Finding[] {
  const isStopped = patient.switching?.state === 'waiting'
  return dosingBlocks(patient, episode, today).filter(
    ({ code }) => code !== ONE_PERSON.code && !(isStopped && code === 'treatment-suspended'),
  )
}

/** Why a course without INRs cannot be reviewed here now; empty when it can. */
export function reviewBlocks(
  patient: FoundPatient,
  episode: FoundEpisode | undefined,
  today: Day,
): readonly Finding[] {
  const gone = goneBlock(patient)
  if (gone !== undefined) return [gone]
  if (episode === undefined) {
    return [block('no-episode', 'There is no treatment plan. Write one before a review.')]
  }
  const waits = linkStanding(patient) === 'waiting' ? [ONE_PERSON] : []
  const blocks = [...waits, ...phaseBlocks(episode), ...durationBlocks(episode.plan, today)]
  return episode.standing === 'unverified' ? [UNVERIFIED, ...blocks] : blocks
}

const block = (code: string, message: string): Finding => ({ field: '', code, message })

const UNVERIFIED = block(
  'plan-unverified',
  'This plan came from another product and nobody has confirmed it here. Confirm target, indication, stop date and the dose actually taken before dosing.',
)

function goneBlock({ id, links, standing, diedOn }: FoundPatient): Finding | undefined {
  if (linkStanding({ id, links }) === 'closed') return RECORD_CLOSED
  switch (standing) {
    case 'live':
      return undefined
    case 'deceased': {
      const when = diedOn === null ? '' : ` on ${clinicalDate(day(diedOn))}`
      return block('patient-deceased', `This patient died${when}. No INR or dose can be entered.`)
    }
    case 'left':
      return block(
        'patient-left',
        'This patient has left. Tell the service that looks after them now.',
      )
    case 'withdrawn':
      return block(
        'patient-withdrawn',
        'This record was taken back. No INR or dose can be entered.',
      )
  }
}

function phaseBlocks({ phase, suspendedUntil }: FoundEpisode): readonly Finding[] {
  switch (phase) {
    case 'initiating':
    case 'maintaining':
      return []
    case 'suspended': {
      const until = suspendedUntil === null ? '' : ` until ${clinicalDate(day(suspendedUntil))}`
      return [
        block('treatment-suspended', `Treatment is suspended${until}. Resume it before dosing.`),
      ]
    }
    case 'referred':
    case 'accepted':
      return [
        block('not-active', 'Treatment has not started here. Complete and activate the plan.'),
      ]
    case 'ended':
      return [block('treatment-ended', 'Treatment has ended. Write a new plan before dosing.')]
  }
}

function planBlocks(plan: EpisodePlan, today: Day): readonly Finding[] {
  return [...medicineBlocks(plan), ...gapBlocks(plan), ...durationBlocks(plan, today)]
}

function medicineBlocks({ medicine }: EpisodePlan): readonly Finding[] {
  if (medicine === 'warfarin') return []
  const taken = medicine ?? 'a medicine that is not known'
  const message = `This patient is on ${taken}, which is not dosed here by INR. Only warfarin is.`
  return [block('not-warfarin', message)]
}

function gapBlocks(plan: EpisodePlan): readonly Finding[] {
  const gaps = [
    ...(plan.indication === null ? ['indication'] : []),
    ...(plan.target === null ? ['target INR'] : []),
    ...(plan.tabletSet === null ? ['tablets'] : []),
    ...(plan.startedOn === null ? ['start date'] : []),
  ]
  if (gaps.length === 0) return []
  return [
    block('plan-incomplete', `The plan has no ${gaps.join(', no ')}. Complete it before dosing.`),
  ]
}

function durationBlocks({ duration }: EpisodePlan, today: Day): readonly Finding[] {
  if (duration?.kind !== 'until' || duration.stopOn >= today) return []
  const message = `Treatment was to stop on ${clinicalDate(duration.stopOn)}. A prescriber must review the plan before another dose.`
  return [block('stop-date-passed', message)]
}
