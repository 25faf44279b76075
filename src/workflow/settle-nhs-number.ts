import { parseNhsNumber } from '#register/nhs-number.ts'
import { isNumberChangeReason, NUMBER_CHANGE_WORDS } from '#register/number-change.ts'
import type { NhsIdentity } from '#register/patient.ts'
import { lockRegister } from '#store/lock-register.ts'
import { type NhsNumberChange, openChangeOf, settleChange } from '#store/nhs-number-changes.ts'
import { changePatient, findPatient, findPatientByNhsNumber } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { NUMBER_TAKEN } from './edit-patient.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refused } from './outcome.ts'
import { keptPatient } from './patient-record.ts'
import { readTextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

type Settlement = {
  readonly patientId: string
  readonly changeId: string
  readonly decision: 'confirmed' | 'declined'
}

/** The second person's word on a proposed NHS number: it becomes the number, or the proposal is declined (H02). */
export const settleNhsNumber = act<Settlement, Done>({
  name: 'edit-patient',
  parse: parseSettlement,
  perform: async (desk, { patientId, changeId, decision }) => {
    await lockRegister(desk.tx)
    const change = await openChangeOf(desk.tx, patientId)
    if (change?.id !== changeId) return changedMeanwhile('this proposal')
    const refusal = decision === 'confirmed' ? await confirm(desk, change) : undefined
    if (refusal !== undefined) return refusal

    const at = new Date(desk.now).toISOString()
    const by = desk.actor.accountId
    if (!(await settleChange(desk.tx, { id: changeId, state: decision, by, at }))) {
      return changedMeanwhile('this proposal')
    }
    const noted = { did: `nhs-number-${decision}` }
    return { kind: 'done', patientId, subject: changeId, noted }
  },
})

async function confirm(desk: Desk, change: NhsNumberChange): Promise<Refused | undefined> {
  if (change.proposedBy === desk.actor.accountId) return SAME_PERSON
  const patient = await findPatient(desk.tx, change.patientId)
  if (patient === undefined) return notHere('patient')
  const nhs = identityOf(change)
  if (nhs.kind === 'number' && (await findPatientByNhsNumber(desk.tx, nhs.number)) !== undefined) {
    return NUMBER_TAKEN
  }

  const next = {
    ...keptPatient(desk, patient),
    version: patient.version + 1,
    details: { ...patient.details, nhs },
  }
  const done = await changePatient(desk.tx, next, reasonOf(change))
  return done ? undefined : changedMeanwhile("this patient's details")
}

const SAME_PERSON = refused(403, {
  field: '',
  code: 'second-person',
  message: 'You proposed this change. Another person must compare both records and confirm it.',
})

function identityOf({ newNumber, absentReason }: NhsNumberChange): NhsIdentity {
  const parsed = parseNhsNumber(newNumber)
  if (parsed.kind !== 'refused') return { kind: 'number', number: parsed.nhsNumber }
  return { kind: 'none', reason: absentReason ?? 'not-traced' }
}

function reasonOf({ reason, note, proposedByName }: NhsNumberChange): string {
  const why = isNumberChangeReason(reason) ? NUMBER_CHANGE_WORDS[reason] : reason
  return `NHS number changed. ${why}. Proposed by ${proposedByName}${note === '' ? '' : `: ${note}`}`
}

function parseSettlement(input: unknown): Parsed<Settlement> {
  const read = readTextFields(input, ['patientId', 'changeId', 'decision'])
  if (read.kind === 'refused') return read
  const { patientId, changeId, decision } = read.value
  if (decision === 'confirmed' || decision === 'declined') {
    const value = { patientId: idTyped(patientId), changeId: changeId ?? '', decision }
    return { kind: 'parsed', value: { ...value, decision } }
  }
  const message = 'Choose whether the new number is right.'
  return { kind: 'refused', findings: [{ field: 'decision', code: 'required', message }] }
}
