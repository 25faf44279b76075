import { typedText } from '#register/typed-fields.ts'
import { addGenotypeReport, findGenotypeReport } from '#store/genotype-reports.ts'
import { findPatient } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import { freeTextFindings } from './free-text.ts'
import { notHere, refused, refusedField } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = ['reportId', 'genotypeReason'] as const

/** Takes back a report of genes that was entered wrongly, with the reason: a row that names it. It is never changed or deleted. */
export const withdrawGenotype = act<TextFields<(typeof FIELDS)[number]>, Done>({
  name: 'withdraw-genotype',
  parse: (input) => readTextFields(input, FIELDS),
  async perform({ tx, actor, now, newId }, fields) {
    if ((fields.reportId ?? '') === '') return CHOOSE
    const report = await findGenotypeReport(tx, idTyped(fields.reportId))
    const patient = report && (await findPatient(tx, report.patientId))
    if (report === undefined || patient === undefined) return notHere('report')
    if (report.takenBack !== null) return ALREADY
    const genotypeReason = typedText(fields, 'genotypeReason')
    if (genotypeReason === '') return SAY_WHY
    const findings = freeTextFindings({ genotypeReason }, patient)
    if (findings.length > 0) return refused(422, ...findings)

    const { id: replaces, patientId, cyp2c9, vkorc1, on, laboratory } = report
    const by = { recordedBy: actor.accountId, recordedAt: new Date(now).toISOString() }
    await addGenotypeReport(
      tx,
      { id: newId(), patientId, cyp2c9, vkorc1, on, laboratory, ...by },
      { replaces, reason: genotypeReason },
    )
    return { kind: 'done', patientId, subject: replaces }
  },
})

const CHOOSE = refusedField('reportId', 'required', 'Choose the report.')
const SAY_WHY = refusedField('genotypeReason', 'required', 'Say what is wrong with it.')

const ALREADY = refused(409, {
  field: '',
  code: 'taken-back',
  message: 'This report has been taken back already.',
})
