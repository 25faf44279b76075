import { type Ug, ug } from '#clinical/dose.ts'
import { HANDED_RESULTS, type HandedDose, type TransferPackage } from '#register/transfer.ts'
import { findDecision } from '#store/decisions.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { openProcedurePlan } from '#store/procedure-plans.ts'
import { resultsSince } from '#store/results.ts'
import { openTasksOf } from '#store/tasks.ts'
import type { Tx } from '#store/tx.ts'
import { untoldDoses } from '#store/untold-doses.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import { runningChange } from './switch-course.ts'

export type SentCourse = {
  readonly kind: 'sent'
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  readonly package: TransferPackage
  /** What is still to be done where the patient is now, and keeps the transfer from being accepted. */
  readonly open: readonly string[]
}

/** Everything of a course that is handed over, as its record stands at this moment, or why it cannot be. */
export async function packageOf(desk: Desk, episodeId: string): Promise<SentCourse | Refused> {
  const episode = await findEpisode(desk.tx, episodeId)
  const patient = episode && (await findPatient(desk.tx, episode.patientId))
  if (episode === undefined || patient === undefined) return NOT_HERE
  const blocked = await blockOf(desk, patient, episode)
  if (blocked !== undefined) return blocked
  const open = await openWork(desk, episode.id)
  const dose = await doseNow(desk.tx, episode)
  const results = (await resultsSince(desk.tx, episode.id, LONG_AGO)).slice(-HANDED_RESULTS)
  const { phase, plan, nextTestOn, risk } = episode
  const sent: TransferPackage = {
    patient: patient.details,
    phase: phase === 'initiating' ? 'initiating' : 'maintaining',
    plan: handedPlan(plan),
    nextTestOn,
    risk,
    results: results.map(({ sampledOn, comparator, tenths, method }) => ({
      on: sampledOn,
      comparator,
      tenths,
      method,
    })),
    dose: dose ?? planDose(plan.dailyUg ?? null, plan.startedOn ?? desk.today),
    warnings: warningsOf(patient, episode, desk.today),
  }
  return { kind: 'sent', patient, episode, package: sent, open }
}

const LONG_AGO = '1900-01-01'

/** What was taken and confirmed here says nothing of what the patient will say there. */
function handedPlan({ lastWeek: _, ...plan }: FoundEpisode['plan']): FoundEpisode['plan'] {
  return { ...plan, howStarted: 'transferred-in', dailyUg: null }
}

async function doseNow(tx: Tx, { lastDecisionId }: FoundEpisode): Promise<HandedDose | null> {
  const decided = lastDecisionId === null ? undefined : await findDecision(tx, lastDecisionId)
  if (decided === undefined) return null
  const { dailyUg, omitDays, fromOn, untilOn } = decided
  return { dailyUg, omitDays, from: fromOn, until: untilOn }
}

const planDose = (daily: Ug | null, since: string): HandedDose | null =>
  daily === null ? null : { dailyUg: ug(daily), omitDays: 0, from: since, until: since }

function warningsOf(
  { selfTestUntil, education }: FoundPatient,
  { nextTestOn, risk }: FoundEpisode,
  today: string,
): readonly string[] {
  return [
    ...(nextTestOn !== null && nextTestOn < today ? ['The next test is overdue.'] : []),
    ...(risk >= HIGH ? ['High risk: is looked for first when a test is missed.'] : []),
    ...(selfTestUntil === null ? [] : ['Tests at home with an own meter.']),
    ...(education === 'complete' ? [] : ['Education is not recorded as complete.']),
  ]
}

const HIGH = 2

/** Work that nobody can do for a patient who is elsewhere: it is closed before the other provider can accept. */
async function openWork({ tx, today, now }: Desk, episodeId: string): Promise<readonly string[]> {
  const tasks = await openTasksOf(tx, episodeId)
  const untold = await untoldDoses(tx, episodeId, today, new Date(now).toISOString())
  return [
    ...tasks.map(({ title }) => title),
    ...(untold.length === 0 ? [] : ['The patient has not been told the last dose.']),
  ]
}

async function blockOf(
  desk: Desk,
  { standing }: FoundPatient,
  episode: FoundEpisode,
): Promise<Refused | undefined> {
  if (standing !== 'live') return NOT_HERE
  if (episode.standing === 'unverified') return CONFIRM_FIRST
  if (episode.bridging) return BRIDGING
  if (episode.phase !== 'initiating' && episode.phase !== 'maintaining') return NOT_ACTIVE
  const changing = await runningChange(desk, episode)
  if (changing !== undefined) return changing
  const procedure = await openProcedurePlan(desk.tx, episode.id)
  return procedure === undefined ? undefined : PROCEDURE
}

const blocked = (code: string, message: string): Refused =>
  refused(409, { field: '', code, message })

const NOT_HERE = blocked('no-course', 'This treatment is not in the register any more.')
const CONFIRM_FIRST = blocked(
  'plan-unverified',
  'This plan was imported and nobody has confirmed it. Confirm it before the patient is handed over.',
)
const BRIDGING = blocked(
  'bridging',
  'Heparin beside another anticoagulant is not handed over by itself. Open the plan of the other medicine.',
)
const NOT_ACTIVE = blocked(
  'not-active',
  'Only treatment that is going on can be handed over. Resume or end a pause first.',
)
const PROCEDURE = blocked(
  'procedure-open',
  'There is an open plan for a procedure. Record its restart, or end it, before the patient is handed over.',
)

/** The dose that the plan of the receiver is held against: the one that is taken now. */
export const doseBefore = ({ dose }: TransferPackage): Ug | null =>
  dose === null ? null : ug(dose.dailyUg)
