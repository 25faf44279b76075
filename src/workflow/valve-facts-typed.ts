import type { Day } from '#base/day.ts'
import { readFlags } from '#register/patient-flags.ts'
import { differences, patientFacts } from '#register/patient-words.ts'
import type { Findings } from '#register/typed-fields.ts'
import { changePatient, type FoundPatient } from '#store/patients.ts'
import type { Desk } from './desk.ts'
import { changedMeanwhile, type Refused, refused } from './outcome.ts'
import { keptPatient } from './patient-record.ts'
import { keepTargetDoubts } from './target-doubt.ts'
import type { TextFields } from './text-fields.ts'

/** What another product's export does not say and a dose hangs on: asked when its plan is confirmed. */
export const VALVE_FIELDS = [
  'mechanicalValve',
  'valvePosition',
  'valveMake',
  'antiphospholipid',
] as const

/** The patient with the answers typed; what was not answered stays as it is on record. */
export function withValveFacts(
  patient: FoundPatient,
  fields: TextFields<(typeof VALVE_FIELDS)[number]>,
  today: Day,
): { readonly kind: 'patient'; readonly found: FoundPatient } | Refused {
  const findings: Findings = []
  const typed = readFlags(fields, today, findings)
  if (findings.length > 0) return refused(422, ...findings)
  const isAnswered = (field: 'mechanicalValve' | 'antiphospholipid') => (fields[field] ?? '') !== ''
  const details = {
    ...patient.details,
    ...(isAnswered('mechanicalValve') && { mechanicalValve: typed.mechanicalValve }),
    ...(isAnswered('antiphospholipid') && { antiphospholipid: typed.antiphospholipid }),
  }
  return { kind: 'patient', found: { ...patient, details } }
}

/** Writes the answers into the patient's record, when they say something new. */
export async function keepValveFacts(
  desk: Desk,
  before: FoundPatient,
  after: FoundPatient,
): Promise<Refused | undefined> {
  const changed = differences(patientFacts(before.details), patientFacts(after.details))
  if (changed.length === 0) return undefined
  const next = { ...keptPatient(desk, after), version: before.version + 1 }
  const done = await changePatient(desk.tx, next, 'Asked when the imported plan was confirmed')
  if (!done) return changedMeanwhile("this patient's details")
  await keepTargetDoubts(desk, after.id, after.details)
  return undefined
}
