import { trimAscii } from '#base/typed-text.ts'
import { type Inr, type InrLimits, parseInr } from '#clinical/inr.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import { entriesAgree } from '#clinical/warfarin/entry-checks.ts'
import { selfTestStop } from '#register/self-testing.ts'
import type { Device } from '#store/results.ts'
import type { Desk } from './desk.ts'
import { type Finding, type Refused, refused } from './outcome.ts'
import { readSampleTime, SAMPLE_FIELDS, type Sample } from './sample-time.ts'
import { SECOND_ENTRY, secondEntryOf } from './second-entry.ts'
import { unsoundFindings } from './sound-device.ts'
import type { TextFields } from './text-fields.ts'
import {
  deviceOf,
  limitsOf,
  type MeasuredCase,
  methodFindings,
  readMethod,
} from './visit-method.ts'

export const PROCEDURE_INR_FIELDS = [
  ...SAMPLE_FIELDS,
  'inr',
  ...SECOND_ENTRY,
  'method',
  'meter',
  'stripLot',
  'stripExpiry',
  'inrNote',
] as const
export type ProcedureInrFields = TextFields<(typeof PROCEDURE_INR_FIELDS)[number]>

export type EnteredInr = {
  readonly kind: 'entered'
  readonly inr: Inr
  readonly raw: string
  readonly method: Method
  readonly device: Device | null
  readonly sample: Sample
}

/** An INR beside a plan, always typed twice: it is low when all is well, and a slip would look the same (H03). */
export function readProcedureInr(
  fields: ProcedureInrFields,
  { now, today }: Pick<Desk, 'now' | 'today'>,
  known: MeasuredCase,
): EnteredInr | Refused {
  const method = readMethod(fields.method)
  const device = method === undefined ? null : deviceOf(fields, method, known)
  const findings: Finding[] = [
    ...methodFindings(fields, method, known),
    ...unsoundFindings(method, device, known, today),
  ]
  const stop = method === 'own-meter' && selfTestStop(known.patient.selfTestUntil, today)
  if (typeof stop === 'string') findings.push({ field: 'method', code: 'self-test', message: stop })
  const sampled = readSampleTime(fields, now)
  if (sampled.kind === 'refused') findings.push(...sampled.findings)
  if (method === undefined) return refused(422, ...findings)
  const inr = typedTwice(fields, limitsOf(method, device), findings)
  if (findings.length > 0 || sampled.kind === 'refused' || !inr) return refused(422, ...findings)
  const raw = trimAscii(fields.inr ?? '')
  return { kind: 'entered', inr, raw, method, device, sample: sampled.sample }
}

function typedTwice(
  fields: ProcedureInrFields,
  limits: InrLimits,
  findings: Finding[],
): Inr | undefined {
  const first = parseInr(fields.inr, limits)
  if (first.kind === 'refused') {
    findings.push({ field: 'inr', code: first.code, message: first.message })
    return undefined
  }
  const second = parseInr(secondEntryOf(fields), limits)
  if (second.kind === 'inr' && entriesAgree(first.inr, second.inr)) return first.inr
  const message = 'Type the INR twice, the same both times, from the meter or the report.'
  findings.push({ field: 'inrAgain', code: 'entries-differ', message })
  return undefined
}
