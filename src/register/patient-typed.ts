import type { Day } from '#base/day.ts'
import type { PatientDetails } from './patient.ts'
import { KNOWN_FLAGS } from './patient-flags.ts'

/** A record as the text of its form, so that a page can show it to be changed. */
export function typedPatient(details: PatientDetails): Readonly<Record<string, string>> {
  const { nhs } = details
  return {
    familyName: details.familyName,
    givenName: details.givenName,
    title: details.title,
    ...typedBoxes('dateOfBirth', details.dateOfBirth),
    sex: details.sex,
    nhsNumber: nhs.kind === 'number' ? nhs.number : '',
    nhsAbsentReason: nhs.kind === 'none' ? nhs.reason : '',
    address: details.address,
    postcode: details.postcode,
    telephone: details.telephone,
    mobile: details.mobile,
    email: details.email,
    ...typedBoxes('contactVerifiedOn', details.contactVerifiedOn),
    preferredChannel: details.preferredChannel,
    mayLeaveMessageWith: details.mayLeaveMessageWith,
    carer: details.carer,
    interpreter: details.interpreter,
    language: details.language,
    housebound: details.housebound,
    registeredPractice: details.registeredPractice,
    allergies: details.allergies,
    relevantHistory: details.relevantHistory,
    ...typedValve(details),
    ...typedLastStroke(details),
    ...Object.fromEntries(KNOWN_FLAGS.map((flag) => [flag, details[flag]])),
  }
}

/** The valve, and what makes a finger-prick INR unsuitable: asked again when an imported plan is confirmed. */
export function typedValve({
  mechanicalValve: valve,
  antiphospholipid,
}: Pick<PatientDetails, 'mechanicalValve' | 'antiphospholipid'>): Readonly<Record<string, string>> {
  return {
    mechanicalValve: VALVE_ANSWERS[valve.kind],
    valvePosition: valve.kind === 'valve' ? valve.position : '',
    valveMake: valve.kind === 'valve' ? valve.make : '',
    antiphospholipid,
  }
}

function typedLastStroke({
  lastStroke,
}: Pick<PatientDetails, 'lastStroke'>): Readonly<Record<string, string>> {
  if (lastStroke.kind !== 'had') return { lastStroke: VALVE_ANSWERS[lastStroke.kind] }
  return { lastStroke: 'yes', ...typedBoxes('lastStrokeOn', lastStroke.on) }
}

const VALVE_ANSWERS = { none: 'no', 'not-known': 'not-known', valve: 'yes' } as const

/** A day in the three boxes of a date input; nothing when there is none. */
export function typedBoxes(field: string, on: Day | null): Readonly<Record<string, string>> {
  if (on === null) return {}
  const [year = '', month = '', dayOfMonth = ''] = on.split('-')
  return { [`${field}[day]`]: dayOfMonth, [`${field}[month]`]: month, [`${field}[year]`]: year }
}
