import { addDays, type Day, day } from '#base/day.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { checkDigit, parseNhsNumber } from '#register/nhs-number.ts'
import type { PatientDetails } from '#register/patient.ts'
import { NOTHING_KNOWN } from '#register/patient-flags.ts'

// Made-up people. Their NHS numbers are of the range for tests, 999 000 0000 to 999 999 9999.

const FAMILIES =
  'Abbott Barlow Castle Denton Ellis Fenwick Garside Holroyd Ibbotson Jagger Kershaw Lister Midgley Naylor Oldroyd Priestley Quarmby Ramsden Sykes Thackray Uttley Varley Wadsworth Yardley'.split(
    ' ',
  )
const GIVEN =
  'Ada Bernard Clara Donald Edith Frank Grace Harold Irene James Kathleen Leonard Mavis Norman Olive Percy Queenie Ronald Sylvia Thomas Una Victor Winifred Arthur Brenda'.split(
    ' ',
  )

/** Six digits that make a valid number together with 999 and a check digit; the nth of them. */
export function* testNhsNumbers(): Generator<string> {
  for (let serial = 0; serial < 1_000_000; serial += 1) {
    const nine = `999${`${serial}`.padStart(6, '0')}`
    const check = checkDigit(nine)
    if (check !== 10) yield `${nine}${check}`
  }
}

/** By what a person is known at the desk. */
export const nameOf = (serial: number) => ({
  familyName: FAMILIES[serial % FAMILIES.length] ?? '',
  givenName: GIVEN[(serial * 7) % GIVEN.length] ?? '',
  dateOfBirth: addDays(day('1930-01-01'), (serial * 37) % 14_000),
})

export function somebody(serial: number, nhsNumber: string): PatientDetails {
  const parsed = parseNhsNumber(nhsNumber)
  if (parsed.kind === 'refused') throw new Error(`${nhsNumber} is no test number`)
  return {
    ...NOTHING_KNOWN,
    mechanicalValve: { kind: 'none' },
    antiphospholipid: 'no',
    ...nameOf(serial),
    title: serial % 2 === 0 ? 'Mrs' : 'Mr',
    sex: serial % 2 === 0 ? 'female' : 'male',
    nhs: { kind: 'number', number: parsed.nhsNumber },
    address: `${1 + (serial % 90)} Test Street, Testham`,
    postcode: 'S10 2DS',
    telephone: '01632 960078',
    mobile: '',
    email: '',
    contactVerifiedOn: null,
    preferredChannel: 'telephone',
    mayLeaveMessageWith: '',
    carer: '',
    interpreter: '',
    language: 'not-known',
    housebound: 'no',
    registeredPractice: 'C88999',
    allergies: 'None known',
    relevantHistory: 'Hypertension; osteoarthritis of both knees; total hip replacement.',
  }
}

export const planFrom = (startedOn: Day): EpisodePlan => ({
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  indicationText: 'Atrial fibrillation',
  clinicalReason: 'Stroke prevention',
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  startedOn,
  duration: { kind: 'long-term', reviewOn: day('2027-03-01') },
  protocol: 'coventry',
  tabletSet: { strengths: [500, 1000, 3000, 5000], halves: false },
  method: 'provider-meter',
  howStarted: 'transferred-in',
  managementPlan: '',
  relevantFindings: '',
  dailyUg: null,
})
