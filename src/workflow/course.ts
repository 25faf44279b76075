import { day, londonDay } from '#base/day.ts'
import { doacQuestions, doacStops } from '#register/doac-eligibility.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { StabilityInr } from '#register/phases.ts'
import type { PlanWarning } from '#register/plan-warnings.ts'
import {
  type EpisodeChange,
  episodeVersions,
  type FoundEpisode,
  findEpisode,
} from '#store/episodes.ts'
import { findInitiation } from '#store/initiations.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { type HistoryResult, resultsSince } from '#store/results.ts'
import type { Desk } from './desk.ts'
import { stableFrom } from './initiation-course.ts'
import { type Finding, notHere, type Refused, refused } from './outcome.ts'
import { refusePauseBesidePlan } from './procedure-blocks.ts'
import { seenVersion } from './record-version.ts'
import { recallRisk } from './risk-facts.ts'
import { riskOnRecord } from './stroke-facts.ts'
import { unagreed } from './target-check.ts'
import { idTyped } from './typed-id.ts'
import { writeCourse } from './write-course.ts'

/** One course and its patient, as the page that changes it had shown them. */
export type OpenCourse = {
  readonly kind: 'course'
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  readonly nextVersion: number
}

export const COURSE_FIELDS = ['episodeId', 'version'] as const

/** Opens a course that is about to be changed: of a person who is here, in the version that was seen. */
export async function openCourse(
  { tx }: Desk,
  asked: { readonly episodeId?: string; readonly version?: string },
): Promise<OpenCourse | Refused> {
  const episode = await findEpisode(tx, idTyped(asked.episodeId))
  const patient = episode && (await findPatient(tx, episode.patientId))
  if (episode === undefined || patient === undefined) return notHere('treatment plan')
  if (patient.standing === 'deceased') return refused(409, DECEASED)
  const seen = seenVersion(asked.version, episode.version, 'this treatment plan')
  if (seen.kind === 'refused') return seen
  return { kind: 'course', patient, episode, nextVersion: seen.next }
}

const DECEASED: Finding = {
  field: '',
  code: 'patient-deceased',
  message: 'This patient died. The treatment plan cannot be changed.',
}

/** What becomes of a course: whatever is not named stays as it is. */
export type CourseStep = Partial<
  Pick<
    EpisodeChange,
    | 'phase'
    | 'standing'
    | 'plan'
    | 'suspendedFrom'
    | 'suspendedUntil'
    | 'endedOn'
    | 'endedReason'
    | 'nextTestOn'
  >
> & {
  /** Who reviews a pause; whoever pauses while nobody is named. */
  readonly pauseOwner?: string
}

/**
 * Writes the next version of a course, with its new risk; refused when somebody was faster. A change of plan never
 * lowers a risk that comes from a dose or an alarm: only the next dose does.
 */
export async function saveCourse(
  desk: Desk,
  { patient, episode, nextVersion }: Omit<OpenCourse, 'kind'>,
  step: CourseStep,
  reason: string,
): Promise<Refused | undefined> {
  const plan = step.plan ?? episode.plan
  const phase = step.phase ?? episode.phase
  const against = await notTreatedBy(desk, { patient, episode }, plan, phase)
  if (against !== undefined) return against
  const beside = phase === 'suspended' ? await refusePauseBesidePlan(desk, episode.id) : undefined
  if (beside !== undefined) return beside
  const newest = (await resultsOfCourse(desk, episode)).at(-1)
  const visit = {
    omitDays: newest?.omitDays ?? 0,
    inRange: newest === undefined || isInRange(newest, plan),
  }
  const facts = await riskOnRecord(desk.tx, patient, plan, desk.today)
  const after = {
    ...episode,
    ...step,
    version: nextVersion,
    risk: Math.max(episode.risk, recallRisk(phase, facts, visit)),
    recordedBy: desk.actor.accountId,
    recordedAt: new Date(desk.now).toISOString(),
  }
  return writeCourse(desk, episode, after, step, reason)
}

/** Why nobody may be treated by this plan in this phase; nothing when somebody may. */
async function notTreatedBy(
  desk: Desk,
  course: Pick<OpenCourse, 'patient' | 'episode'>,
  plan: EpisodePlan,
  phase: FoundEpisode['phase'],
): Promise<Refused | undefined> {
  const waits = isTreated(phase) ? await unagreed(desk, course, plan) : []
  if (waits.length > 0) return refused(409, targetWaits(waits))
  const against = isActive(phase) ? againstDoac(course.patient, plan) : []
  return against.length > 0 ? refused(422, ...against) : undefined
}

const isTreated = (phase: FoundEpisode['phase']): boolean =>
  isActive(phase) || phase === 'suspended'

/** Nobody is treated by a target that only one person has looked at, whichever way the course becomes active (H07). */
const targetWaits = (misfits: readonly PlanWarning[]): Finding => ({
  field: '',
  code: 'target-not-agreed',
  message: `${misfits.map(({ message }) => message).join(' ')} A second clinician must agree to it first: it is a task, and stands with the treatment plan.`,
})

const isActive = (phase: FoundEpisode['phase']): boolean =>
  phase === 'initiating' || phase === 'maintaining'

/** Nobody is treated with what their record forbids, or while the record does not say (H19). */
const againstDoac = ({ details }: FoundPatient, plan: EpisodePlan): readonly Finding[] => [
  ...doacStops(details, plan),
  ...doacQuestions(details, plan),
]

const LONG_AGO = '1900-01-01'

const resultsOfCourse = ({ tx }: Desk, { id }: FoundEpisode, since = LONG_AGO) =>
  resultsSince(tx, id, since)

const isInRange = ({ comparator, tenths }: HistoryResult, { target }: EpisodePlan): boolean =>
  target !== null && comparator === '=' && tenths >= target.lowTenths && tenths <= target.highTenths

/** The newest result of a course, with the dose until it where another product's export says so. */
export const newestResult = async (desk: Desk, episode: FoundEpisode) =>
  (await resultsOfCourse(desk, episode)).at(-1)

/**
 * The INRs by which stability is judged under this plan: since treatment started, or was last resumed; of a start by
 * a protocol, from the last day of its table on (H08).
 */
export async function stabilityInrs(
  desk: Desk,
  episode: FoundEpisode,
  plan: EpisodePlan,
): Promise<readonly StabilityInr[]> {
  const [resumed, start] = [
    await lastResumedOn(desk, episode),
    await findInitiation(desk.tx, episode.id),
  ]
  const since = start === undefined || resumed > stableFrom(start) ? resumed : stableFrom(start)
  const results = await resultsOfCourse(desk, episode, since)
  return results.map((result) => ({ on: day(result.sampledOn), inRange: isInRange(result, plan) }))
}

async function lastResumedOn({ tx }: Desk, { id, version }: FoundEpisode): Promise<string> {
  if (version === 1) return LONG_AGO
  const newestFirst = await episodeVersions(tx, id)
  const resumed = newestFirst.find(
    ({ phase }, nth) => phase !== 'suspended' && newestFirst[nth + 1]?.phase === 'suspended',
  )
  return resumed === undefined ? LONG_AGO : londonDay(resumed.recordedAt)
}

/** Sentences of a reason as one text, without those that are empty. */
export const sentences = (...texts: readonly string[]): string =>
  texts.filter((text) => text !== '').join('. ')
