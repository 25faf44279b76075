import { addDays, type Day, day } from '#base/day.ts'
import { deviceKey } from '#clinical/device-name.ts'
import { LONGEST_CONTROL_DAYS, type LotFacts, type MeterFacts } from '#clinical/meter-control.ts'
import type { Licence } from '#contract/licence.ts'
import { licencesHere } from '#store/licences.ts'
import { type KnownMeter, metersHere } from '#store/meters.ts'
import { type StripLotRecord, stripLotsHere } from '#store/strip-lots.ts'
import type { Tx } from '#store/tx.ts'
import type { SiteRules } from './site-rules.ts'

/** The meters and the lots of strips that this site has written down, as they are now. */
export type MeterRegister = {
  readonly meters: readonly KnownMeter[]
  readonly lots: readonly StripLotRecord[]
  /** The licences of the service: without one that level 4 needs no dose rests on a meter of the site (S15). */
  readonly licences: readonly Licence[]
}

/** @technical Days before today that are read: those of the longest rule, and of a sample of some days ago. */
const DAYS_READ = LONGEST_CONTROL_DAYS + 14

export async function meterRegister(tx: Tx, today: Day): Promise<MeterRegister> {
  const [meters, lots, licences] = await Promise.all([
    metersHere(tx, addDays(today, -DAYS_READ)),
    stripLotsHere(tx),
    licencesHere(tx),
  ])
  return { meters, lots, licences }
}

/** The meter that is meant by its name or its serial number, however it is written. */
export function meterNamed({ meters }: MeterRegister, typed: string): KnownMeter | undefined {
  const key = deviceKey(typed)
  if (key === '') return undefined
  return (
    meters.find((meter) => meter.key === key) ??
    meters.find(({ serial }) => deviceKey(serial) === key)
  )
}

export function lotNamed({ lots }: MeterRegister, typed: string): StripLotRecord | undefined {
  const key = deviceKey(typed)
  return key === '' ? undefined : lots.find((lot) => lot.key === key)
}

/** Every lot that is known here: those of the register, and those that the site lists beside it. */
export const lotsKnown = (
  { lots }: MeterRegister,
  { blockedLots, advisoryLots }: Pick<SiteRules, 'blockedLots' | 'advisoryLots'>,
): readonly string[] => [...lots.map(({ lot }) => lot), ...blockedLots, ...advisoryLots]

export const meterFacts = ({
  standing,
  newest,
  passedOn,
  failedOn,
  timed,
}: KnownMeter): MeterFacts => ({
  standing,
  newest: newest?.outcome ?? 'none',
  passedOn: passedOn.map((on) => day(on)),
  failedOn: failedOn.map((on) => day(on)),
  controls: timed.map(({ on, at, outcome }) => ({ on: day(on), at, outcome })),
})

export const lotFacts = ({ standing, expiresOn }: StripLotRecord): LotFacts => ({
  standing,
  expiresOn: expiresOn === null ? null : day(expiresOn),
})
