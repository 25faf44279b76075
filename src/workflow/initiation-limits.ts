import { permission } from '#access/policy.ts'
import { formatMg, ug } from '#clinical/dose.ts'
import { INITIATION_GRACE_DAYS, ifNotTested } from '#clinical/initiation/advise-initiation.ts'
import { dayOfTreatment } from '#clinical/initiation/position.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { type DoseFinding, finding } from '#clinical/warfarin/dose-finding.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { findInitiation } from '#store/initiations.ts'
import type { Desk } from './desk.ts'
import type { DatedDose, Span } from './dose-order.ts'
import { type Refused, refused } from './outcome.ts'

/** Whether a visit is of somebody who is being started by a protocol: other limits hold then. */
export const isInitiation = ({ phase, initiation }: AdviseInput): boolean =>
  phase === 'initiating' && initiation !== undefined

/** Whoever is being started is dosed by people with the competence for it (level 5) alone (H08, H34). */
export function initiationStop({ actor, today }: Desk, inputs: AdviseInput): Refused | undefined {
  if (!isInitiation(inputs)) return undefined
  const may = permission('dose-initiation', actor, today)
  if (may.kind === 'allowed') return undefined
  return refused(403, { field: '', code: `not-permitted-${may.because}`, message: may.message })
}

/** What becomes of somebody who is being started is decided with the competence for it, also without a dose. */
export async function startedByProtocolStop(
  { tx, actor, today }: Desk,
  episode: Pick<FoundEpisode, 'id' | 'phase'>,
): Promise<Refused | undefined> {
  if (episode.phase !== 'initiating' || (await findInitiation(tx, episode.id)) === undefined) return
  const may = permission('dose-initiation', actor, today)
  if (may.kind === 'allowed') return
  return refused(403, { field: '', code: `not-permitted-${may.because}`, message: may.message })
}

/** A person's own dose above every dose of the protocol's table is for two people. */
export function aboveItsTable(
  inputs: AdviseInput,
  { schedule }: DatedDose,
): readonly DoseFinding[] {
  if (!isInitiation(inputs) || inputs.initiation === undefined) return []
  const { mostUg, name } = INITIATION_TABLES[inputs.initiation.protocol]
  const largest = Math.max(0, ...schedule.runs.map((run) => run.ug))
  if (largest <= mostUg) return []
  const message = `${formatMg(largest)} is above the highest dose of ${name}, ${formatMg(ug(mostUg))}. A second clinician must agree.`
  return [finding('above-initiation-table', 'second-clinician', message)]
}

/** What is taken from the day of the next test on, if the test does not happen: a loading dose never goes on untested. */
export function beyondTest(
  { graceDays }: Pick<RuleSet, 'graceDays'>,
  inputs: AdviseInput,
): Pick<Span, 'graceDays' | 'ifNotTested'> {
  const { initiation, today } = inputs
  if (!isInitiation(inputs) || initiation === undefined) return { graceDays }
  const day = dayOfTreatment(initiation.firstOn, today)
  const table = INITIATION_TABLES[initiation.protocol]
  return { graceDays: INITIATION_GRACE_DAYS, ifNotTested: ifNotTested(table, day) }
}
