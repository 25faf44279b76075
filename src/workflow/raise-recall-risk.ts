import type { PatientDetails } from '#register/patient.ts'
import { raiseRisk } from '#store/episode-steps.ts'
import { episodesOf } from '#store/episodes.ts'
import type { Desk } from './desk.ts'
import { recallRisk, riskFacts } from './risk-facts.ts'
import { strokeFacts } from './stroke-facts.ts'

/**
 * What is recorded about a person between two visits raises the risk of their courses at once: an overdue test is looked
 * for by what is known now. Only the next dose lowers it (H22).
 */
export async function raiseRecallRisk(
  { tx, today }: Desk,
  patientId: string,
  details: PatientDetails,
): Promise<void> {
  const stroke = await strokeFacts(tx, patientId)
  for (const { id, phase, plan } of await episodesOf(tx, patientId)) {
    if (phase === 'ended') continue
    const facts = riskFacts(details, plan, today, stroke)
    await raiseRisk(tx, id, recallRisk(phase, facts, { omitDays: 0, inRange: true }))
  }
}
