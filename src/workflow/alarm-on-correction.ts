import { permission } from '#access/policy.ts'
import { formatInr, type Inr } from '#clinical/inr.ts'
import type { Alarm } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { alarmsOfInr } from '#clinical/warfarin/alarms.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import { type Suggestion, suggestedOnResult } from '#store/decisions.ts'
import { setTestDays } from '#store/episode-steps.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { correctedFrom, type findResult, resultsSince } from '#store/results.ts'
import { askForVenous } from './advisory-lot.ts'
import type { Desk } from './desk.ts'
import { keepRules, ruleSetHash, rulesFor, siteRules } from './site-rules.ts'
import { riskOnRecord } from './stroke-facts.ts'
import { clockOfAlarms, openTask, type VisitTaskDetails } from './visit-task.ts'

type Correction = {
  /** The row that now stands. */
  readonly id: string
  readonly result: NonNullable<Awaited<ReturnType<typeof findResult>>>
  readonly inr: Inr
  readonly reason: string
}

/**
 * A newest result that its correction brings into the alarm zone is an alarm like any other, with the published action
 * and a clock, beside the look at the dose that was decided on it (H17, H32). Answers the task, or null.
 */
export async function alarmOnCorrection(desk: Desk, corrected: Correction): Promise<string | null> {
  const { result } = corrected
  const episode = await findEpisode(desk.tx, result.episodeId)
  const newest = (await resultsSince(desk.tx, result.episodeId, result.sampledOn)).at(-1)
  if (episode === undefined || newest?.id !== corrected.id) return null
  const chain = await correctedFrom(desk.tx, corrected.id)
  const known = await suggestedOnResult(desk.tx, chain)
  const rules = rulesFor(await siteRules(desk.tx), episode.plan.protocol)
  const alarm =
    known?.suggestion == null
      ? await withoutVisit(desk, episode, corrected, rules)
      : await onVisit(desk, episode, corrected, rules, known.visitId, known.suggestion)
  if (alarm === null) return null

  await setTestDays(desk.tx, { episodeId: episode.id, nextTestOn: null, riskAtLeast: HIGH_RISK })
  const { inr } = corrected
  const { method, device } = result
  await askForVenous(desk, episode, { inr, method, device, visitId: alarm.visitId })
  return open(desk, episode, corrected, alarm)
}

/** What the task of a corrected result carries. */
type NewAlarm = {
  readonly visitId: string | null
  readonly alarms: readonly Alarm[]
  readonly details: VisitTaskDetails | { readonly resultId: string }
  readonly note: string
}

/** The same visit, asked again with the INR as it is now. */
async function onVisit(
  desk: Desk,
  episode: FoundEpisode,
  { id, inr, reason }: Correction,
  rules: RuleSet,
  visitId: string,
  before: Suggestion,
): Promise<NewAlarm | null> {
  const inputs = { ...before.inputs, inr }
  const advice = advise(inputs, rules)
  if (advice.kind !== 'alarm') return null
  const alarms = newAmong(advice.alarms, before.advice.kind === 'alarm' ? before.advice.alarms : [])
  if (alarms.length === 0) return null
  await keepRules(desk, rules)
  const details: VisitTaskDetails = {
    suggestion: { inputs, advice, ruleSetHash: ruleSetHash(rules), madeBy: desk.application },
    proposed: null,
    note: reason,
    planVersion: episode.version,
    lastDecisionId: episode.lastDecisionId,
    resultId: id,
  }
  return { visitId, alarms, details, note: reason }
}

/** A result of another product's export has no visit here: the published action stands in the note. */
async function withoutVisit(
  { tx, today }: Desk,
  { plan, patientId }: FoundEpisode,
  { id, result, inr, reason }: Correction,
  rules: RuleSet,
): Promise<NewAlarm | null> {
  const patient = await findPatient(tx, patientId)
  if (patient === undefined || plan.target === null) return null
  const facts = {
    method: result.method,
    target: plan.target,
    risk: await riskOnRecord(tx, patient, plan, today),
  }
  const was = { comparator: result.comparator, tenths: result.tenths }
  const now = alarmsOfInr({ ...facts, inr }, rules)
  const alarms = newAmong(now, alarmsOfInr({ ...facts, inr: was }, rules))
  if (alarms.length === 0) return null
  const note = [`${reason}.`, ...alarms.map(({ action }) => action)].join(' ')
  return { visitId: null, alarms, details: { resultId: id }, note }
}

/** Those that the result did not raise as it was entered at first. */
const newAmong = (alarms: readonly Alarm[], before: readonly Alarm[]): readonly Alarm[] =>
  alarms.filter(({ code }) => !before.some((one) => one.code === code))

function open(
  desk: Desk,
  episode: FoundEpisode,
  { result, inr }: Correction,
  { visitId, alarms, details, note }: NewAlarm,
): Promise<string> {
  const mayDecide = permission('authorise-dose', desk.actor, desk.today).kind === 'allowed'
  const clock = clockOfAlarms(alarms)
  return openTask(desk, {
    kind: 'alarm',
    patientId: episode.patientId,
    episodeId: episode.id,
    visitId,
    ...clock,
    title: `INR ${formatInr(result)} corrected to ${formatInr(inr)}: ${clock.title}`,
    details,
    takenBy: mayDecide ? desk.actor.accountId : null,
    note,
  })
}
