import type { NamedCourse } from '#register/named-course.ts'
import type { PatientDetails } from '#register/patient.ts'
import { FLAGS_ASKED_LATER } from '#register/patient-flags.ts'
import { foldName } from '#register/person-name.ts'
import type { RecordLink } from '#register/record-link.ts'
import type { ShownSwitch } from '#register/switch-plan.ts'
import { insertRows } from './insert-rows.ts'
import { coursesOf } from './named-courses.ts'
import { hasNamesake } from './namesakes.ts'
import { linksOf } from './record-links.ts'
import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'
import { versionSealId } from './version-seals.ts'

export type PatientStanding = 'live' | 'left' | 'deceased' | 'withdrawn'

/** The newest version of a person's record. */
export type PatientRecord = {
  readonly id: string
  readonly version: number
  readonly standing: PatientStanding
  readonly diedOn: string | null
  readonly details: PatientDetails
  readonly importBatchId: string | null
  readonly recordedBy: string
  readonly recordedAt: string
}

export type PatientRow = {
  id: string
  version: number
  standing: PatientStanding
  died_on: string | null
  details: PatientDetails
  education: 'complete' | 'incomplete' | null
  self_test_until: string | null
  switching: ShownSwitch | null
  bridge_until: string | null
  links: readonly RecordLink[] | null
  has_namesake: boolean
  courses: readonly NamedCourse[] | null
}

export type FoundPatient = {
  readonly id: string
  readonly version: number
  readonly standing: PatientStanding
  readonly diedOn: string | null
  readonly details: PatientDetails
  /** Whether everything has been taught (S18); null when nobody has recorded anything. */
  readonly education: 'complete' | 'incomplete' | null
  /** The last day on which this person may test at home (S17); null when they may not. */
  readonly selfTestUntil: string | null
  /** The change of medicine that is not yet at an end, to be shown wherever this person is (H18). */
  readonly switching: ShownSwitch | null
  /** The last day of heparin that is given beside another anticoagulant, to be shown as widely (H18). */
  readonly bridgeUntil: string | null
  /** Other records of this person, or what may be one: proposed, confirmed or reviewed (H02). */
  readonly links: readonly RecordLink[]
  /** Somebody else of the register has the same name (H01). */
  readonly hasNamesake: boolean
  /** Every course that has not ended, the main one first: what for, and at which target, is shown with the name (H01). */
  readonly courses: readonly NamedCourse[]
}

export const toFound = (row: PatientRow): FoundPatient => ({
  id: row.id,
  version: row.version,
  standing: row.standing,
  diedOn: row.died_on,
  details: { ...FLAGS_ASKED_LATER, ...row.details },
  education: row.education,
  selfTestUntil: row.self_test_until,
  switching: row.switching,
  bridgeUntil: row.bridge_until,
  links: row.links ?? [],
  hasNamesake: row.has_namesake,
  courses: row.courses ?? [],
})

/** The change of medicine of a person that is not yet at an end, as its words need it; `patient` is the row around it. */
export const switchingOf = (patient: string): string =>
  `(select json_build_object('state', m.state, 'oldMedicine', m.old_medicine, 'newMedicine', m.new_medicine,
           'fromOn', m.from_on, 'untilOn', m.until_on, 'oldDose', o.plan -> 'doac' -> 'dose')
      from medicine_switch m
      join episode o on o.provider_id = m.provider_id and o.id = m.old_episode_id
     where m.provider_id = ${patient}.provider_id and m.patient_id = ${patient}.id
       and m.state in ('waiting', 'planned', 'overlapping'))`

/** The last day of heparin beside another anticoagulant that is taken now; `patient` is the row around it. */
const bridgeUntil = (patient: string): string =>
  `(select e.stop_on from episode e
     where e.provider_id = ${patient}.provider_id and e.patient_id = ${patient}.id and e.bridging
       and e.medicine = 'heparin' and e.phase in ('initiating', 'maintaining', 'suspended')
       and exists (select from episode o
                    where o.provider_id = e.provider_id and o.patient_id = e.patient_id and not o.bridging
                      and o.phase in ('initiating', 'maintaining', 'suspended')))`

/** Warfarin that is stopped for a change is measured all the same; `episode` is the row of its course. */
export const isStoppedForChange = (episode: string): string =>
  `exists (select from medicine_switch m
     where m.provider_id = ${episode}.provider_id and m.old_episode_id = ${episode}.id and m.state = 'waiting')`

export const FOUND_COLUMNS = `id, version, standing, died_on, details, education, self_test_until,
  ${switchingOf('patient')} as switching, ${bridgeUntil('patient')} as bridge_until, ${linksOf('patient')} as links,
  ${hasNamesake('patient')} as has_namesake, ${coursesOf('patient')} as courses`

/** One person of this provider's register; a withdrawn import is not on it. */
export async function findPatient(tx: Tx, id: string): Promise<FoundPatient | undefined> {
  const row = await maybeOne<PatientRow>(
    tx,
    `select ${FOUND_COLUMNS} from patient where provider_id = $1 and id = $2 and standing <> 'withdrawn'`,
    [tx.providerId, id],
  )
  return row && toFound(row)
}

export async function findPatientByNhsNumber(tx: Tx, nhsNumber: string) {
  const row = await maybeOne<PatientRow>(
    tx,
    `select ${FOUND_COLUMNS} from patient
      where provider_id = $1 and nhs_number = $2 and standing <> 'withdrawn'`,
    [tx.providerId, nhsNumber],
  )
  return row && toFound(row)
}

/** What search compares: both names folded (no case, accents or punctuation), "family given". */
export const searchName = (details: PatientDetails): string =>
  `${foldName(details.familyName)} ${foldName(details.givenName)}`

/** Writes people's first versions: the head and its history together. */
export async function addPatients(tx: Tx, people: readonly PatientRecord[], reason: string) {
  await insertRows(
    tx,
    'patient',
    PATIENT_COLUMNS,
    people.map((person) => patientValues(tx, person)),
  )
  await addPatientVersions(tx, people, reason)
}

const PATIENT_COLUMNS = [
  'provider_id',
  'id',
  'version',
  'standing',
  'family_name',
  'given_name',
  'date_of_birth',
  'sex',
  'nhs_number',
  'nhs_absent_reason',
  'search_name',
  'housebound',
  'details',
  'died_on',
  'recorded_by',
  'recorded_at',
  'import_batch_id',
] as const

const patientValues = (tx: Tx, person: PatientRecord): readonly unknown[] => [
  ...currentValues(tx, person),
  person.importBatchId,
]

/** What the row of a person holds now: the columns that search and constraints read, and the whole record. */
function currentValues(tx: Tx, { details, ...person }: PatientRecord): readonly unknown[] {
  const { nhs } = details
  return [
    tx.providerId,
    person.id,
    person.version,
    person.standing,
    details.familyName,
    details.givenName,
    details.dateOfBirth,
    details.sex,
    nhs.kind === 'number' ? nhs.number : null,
    nhs.kind === 'none' ? nhs.reason : null,
    searchName(details),
    details.housebound === 'yes',
    JSON.stringify(details),
    person.diedOn,
    person.recordedBy,
    person.recordedAt,
  ]
}

async function addPatientVersions(tx: Tx, people: readonly PatientRecord[], reason: string) {
  const columns = [
    'provider_id',
    'patient_id',
    'version',
    'standing',
    'details',
    'died_on',
    'reason',
    'recorded_by',
    'recorded_at',
  ]
  const rows = people.map((person) => [
    tx.providerId,
    person.id,
    person.version,
    person.standing,
    JSON.stringify(person.details),
    person.diedOn,
    reason,
    person.recordedBy,
    person.recordedAt,
  ])
  await insertRows(tx, 'patient_version', columns, rows)
  toSeal(tx, 'patient_version', ...people.map(versionSealId))
}

/**
 * Puts a new version in the place of the one before it, if that is still the newest; answers whether it did.
 * `person.version` is the new version.
 */
export async function changePatient(
  tx: Tx,
  person: PatientRecord,
  reason: string,
): Promise<boolean> {
  const changed = await tx.query(
    `update patient set version = $3, standing = $4, family_name = $5, given_name = $6, date_of_birth = $7,
        sex = $8, nhs_number = $9, nhs_absent_reason = $10, search_name = $11, housebound = $12,
        details = $13, died_on = $14, recorded_by = $15, recorded_at = $16
      where provider_id = $1 and id = $2 and version = $3 - 1 returning id`,
    currentValues(tx, person),
  )
  if (changed.length === 0) return false
  await addPatientVersions(tx, [person], reason)
  return true
}

/** How many people are on the register. */
export async function countPatients(tx: Tx): Promise<number> {
  const row = await maybeOne<{ count: number }>(
    tx,
    `select count(*) as count from patient where provider_id = $1 and standing <> 'withdrawn'`,
    [tx.providerId],
  )
  return row?.count ?? 0
}
