import {
  CYP2C9_KNOWN,
  type Genotype,
  type GenotypeReport,
  VKORC1_KNOWN,
} from '#kinetics/genotypes.ts'
import { type Findings, typedDay, typedNote } from '#register/typed-fields.ts'
import { addGenotypeReport } from '#store/genotype-reports.ts'
import { findPatient } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import { freeTextFindings } from './free-text.ts'
import { notHere, type Parsed, refused, refusedField } from './outcome.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = ['patientId', 'cyp2c9', 'vkorc1', ...dayBoxes('reportedOn'), 'laboratory'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

type Typed = GenotypeReport & { readonly patientId: string; readonly laboratory: string }

/**
 * Keeps what a laboratory reported of the genes that say how much warfarin a person may need: with the day of the report and
 * whose it is. The forecast of the next INR uses it, and nothing else does: no dose follows from it (H41).
 */
export const recordGenotype = act<Typed, Done>({
  name: 'record-genotype',
  parse: parseReport,
  async perform({ tx, actor, now, today, newId }, typed) {
    const patient = await findPatient(tx, typed.patientId)
    if (patient === undefined) return notHere('patient')
    if (typed.on > today) return IN_FUTURE
    if (typed.on < patient.details.dateOfBirth) return BEFORE_BIRTH
    const findings = freeTextFindings({ note: typed.laboratory }, patient)
    if (findings.length > 0)
      return refused(422, ...findings.map((one) => ({ ...one, field: 'laboratory' })))
    const id = newId()
    const by = { recordedBy: actor.accountId, recordedAt: new Date(now).toISOString() }
    await addGenotypeReport(tx, { ...typed, ...by, id })
    return { kind: 'done', patientId: patient.id, subject: id }
  },
})

const IN_FUTURE = refusedField('reportedOn', 'in-future', 'This day is in the future. Check it.')
const BEFORE_BIRTH = refusedField(
  'reportedOn',
  'before-birth',
  'This day is before the patient was born. Check it.',
)

/** The name of a laboratory, in characters. */
const LONGEST_NAME = 100

function parseReport(input: unknown): Parsed<Typed> {
  const read = readTextFields(input, FIELDS)
  if (read.kind === 'refused') return read
  const fields = read.value
  const findings: Findings = []
  const genotype = readGenotype(fields, findings)
  const before = findings.length
  const on = typedDay(fields, 'reportedOn', findings)
  const laboratory = typedNote(fields, 'laboratory', LONGEST_NAME, findings)
  if (on === null && findings.length === before) {
    findings.push(at('reportedOn', 'required', 'Enter the day of the report.'))
  }
  if (laboratory === '') {
    findings.push(at('laboratory', 'required', 'Enter which laboratory reported it.'))
  }
  if (on === null || findings.length > 0) return { kind: 'refused', findings }
  const patientId = idTyped(fields.patientId)
  return { kind: 'parsed', value: { ...genotype, patientId, laboratory, on } }
}

function readGenotype(fields: Fields, findings: Findings): Genotype {
  const cyp2c9 = known(fields.cyp2c9, CYP2C9_KNOWN)
  const vkorc1 = known(fields.vkorc1, VKORC1_KNOWN)
  if (cyp2c9 === undefined) findings.push(at('cyp2c9', 'not-in-model', notInModel(CYP2C9_KNOWN)))
  if (vkorc1 === undefined) findings.push(at('vkorc1', 'not-in-model', notInModel(VKORC1_KNOWN)))
  if (cyp2c9 === 'not-known' && vkorc1 === 'not-known') {
    findings.push(at('cyp2c9', 'required', 'Choose what the report says of at least one gene.'))
  }
  return { cyp2c9: cyp2c9 ?? 'not-known', vkorc1: vkorc1 ?? 'not-known' }
}

/** What the model knows of a gene, or that the report is silent on it; undefined for any other result. */
function known<Diplotype extends string>(
  typed: string | undefined,
  diplotypes: readonly Diplotype[],
): Diplotype | 'not-known' | undefined {
  if (typed === undefined || typed === '' || typed === 'not-known') return 'not-known'
  return diplotypes.find((diplotype) => diplotype === typed)
}

const notInModel = (diplotypes: readonly string[]): string =>
  `The forecast knows only ${diplotypes.join(', ')}. Another result cannot be recorded here: keep the report in the GP record, and choose “Not known” for this gene.`

const at = (field: string, code: string, message: string) => ({ field, code, message })
