import { isMeasured } from '#clinical/inr.ts'
import { addDecision, type DecisionKind, type Suggestion } from '#store/decisions.ts'
import { moveToDecision } from '#store/episode-steps.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { formatMinute } from './clinic-offers.ts'
import type { Desk } from './desk.ts'
import type { DatedDose } from './dose-order.ts'
import { instructionsFor } from './instructions.ts'
import type { Refused } from './outcome.ts'
import { recallRisk } from './risk-facts.ts'
import type { SavedVisit } from './save-visit.ts'
import { dosedMeanwhile } from './suggestion-token.ts'

export type NewDose = {
  readonly kind: DecisionKind
  readonly episode: FoundEpisode
  readonly saved: SavedVisit
  readonly suggestion: Suggestion
  readonly dose: DatedDose
  /** The clock time of the appointment, in minutes of the day, when one was booked. */
  readonly atMinute: number | null
  readonly reason: { readonly code: string; readonly text: string } | null
  /** Who proposed it, when somebody else authorises. */
  readonly proposedBy: string | null
}

/**
 * Moves the course on to a new dose if nobody has dosed this patient meanwhile, and writes the dose. The course
 * comes first: its row makes two people wait for each other.
 */
export async function saveDecision(desk: Desk, decided: NewDose): Promise<string | Refused> {
  const { tx, actor, now } = desk
  const { episode, suggestion, dose } = decided
  const { inputs } = suggestion
  const decisionId = desk.newId()
  const moved = await moveToDecision(tx, {
    episodeId: episode.id,
    planVersion: episode.version,
    seenDecisionId: episode.lastDecisionId,
    decisionId,
    testedOn: inputs.sampledOn,
    nextTestOn: dose.nextTest,
    risk: riskOf(episode, inputs, dose),
  })
  if (!moved) return dosedMeanwhile

  await addDecision(tx, {
    id: decisionId,
    patientId: episode.patientId,
    episodeId: episode.id,
    ...decided.saved,
    planVersion: episode.version,
    kind: decided.kind,
    suggestion,
    dailyUg: dose.dailyUg,
    weeklyUg: dose.weeklyUg,
    omitDays: dose.omitDays,
    boosts: dose.boosts,
    schedule: dose.schedule,
    fromOn: dose.from,
    untilOn: dose.until,
    nextTestOn: dose.nextTest,
    reasonCode: decided.reason?.code ?? null,
    reasonText: decided.reason?.text ?? null,
    instructions: instructionsFor(dose, inputs.inr, inputs.sampledOn, clockOf(decided.atMinute)),
    competence: actor.competence,
    decidedBy: decided.proposedBy ?? actor.accountId,
    authorisedBy: decided.kind === 'authorised' ? actor.accountId : null,
    decidedAt: new Date(now).toISOString(),
    replaces: episode.lastDecisionId,
  })
  return decisionId
}

const clockOf = (atMinute: number | null): string | undefined =>
  atMinute === null ? undefined : formatMinute(atMinute)

const riskOf = (
  { phase }: FoundEpisode,
  inputs: Suggestion['inputs'],
  { omitDays, boosts }: DatedDose,
) => recallRisk(phase, inputs.risk, { omitDays, boosts: boosts.length, inRange: inRange(inputs) })

const inRange = ({ inr, target }: Suggestion['inputs']): boolean =>
  isMeasured(inr) && inr.tenths >= target.lowTenths && inr.tenths <= target.highTenths
