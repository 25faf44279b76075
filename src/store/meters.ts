import type { Inr } from '#clinical/inr.ts'
import { maybeOne, type Tx } from './tx.ts'

/** A meter as one version of the register has it. */
export type MeterRecord = {
  readonly key: string
  readonly version: number
  readonly name: string
  readonly serial: string
  readonly model: string
  readonly standing: 'in-service' | 'withdrawn'
  readonly reason: string
}

/** A control as it was recorded. */
export type ControlRecord = {
  readonly meterKey: string
  readonly stripLot: string
  readonly controlLot: string
  readonly lowTenths: number | null
  readonly highTenths: number | null
  readonly comparator: Inr['comparator'] | null
  readonly tenths: number | null
  readonly outcome: 'passed' | 'failed'
  readonly note: string
  readonly doneOn: string
}

/** A meter with what its controls said: the newest one, and the days on which one passed or the last one failed. */
export type KnownMeter = MeterRecord & {
  readonly newest: (ControlRecord & { readonly at: number; readonly byName: string }) | null
  readonly passedOn: readonly string[]
  readonly failedOn: readonly string[]
  /** Its controls of those days in order, where a file told the time of any; else empty. */
  readonly timed: readonly TimedRow[]
}

type TimedRow = {
  readonly meterKey: string
  readonly on: string
  readonly at: number | null
  readonly outcome: ControlRecord['outcome']
}

type Written = { readonly by: string; readonly at: string }

const METER = `m.meter_key as key, m.version, m.name, m.serial, m.model, m.standing, m.reason`
const CONTROL = `c.meter_key as "meterKey", c.strip_lot as "stripLot", c.control_lot as "controlLot",
  c.low_tenths as "lowTenths", c.high_tenths as "highTenths", c.comparator, c.tenths, c.outcome, c.note,
  c.done_on as "doneOn"`

/** The order of controls: one of a file stands at its time, a typed one where it was written down. */
const NEWEST_FIRST = `c.done_on desc, coalesce(c.done_at, c.at) desc, c.at desc, c.id desc`

const TIMED = `select c.meter_key as "meterKey", c.done_on as on, c.done_at as at, c.outcome
  from meter_control c
 where c.provider_id = $1 and c.done_on >= $2
   and c.meter_key in (select t.meter_key from meter_control t
                        where t.provider_id = $1 and t.done_on >= $2 and t.done_at is not null)
 order by c.done_on, coalesce(c.done_at, c.at), c.at, c.id`

/** Each day with a control since a day, and the last one before it: whether any passed, and how the last one of it went. */
const CONTROLLED_DAYS = `select c.meter_key as "meterKey", c.done_on as "doneOn", bool_or(c.outcome = 'passed') as "hasPassed",
       (array_agg(c.outcome order by ${NEWEST_FIRST}))[1] as last
  from meter_control c
  left join (select e.meter_key, max(e.done_on) as done_on from meter_control e
              where e.provider_id = $1 and e.done_on < $2 group by e.meter_key) e on e.meter_key = c.meter_key
 where c.provider_id = $1 and c.done_on >= coalesce(e.done_on, $2) group by c.meter_key, c.done_on`

type ControlledDay = {
  readonly meterKey: string
  readonly doneOn: string
  readonly hasPassed: boolean
  readonly last: ControlRecord['outcome']
}

/** Every meter of the register as it is now, with its controls since a day. */
export async function metersHere(tx: Tx, since: string): Promise<readonly KnownMeter[]> {
  const [meters, newest, controlled, timed] = await Promise.all([
    tx.query<MeterRecord>(
      `select distinct on (m.meter_key) ${METER} from meter_record m
        where m.provider_id = $1 order by m.meter_key, m.version desc`,
      [tx.providerId],
    ),
    tx.query<NonNullable<KnownMeter['newest']>>(
      `select distinct on (c.meter_key) ${CONTROL}, c.at, s.name as "byName"
         from meter_control c
         join staff s on s.provider_id = c.provider_id and s.account_id = c.by
        where c.provider_id = $1 order by c.meter_key, ${NEWEST_FIRST}`,
      [tx.providerId],
    ),
    tx.query<ControlledDay>(CONTROLLED_DAYS, [tx.providerId, since]),
    tx.query<TimedRow>(TIMED, [tx.providerId, since]),
  ])
  return meters.map((meter) => {
    const days = controlled.filter(({ meterKey }) => meterKey === meter.key)
    return {
      ...meter,
      newest: newest.find(({ meterKey }) => meterKey === meter.key) ?? null,
      passedOn: days.flatMap(({ doneOn, hasPassed }) => (hasPassed ? [doneOn] : [])),
      failedOn: days.flatMap(({ doneOn, last }) => (last === 'failed' ? [doneOn] : [])),
      timed: timed.filter(({ meterKey }) => meterKey === meter.key),
    }
  })
}

/** Adds the next version of a meter; answers false when somebody else has added it. */
export async function addMeterRecord(tx: Tx, meter: MeterRecord & Written): Promise<boolean> {
  const { key, version, name, serial, model, standing, reason, by, at } = meter
  const added = await tx.query(
    `insert into meter_record (provider_id, meter_key, version, name, serial, model, standing, reason, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning version`,
    [tx.providerId, key, version, name, serial, model, standing, reason, by, at],
  )
  return added.length === 1
}

/** What has happened to one meter, newest first. */
export async function meterHistory(tx: Tx, key: string) {
  return tx.query<MeterRecord & { readonly byName: string; readonly at: number }>(
    `select ${METER}, s.name as "byName", m.at from meter_record m
       join staff s on s.provider_id = m.provider_id and s.account_id = m.by
      where m.provider_id = $1 and m.meter_key = $2 order by m.version desc`,
    [tx.providerId, key],
  )
}

/** The newest controls of one meter, newest first. */
export async function controlsOfMeter(tx: Tx, key: string, limit: number) {
  return tx.query<NonNullable<KnownMeter['newest']>>(
    `select ${CONTROL}, c.at, s.name as "byName" from meter_control c
       join staff s on s.provider_id = c.provider_id and s.account_id = c.by
      where c.provider_id = $1 and c.meter_key = $2
      order by ${NEWEST_FIRST} limit $3`,
    [tx.providerId, key, limit],
  )
}

/** A control that came in a file: which message it was, and when the meter measured it. */
export type ControlSource = { readonly sentId: string; readonly doneAt: string }

/** Writes down a control. */
export async function addControl(
  tx: Tx,
  control: ControlRecord & Written & { readonly id: string; readonly meterVersion: number },
  source?: ControlSource,
): Promise<void> {
  const { id, meterKey, meterVersion, stripLot, controlLot, lowTenths, highTenths } = control
  const { comparator, tenths, outcome, note, doneOn, by, at } = control
  await tx.query(
    `insert into meter_control (provider_id, id, meter_key, meter_version, strip_lot, control_lot, low_tenths, high_tenths,
       comparator, tenths, outcome, note, done_on, by, at, done_at, sent_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      tx.providerId,
      id,
      meterKey,
      meterVersion,
      stripLot,
      controlLot,
      lowTenths,
      highTenths,
      comparator,
      tenths,
      outcome,
      note,
      doneOn,
      by,
      at,
      source?.doneAt ?? null,
      source?.sentId ?? null,
    ],
  )
}

/** The control of a site that is newest by its recording: its vial is likely the one in use. */
export async function lastControl(tx: Tx): Promise<ControlRecord | undefined> {
  return maybeOne<ControlRecord>(
    tx,
    `select ${CONTROL} from meter_control c where c.provider_id = $1 order by c.at desc, c.id desc limit 1`,
    [tx.providerId],
  )
}

/**
 * The midnight with which the day begins on which a control of a meter last passed, on or before a day; undefined when none
 * ever did. When it was written down says nothing of when it was done.
 */
export async function lastPassedAt(tx: Tx, key: string, doneOn: string) {
  const row = await maybeOne<{ at: number }>(
    tx,
    `select c.done_on::timestamp at time zone 'Europe/London' as at from meter_control c
      where c.provider_id = $1 and c.meter_key = $2 and c.outcome = 'passed' and c.done_on <= $3
      order by c.done_on desc limit 1`,
    [tx.providerId, key, doneOn],
  )
  return row?.at
}

/** Whether anybody here is tested with a meter of the site. */
export async function isMeterUsed(tx: Tx): Promise<boolean> {
  const used = await tx.query(
    `select 1 from episode e where e.provider_id = $1 and e.method = 'provider-meter' and e.phase <> 'ended' limit 1`,
    [tx.providerId],
  )
  return used.length === 1
}
