import { hasLaterVisit, overtakenBySample } from './overtaken.ts'
import { LINK_STANDS } from './record-links.ts'
import { maybeOne, type Tx } from './tx.ts'
import { isVoidResult } from './void-results.ts'

const linked = (which: string): string =>
  `exists (select from record_link l where l.provider_id = $1 and ${LINK_STANDS} and ${which})`

/** One visit after the other: asked of many doses at once, the planner would read every result of the provider for them. */
const VISIT = '(select d.visit_id)'

/** Why a dose is not to be followed now, the reason that weighs most first: `d` is its row, `e` its course, `$1` the provider. */
const REASONS = {
  superseded: 'e.last_decision_id is distinct from d.id',
  'result-void': isVoidResult('$1', 'd.result_id'),
  'record-closed': linked(`l.closes_id = d.patient_id and l.state = 'reviewed'`),
  'one-person': linked(`d.patient_id in (l.keeps_id, l.closes_id) and l.state <> 'reviewed'`),
  'treatment-suspended': `e.phase in ('suspended', 'ended')`,
  'later-visit': hasLaterVisit(VISIT),
  'later-result': overtakenBySample(VISIT),
} as const
export type NotInForce = keyof typeof REASONS

/** Whether a dose is not to be followed now. */
export const NOT_IN_FORCE = `(${Object.values(REASONS).join(' or ')})`

/** Whether the newest dose is taken back by something that has no dose or task of its own, as a later visit has. */
export const TAKEN_BACK = `(${Object.entries(REASONS)
  .filter(([reason]) => reason !== 'superseded' && reason !== 'later-visit')
  .map(([, isSo]) => isSo)
  .join(' or ')})`

const WHY = Object.entries(REASONS).map(
  ([reason, isSo]) => `case when ${isSo} then '${reason}' end`,
)

/** Every reason why a dose is not in force now, none when it is; nothing of a dose that is not here. */
export async function whyNotInForce(
  tx: Tx,
  decisionId: string,
): Promise<readonly NotInForce[] | undefined> {
  const row = await maybeOne<{ why: readonly NotInForce[] }>(
    tx,
    `select array_remove(array[${WHY.join(', ')}], null) as why
       from dose_decision d
       join episode e on e.provider_id = $1 and e.id = d.episode_id
      where d.provider_id = $1 and d.id = $2`,
    [tx.providerId, decisionId],
  )
  return row?.why
}
