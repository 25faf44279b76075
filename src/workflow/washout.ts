import { addDays, clinicalDate, type Day, day } from '#base/day.ts'
import { formatInr, type Inr, LABORATORY_RANGE, parseInr } from '#clinical/inr.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { SWITCH_INR_DAYS } from '#register/switching.ts'
import { type Findings, typedChoice, typedDay, typedText } from '#register/typed-fields.ts'
import {
  againstWashout,
  type CourseBefore,
  isByInr,
  named,
  stillActing,
  WITHOUT_OVERLAP,
  type WithoutOverlap,
} from '#register/washout.ts'
import { episodesOf, episodeVersions, type FoundEpisode } from '#store/episodes.ts'
import { addResults } from '#store/results.ts'
import { newestResult, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import { dayBoxes, type TextFields } from './text-fields.ts'

/** What is asked of a course that starts soon after another one. */
export const WASHOUT_FIELDS = [
  'washoutInr',
  ...dayBoxes('washoutInrOn'),
  'withoutOverlap',
] as const satisfies readonly string[]
type WashoutFields = TextFields<(typeof WASHOUT_FIELDS)[number]>

type Before = CourseBefore & { readonly episode: FoundEpisode }

const TAKEN: readonly string[] = ['initiating', 'maintaining', 'suspended']

/** The courses of a person that were taken and have ended. */
async function coursesBefore(desk: Desk, patientId: string): Promise<readonly Before[]> {
  const ended = (await episodesOf(desk.tx, patientId)).filter(
    ({ phase, endedReason }) => phase === 'ended' && endedReason !== 'entered-in-error',
  )
  const before: Before[] = []
  for (const episode of ended) {
    const versions = await episodeVersions(desk.tx, episode.id)
    const { endedOn, lastTestedOn, plan } = episode
    if (endedOn === null || !versions.some(({ phase }) => TAKEN.includes(phase))) continue
    const lastOn = day(lastTestedOn !== null && lastTestedOn > endedOn ? lastTestedOn : endedOn)
    const result = await newestResult(desk, episode)
    const newest = result && {
      inr: { comparator: result.comparator, tenths: result.tenths },
      on: day(result.sampledOn),
    }
    before.push({ episode, medicine: plan.medicine, lastOn, newest })
  }
  return before
}

/** The course before that may still act on this one, for the page that asks. */
export async function actingBefore(
  desk: Desk,
  patientId: string,
  plan: EpisodePlan,
): Promise<CourseBefore | null> {
  return stillActing(plan, await coursesBefore(desk, patientId), desk.today) ?? null
}

/**
 * Whether a course may start after those before it: a direct oral anticoagulant by the INR at which it starts after
 * warfarin, warfarin by an overlap or a reason why there is none. An INR that is typed is kept with the course before.
 */
export async function readWashout(
  desk: Desk,
  patientId: string,
  plan: EpisodePlan,
  fields: WashoutFields,
): Promise<{ readonly kind: 'washout'; readonly words: string } | Refused> {
  const findings: Findings = []
  const before = await coursesBefore(desk, patientId)
  const acting = stillActing(plan, before, desk.today)
  if (acting === undefined) return { kind: 'washout', words: '' }
  const reasons: readonly (WithoutOverlap | '')[] = [
    '',
    ...Object.keys(WITHOUT_OVERLAP).filter((key): key is WithoutOverlap => key in WITHOUT_OVERLAP),
  ]
  const withoutOverlap = typedChoice(fields, 'withoutOverlap', reasons, '', findings)
  const typed = isByInr(acting.medicine) ? readInr(fields, desk.today, findings) : undefined
  const newest = typed ?? acting.newest
  const now = before.map((one) => (one === acting ? { ...one, newest } : one))
  findings.push(...againstWashout({ today: desk.today, plan, before: now, withoutOverlap }))
  if (findings.length > 0) return refused(422, ...findings)
  if (typed !== undefined) await keepInr(desk, acting.episode, typed)
  const words = sentences(
    `${named(acting)} was taken until ${clinicalDate(acting.lastOn)}`,
    newest === undefined || withoutOverlap !== ''
      ? ''
      : `INR ${formatInr(newest.inr)} of ${clinicalDate(newest.on)}`,
    withoutOverlap === '' ? '' : WITHOUT_OVERLAP[withoutOverlap],
  )
  return { kind: 'washout', words }
}

type TypedInr = { readonly raw: string; readonly inr: Inr; readonly on: Day }

function readInr(fields: WashoutFields, today: Day, findings: Findings): TypedInr | undefined {
  const raw = typedText(fields, 'washoutInr')
  if (raw === '') return undefined
  const parsed = parseInr(raw, LABORATORY_RANGE)
  const wrongBefore = findings.length
  const on = typedDay(fields, 'washoutInrOn', findings)
  if (parsed.kind === 'refused') {
    findings.push({ field: 'washoutInr', code: parsed.code, message: parsed.message })
    return undefined
  }
  if (findings.length > wrongBefore) return undefined
  if (on !== null && on <= today && on >= addDays(today, -SWITCH_INR_DAYS)) {
    return { raw, inr: parsed.inr, on }
  }
  const message = 'Enter the day of this INR: today or yesterday.'
  findings.push({ field: 'washoutInrOn', code: 'range', message })
  return undefined
}

/** Kept as a result of the course that it is about. */
const keepInr = (
  { tx, actor, now, newId }: Desk,
  { id, patientId, plan }: FoundEpisode,
  { raw, inr, on }: TypedInr,
): Promise<void> =>
  addResults(tx, [
    {
      id: newId(),
      patientId,
      episodeId: id,
      inr,
      raw,
      sampledOn: on,
      sampledAt: null,
      method: plan.method ?? 'laboratory',
      device: null,
      status: 'final',
      replaces: null,
      reason: null,
      doseBeforeUg: null,
      omitDays: null,
      plannedNextOn: null,
      comment: 'Typed at the start of the next medicine',
      importBatchId: null,
      enteredBy: actor.accountId,
      enteredAt: new Date(now).toISOString(),
    },
  ])
