import type { Comparator, MeasurementKind } from '#clinical/measurement.ts'
import { insertRows } from './insert-rows.ts'
import type { Tx } from './tx.ts'

/** Where a figure comes from: the scales here, a laboratory's report, the GP's record, or what the patient says. */
export type MeasurementSource = 'measured-here' | 'laboratory' | 'gp-record' | 'patient-reported'

export type NewMeasurement = {
  readonly id: string
  readonly patientId: string
  readonly kind: MeasurementKind
  readonly comparator: Comparator
  /** In the stored unit of `clinical/measurement.ts`: grams, tenths of mmol/L, else the unit typed. */
  readonly value: number
  readonly measuredOn: string
  readonly source: MeasurementSource
  readonly status: 'final' | 'void'
  /** The row that this one takes back or corrects, with the reason. */
  readonly replaces: string | null
  readonly reason: string | null
  readonly recordedBy: string
  readonly recordedAt: string
}

const COLUMNS = [
  'provider_id',
  'id',
  'patient_id',
  'kind',
  'comparator',
  'value',
  'measured_on',
  'source',
  'status',
  'replaces',
  'reason',
  'recorded_by',
  'recorded_at',
] as const

/** Writes measurements; a correction names the one it replaces. */
export async function addMeasurements(tx: Tx, measurements: readonly NewMeasurement[]) {
  const rows = measurements.map((one) => [
    tx.providerId,
    one.id,
    one.patientId,
    one.kind,
    one.comparator,
    one.value,
    one.measuredOn,
    one.source,
    one.status,
    one.replaces,
    one.reason,
    one.recordedBy,
    one.recordedAt,
  ])
  await insertRows(tx, 'measurement', COLUMNS, rows)
}

/** A measurement that stands, with the day it was taken. */
export type Measurement = Pick<
  NewMeasurement,
  'id' | 'kind' | 'comparator' | 'value' | 'measuredOn' | 'source'
>

const STANDS = `m.status = 'final' and not exists (select 1 from measurement later
    where later.provider_id = m.provider_id and later.replaces = m.id)`

/** The newest of each kind that stands (not void, not replaced); a kind that was never measured is not there. */
export async function newestMeasurements(
  tx: Tx,
  patientId: string,
): Promise<readonly Measurement[]> {
  return tx.query<Measurement>(
    `select distinct on (m.kind) m.id, m.kind, m.comparator, m.value, m.measured_on as "measuredOn", m.source
       from measurement m
      where m.provider_id = $1 and m.patient_id = $2 and ${STANDS}
      order by m.kind, m.measured_on desc, m.recorded_at desc, m.id desc`,
    [tx.providerId, patientId],
  )
}
