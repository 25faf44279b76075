import { DIFFERENT_BECAUSE, DIFFERENT_BECAUSE_WORDS } from '#register/different-person.ts'
import type { PatientDetails } from '#register/patient.ts'
import { lockRegister } from '#store/lock-register.ts'
import { addPatients } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { type LikelySame, likelySame } from './likely-same.ts'
import { type Finding, type Parsed, type Refused, refused } from './outcome.ts'
import { PATIENT_FIELDS, readPatient } from './patient-form.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/** `differentFrom`: the ids, with commas, of the people shown as perhaps the same; `differentBecause`: why not. */
const FIELDS = [
  ...PATIENT_FIELDS,
  'differentFrom',
  'differentBecause',
  'differentNote',
] as const satisfies readonly string[]

type Registration = TextFields<(typeof FIELDS)[number]>

export type Registered = Done & { readonly patientId: string }

/**
 * Registers a person. People who may be the same are looked for first, and registering goes on only when each of
 * them has been seen and a reason says why this is somebody else (H02).
 */
export const registerPatient = act<Registration, Registered>({
  name: 'register-patient',
  parse: (input): Parsed<Registration> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const read = readPatient(fields, desk.today)
    if (read.kind === 'refused') return read
    await lockRegister(desk.tx)
    const alike = await likelySame(desk, read.details)
    const refusal = samePersonRefusal(fields, alike)
    if (refusal !== undefined) return refusal

    const patientId = await add(desk, read.details, reasonOf(fields, alike))
    return {
      kind: 'done',
      patientId,
      ...(alike.length > 0 && {
        noted: {
          differentFrom: alike.map(({ patient }) => patient.id),
          because: fields.differentBecause,
        },
      }),
    }
  },
})

async function add({ tx, actor, now, newId }: Desk, details: PatientDetails, reason: string) {
  const id = newId()
  const person = {
    id,
    version: 1,
    standing: 'live',
    diedOn: null,
    importBatchId: null,
    details,
    recordedBy: actor.accountId,
    recordedAt: new Date(now).toISOString(),
  } as const
  await addPatients(tx, [person], reason)
  return id
}

function samePersonRefusal(
  fields: Registration,
  alike: readonly LikelySame[],
): Refused | undefined {
  if (alike.length === 0) return undefined
  const sameNumber = alike.find(({ match }) => match.verdict === 'same-number')
  if (sameNumber !== undefined) return refused(409, NUMBER_TAKEN)
  const findings = differentFindings(fields, alike)
  return findings.length === 0 ? undefined : refused(422, ...findings)
}

const NUMBER_TAKEN: Finding = {
  field: 'nhsNumber',
  code: 'nhs-number-taken',
  message:
    'A person with this NHS number is already registered. Open that record and compare two more identifiers, such as address and telephone number. Nothing has been linked.',
}

function differentFindings(fields: Registration, alike: readonly LikelySame[]): readonly Finding[] {
  const field = 'differentBecause'
  const because = DIFFERENT_BECAUSE.find((known) => known === fields.differentBecause)
  const wasSeen = (fields.differentFrom ?? '') === idsOf(alike)
  if (because === undefined || !wasSeen) {
    const message =
      'This person may already be registered. Compare the records shown, then open the right one or say why this is a different person.'
    return [{ field, code: 'may-be-registered', message }]
  }
  if (because === 'other' && (fields.differentNote ?? '').trim() === '') {
    const message = 'Say why this is a different person.'
    return [{ field: 'differentNote', code: 'required', message }]
  }
  return []
}

/** The people shown, as the page hands them back: a list that has grown since is shown again. */
export const idsOf = (alike: readonly LikelySame[]): string =>
  alike
    .map(({ patient }) => patient.id)
    .sort()
    .join(',')

function reasonOf(fields: Registration, alike: readonly LikelySame[]): string {
  const because = DIFFERENT_BECAUSE.find((known) => known === fields.differentBecause)
  if (alike.length === 0 || because === undefined) return 'Registered'
  const note = (fields.differentNote ?? '').trim()
  const why = DIFFERENT_BECAUSE_WORDS[because]
  return `Registered as a different person. ${why}${note === '' ? '' : `: ${note}`}`
}
