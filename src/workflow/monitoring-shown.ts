import { type ActName, permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { DOACS } from '#clinical/doac/doac.ts'
import {
  MONITORING_TABLE_IDS,
  MONITORING_TABLES,
  type MonitoringTable,
  monitoringInForce,
  monitoringTable,
} from '#clinical/doac/monitoring.ts'
import {
  allMonitoringChoices,
  doacCourses,
  type FoundMonitoringChoice,
} from '#store/monitoring-choices.ts'
import { type FoundProtocolCheck, protocolChecks } from '#store/protocol-checks.ts'
import type { Desk } from './desk.ts'
import { notHere } from './outcome.ts'
import { newestNumber } from './propose-monitoring.ts'
import { type ProtocolStanding, standingOf } from './protocol-standing.ts'
import { type ActivatedChoice, activatedChoices, tableOn } from './site-monitoring.ts'
import { view } from './view.ts'

/** A table as this site stands to it. */
export type ShownMonitoring = {
  readonly table: MonitoringTable
  readonly standing: ProtocolStanding
  /** Newest first. */
  readonly checks: readonly FoundProtocolCheck[]
}

export type MonitoringShown = {
  readonly kind: 'monitoring'
  readonly today: Day
  readonly inForce: MonitoringTable
  /** The choice that it stands in; null while it is as shipped. */
  readonly chosen: FoundMonitoringChoice | null
  /** Activated, not yet begun, soonest first. */
  readonly coming: readonly ActivatedChoice[]
  /** Activated and begun, of a table whose check counts no longer: not worked by. */
  readonly outOfUse: readonly ActivatedChoice[]
  readonly tables: readonly ShownMonitoring[]
  /** Every choice that was ever proposed here, newest first. */
  readonly history: readonly FoundMonitoringChoice[]
  readonly newestNumber: number
  /** How many running courses are monitored by it. */
  readonly courses: number
  readonly may: {
    readonly propose: boolean
    readonly activate: boolean
    readonly decline: boolean
    readonly withdraw: boolean
  }
}

/** By which table people on a direct oral anticoagulant are monitored here, what comes, what waits, and what was. */
export const monitoringShown = view<Readonly<Record<never, never>>, MonitoringShown>(
  'see-rules',
  async (desk) => {
    const { tx, today } = desk
    const [choices, history, checks, courses] = await Promise.all([
      activatedChoices(tx),
      allMonitoringChoices(tx),
      protocolChecks(tx),
      doacCourses(tx, DOACS),
    ])
    const now = monitoringInForce(today, choices)
    const tables = MONITORING_TABLE_IDS.map((id) => shown(MONITORING_TABLES[id], checks))
    return {
      kind: 'monitoring',
      today,
      inForce: tableOn(today, choices),
      chosen: now === 'as-shipped' ? null : (history.find(({ id }) => id === now.id) ?? null),
      coming: choices
        .filter(({ from, mayBeUsed }) => mayBeUsed && from > today)
        .toSorted((one, other) => one.from.localeCompare(other.from)),
      outOfUse: choices.filter(({ mayBeUsed }) => !mayBeUsed),
      tables,
      history,
      newestNumber: newestNumber(history),
      courses,
      may: whoMay(desk, history),
    }
  },
)

const shown = (table: MonitoringTable, all: readonly FoundProtocolCheck[]): ShownMonitoring => {
  const checks = all.filter(({ protocol }) => protocol === table.id)
  return { table, standing: standingOf(table, checks[0]), checks }
}

function whoMay(desk: Desk, history: readonly FoundMonitoringChoice[]): MonitoringShown['may'] {
  const open = history.find(({ state }) => state === 'open')
  const isOwn = open?.proposedBy === desk.actor.accountId
  const may = (act: ActName) => permission(act, desk.actor, desk.today).kind === 'allowed'
  return {
    propose: open === undefined && may('propose-rules'),
    activate: open !== undefined && !isOwn && may('activate-rules'),
    decline: open !== undefined && !isOwn && may('decline-rules'),
    withdraw: open !== undefined && isOwn && may('propose-rules'),
  }
}

export type MonitoringTableShown = ShownMonitoring & { readonly kind: 'monitoring-table' }

/** One table, with the checks of this site. */
export const monitoringTableShown = view<{ readonly table: string }, MonitoringTableShown>(
  'see-rules',
  async ({ tx }, { table: id }) => {
    const table = monitoringTable(id)
    if (table === undefined) return notHere('table')
    return { kind: 'monitoring-table', ...shown(table, await protocolChecks(tx)) }
  },
)
