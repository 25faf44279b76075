import type { Role } from '#access/policy.ts'
import { addDays, type Day } from '#base/day.ts'
import { isAskedCode, reasonsOf } from '#clinical/alerts/question-reasons.ts'
import { actionAt } from '#simulation/clinician.ts'
import { chanceOn, follow } from '#simulation/resident.ts'
import { becauseField } from './question-answers.ts'
import {
  type Answer,
  ask,
  type Door,
  type Enrolled,
  type Fields,
  type Measured,
  must,
  nameOf,
  type Slot,
  workingDayBy,
} from './virtual-clinic.ts'

/** How a visit ended: the dose that was decided, when there is one, and the day of the next test. */
export type Decided = { readonly decisionId: string | undefined; readonly nextOn: Day }

/**
 * Decides a measured visit as a clinician would: the dose as suggested, or the published action by an authorised person.
 * Where somebody is hurried, an alarm or a referral waits, and nobody has acted on it yet.
 */
export async function decide(
  door: Door,
  measured: Measured,
  slot: Slot | undefined,
  isHurried = false,
): Promise<Decided> {
  const { advice } = measured.answer.suggestion ?? {}
  if (advice === undefined) throw new Error('a suggestion says nothing')
  if (advice.kind === 'alarm') return actOnAlarm(door, measured, isHurried)
  const { fields, answer, patient } = measured
  const next = slot === undefined ? 'none' : nameOf(slot)
  const asked = { ...fields, token: answer.token ?? '', slot: next }
  const chance = chanceOn(patient.resident, door.today, 'referral')
  if (chance < (isHurried ? LEFT_REFERRED : REFERRED)) return refer(door, measured, isHurried)
  const accepted = await confirming(door, 'nurse', 'accept-dose', asked)
  if (accepted.kind === 'refused') return refer(door, measured, isHurried)
  take(door, patient, advice.omitDays, advice.roundedUg / 1000)
  return { decisionId: accepted.decisionId, nextOn: slot?.on ?? advice.nextTest.latestOn }
}

/** Asks for a dose; what only asks is gone past with its commonest reason, as somebody does who has looked. */
export async function confirming(
  door: Door,
  role: Role,
  act: string,
  fields: Fields,
): Promise<Answer> {
  const answer = await ask(door, role, act, fields)
  if (answer.kind === 'done') return answer
  const questions = answer.findings.map(({ code }) => code)
  if (!questions.every((code) => code.startsWith('confirm:'))) return answer
  const because = questions.flatMap((code) => commonestReason(code.slice('confirm:'.length)))
  return ask(door, role, act, { ...fields, ...Object.fromEntries(because) })
}

function commonestReason(code: string): readonly (readonly [field: string, reason: string])[] {
  if (!isAskedCode(code)) return []
  return reasonsOf(code)
    .slice(0, 1)
    .map(([reason]) => [becauseField(code), reason])
}

/** One visit in so many is referred; of those that are left undone, half. */
const REFERRED = 0.03
const LEFT_REFERRED = 0.5

/** A dose that a nurse may not accept alone, or would rather not, goes to an authorised person. */
async function refer(door: Door, measured: Measured, isHurried: boolean): Promise<Decided> {
  const asked = { ...measured.fields, note: 'Please decide this one' }
  const referred = await must(door, 'nurse', 'refer-visit', asked)
  if (isHurried) return { decisionId: undefined, nextOn: addDays(door.today, 1) }
  return authorise(door, measured, referred.taskId ?? '')
}

async function actOnAlarm(door: Door, measured: Measured, isHurried: boolean): Promise<Decided> {
  const raised = await must(door, 'nurse', 'raise-alarm', measured.fields)
  if (isHurried) return { decisionId: undefined, nextOn: addDays(door.today, 1) }
  return authorise(door, measured, raised.taskId ?? '')
}

/** From tonight on the dose is another one. */
function take(door: Door, patient: Enrolled, omitDays: number, dailyMg: number): void {
  follow(patient.resident, door.today, omitDays, dailyMg)
  patient.dailyMg = dailyMg
  patient.isDosedHere = true
}

/** The middle of the range of everybody here, tenths of INR. */
const TARGET_TENTHS = 25

/** An authorised person decides a dose by the published action; where no dose is to be had, what was done is recorded. */
async function authorise(door: Door, measured: Measured, taskId: string): Promise<Decided> {
  const { patient, reading, answer } = measured
  const { omitDays, percent, nextDays } = actionAt(reading, TARGET_TENTHS)
  const { advice } = answer.suggestion ?? {}
  const alarms = advice?.kind === 'alarm' ? advice.alarms : []
  const within = alarms.flatMap(({ retestWithinDays }) => retestWithinDays ?? [])
  const dailyMg = stepFrom(patient.dailyMg, percent)
  const nextOn = nextTest(door.today, Math.min(nextDays, ...within))
  const decided = await confirming(door, 'prescriber', 'authorise-dose', {
    taskId,
    version: '1',
    decision: 'own',
    dailyDose: `${dailyMg}`,
    omitDays: `${omitDays}`,
    reasonCode: 'published-action',
    reasonText: 'By the published action for this result',
    nextTestOn: nextOn,
  })
  if (decided.kind === 'refused') return closeWithout(door, taskId, nextOn)
  take(door, patient, omitDays, dailyMg)
  return { decisionId: decided.decisionId, nextOn }
}

/** In so many days or a little sooner, where that day is a bank holiday. */
function nextTest(today: Day, days: number): Day {
  const by = workingDayBy(addDays(today, days))
  return by > today ? by : nextTest(today, days + 1)
}

/** The dose of so many percent that tablets make, and that one person may decide: no more than a fifth from the one before. */
function stepFrom(dailyMg: number, percent: number): number {
  const asked = (dailyMg * percent) / 100
  const halves =
    asked < dailyMg
      ? Math.ceil(Math.max(asked, dailyMg * 0.81) * 2)
      : Math.floor(Math.min(asked, dailyMg * 1.19) * 2)
  return halves / 2
}

async function closeWithout(door: Door, taskId: string, nextTestOn: Day): Promise<Decided> {
  await must(door, 'prescriber', 'close-task', {
    taskId,
    version: '1',
    code: 'contacted-and-advised',
    note: 'Spoken to; nothing else changes before the next test',
    nextTestOn,
  })
  return { decisionId: undefined, nextOn: nextTestOn }
}

/** Tells somebody their dose: by a text that is acknowledged, by telephone after a laboratory's result, or across the desk. */
export async function tell(door: Door, patient: Enrolled, decisionId: string): Promise<void> {
  const { resident, method } = patient
  const { mobile } = resident
  if (mobile !== '' && chanceOn(resident, door.today, 'text') < BY_TEXT) {
    const sent = await ask(door, 'nurse', 'record-text-sent', { decisionId, number: mobile })
    const answered: Fields = { decisionId, how: 'message', answered: 'yes' }
    if (sent.kind === 'done') return void (await must(door, 'nurse', 'record-told', answered))
  }
  const byTelephone: Fields = { how: 'read-back', readBack: 'yes' }
  const how = method === 'laboratory' ? byTelephone : { how: 'handed-over' }
  await must(door, 'nurse', 'record-told', { decisionId, ...how })
}

/** One dose in eight goes out as a text. */
const BY_TEXT = 0.125
