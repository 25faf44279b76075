import type { Day } from '#base/day.ts'
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
  expiryFindings,
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
  /** Why no dose rests on it though it alarms, in words: it is taken and waits for the laboratory (H06, H17). */
  readonly unsound: string | null
  readonly sample: Sample
}

/** What an INR beside a plan is held against: how it is measured, and whether it alarms. */
export type ProcedureInrCase = MeasuredCase & {
  readonly isAlarming: (inr: Inr, method: Method) => boolean
}

/**
 * An INR beside a plan, always typed twice: it is low when all is well, and a slip would look the same (H03). Its meter is held
 * against the day of the sample; one that alarms is taken whatever measured it (H06, H17).
 */
export function readProcedureInr(
  fields: ProcedureInrFields,
  { now, today }: Pick<Desk, 'now' | 'today'>,
  known: ProcedureInrCase,
): EnteredInr | Refused {
  const method = readMethod(fields.method)
  const device = method === undefined ? null : deviceOf(fields, method, known)
  const findings: Finding[] = [
    ...methodFindings(fields, method, known),
    ...selfTestFindings(method, known, today),
  ]
  const sampled = readSampleTime(fields, now)
  if (sampled.kind === 'refused') findings.push(...sampled.findings)
  if (method === undefined) return refused(422, ...findings)
  const inr = typedTwice(fields, limitsOf(method, device), findings)
  const taken = sampled.kind === 'refused' ? { on: today, at: null } : sampled.sample
  const unsound = unsoundFindings(method, device, known, taken)
  if (inr === undefined || !known.isAlarming(inr, method)) {
    findings.push(...unsound, ...expiryFindings(fields, method, known))
  }
  if (findings.length > 0 || sampled.kind === 'refused' || !inr) return refused(422, ...findings)
  const raw = trimAscii(fields.inr ?? '')
  const entered = { inr, raw, method, device, unsound: unsound[0]?.message ?? null }
  return { kind: 'entered', ...entered, sample: sampled.sample }
}

function selfTestFindings(
  method: Method | undefined,
  { patient }: MeasuredCase,
  today: Day,
): readonly Finding[] {
  const stop = method === 'own-meter' && selfTestStop(patient.selfTestUntil, today)
  return typeof stop === 'string' ? [{ field: 'method', code: 'self-test', message: stop }] : []
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
