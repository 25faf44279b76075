import { type Day, day } from '#base/day.ts'
import {
  type ChosenMonitoring,
  MONITORING_TABLES,
  type MonitoringTable,
  monitoringInForce,
} from '#clinical/doac/monitoring.ts'
import { activatedMonitoring } from '#store/monitoring-choices.ts'
import type { Tx } from '#store/tx.ts'
import { standingOf } from './protocol-standing.ts'

/** A table that two people have chosen here, with the choice it stands in. */
export type ActivatedChoice = ChosenMonitoring & { readonly id: string }

/** The choices of this site in the order in which they were activated; which of them may be worked by today. */
export async function activatedChoices(tx: Tx): Promise<readonly ActivatedChoice[]> {
  const rows = await activatedMonitoring(tx)
  return rows.map(({ id, body, from, checkFound, checkedVersion }) => {
    const newest =
      checkFound === null || checkedVersion === null
        ? undefined
        : { found: checkFound, protocolVersion: checkedVersion }
    return {
      id,
      table: body,
      from: day(from),
      mayBeUsed: standingOf(body, newest) !== 'not-checked',
    }
  })
}

/** By which table this site monitors on a day, of these choices. */
export function tableOn(on: Day, choices: readonly ActivatedChoice[]): MonitoringTable {
  const found = monitoringInForce(on, choices)
  return found === 'as-shipped' ? MONITORING_TABLES.sps : found.table
}

/** By which table people on a direct oral anticoagulant are monitored at this provider today (H20). */
export const siteMonitoring = async ({
  tx,
  today,
}: {
  readonly tx: Tx
  readonly today: Day
}): Promise<MonitoringTable> => tableOn(today, await activatedChoices(tx))
