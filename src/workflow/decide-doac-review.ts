import { clinicalDate, day } from '#base/day.ts'
import { sameDose } from '#clinical/doac/doac.ts'
import { monthsAfter } from '#clinical/months.ts'
import { typedDay, wordIn } from '#register/typed-fields.ts'
import { doacReviewsOf, type FoundDoacReview, findDoacReview } from '#store/doac-reviews.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { doacTaskDetails } from './doac-task.ts'
import { finishTask } from './finish-task.ts'
import {
  type Finding,
  notHere,
  type Parsed,
  type Refused,
  refused,
  refusedField,
} from './outcome.ts'
import { isSamePerson } from './second-person.ts'
import { siteMonitoring } from './site-monitoring.ts'
import { type SeenTask, seeTask, TASK_FIELDS, type TaskFields } from './task-fields.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

/** What a prescriber can decide about a review; a task closes by one of these and by nothing else. */
export const DOAC_DECISIONS = {
  'dose-stands': 'The dose stands, for the reason written here',
  'dose-changed': 'The dose has been changed in the treatment plan',
  stopped: 'Treatment has been suspended or ended',
  'reviewed-again': 'It has been reviewed again, with other facts',
} as const
export type DoacDecision = keyof typeof DOAC_DECISIONS

const FIELDS = [...TASK_FIELDS, ...dayBoxes('nextReviewOn'), 'decision'] as const
type Fields = TaskFields & TextFields<(typeof FIELDS)[number]>

/**
 * Decides what a review found. Nobody decides on their own review, and what forbids the medicine is not decided away:
 * the course has stopped, or a later review has found otherwise (H19, H20).
 */
export const decideDoacReview = act<Fields, Done>({
  name: 'decide-doac-review',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const seen = await seeTask(desk, fields, ['doac-review'])
    if (seen.kind === 'refused') return seen
    const open = await openReview(desk, seen)
    if (open.kind === 'refused') return open
    const decision = decisionIn(fields.decision)
    if (decision === undefined)
      return refusedField('decision', 'required', 'Choose what is decided.')
    if (seen.note === '') return refusedField('note', 'required', 'Say why, in words.')
    const stands = await refusalOf(desk, open, decision)
    if (stands !== undefined) return stands
    const next = await nextReviewOf(desk, fields, decision)
    if (next.kind === 'refused') return next

    const refusal = await finishTask(desk, seen, decision)
    if (refusal !== undefined) return refusal
    if (next.on !== null) {
      await setTestDays(desk.tx, { episodeId: open.episode.id, nextTestOn: next.on })
    }
    const { patientId, id } = seen.task
    return { kind: 'done', patientId, subject: id, noted: { decision } }
  },
})

const decisionIn = (typed: string | undefined): DoacDecision | undefined =>
  wordIn(DOAC_DECISIONS, typed)

type Open = {
  readonly kind: 'open'
  readonly review: FoundDoacReview
  readonly newest: FoundDoacReview | undefined
  readonly episode: FoundEpisode
}

async function openReview({ tx }: Desk, { task }: SeenTask): Promise<Open | Refused> {
  const details = doacTaskDetails(task)
  const review = details === null ? undefined : await findDoacReview(tx, details.reviewId)
  const episode = await findEpisode(tx, task.episodeId)
  if (review === undefined || episode === undefined) return notHere('review')
  const [newest] = await doacReviewsOf(tx, episode.id, 1)
  return { kind: 'open', review, newest, episode }
}

/** Why this decision cannot be: by whom, or because the record says otherwise. */
async function refusalOf(
  desk: Desk,
  open: Open,
  decision: DoacDecision,
): Promise<Refused | undefined> {
  const same = await isSamePerson(desk, open.review.reviewedBy)
  if (same !== 'another') return same
  const untrue = untrueBecause(open, decision)
  return untrue === undefined ? undefined : refused(422, untrue)
}

/** What the record says against the decision. */
function untrueBecause(
  { review, newest, episode }: Open,
  decision: DoacDecision,
): Finding | undefined {
  const isGoingOn = decision === 'dose-stands' || decision === 'dose-changed'
  if (isGoingOn && review.outcome === 'contraindicated') return NEVER
  switch (decision) {
    case 'dose-stands':
      return undefined
    case 'dose-changed':
      return isOtherDose(review, episode) ? undefined : NOT_CHANGED
    case 'stopped':
      return ACTIVE.includes(episode.phase) ? NOT_STOPPED : undefined
    case 'reviewed-again':
      return isFoundOtherwise(review, newest) ? undefined : NOT_AGAIN
  }
}

const ACTIVE: readonly string[] = ['initiating', 'maintaining']

function isOtherDose({ inputs }: FoundDoacReview, { plan }: FoundEpisode): boolean {
  const now = plan.doac?.dose ?? null
  return now !== null && inputs.dose !== 'not-known' && !sameDose(now, inputs.dose)
}

const isFoundOtherwise = (review: FoundDoacReview, newest: FoundDoacReview | undefined): boolean =>
  newest !== undefined && newest.sequence > review.sequence && newest.nextReviewOn !== null

const at = (code: string, message: string): Finding => ({ field: 'decision', code, message })

const NEVER = at(
  'contraindicated',
  'What forbids this medicine is not decided away, whoever decides. Suspend or end treatment, or put the record right and review again.',
)
const NOT_CHANGED = at(
  'dose-not-changed',
  'The dose of the plan is still the one that was reviewed. Change the treatment plan first.',
)
const NOT_STOPPED = at(
  'not-stopped',
  'Treatment is still active. Suspend or end it in the treatment plan first.',
)
const NOT_AGAIN = at(
  'not-reviewed-again',
  'There is no later review in which the dose stands. Review the patient again first.',
)

/** A dose that goes on has a day on which it is looked at again; none is asked for where nothing goes on. */
async function nextReviewOf(
  desk: Desk,
  fields: Fields,
  decision: DoacDecision,
): Promise<{ readonly kind: 'next'; readonly on: string | null } | Refused> {
  const { today } = desk
  if (decision === 'stopped' || decision === 'reviewed-again') return { kind: 'next', on: null }
  const findings: Finding[] = []
  const on = typedDay(fields, 'nextReviewOn', findings)
  if (findings.length > 0) return refused(422, ...findings)
  const { reviewMonths } = await siteMonitoring(desk)
  const latest = monthsAfter(today, reviewMonths)
  if (on !== null && on > today && on <= day(latest)) return { kind: 'next', on }
  return refusedField(
    'nextReviewOn',
    on === null ? 'required' : 'test-date',
    `Enter the day of the next review: after today and by ${clinicalDate(latest)}.`,
  )
}
