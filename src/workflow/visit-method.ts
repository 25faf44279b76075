import { trimAscii } from '#base/typed-text.ts'
import { LABORATORY_RANGE, METER_RANGE } from '#clinical/inr.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { Device } from '#store/results.ts'
import type { Finding } from './outcome.ts'
import { antiphospholipidOf } from './risk-facts.ts'
import type { TextFields } from './text-fields.ts'
import type { VisitCase } from './visit-case.ts'

type MethodFields = TextFields<'method' | 'meter' | 'stripLot'>

const METHODS = ['provider-meter', 'laboratory', 'own-meter'] as const
export const readMethod = (typed: string | undefined): Method | undefined =>
  METHODS.find((method) => method === typed)

/** What a method can report. */
export const limitsOf = (method: Method) =>
  method === 'laboratory' ? LABORATORY_RANGE : METER_RANGE

/** Which meter and strips measured it; a laboratory names neither. */
export function deviceOf(fields: MethodFields, method: Method): Device | null {
  if (method === 'laboratory') return null
  return { meter: trimAscii(fields.meter ?? ''), stripLot: trimAscii(fields.stripLot ?? '') }
}

/** What the way of measuring is held against. */
export type MeasuredCase = Pick<VisitCase, 'patient' | 'site'> & {
  readonly plan: Pick<EpisodePlan, 'indication'>
}

/** What is wrong with how it was measured: a meter that this patient, this site or today's control forbids. */
export function methodFindings(
  fields: MethodFields,
  method: Method | undefined,
  { patient, plan, site }: MeasuredCase,
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
  return method === 'provider-meter' ? deviceFindings(fields, site) : []
}

function deviceFindings(fields: MethodFields, site: VisitCase['site']): readonly Finding[] {
  const meter = trimAscii(fields.meter ?? '')
  const lot = trimAscii(fields.stripLot ?? '')
  const findings: Finding[] = []
  if (meter === '') findings.push(at('meter', 'required', 'Enter which meter was used.'))
  if (lot === '') findings.push(at('stripLot', 'required', 'Enter the lot number of the strips.'))
  if (site.stoppedMeters.includes(meter)) {
    const message =
      'The internal control of this meter failed or is overdue. Use another meter or take a venous sample.'
    findings.push(at('meter', 'meter-stopped', message))
  }
  if (site.blockedLots.includes(lot)) {
    const message = 'This lot of strips may not be used. Use another lot or take a venous sample.'
    findings.push(at('stripLot', 'lot-blocked', message))
  }
  return findings
}

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })
