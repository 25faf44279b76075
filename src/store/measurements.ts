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

/** A measurement as it was entered, and how it was taken back or corrected since. */
export type KeptMeasurement = Measurement & {
  readonly patientId: string
  readonly recordedByName: string
  readonly recordedAt: number
  readonly takenBack: {
    readonly reason: string
    readonly byName: string
    readonly at: number
  } | null
  /** Reviews of direct oral anticoagulants whose dose was judged by it. */
  readonly judgedReviews: number
}

type KeptRow = Omit<KeptMeasurement, 'takenBack'> & {
  readonly reason: string | null
  readonly voidedByName: string | null
  readonly voidedAt: number | null
}

const KEPT = `select m.id, m.patient_id as "patientId", m.kind, m.comparator, m.value, m.measured_on as "measuredOn",
    m.source, s.name as "recordedByName", m.recorded_at as "recordedAt", v.reason, w.name as "voidedByName",
    v.recorded_at as "voidedAt",
    (select count(*)::int from doac_review r where r.provider_id = m.provider_id
        and (r.weight_id = m.id or r.creatinine_id = m.id)) as "judgedReviews"
  from measurement m
  join staff s on s.provider_id = m.provider_id and s.account_id = m.recorded_by
  left join measurement v on v.provider_id = m.provider_id and v.replaces = m.id
  left join staff w on w.provider_id = v.provider_id and w.account_id = v.recorded_by`

const toKept = ({ reason, voidedByName, voidedAt, ...kept }: KeptRow): KeptMeasurement => ({
  ...kept,
  takenBack:
    reason === null || voidedByName === null || voidedAt === null
      ? null
      : { reason, byName: voidedByName, at: voidedAt },
})

/** Everything that was ever measured of a person, newest first, with what was taken back. */
export async function measurementsOf(
  tx: Tx,
  patientId: string,
): Promise<readonly KeptMeasurement[]> {
  const rows = await tx.query<KeptRow>(
    `${KEPT} where m.provider_id = $1 and m.patient_id = $2 and m.status = 'final'
      order by m.measured_on desc, m.recorded_at desc, m.id desc`,
    [tx.providerId, patientId],
  )
  return rows.map(toKept)
}

/** One measurement as it was entered. */
export async function findMeasurement(tx: Tx, id: string): Promise<KeptMeasurement | undefined> {
  const [row] = await tx.query<KeptRow>(
    `${KEPT} where m.provider_id = $1 and m.id = $2 and m.status = 'final'`,
    [tx.providerId, id],
  )
  return row && toKept(row)
}
