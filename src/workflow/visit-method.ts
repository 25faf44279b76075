import { clinicalDate, day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { isListed } from '#clinical/device-name.ts'
import { type InrLimits, LABORATORY_RANGE } from '#clinical/inr.ts'
import { rangeOfModel } from '#clinical/meter-models.ts'
import { readStripCode } from '#clinical/strip-code.ts'
import { parseStripExpiry, type StripExpiry } from '#clinical/strip-expiry.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { Device } from '#store/results.ts'
import { lotNamed, lotsKnown, type MeterRegister, meterNamed } from './meter-register.ts'
import type { Finding } from './outcome.ts'
import { antiphospholipidOf } from './risk-facts.ts'
import type { TextFields } from './text-fields.ts'
import type { VisitCase } from './visit-case.ts'

type MethodFields = TextFields<'method' | 'meter' | 'stripLot' | 'stripExpiry'>

const METHODS = ['provider-meter', 'laboratory', 'own-meter'] as const
export const readMethod = (typed: string | undefined): Method | undefined =>
  METHODS.find((method) => method === typed)

/** What a method can report: a meter, as far as its model does; of a model that is not known, the narrowest (H06). */
export const limitsOf = (method: Method, device: Pick<Device, 'model'> | null): InrLimits =>
  method === 'laboratory' ? LABORATORY_RANGE : rangeOfModel(device?.model)

/** Strips as they were scanned or typed; the expiry of a bar code is that of the box, and goes before what stands beside it. */
function stripsIn(
  { stripLot, stripExpiry }: TextFields<'stripLot' | 'stripExpiry'>,
  { site, register }: SiteMeters,
) {
  const code = readStripCode(stripLot, lotsKnown(register, site))
  const typed = parseStripExpiry(stripExpiry)
  if (code.kind === 'refused') return { lot: '', code, typed, expiresOn: null }
  const isScanned = code.kind === 'code' && code.expiresOn !== null
  const expiry: StripExpiry = isScanned ? { kind: 'expires', on: code.expiresOn } : typed
  const expiresOn = expiry.kind === 'expires' ? expiry.on : null
  return { lot: code.lot, code, typed: expiry, expiresOn }
}

/** What a bar code fills in: the lot and the expiry, each in its field; nothing where no code was scanned. */
export function filledByCode(
  fields: TextFields<'stripLot' | 'stripExpiry'>,
): TextFields<'stripLot' | 'stripExpiry'> {
  const code = readStripCode(fields.stripLot)
  if (code.kind !== 'code') return {}
  const { lot, expiresOn } = code
  if (expiresOn === null) return { stripLot: lot }
  return { stripLot: lot, stripExpiry: expiresOn.split('-').toReversed().join('/') }
}

/** Which meter and strips measured it, by the register where they are in it; a laboratory names neither. */
export function deviceOf(fields: MethodFields, method: Method, known: SiteMeters): Device | null {
  if (method === 'laboratory') return null
  const { site, register } = known
  const typed = trimAscii(fields.meter ?? '')
  const isOurs = method === 'provider-meter'
  const registered = isOurs ? meterNamed(register, typed) : undefined
  const listed = isOurs ? site.meters.find(({ name }) => isListed([name], typed)) : undefined
  const { lot, expiresOn } = stripsIn(fields, known)
  return {
    meter: registered?.name ?? typed,
    stripLot: lot,
    model: registered?.model ?? listed?.model ?? null,
    stripExpiresOn: expiresOn ?? lotNamed(register, lot)?.expiresOn ?? null,
  }
}

type SiteMeters = {
  readonly site: Pick<VisitCase['site'], 'meters' | 'blockedLots' | 'advisoryLots'>
  readonly register: MeterRegister
}

/** What the way of measuring is held against. */
export type MeasuredCase = Pick<VisitCase, 'patient' | 'site' | 'register'> & {
  readonly plan: Pick<EpisodePlan, 'indication'>
}

/** What is wrong with how it was measured: a meter that this patient forbids, or what is missing of it. What the meter and its strips are worth is asked apart (`sound-device.ts`). */
export function methodFindings(
  fields: MethodFields,
  method: Method | undefined,
  known: MeasuredCase,
): readonly Finding[] {
  if (method === undefined) {
    return [at('method', 'required', 'Say how the INR was measured.')]
  }
  if (method === 'laboratory') return []
  const { patient, plan } = known
  if (antiphospholipidOf(patient.details, plan) === 'yes') {
    const message =
      'A meter cannot be relied on in antiphospholipid syndrome. Take a venous sample and enter the laboratory result.'
    return [at('method', 'meter-unsuitable', message)]
  }
  if (patient.details.meterUnsuitable === 'yes') {
    const message =
      'A meter is not suitable for this patient, as their details say. Take a venous sample and enter the laboratory result.'
    return [at('method', 'meter-unsuitable', message)]
  }
  return [...(method === 'provider-meter' ? missing(fields) : []), ...stripsFindings(fields, known)]
}

function missing({ meter, stripLot }: MethodFields): readonly Finding[] {
  const findings: Finding[] = []
  if (trimAscii(meter ?? '') === '') {
    findings.push(at('meter', 'required', 'Enter which meter was used.'))
  }
  if (trimAscii(stripLot ?? '') === '') {
    findings.push(at('stripLot', 'required', 'Enter the lot number of the strips.'))
  }
  return findings
}

/** A code that cannot be read in one way, and an expiry that is none. */
function stripsFindings(fields: MethodFields, known: SiteMeters): readonly Finding[] {
  const { code, typed } = stripsIn(fields, known)
  if (code.kind === 'refused') return [at('stripLot', code.code, code.message)]
  return typed.kind === 'refused' ? [at('stripExpiry', 'format', typed.message)] : []
}

/**
 * An expiry that is not that of its lot in the register: one of the two is wrong, and the earlier one holds meanwhile (H06). A
 * box may print the month of which its code says the day.
 */
export function expiryFindings(
  fields: MethodFields,
  method: Method | undefined,
  known: SiteMeters,
): readonly Finding[] {
  if (method === undefined || method === 'laboratory') return []
  const { lot, expiresOn } = stripsIn(fields, known)
  const kept = lotNamed(known.register, lot)?.expiresOn ?? null
  if (expiresOn === null || kept === null || monthOf(kept) === monthOf(expiresOn)) return []
  const message = `The register says that lot ${lot} expires on ${clinicalDate(day(kept))}, and here it is ${clinicalDate(expiresOn)}. Look at the box: change what is wrong here, or correct the register under Service, Strip lots.`
  return [at('stripExpiry', 'expiry-differs', message)]
}

const monthOf = (on: string): string => on.slice(0, 7)

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })
