import { clinicalDate, type Day, day } from '#base/day.ts'
import { uuid } from '#base/ids.ts'
import { monthsBefore } from '#clinical/months.ts'
import type { RememberedMedicine } from '#clinical/remembered-medicines.ts'
import type { StrokeFacts } from '#clinical/warfarin/high-risk.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import type { DecidedDose } from '#store/decided-doses.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { openProcedurePlan } from '#store/procedure-plans.ts'
import { type FoundTask, openTasksOf } from '#store/tasks.ts'
import { type HistoryVisit, visitHistory, waitForVisit, waitingResult } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { type DosablePlan, isDosablePlan, measuringBlocks } from './dosing-blocks.ts'
import { type InitiationCourse, initiationOf } from './initiation-course.ts'
import { medicinesRemembered } from './medicines-remembered.ts'
import { type MeterRegister, meterRegister } from './meter-register.ts'
import { notHere, type Refused, refused } from './outcome.ts'
import { procedureBlocks } from './procedure-blocks.ts'
import { dosesInForce, restartWithoutInr } from './procedure-doses.ts'
import { mayDose } from './protocol-standing.ts'
import { rulesFor, type SiteRules, siteRules } from './site-rules.ts'
import { strokeFacts } from './stroke-facts.ts'

/** Everything about a patient that a dose decision looks at, read in the act's own transaction. */
export type VisitCase = {
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  readonly plan: DosablePlan
  /** Results that stand with their decisions, oldest first. */
  readonly history: readonly HistoryVisit[]
  /** The newest doses decided here, newest first. */
  readonly doses: readonly DecidedDose[]
  /** Interacting medicines of earlier visits that still act. */
  readonly remembered: readonly RememberedMedicine[]
  /** Of the scores last recorded: what the high-risk list at a low INR asks. */
  readonly stroke: StrokeFacts
  /** When warfarin was taken again after a procedure, while no INR since has been in range. */
  readonly restartedOn: Day | null
  /** Only while treatment is being started by a protocol. */
  readonly initiation: InitiationCourse | null
  readonly site: SiteRules
  /** The meters and strips of the site. */
  readonly register: MeterRegister
  /** The site's rules with the protocol of this plan. */
  readonly rules: RuleSet
  /** A laboratory's result that has arrived and that nobody has looked at: the visit enters just this one, or nothing. */
  readonly arrived: NonNullable<Awaited<ReturnType<typeof waitingResult>>> | null
  /** What is still to be done for the course: results that are held, among it. */
  readonly tasks: readonly FoundTask[]
  /** Whether the protocol that doses this course may do so here: verified, or checked by this site. */
  readonly protocolMayDose: boolean
}

/** How far back a page and a rule look. @see docs/evidence.md#visit-look-back */
const MONTHS_SHOWN = 24
export const historySince = (today: Day): Day => monthsBefore(today, MONTHS_SHOWN)

/**
 * The course that is being treated: bridging goes beside it and is not dosed here, and one that is only planned to take
 * its place comes after it.
 */
export const runningEpisode = <One extends FoundEpisode>(
  episodes: readonly One[],
): One | undefined => {
  const main = episodes.filter(({ phase, bridging }) => phase !== 'ended' && !bridging)
  return main.find(({ phase }) => TREATED.includes(phase)) ?? main[0]
}

const TREATED: readonly string[] = ['initiating', 'maintaining', 'suspended']

/** Opens the case of a patient who may be dosed now; else says why not and what to do. */
export async function openVisitCase(
  desk: Desk,
  givenId: string | undefined,
  aim: 'to-ask' | 'to-save',
): Promise<VisitCase | Refused> {
  const { tx, today } = desk
  const patientId = uuid(givenId)
  if (patientId === undefined) return notHere('patient')
  const [patient, , episodes] = await Promise.all([
    findPatient(tx, patientId),
    aim === 'to-save' ? waitForVisit(tx, patientId) : undefined,
    episodesOf(tx, patientId),
  ])
  if (patient === undefined) return notHere('patient')
  const episode = runningEpisode(episodes)
  const procedure = episode && (await openProcedurePlan(tx, episode.id))
  const blocks = [...measuringBlocks(patient, episode, today), ...procedureBlocks(procedure, today)]
  if (episode === undefined || blocks.length > 0 || !isDosablePlan(episode.plan)) {
    return refused(409, ...blocks)
  }
  return { patient, ...(await knownOf(desk, episode, episode.plan)) }
}

async function knownOf(
  { tx, today }: Desk,
  episode: FoundEpisode,
  plan: DosablePlan,
): Promise<Omit<VisitCase, 'patient'>> {
  const { patientId } = episode
  const [waiting, tasks, history, doses, remembered, stroke, initiation, site, register] =
    await Promise.all([
      waitingResult(tx, episode.id),
      openTasksOf(tx, episode.id),
      visitHistory(tx, episode.id, historySince(today)),
      dosesInForce(tx, episode),
      medicinesRemembered(tx, patientId, today),
      strokeFacts(tx, patientId),
      initiationOf(tx, episode),
      siteRules(tx),
      meterRegister(tx, today),
    ])
  const rules = rulesFor(site, plan.protocol)
  const protocolMayDose = await mayDose(tx, initiation?.start.protocol ?? rules.protocol)
  const restartedOn = await restartWithoutInr(tx, episode.id, history, plan.target)
  return {
    episode,
    plan,
    history,
    doses,
    remembered,
    stroke,
    restartedOn,
    initiation,
    tasks,
    site,
    register,
    rules,
    arrived: waiting ?? null,
    protocolMayDose,
  }
}

/** A result that is held and is no older than the one dosed on is looked at before any dose (H03). */
export function heldFirst({ sampledOn }: { readonly sampledOn: string }): Refused {
  const message = `A result of ${clinicalDate(day(sampledOn))} that came as a file is held for this patient, and is not older than this one. No dose is saved before somebody has looked at it: close its task with what was done, or enter just it.`
  return refused(409, { field: '', code: 'result-held', message })
}

/** A result that has arrived and that nobody has looked at comes before any dose (H05). */
export function waitingFirst(sampledOn: Day): Refused {
  const message = `A result of ${clinicalDate(sampledOn)} that came as a file is waiting for this patient. Review it first.`
  return refused(409, { field: '', code: 'result-waiting', message })
}
