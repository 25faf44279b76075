import { permission } from '#access/policy.ts'
import { day } from '#base/day.ts'
import type { MonitoringTable } from '#clinical/doac/monitoring.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import { missingForActivation } from '#register/activation.ts'
import type { BridgeEnd } from '#register/bridge-ending.ts'
import { checklistFacts } from '#register/checklist-words.ts'
import { type Difference, differences, type Fact } from '#register/patient-words.ts'
import { isStable } from '#register/phases.ts'
import { type PlanWarning, planWarnings } from '#register/plan-warnings.ts'
import { planFacts } from '#register/plan-words.ts'
import type { DecidedPolicy } from '#register/tablet-policy.ts'
import type { FieldFinding } from '#register/typed-fields.ts'
import type { CourseBefore } from '#register/washout.ts'
import { type FoundReview, reviewsOf } from '#store/annual-reviews.ts'
import { pauseOwnerName } from '#store/course-ends.ts'
import { episodesOf, episodeVersions, type FoundEpisode } from '#store/episodes.ts'
import { otherAnticoagulantsOf } from '#store/import-held-rows.ts'
import { findInitiation } from '#store/initiations.ts'
import { type Measurement, newestMeasurements } from '#store/measurements.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import type { HistoryResult } from '#store/results.ts'
import { allStaff } from '#store/staff.ts'
import { type FoundTargetCheck, openTargetCheck } from '#store/target-checks.ts'
import type { FoundTask } from '#store/tasks.ts'
import { bridgeEndOf } from './bridge-end.ts'
import { newestResult, stabilityInrs } from './course.ts'
import type { Desk } from './desk.ts'
import { notHere } from './outcome.ts'
import { recordedInWords } from './recorded-anticoagulants.ts'
import { openWorkOf, workInWords } from './settle-course.ts'
import { type ShownChange, shownChanges } from './shown-changes.ts'
import { siteMonitoring } from './site-monitoring.ts'
import { siteRules } from './site-rules.ts'
import { openTargetDoubt } from './target-doubt.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'
import { actingBefore, nextDoseOf } from './washout.ts'

/** One version of a plan: who wrote it, when and why, and what it changed. */
export type PlanVersion = {
  readonly version: number
  readonly by: string
  readonly at: number
  readonly reason: string
  readonly changed: readonly Difference[]
}

/** One course as its page shows it. */
export type ShownCourse = {
  readonly episode: FoundEpisode
  readonly facts: readonly Fact[]
  /** Who reviews restarting, of a pause; null when there is none or nobody was named. */
  readonly pauseOwner: string | null
  /** Who may be named to review one, by name, and who looks at this page. */
  readonly owners: readonly { readonly id: string; readonly name: string }[]
  readonly me: string
  /** What keeps treatment from becoming active; nothing is asked of a course that has ended. */
  readonly missing: readonly FieldFinding[]
  readonly warnings: readonly PlanWarning[]
  /** A target that waits for a second clinician, with who typed it and why; null when none does. */
  readonly targetCheck: (FoundTargetCheck & { readonly mayLook: boolean }) | null
  /** The task of a target in force that does not fit; null when there is none. */
  readonly targetDoubt: FoundTask | null
  /** Whether the INRs allow maintenance (H08). */
  readonly stable: boolean
  readonly newest: HistoryResult | undefined
  readonly versions: readonly PlanVersion[]
  /** The start by a protocol, when there was one: what was answered before the first dose, and by whom. */
  readonly initiation: ShownStart | null
  /** The newest change of medicine in which this is the old one or the new one. */
  readonly change: ShownChange | null
  /** A course before this one that may still act when it starts; null when there is none, or it has started. */
  readonly before: CourseBefore | null
  /** When it starts after another direct oral anticoagulant; null when there was none, or it has started. */
  readonly nextDose: { readonly words: string; readonly orThatEvening: boolean } | null
  /** By which this site monitors a direct oral anticoagulant today. */
  readonly monitoring: MonitoringTable
  /** What is open on it and is settled when the medicine is changed, a line each. */
  readonly work: readonly string[]
  /** Of heparin that is given: how it stands to the rule of its end, if it ended today. */
  readonly bridgeEnd: BridgeEnd
}

export type ShownStart = {
  readonly byName: string
  readonly at: number
  readonly facts: readonly Fact[]
}

export type PatientPlans = {
  readonly kind: 'plans'
  readonly patient: PatientOnScreen
  /** The running one first, then the newest. */
  readonly courses: readonly ShownCourse[]
  /** Every change of medicine, the newest first. */
  /** Other anticoagulants that an import recorded and nobody has settled, a line each. */
  readonly recorded: readonly string[]
  readonly changes: readonly ShownChange[]
  /** The newest figures on record, for a dose that depends on them. */
  readonly measurements: readonly Measurement[]
  /** Every health review, newest first. */
  readonly reviews: readonly FoundReview[]
  /** Which tablets the site prescribes from. */
  readonly tabletPolicy: DecidedPolicy
}

/** Every treatment plan of a person, with its history. */
export const patientPlans = view<{ readonly patientId: string }, PatientPlans>(
  'see-patient',
  async (desk, { patientId }) => {
    const patient = await patientOnScreen(desk.tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const { tabletPolicy } = await siteRules(desk.tx)
    const monitoring = await siteMonitoring(desk)
    const changes = await shownChanges(desk, patient.id)
    const owners = await pauseOwners(desk)
    const me = desk.actor.accountId
    const courses: ShownCourse[] = []
    for (const episode of await episodesOf(desk.tx, patient.id)) {
      const course = await shown(desk, patient, episode, tabletPolicy)
      courses.push({ ...course, owners, me, monitoring, change: changeOf(changes, episode) })
    }
    const measurements = await newestMeasurements(desk.tx, patient.id)
    const reviews = await reviewsOf(desk.tx, patient.id)
    const recorded = (await otherAnticoagulantsOf(desk.tx, patient.id)).map(recordedInWords)
    return {
      kind: 'plans',
      patient,
      courses,
      recorded,
      changes,
      measurements,
      reviews,
      tabletPolicy,
    }
  },
  ({ patientId }) => patientId,
)

/** Clinicians who may take a pause to its end. */
async function pauseOwners({ tx, today }: Desk): Promise<ShownCourse['owners']> {
  const here = (await allStaff(tx)).filter(
    (member) => member.active && permission('suspend-episode', member, today).kind === 'allowed',
  )
  return here.map(({ accountId, name }) => ({ id: accountId, name }))
}

const changeOf = (changes: readonly ShownChange[], { id }: FoundEpisode): ShownChange | null =>
  changes.find(({ oldEpisodeId, newEpisodeId }) => oldEpisodeId === id || newEpisodeId === id) ??
  null

async function shown(
  desk: Desk,
  patient: PatientOnScreen,
  episode: FoundEpisode,
  policy: DecidedPolicy,
): Promise<Omit<ShownCourse, 'change' | 'monitoring' | 'owners' | 'me'>> {
  const { plan, phase } = episode
  const { details } = patient
  return {
    episode,
    facts: planFacts(plan),
    pauseOwner:
      phase === 'suspended' ? ((await pauseOwnerName(desk.tx, episode.id)) ?? null) : null,
    missing: phase === 'ended' ? [] : missingForActivation(plan, desk.today),
    warnings: phase === 'ended' ? [] : planWarnings(plan, details, policy),
    targetCheck: phase === 'ended' ? null : await targetWaiting(desk, episode),
    targetDoubt: (await openTargetDoubt(desk.tx, episode.id)) ?? null,
    stable: isStable(await stabilityInrs(desk, episode, plan)),
    newest: await newestResult(desk, episode),
    versions: await versionsOf(desk, episode),
    initiation: await startOf(desk, episode),
    work: phase === 'ended' ? [] : workInWords(await openWorkOf(desk, episode)),
    bridgeEnd: await bridgeEndOf(desk, episode, desk.today),
    before: STARTS.includes(phase) ? await actingBefore(desk, episode.patientId, plan) : null,
    nextDose: phase === 'accepted' ? await nextDoseOf(desk, patient, plan) : null,
  }
}

/** The target that waits on a course, and whether this person may look at it. */
async function targetWaiting(
  { tx, actor, today }: Desk,
  { id }: FoundEpisode,
): Promise<ShownCourse['targetCheck']> {
  const open = await openTargetCheck(tx, id)
  if (open === undefined) return null
  return { ...open, mayLook: permission('agree-target', actor, today).kind === 'allowed' }
}

/** Phases from which a course is made active, or is started by a protocol. */
const STARTS: readonly string[] = ['accepted', 'initiating']

async function startOf({ tx }: Desk, { id }: FoundEpisode): Promise<ShownStart | null> {
  const start = await findInitiation(tx, id)
  if (start === undefined) return null
  const { name } = INITIATION_TABLES[start.protocol]
  const first = { field: 'protocol', label: 'Started by', value: name }
  const facts = [first, ...checklistFacts(start.checklist, day(start.firstOn))]
  return { byName: start.startedByName, at: start.startedAt, facts }
}

async function versionsOf({ tx }: Desk, { id }: FoundEpisode): Promise<readonly PlanVersion[]> {
  const found = await episodeVersions(tx, id)
  return found.map((entry, nth) => {
    const before = found[nth + 1]
    return {
      version: entry.version,
      by: entry.recordedByName,
      at: entry.recordedAt,
      reason: entry.reason,
      changed:
        before === undefined ? [] : differences(planFacts(before.plan), planFacts(entry.plan)),
    }
  })
}
