import { z } from 'zod'
import type { Role } from '#access/policy.ts'
import { isBankHoliday } from '#base/bank-holidays.ts'
import { addDays, ageOn, type Day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { inrOfReading } from '#clinical/inr-columns.ts'
import { initialsOf } from '#register/person-name.ts'
import { type Resident, readingOn } from '#simulation/resident.ts'
import { answers, eachAnswer } from './virtual-answers.ts'

// Virtual clinicians see virtual patients by the product's own acts, whichever door they go through: inside the house when
// the demonstration is made, over HTTP when a served installation is put under load.

export type Fields = Readonly<Record<string, string>>

/** How a virtual clinic asks for an act, and on which day. */
export type Door = {
  readonly today: Day
  readonly ask: (role: Role, act: string, fields: Fields) => Promise<unknown>
}

/** Somebody on the register of a virtual clinic. */
export type Enrolled = {
  readonly resident: Resident
  readonly patientId: string
  readonly episodeId: string
  readonly method: 'provider-meter' | 'laboratory'
  /** Whether a dose was decided here before: until then the dose now is asked for at a visit. */
  isDosedHere: boolean
  /** The mean dose in force, in milligrams a day. */
  dailyMg: number
}

const DOSE = z.object({
  kind: z.literal('dose'),
  roundedUg: z.number(),
  omitDays: z.number(),
  nextTest: z.object({ latestOn: z.custom<Day>() }),
})
const ALARM = z.object({
  kind: z.literal('alarm'),
  alarms: z.array(z.object({ code: z.string(), retestWithinDays: z.number().optional() })),
})
const SLOT = z.object({ patternId: z.string(), on: z.custom<Day>(), atMinute: z.number() })
const DONE = z.object({
  kind: z.literal('done'),
  patientId: z.string().optional(),
  subject: z.string().optional(),
  decisionId: z.string().optional(),
  taskId: z.string().nullish(),
  batchId: z.string().optional(),
  token: z.string().optional(),
  offers: z.object({ slots: z.array(SLOT) }).optional(),
  suggestion: z.object({ advice: z.discriminatedUnion('kind', [DOSE, ALARM]) }).optional(),
})
const REFUSED = z.object({
  kind: z.literal('refused'),
  findings: z.array(z.object({ code: z.string(), message: z.string() })),
})
const ANSWER = z.discriminatedUnion('kind', [DONE, REFUSED])

export type Done = z.infer<typeof DONE>
export type Answer = z.infer<typeof ANSWER>
export type Slot = z.infer<typeof SLOT>

/** How a slot is named in a form. */
export const nameOf = ({ patternId, on, atMinute }: Slot): string =>
  `${patternId}_${on}_${atMinute}`

/** Asks for an act; what is refused is an answer. */
export const ask = async (door: Door, role: Role, act: string, fields: Fields): Promise<Answer> =>
  ANSWER.parse(await door.ask(role, act, fields))

/** Asks for an act that must not be refused. */
export async function must(door: Door, role: Role, act: string, fields: Fields): Promise<Done> {
  const answer = await ask(door, role, act, fields)
  if (answer.kind === 'done') return answer
  const why = answer.findings.map(({ code, message }) => `${code}: ${message}`).join(' ')
  throw new Error(`${act} on ${door.today} was refused. ${why}`)
}

const AF = { indication: 'atrial-fibrillation', clinicalReason: 'Stroke prevention in AF' }

/** How somebody is enrolled: what differs from one clinic to another. */
export type Enrolling = {
  readonly method: Enrolled['method']
  readonly registeredPractice: string
  readonly from: string
  readonly protocol: string
}

/**
 * Registers somebody who was treated elsewhere until now, and takes their treatment over; nobody who may be registered
 * already, which a person would have to look into.
 */
export async function enrol(
  door: Door,
  resident: Resident,
  how: Enrolling,
): Promise<Enrolled | undefined> {
  const { today } = door
  const dailyMg = resident.told[0] ?? 0
  const registered = await ask(door, 'nurse', 'register-patient', details(resident, how))
  if (registered.kind === 'refused') return undefined
  const patientId = registered.patientId ?? ''
  const planned = await must(door, 'prescriber', 'plan-episode', {
    ...AF,
    patientId,
    medicine: 'warfarin',
    target: '2.5',
    rangeLow: '2.0',
    rangeHigh: '3.0',
    startedOn: addDays(today, -400),
    duration: 'long-term',
    reviewOn: addDays(today, 365),
    protocol: how.protocol,
    ...tabletsFor(dailyMg),
    method: how.method,
    howStarted: 'transferred-in',
    managementPlan: 'Yellow book shown; dose by the protocol of the site',
    relevantFindings: 'None recorded',
  })
  const episodeId = planned.subject ?? ''
  await must(door, 'prescriber', 'activate-episode', {
    episodeId,
    version: '1',
    phase: 'maintaining',
    nextTestOn: workingDayBy(addDays(today, 7)),
    transferFrom: how.from,
    dailyMg: `${dailyMg}`,
    sameEachDay: 'yes',
    'inr-1': '2.4',
    'inrOn-1': addDays(today, -35),
    'inr-2': '2.6',
    'inrOn-2': addDays(today, -7),
  })
  return { resident, patientId, episodeId, method: how.method, isDosedHere: false, dailyMg }
}

/** Half milligrams for small doses and 5 mg for large ones, never both: they are taken for each other. */
const tabletsFor = (dailyMg: number): Fields => ({
  'tablet-1000': 'yes',
  'tablet-3000': 'yes',
  ...(dailyMg < LARGE_MG ? { 'tablet-500': 'yes' } : { 'tablet-5000': 'yes' }),
})

const LARGE_MG = 6

/** That day, or the nearest before it that is no bank holiday. */
export const workingDayBy = (on: Day): Day =>
  isBankHoliday(on) === true ? workingDayBy(addDays(on, -1)) : on

/** What is typed of somebody who is registered. */
export function details(resident: Resident, { registeredPractice }: Enrolling): Fields {
  const { familyName, givenName, dateOfBirth, sex, nhsNumber, address, mobile } = resident
  return {
    familyName,
    givenName,
    dateOfBirth,
    sex,
    nhsNumber,
    address,
    telephone: '01632 960077',
    mobile,
    preferredChannel: 'telephone',
    housebound: 'no',
    registeredPractice,
    allergies: 'None known',
    mechanicalValve: 'no',
    mitralStenosis: 'no',
    antiphospholipid: 'no',
    liverDisease: 'no',
  }
}

/** A visit that has been measured and asked about, before it is decided. */
export type Measured = {
  readonly patient: Enrolled
  readonly fields: Fields
  readonly reading: number
  readonly answer: Done
}

/** The oldest are seen at home. */
const seenWhere = ({ dateOfBirth }: Resident, today: Day): 'clinic' | 'home' =>
  ageOn(dateOfBirth, today) >= AT_HOME_FROM ? 'home' : 'clinic'
const AT_HOME_FROM = 85

/** Measures somebody today and asks what the rules say. */
export async function measure(door: Door, patient: Enrolled, device: Fields): Promise<Measured> {
  const { resident, patientId } = patient
  const reading = readingOn(resident, door.today)
  const inr = formatInr(inrOfReading(reading))
  const fields: Fields = {
    patientId,
    identity: `${initialsOf(resident)} ${resident.dateOfBirth.slice(0, 4)}`,
    ...answers(patient, door.today),
    inr,
    inrAgain: inr,
    ...(inr === '8.0' && { exactlyEight: 'exactly' }),
    method: patient.method,
    ...(patient.method === 'provider-meter' && {
      ...device,
      place: seenWhere(resident, door.today),
    }),
    sampledOn: door.today,
    ...(!patient.isDosedHere && { currentDose: `${patient.dailyMg}` }),
  }
  const asked = await ask(door, 'nurse', 'suggest-dose', fields)
  if (asked.kind === 'done') return { patient, fields, reading, answer: asked }
  // Whoever comes after the last day of their calendar is asked what they took.
  const { nothingToReport, ...rest } = fields
  const said = { ...rest, ...eachAnswer(patient, door.today, 0) }
  const answer = await must(door, 'nurse', 'suggest-dose', said)
  return { patient, fields: said, reading, answer }
}
