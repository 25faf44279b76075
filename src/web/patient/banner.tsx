import { ageOn, clinicalDate, type Day, day } from '#base/day.ts'
import { bridgeInWords } from '#register/bridging.ts'
import { courseInWords, type NamedCourse } from '#register/named-course.ts'
import { formatNhsNumber, type NhsNumber } from '#register/nhs-number.ts'
import type { NhsIdentity, PatientDetails, Sex } from '#register/patient.ts'
import { displayName } from '#register/person-name.ts'
import { type RecordLink, usedInPlaceOf } from '#register/record-link.ts'
import { type ShownSwitch, switchInWords } from '#register/switch-plan.ts'
import { type BannerFlag, PatientBanner } from '#web/parts/patient-banner.tsx'

/** What the banner needs to know of a person, whoever has read it. */
export type BannerPatient = {
  readonly details: PatientDetails
  readonly diedOn: string | null
  readonly switching: ShownSwitch | null
  readonly bridgeUntil: string | null
  readonly id: string
  readonly links: readonly RecordLink[]
  readonly hasNamesake: boolean
  readonly hasSimilarName: boolean
  readonly courses: readonly NamedCourse[]
}

const SEX: Record<Sex, string> = {
  female: 'Female',
  male: 'Male',
  indeterminate: 'Indeterminate',
  'not-known': 'Not known',
}

const NO_NUMBER: Record<Extract<NhsIdentity, { kind: 'none' }>['reason'], string> = {
  unregistered: 'None: not registered',
  overseas: 'None: overseas',
  'not-traced': 'Not traced',
}

/** The banner of a patient's pages; `href` leads to the patient's page from a page that is not it. */
export function bannerOf(patient: BannerPatient, today: Day, href?: string) {
  const { details, diedOn } = patient
  const { dateOfBirth, title } = details
  const died = diedOn === null ? undefined : day(diedOn)
  return (
    <PatientBanner
      name={`${displayName(details)}${title === '' ? '' : ` (${title})`}`}
      born={clinicalDate(dateOfBirth)}
      age={`${ageOn(dateOfBirth, today)}y`}
      sex={SEX[details.sex]}
      nhsNumber={nhsNumberOf(details.nhs)}
      died={died && { on: clinicalDate(died), age: `${ageOn(dateOfBirth, died)}y` }}
      flags={[...namesakeOf(patient), ...flagsOf(details)]}
      warning={warningOf(patient, today)}
      treatment={treatmentOf(patient)}
      href={href}
    />
  )
}

/** Under the name: each course with what for and at which target, or that there is none (H01). */
const treatmentOf = ({ courses }: BannerPatient): readonly string[] =>
  courses.length === 0 ? ['No treatment plan'] : courses.map(courseInWords)

/** A note and no question: who looks compares the date of birth and the NHS number beside it (H01). */
function namesakeOf({ hasNamesake, hasSimilarName }: BannerPatient): readonly BannerFlag[] {
  if (hasNamesake) return [{ text: 'Another patient has this name', colour: 'yellow' }]
  if (!hasSimilarName) return []
  return [{ text: 'Another patient has a similar name', colour: 'yellow' }]
}

/** What is taken beside something else, or is being changed: a change keeps heparin away, so there is one of the two. */
function warningOf(patient: BannerPatient, today: Day): string | undefined {
  const { switching, bridgeUntil } = patient
  if (usedInPlaceOf(patient) !== undefined) return 'Closed record: another one is used in its place'
  if (switching !== null) return switchInWords(switching)
  return bridgeUntil === null ? undefined : bridgeInWords(day(bridgeUntil), today)
}

const nhsNumberOf = (nhs: NhsIdentity): string =>
  nhs.kind === 'number' ? formatNhsNumber(nhs.number as NhsNumber) : NO_NUMBER[nhs.reason]

/** What changes how this person is dosed, and must be seen without looking for it. */
function flagsOf(details: PatientDetails): readonly BannerFlag[] {
  const {
    mechanicalValve,
    antiphospholipid,
    meterUnsuitable,
    mitralStenosis,
    allergies,
    interpreter,
  } = details
  const flags: BannerFlag[] = []
  if (mechanicalValve.kind === 'valve') {
    const position = mechanicalValve.position.replaceAll('-', ' ')
    flags.push({ text: `Mechanical valve: ${position}`, colour: 'red' })
  }
  if (antiphospholipid === 'yes') flags.push({ text: 'No meter: antiphospholipid', colour: 'red' })
  else if (meterUnsuitable === 'yes') flags.push({ text: 'No meter', colour: 'red' })
  if (mitralStenosis === 'yes') flags.push({ text: 'Mitral stenosis', colour: 'orange' })
  if (details.housebound === 'yes') flags.push({ text: 'Housebound', colour: 'blue' })
  if (interpreter !== '') flags.push({ text: `Interpreter: ${interpreter}`, colour: 'blue' })
  if (allergies !== '' && !/^none/i.test(allergies)) {
    flags.push({ text: `Allergy: ${allergies}`, colour: 'orange' })
  }
  return flags
}
