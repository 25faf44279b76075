import { parseNhsNumber } from '#register/nhs-number.ts'
import { NUMBER_CHANGE_REASONS } from '#register/number-change.ts'
import { NHS_ABSENT_REASONS, type NhsIdentity } from '#register/patient.ts'
import { addNhsNumberChange, openChangeOf } from '#store/nhs-number-changes.ts'
import { findPatient, findPatientByNhsNumber } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import { NUMBER_TAKEN } from './edit-patient.ts'
import { type Finding, notHere, type Parsed, refused, refusedField } from './outcome.ts'
import { readTextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

type Proposal = {
  readonly patientId: string
  readonly to: NhsIdentity
  readonly reason: string
  readonly note: string
}

/** Proposes another NHS number for a person who has one; nothing changes until a second person confirms (D3.61). */
export const proposeNhsNumber = act<Proposal, Done>({
  name: 'edit-patient',
  parse: parseProposal,
  perform: async (desk, { patientId, to, reason, note }) => {
    const { tx, actor, now, newId } = desk
    const patient = await findPatient(tx, patientId)
    if (patient === undefined) return notHere('patient')
    const { nhs } = patient.details
    if (nhs.kind === 'none') return ADD_IT_THERE
    if (to.kind === 'number' && to.number === nhs.number) return SAME_NUMBER
    if ((await openChangeOf(tx, patientId)) !== undefined) return WAITS_ALREADY
    if (to.kind === 'number' && (await findPatientByNhsNumber(tx, to.number)) !== undefined) {
      return NUMBER_TAKEN
    }

    const id = newId()
    await addNhsNumberChange(tx, {
      id,
      patientId,
      oldNumber: nhs.number,
      to,
      reason,
      note,
      proposedBy: actor.accountId,
      proposedAt: new Date(now).toISOString(),
    })
    return { kind: 'done', patientId, subject: id, noted: { did: 'nhs-number-proposed', reason } }
  },
})

const ADD_IT_THERE = refusedField(
  'nhsNumber',
  'no-number-yet',
  'This record has no NHS number yet. Add it under "Change details".',
)
const SAME_NUMBER = refusedField(
  'nhsNumber',
  'same-number',
  'This is the number that is recorded already.',
)
const WAITS_ALREADY = refused(409, {
  field: '',
  code: 'change-waits',
  message: 'A change of this NHS number already waits for a second person.',
})

const FIELDS = [
  'patientId',
  'nhsNumber',
  'nhsNumberAgain',
  'nhsAbsentReason',
  'reason',
  'note',
] as const

function parseProposal(input: unknown): Parsed<Proposal> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const { patientId = '', reason, note = '', ...typed } = read.value
  const identity = identityTyped(typed)
  const coded = NUMBER_CHANGE_REASONS.find((known) => known === reason)
  const findings = [
    ...('field' in identity ? [identity] : []),
    ...(coded === undefined ? [REASON_NEEDED] : []),
  ]
  if ('field' in identity || coded === undefined) return { kind: 'refused', findings }
  const id = idTyped(patientId)
  return {
    kind: 'parsed',
    value: { patientId: id, to: identity, reason: coded, note: note.trim() },
  }
}

const REASON_NEEDED: Finding = {
  field: 'reason',
  code: 'required',
  message: 'Choose why the NHS number is changed.',
}

type Typed = {
  readonly nhsNumber?: string
  readonly nhsNumberAgain?: string
  readonly nhsAbsentReason?: string
}

/** The number typed twice, or why there is none. */
function identityTyped(typed: Typed): NhsIdentity | Finding {
  const { nhsNumber = '', nhsNumberAgain = '', nhsAbsentReason } = typed
  const absent = NHS_ABSENT_REASONS.find((known) => known === nhsAbsentReason)
  if (nhsNumber.trim() === '' && absent !== undefined) return { kind: 'none', reason: absent }
  const parsed = parseNhsNumber(nhsNumber)
  if (parsed.kind === 'refused') return { field: 'nhsNumber', ...codeOf(parsed) }
  const again = parseNhsNumber(nhsNumberAgain)
  if (again.kind === 'refused' || again.nhsNumber !== parsed.nhsNumber) return TYPE_TWICE
  return { kind: 'number', number: parsed.nhsNumber }
}

const codeOf = ({ code, message }: { readonly code: string; readonly message: string }) => ({
  code,
  message,
})

const TYPE_TWICE: Finding = {
  field: 'nhsNumberAgain',
  code: 'differs',
  message: 'Type the new NHS number a second time, the same.',
}
