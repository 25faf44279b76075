import { trimAscii } from '#base/typed-text.ts'
import { addMeasurements, findMeasurement } from '#store/measurements.ts'
import { findPatient } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import { freeTextFindings } from './free-text.ts'
import { notHere, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = ['measurementId', 'reason'] as const

/**
 * Takes back a measurement that was entered wrongly, with the reason: a row that names it, which nothing reads as a
 * measurement. It is never changed or deleted, and what was judged by it says so (H20).
 */
export const withdrawMeasurement = act<TextFields<(typeof FIELDS)[number]>, Done>({
  name: 'withdraw-measurement',
  parse: (input) => readTextFields(input, FIELDS),
  async perform({ tx, actor, now, newId }, fields) {
    if ((fields.measurementId ?? '') === '') return CHOOSE
    const measured = await findMeasurement(tx, idTyped(fields.measurementId))
    const patient = measured && (await findPatient(tx, measured.patientId))
    if (measured === undefined || patient === undefined) return notHere('measurement')
    if (measured.takenBack !== null) return ALREADY
    const reason = trimAscii(fields.reason ?? '')
    if (reason === '') return refusedField('reason', 'required', 'Say what is wrong with it.')
    const findings = freeTextFindings({ note: reason }, patient)
    if (findings.length > 0) return refused(422, ...findings)

    const { kind, comparator, value, measuredOn, source, id: replaces } = measured
    const id = newId()
    await addMeasurements(tx, [
      {
        ...{ id, patientId: patient.id, kind, comparator, value, measuredOn, source },
        ...{ status: 'void', replaces, reason },
        ...{ recordedBy: actor.accountId, recordedAt: new Date(now).toISOString() },
      },
    ])
    return { kind: 'done', patientId: patient.id, subject: replaces, noted: { measure: kind } }
  },
})

const CHOOSE = refusedField('measurementId', 'required', 'Choose the measurement.')

const ALREADY = refused(409, {
  field: '',
  code: 'taken-back',
  message: 'This measurement has been taken back already.',
})
