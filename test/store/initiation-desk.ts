import { addDays, type Day, day } from '#base/day.ts'
import type { TestClinic } from '#test/clinic.ts'
import type { Caller } from '#workflow/desk.ts'
import { startInitiation } from '#workflow/start-initiation.ts'
import { accepted, done, type Fields, freshKey } from './visit-desk.ts'

/** A Wednesday: days 3, 7 and 14 are a Friday and two Tuesdays, and no later week has a bank holiday on its Tuesday. */
export const FIRST_ON = day('2026-11-25')

export const dayOf = (number: number): Day => addDays(FIRST_ON, number - 1)

/** Every question before the first dose, answered so that a slow start may begin. */
export const CHECKLIST = {
  whyWarfarin: 'renal',
  whyNote: 'Creatinine clearance 14; DOACs explained',
  baselineInr: '1.0',
  baselineInrOn: '2026-11-18',
  fbcOn: '2026-11-18',
  lftOn: '2026-11-18',
  clottingOn: '2026-11-18',
  creatinineOn: '2026-11-18',
  antiplatelets: 'takes-none',
  noContraindication: 'yes',
  noOtherAnticoagulant: 'yes',
  slowStartSuits: 'yes',
  usualDose: 'yes',
} as const

export const START = { ...CHECKLIST, protocol: 'oates', firstOn: FIRST_ON, version: '1' } as const

/** A woman of 84 in AF whose plan is complete and whose treatment has not begun. */
export async function toBeStarted(
  clinic: TestClinic,
  known: Parameters<TestClinic['addEpisode']>[1] = {},
  person: Parameters<TestClinic['addPatient']>[0] = {},
): Promise<{ readonly patientId: string; readonly episodeId: string }> {
  const patientId = await clinic.addPatient(person)
  const episodeId = await clinic.addEpisode(patientId, {
    phase: 'accepted',
    startedOn: null,
    dailyUg: null,
    managementPlan: 'Yellow book given, who to call',
    tabletSet: { strengths: [500, 1000, 3000], halves: false },
    nextTestOn: null,
    lastTestedOn: null,
    ...known,
  })
  return { patientId, episodeId }
}

export const start = (clinic: TestClinic, caller: Caller, fields: Fields) =>
  startInitiation.run(clinic.house, caller, freshKey(clinic), fields)

/** Begun by Oates on the Wednesday; nothing has been taken yet. */
export async function started(clinic: TestClinic, known: Parameters<typeof toBeStarted>[1] = {}) {
  const ids = await toBeStarted(clinic, known)
  done(await start(clinic, clinic.callerOf('prescriber'), { ...START, episodeId: ids.episodeId }))
  return ids
}

/** Moves the clinic to the morning of a day of treatment. */
export const goTo = (clinic: TestClinic, number: number): void =>
  clinic.clock.set(`${dayOf(number)}T09:00:00.000Z`)

/** The fields of an uneventful visit today; the INR is typed twice, as a low one is asked for. */
export const visitOn = (patientId: string, number: number, inr: string): Fields => ({
  identity: 'MH 1942',
  nothingToReport: 'yes',
  inr,
  inrAgain: inr,
  method: 'provider-meter',
  meter: 'CoaguChek 4417',
  stripLot: 'L 62210',
  sampledOn: dayOf(number),
  patientId,
})

/** Goes to a day, measures and accepts what the protocol says, all by the prescriber. */
export async function dosed(clinic: TestClinic, patientId: string, number: number, inr: string) {
  goTo(clinic, number)
  const fields = visitOn(patientId, number, inr)
  return done(await accepted(clinic, clinic.callerOf('prescriber'), fields))
}
