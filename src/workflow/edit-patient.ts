import type { PatientDetails } from '#register/patient.ts'
import { differences, patientFacts } from '#register/patient-words.ts'
import { lockRegister } from '#store/lock-register.ts'
import { changePatient, findPatient, findPatientByNhsNumber } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import {
  changedMeanwhile,
  notHere,
  type Parsed,
  type Refused,
  refused,
  refusedField,
} from './outcome.ts'
import { PATIENT_FIELDS, readPatient } from './patient-form.ts'
import { keptPatient } from './patient-record.ts'
import { raiseRecallRisk } from './raise-recall-risk.ts'
import { seenVersion } from './record-version.ts'
import { keepTargetDoubts } from './target-doubt.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  ...PATIENT_FIELDS,
  'patientId',
  'version',
  'changeReason',
] as const satisfies readonly string[]

type Edit = TextFields<(typeof FIELDS)[number]>

/** Changes what the register says of a person; every version stays, with who changed it and why. */
export const editPatient = act<Edit, Done>({
  name: 'edit-patient',
  parse: (input): Parsed<Edit> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const patient = await findPatient(desk.tx, idTyped(fields.patientId))
    if (patient === undefined) return notHere('patient')
    const seen = seenVersion(fields.version, patient.version, "this patient's details")
    if (seen.kind === 'refused') return seen
    const read = readPatient(fields, desk.today, patient.details)
    if (read.kind === 'refused') return read
    const changed = differences(patientFacts(patient.details), patientFacts(read.details))
    if (changed.length === 0) return NOTHING_CHANGED
    const refusal =
      reasonRefusal(fields) ?? (await numberRefusal(desk, patient.details, read.details))
    if (refusal !== undefined) return refusal

    const next = { ...keptPatient(desk, patient), version: seen.next, details: read.details }
    const reason = (fields.changeReason ?? '').trim()
    const done = await changePatient(desk.tx, next, reason)
    if (!done) return changedMeanwhile("this patient's details")
    await raiseRecallRisk(desk, patient.id, read.details)
    await keepTargetDoubts(desk, patient.id, read.details)
    const noted = { changed: changed.map(({ field }) => field), version: seen.next }
    return { kind: 'done', patientId: patient.id, noted }
  },
})

const NOTHING_CHANGED = refusedField('', 'nothing-changed', 'Nothing is different from the record.')
const LONGEST_REASON = 200

function reasonRefusal({ changeReason = '' }: Edit): Refused | undefined {
  const reason = changeReason.trim()
  if (reason === '') {
    return refusedField('changeReason', 'required', 'Say why the record is changed.')
  }
  if (reason.length > LONGEST_REASON) {
    return refusedField('changeReason', 'too-long', `Write at most ${LONGEST_REASON} characters.`)
  }
  return undefined
}

/** A number that is there is changed by two people, on its own page (D3.61); a missing one may be added. */
async function numberRefusal(
  { tx }: Desk,
  before: PatientDetails,
  after: PatientDetails,
): Promise<Refused | undefined> {
  if (before.nhs.kind === 'number') {
    const isSame = after.nhs.kind === 'number' && after.nhs.number === before.nhs.number
    return isSame ? undefined : SECOND_PERSON
  }
  if (after.nhs.kind === 'none') return undefined
  await lockRegister(tx)
  const owner = await findPatientByNhsNumber(tx, after.nhs.number)
  return owner === undefined ? undefined : NUMBER_TAKEN
}

const SECOND_PERSON = refusedField(
  'nhsNumber',
  'second-person',
  'An NHS number that is recorded is changed with a reason and by two people. Use "Change NHS number".',
)

export const NUMBER_TAKEN = refused(409, {
  field: 'nhsNumber',
  code: 'nhs-number-taken',
  message:
    'Another person here has this NHS number. Open both records and find out whose it is before changing either.',
})
