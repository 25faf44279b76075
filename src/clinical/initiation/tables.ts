import type { Ug } from '#clinical/dose.ts'
import { ug } from '#clinical/dose.ts'
import { fewestTablets, type TabletSet } from '#clinical/tablets.ts'
import { AGE_ADJUSTED_FENNERTY } from './age-adjusted-fennerty.ts'
import { JANES } from './janes.ts'
import { OATES } from './oates.ts'
import type { InitiationProtocol, ProtocolTable, StepTable } from './protocol.ts'
import { TAIT_SEFCICK } from './tait-sefcick.ts'

/** Every initiation protocol by its id. A change of a row is a new version beside the old one, or old doses would no longer replay. */
export const INITIATION_TABLES: Readonly<Record<InitiationProtocol, ProtocolTable>> = {
  oates: OATES,
  janes: JANES,
  'tait-sefcick': TAIT_SEFCICK,
  'age-adjusted-fennerty': AGE_ADJUSTED_FENNERTY,
}

/** The protocol in this version, if the house knows it. */
export function protocolTable(id: InitiationProtocol, version: number): ProtocolTable | undefined {
  const table = INITIATION_TABLES[id]
  return table.version === version ? table : undefined
}

/** Every step table of a protocol, those of the rechecks included. */
export const stepTablesOf = (table: ProtocolTable): readonly StepTable[] => [
  ...table.steps.flatMap(({ tables }) => tables),
  ...(table.recheck?.tables ?? []),
]

/** Whether a table is for somebody of this age, in whole years. */
export const isForAge = ({ age: ages }: StepTable, age: number): boolean =>
  ages === undefined || (age >= ages.from && age <= ages.to)

/** Every dose that a table's rows name, in micrograms, smallest first. */
export function dosesOf(tables: readonly StepTable[]): readonly Ug[] {
  const doses = tables.flatMap(({ rows }) =>
    rows.flatMap(({ answer }) => (answer.kind === 'dose' ? [answer.doseUg] : [])),
  )
  return [...new Set(doses)].sort((a, b) => a - b).map(ug)
}

/** The doses of a protocol that these tablets cannot make as the same dose every day; empty when all can be made. */
export const unmakeableDoses = (table: ProtocolTable, tablets: TabletSet): readonly Ug[] =>
  dosesOf(stepTablesOf(table)).filter((dose) => fewestTablets(dose, tablets) === 'cannot-be-made')
