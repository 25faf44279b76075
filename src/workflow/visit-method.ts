import { clinicalDate, type Day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { isListed } from '#clinical/device-name.ts'
import { type InrLimits, LABORATORY_RANGE } from '#clinical/inr.ts'
import { rangeOfModel } from '#clinical/meter-models.ts'
import { parseStripExpiry } from '#clinical/strip-expiry.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { Device } from '#store/results.ts'
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

/** Which meter and strips measured it; a laboratory names neither, and only a meter of the site has its model listed. */
export function deviceOf(fields: MethodFields, method: Method, site: SiteMeters): Device | null {
  if (method === 'laboratory') return null
  const meter = trimAscii(fields.meter ?? '')
  const listed =
    method === 'provider-meter' && site.meters.find(({ name }) => isListed([name], meter))
  const expiry = parseStripExpiry(fields.stripExpiry)
  return {
    meter,
    stripLot: trimAscii(fields.stripLot ?? ''),
    model: listed ? listed.model : null,
    stripExpiresOn: expiry.kind === 'expires' ? expiry.on : null,
  }
}

type SiteMeters = Pick<VisitCase['site'], 'meters'>

/** What the way of measuring is held against. */
export type MeasuredCase = Pick<VisitCase, 'patient' | 'site'> & {
  readonly plan: Pick<EpisodePlan, 'indication'>
}

/** What is wrong with how it was measured: a meter that this patient, this site or today's control forbids. */
export function methodFindings(
  fields: MethodFields,
  method: Method | undefined,
  { patient, plan, site }: MeasuredCase,
  sampledOn: Day,
): readonly Finding[] {
  if (method === undefined) {
    return [at('method', 'required', 'Say how the INR was measured.')]
  }
  if (method === 'laboratory') return []
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
  const expired = expiryFindings(fields, sampledOn)
  return method === 'provider-meter' ? [...deviceFindings(fields, site), ...expired] : expired
}

function deviceFindings(fields: MethodFields, site: VisitCase['site']): readonly Finding[] {
  const meter = trimAscii(fields.meter ?? '')
  const lot = trimAscii(fields.stripLot ?? '')
  const findings: Finding[] = []
  if (meter === '') findings.push(at('meter', 'required', 'Enter which meter was used.'))
  if (lot === '') findings.push(at('stripLot', 'required', 'Enter the lot number of the strips.'))
  if (isListed(site.stoppedMeters, meter)) {
    const message =
      'The internal control of this meter failed or is overdue. Use another meter or take a venous sample.'
    findings.push(at('meter', 'meter-stopped', message))
  }
  if (isListed(site.blockedLots, lot)) {
    const message = 'This lot of strips may not be used. Use another lot or take a venous sample.'
    findings.push(at('stripLot', 'lot-blocked', message))
  }
  return findings
}

/** Strips beyond their date are refused like a blocked lot; a date that nobody has typed is not known, and asked of nobody. */
function expiryFindings({ stripExpiry }: MethodFields, sampledOn: Day): readonly Finding[] {
  const expiry = parseStripExpiry(stripExpiry)
  if (expiry.kind === 'refused') return [at('stripExpiry', 'format', expiry.message)]
  if (expiry.kind === 'not-known' || expiry.on >= sampledOn) return []
  const message = `These strips expired on ${clinicalDate(expiry.on)}. Use another box or take a venous sample.`
  return [at('stripExpiry', 'strips-expired', message)]
}

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })
