import assert from 'node:assert/strict'
import { addDays, day } from '#base/day.ts'
import { addClinicPattern } from '#store/clinics.ts'
import { addResults } from '#store/results.ts'
import type { TestClinic } from '#test/clinic.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import type { Caller } from '#workflow/desk.ts'
import { newId } from '#workflow/new-id.ts'
import type { Refused } from '#workflow/outcome.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'

export const TODAY = day('2026-11-22')

/** A routine visit of Margaret Hargreaves, born 1942, with nothing to report. */
export const ROUTINE = {
  identity: 'MH 1942',
  nothingToReport: 'yes',
  inr: '2.5',
  method: 'provider-meter',
  meter: 'CoaguChek 4417',
  stripLot: 'L 62210',
  sampledOn: '2026-11-22',
} as const

export type Fields = Readonly<Record<string, string>>

/** A patient with a confirmed plan, 5 mg a day, whose last INR was 2.4 four weeks ago. */
export async function dosablePatient(
  clinic: TestClinic,
  known: Parameters<TestClinic['addEpisode']>[1] = {},
  person: Parameters<TestClinic['addPatient']>[0] = {},
): Promise<{ readonly patientId: string; readonly episodeId: string }> {
  const patientId = await clinic.addPatient(person)
  const episodeId = await clinic.addEpisode(patientId, known)
  await addPastResult(clinic, { patientId, episodeId }, 24, 28)
  return { patientId, episodeId }
}

export async function addPastResult(
  clinic: TestClinic,
  of: { readonly patientId: string; readonly episodeId: string },
  tenths: number,
  daysAgo: number,
  omitDays = 0,
): Promise<void> {
  const on = addDays(TODAY, -daysAgo)
  const result = {
    ...of,
    id: newId(clinic.clock.now()),
    inr: { comparator: '=', tenths },
    raw: `${tenths / 10}`,
    sampledOn: on,
    sampledAt: null,
    method: 'provider-meter',
    device: null,
    status: 'final',
    replaces: null,
    reason: null,
    doseBeforeUg: 5000,
    omitDays,
    plannedNextOn: null,
    comment: null,
    importBatchId: null,
    enteredBy: clinic.callerOf('nurse').accountId,
    enteredAt: `${on}T09:00:00Z`,
  } as const
  await clinic.inTx((tx) => addResults(tx, [result]))
}

/** A clinic every Wednesday from 09:00 to 10:00 in slots of 20 minutes. */
export async function wednesdayClinic(clinic: TestClinic): Promise<string> {
  const id = newId(clinic.clock.now())
  await clinic.inTx((tx) =>
    addClinicPattern(tx, {
      id,
      name: 'Wednesday clinic',
      weekday: 3,
      startMinute: 540,
      endMinute: 600,
      slotMinutes: 20,
      fromOn: '2026-01-01',
      untilOn: null,
      housebound: false,
      version: 1,
      by: clinic.callerOf('nurse').accountId,
      at: new Date(clinic.clock.now()).toISOString(),
    }),
  )
  return id
}

export const freshKey = (clinic: TestClinic): string => newId(clinic.clock.now())

/** The outcome as done; a refusal fails the test with what it says. */
export function done<Outcome extends { readonly kind: string }>(
  outcome: Outcome | Refused,
): Exclude<Outcome, Refused> {
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  return outcome as Exclude<Outcome, Refused>
}

/** What a refusal says: its status and its codes. */
export function refusal(outcome: { readonly kind: string }): readonly [number, ...string[]] {
  assert.equal(outcome.kind, 'refused', JSON.stringify(outcome))
  const { status, findings } = outcome as Refused
  return [status, ...findings.map(({ code }) => code)]
}

export async function suggested(clinic: TestClinic, caller: Caller, fields: Fields) {
  return done(await suggestDose.run(clinic.house, caller, freshKey(clinic), fields))
}

/** The whole way: asked, and accepted without an appointment unless the fields say otherwise. */
export async function accepted(clinic: TestClinic, caller: Caller, fields: Fields) {
  const { token } = await suggested(clinic, caller, fields)
  const rest = { slot: 'none', ...fields, token }
  return acceptDose.run(clinic.house, caller, freshKey(clinic), rest)
}
