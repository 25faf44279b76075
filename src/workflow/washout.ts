import { addDays, clinicalDate, type Day, day } from '#base/day.ts'
import { type DoacDose, isDoac } from '#clinical/doac/doac.ts'
import { formatInr, type Inr, LABORATORY_RANGE, parseInr } from '#clinical/inr.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { againstNextDose, doacBefore, nextDose, nextDoseInWords } from '#register/next-dose.ts'
import { SWITCH_INR_DAYS } from '#register/switching.ts'
import { type Findings, typedChoice, typedDay, typedText, wordsOf } from '#register/typed-fields.ts'
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
import type { FoundPatient } from '#store/patients.ts'
import { addResults } from '#store/results.ts'
import { waitForVisit } from '#store/visits.ts'
import { clearanceNow } from './clearance-now.ts'
import { newestResult, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import { dayBoxes, type TextFields } from './text-fields.ts'

/** What is asked of a course that starts soon after another one. */
export const WASHOUT_FIELDS = [
  'washoutInr',
  ...dayBoxes('washoutInrOn'),
  'withoutOverlap',
  'inPlaceOfEvening',
] as const satisfies readonly string[]
type WashoutFields = TextFields<(typeof WASHOUT_FIELDS)[number]>

type Before = CourseBefore & {
  readonly episode: FoundEpisode
  readonly dose: DoacDose | null
}

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
    before.push({ episode, medicine: plan.medicine, dose: plan.doac?.dose ?? null, lastOn, newest })
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

/** When the medicine of this plan starts after another direct oral anticoagulant, in words; null when there was none. */
export async function nextDoseOf(
  desk: Desk,
  patient: FoundPatient,
  { medicine }: EpisodePlan,
): Promise<{ readonly words: string; readonly orThatEvening: boolean } | null> {
  const before = doacBefore({ medicine }, await coursesBefore(desk, patient.id), desk.today)
  if (before === undefined || !isDoac(medicine)) return null
  const next = nextDose(before, medicine, await clearanceNow(desk, patient))
  const orThatEvening = next.kind === 'known' && next.orThatEvening
  return { words: nextDoseInWords(before, medicine, next), orThatEvening }
}

/**
 * Whether a course may start after those before it: one direct oral anticoagulant after another when the next dose of that
 * one would have been due; one by the INR at which it starts after warfarin; warfarin by an overlap or a reason why there is
 * none. An INR that is typed is kept with the course before.
 */
export async function readWashout(
  desk: Desk,
  patient: FoundPatient,
  plan: EpisodePlan,
  fields: WashoutFields,
): Promise<Washout | Refused> {
  const before = await coursesBefore(desk, patient.id)
  const due = await readNextDose(desk, patient, plan, before, fields)
  const inr = await readActing(desk, plan, before, fields)
  if (due.kind === 'washout' && inr.kind === 'washout') {
    return { kind: 'washout', words: sentences(due.words, inr.words) }
  }
  const findings = [due, inr].flatMap((one) => (one.kind === 'refused' ? one.findings : []))
  return refused(422, ...findings)
}

type Washout = { readonly kind: 'washout'; readonly words: string }

/** Whether the first dose is due on the day of the plan, after another direct oral anticoagulant. */
async function readNextDose(
  desk: Desk,
  patient: FoundPatient,
  { medicine, startedOn }: EpisodePlan,
  courses: readonly Before[],
  fields: WashoutFields,
): Promise<Washout | Refused> {
  const before = doacBefore({ medicine }, courses, desk.today)
  if (before === undefined || !isDoac(medicine) || startedOn === null) return NOTHING_BEFORE
  const clearance = await clearanceNow(desk, patient)
  const inPlaceOfEvening = fields.inPlaceOfEvening === 'yes'
  const asked = { before, medicine, startsOn: startedOn, clearance, inPlaceOfEvening }
  const against = againstNextDose(asked)
  if (against.length > 0) return refused(422, ...against)
  const evening = startedOn === before.lastOn ? ', in the place of its evening dose' : ''
  const words = `${named(before)} was taken until ${clinicalDate(before.lastOn)}, ${medicine} from ${clinicalDate(startedOn)}${evening}`
  return { kind: 'washout', words }
}

const NOTHING_BEFORE: Washout = { kind: 'washout', words: '' }

/** Whether the INR, or a reason, allows the start after the newest course that still acts on the INR or by an overlap. */
async function readActing(
  desk: Desk,
  plan: EpisodePlan,
  before: readonly Before[],
  fields: WashoutFields,
): Promise<Washout | Refused> {
  const findings: Findings = []
  const acting = stillActing(plan, before, desk.today)
  if (acting === undefined) return NOTHING_BEFORE
  const reasons: readonly (WithoutOverlap | '')[] = ['', ...wordsOf(WITHOUT_OVERLAP)]
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
async function keepInr(
  { tx, actor, now, newId }: Desk,
  { id, patientId, plan }: FoundEpisode,
  { raw, inr, on }: TypedInr,
): Promise<void> {
  await waitForVisit(tx, patientId)
  await addResults(tx, [
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
}
