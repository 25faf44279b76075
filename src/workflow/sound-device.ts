import { clinicalDate, type Day, day } from '#base/day.ts'
import { isListed } from '#clinical/device-name.ts'
import {
  type LotStop,
  lotStop,
  type MeteredSample,
  type MeterStop,
  meterStop,
} from '#clinical/meter-control.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import { blocking } from '#contract/licence.ts'
import type { KnownMeter } from '#store/meters.ts'
import type { Device } from '#store/results.ts'
import type { StripLotRecord } from '#store/strip-lots.ts'
import { lotFacts, lotNamed, type MeterRegister, meterFacts, meterNamed } from './meter-register.ts'
import type { Finding } from './outcome.ts'
import type { SiteRules } from './site-rules.ts'

/** What a meter and its strips are held against. */
export type KnownDevices = {
  readonly site: Pick<SiteRules, 'blockedLots' | 'stoppedMeters' | 'controlRules'>
  readonly register: MeterRegister
}

/**
 * Why no dose may rest on what a meter measured on a day: its controls, its strips, or what the site has stopped by name; each
 * with the next step. Empty where it may. The strips of a patient's own meter are asked about, and not its controls (H06).
 */
export function unsoundFindings(
  method: Method | undefined,
  device: Device | null,
  known: KnownDevices,
  sample: MeteredSample,
): readonly Finding[] {
  if (method === undefined || method === 'laboratory') return []
  if (device === null) return unsoundFindings(method, NOBODY_NAMED, known, sample)
  const strips = stripFindings(device, known, sample.on, method)
  if (method !== 'provider-meter') return strips
  return [...meterFindings(device, known, sample), ...strips, ...licenceFindings(known, sample.on)]
}

/** A licence that testing near the patient needs and that has run out: the laboratory measures until it is renewed (S15). */
function licenceFindings({ register }: KnownDevices, on: Day): readonly Finding[] {
  return blocking(register.licences, 4, on).map(({ name, from, until }) => {
    const why = on < from ? `begins on ${clinicalDate(from)}` : `ran out on ${clinicalDate(until)}`
    const message = `${name} ${why}, so that nobody is dosed on a meter of this site. Take a venous sample until it is renewed under Service, Licences.`
    return at('method', 'licence-expired', message)
  })
}

/** A result on record of which nobody said what measured it. */
const NOBODY_NAMED: Device = { meter: '', stripLot: '' }

function meterFindings(
  { meter: name }: Device,
  { site, register }: KnownDevices,
  sample: MeteredSample,
): readonly Finding[] {
  const meter = meterNamed(register, name)
  if (isStoppedByName(site, name, meter)) {
    const message =
      'The internal control of this meter failed or is overdue. Use another meter or take a venous sample.'
    return [at('meter', 'meter-stopped', message)]
  }
  const stop = meterStop(meter && meterFacts(meter), site.controlRules, sample)
  return stop === undefined ? [] : [at('meter', stop, METER_WORDS[stop](meter, sample.on))]
}

/** Whether the site has stopped a meter itself, by its name or by its serial number, whichever of the two was entered. */
export const isStoppedByName = (
  { stoppedMeters }: Pick<SiteRules, 'stoppedMeters'>,
  entered: string,
  meter: Pick<KnownMeter, 'name' | 'serial'> | undefined,
): boolean =>
  [entered, meter?.name ?? '', meter?.serial ?? ''].some((name) => isListed(stoppedMeters, name))

const METER_WORDS: Readonly<Record<MeterStop, (meter: KnownMeter | undefined, on: Day) => string>> =
  {
    withdrawn: (meter) =>
      `This meter is withdrawn (${meter?.reason ?? ''}). Use another meter or take a venous sample.`,
    'control-failed': () =>
      'The last control of this meter failed. Use another meter or take a venous sample; it may be used again once a control passes.',
    'not-registered': () =>
      'This meter is not in the register of meters, so no control of it is known. Use another meter, take a venous sample, or have it registered and record a control under Service, Meters.',
    'control-due': (_meter, on) =>
      `No control of this meter in date for ${clinicalDate(on)} has passed. Record a control under Service, Meters, use another meter, or take a venous sample.`,
  }

function stripFindings(
  { stripLot, stripExpiresOn }: Device,
  { site, register }: KnownDevices,
  sampledOn: Day,
  method: Method,
): readonly Finding[] {
  const lot = lotNamed(register, stripLot)
  if (isListed(site.blockedLots, stripLot)) return [at('stripLot', 'lot-blocked', LOT_BLOCKED)]
  const rules = method === 'provider-meter' ? site.controlRules : []
  const expiresOn = stripExpiresOn ? day(stripExpiresOn) : null
  const stop = lotStop(lot && lotFacts(lot), expiresOn, rules, sampledOn)
  return stop === undefined ? [] : [lotFinding(stop, lot, expiresOn)]
}

function lotFinding(
  stop: LotStop,
  lot: StripLotRecord | undefined,
  expiresOn: Day | null,
): Finding {
  switch (stop) {
    case 'blocked':
      return at('stripLot', 'lot-blocked', `${LOT_BLOCKED} Why: ${lot?.reason ?? ''}`)
    case 'expired': {
      const on = expiresOn ?? (lot?.expiresOn ? day(lot.expiresOn) : null)
      const when = on === null ? '' : ` on ${clinicalDate(on)}`
      const message = `These strips expired${when}. Use another box or take a venous sample.`
      return at('stripExpiry', 'strips-expired', message)
    }
    case 'expiry-not-known':
      return at(
        'stripExpiry',
        'expiry-not-known',
        'The expiry of these strips is not known. Scan the box, or type the expiry as it stands on it.',
      )
  }
}

const LOT_BLOCKED = 'This lot of strips may not be used. Use another lot or take a venous sample.'

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })
