// Measurements as a form of the register asks them: in groups that share a day.

import { clinicalDate, type Day } from '#base/day.ts'
import {
  type Comparator,
  formatMeasurement,
  MEASURES,
  type MeasurementKind,
  parseMeasurement,
} from '#clinical/measurement.ts'
import { monthsBefore } from '#clinical/months.ts'
import { type Findings, type TypedFields, typedDay, typedText } from './typed-fields.ts'

/** What is measured together, with the field of its day. A panel of blood has one day; what is measured here another. */
export type MeasurementGroup = {
  readonly id: string
  readonly legend: string
  readonly kinds: readonly MeasurementKind[]
  readonly source: 'measured-here' | 'laboratory'
}

export const MEASUREMENT_GROUPS: readonly MeasurementGroup[] = [
  {
    id: 'body',
    legend: 'Measured here',
    kinds: ['weight', 'systolic-bp'],
    source: 'measured-here',
  },
  {
    id: 'kidney',
    legend: 'Kidney function and electrolytes (U&E)',
    kinds: ['creatinine', 'egfr', 'sodium', 'potassium'],
    source: 'laboratory',
  },
  {
    id: 'blood-count',
    legend: 'Full blood count (FBC)',
    kinds: ['haemoglobin', 'platelets'],
    source: 'laboratory',
  },
  {
    id: 'liver',
    legend: 'Liver function (LFT)',
    kinds: ['alt', 'bilirubin'],
    source: 'laboratory',
  },
]

/** The field in which the day of a group is typed. */
export const dayFieldOf = ({ id }: Pick<MeasurementGroup, 'id'>): string => `${id}On`

export type Measured = {
  readonly kind: MeasurementKind
  readonly comparator: Comparator
  readonly value: number
  readonly measuredOn: Day
  readonly source: MeasurementGroup['source']
}

/** How old a measurement may be that is entered at a review of the year. @see docs/evidence.md#measured-within */
export const MEASURED_WITHIN_MONTHS = 12

type Asked = { readonly today: Day }

/** Reads every group; a value has a day, and a day has a value. What was not measured is not there. */
export function readMeasured(
  fields: TypedFields,
  asked: Asked,
  findings: Findings,
): readonly Measured[] {
  return MEASUREMENT_GROUPS.flatMap((group) => readGroup(group, fields, asked, findings))
}

function readGroup(
  group: MeasurementGroup,
  fields: TypedFields,
  asked: Asked,
  findings: Findings,
): readonly Measured[] {
  const field = dayFieldOf(group)
  const typed = group.kinds.filter((kind) => typedText(fields, kind) !== '')
  const before = findings.length
  const on = typedDay(fields, field, findings)
  const dayIsWrong = findings.length > before
  if (typed.length === 0) {
    if (on !== null)
      findings.push(at(field, 'no-value', `${group.legend}: enter what was measured.`))
    return []
  }
  if (on === null && !dayIsWrong) {
    findings.push(at(field, 'required', `${group.legend}: enter the day of the measurement.`))
  }
  if (on !== null) findings.push(...dayFindings(field, group.legend, on, asked))
  return typed.flatMap((kind) => {
    const parsed = parseMeasurement(kind, fields[kind])
    if (parsed.kind === 'refused') {
      findings.push(at(kind, parsed.code, parsed.message))
      return []
    }
    const { comparator, value } = parsed
    return on === null ? [] : [{ kind, comparator, value, measuredOn: on, source: group.source }]
  })
}

function dayFindings(field: string, legend: string, on: Day, { today }: Asked) {
  if (on > today) return [at(field, 'in-future', `${legend}: the day is in the future.`)]
  if (on >= monthsBefore(today, MEASURED_WITHIN_MONTHS)) return []
  const message = `${legend}: a measurement of ${clinicalDate(on)} is older than 12 months. Measure again.`
  return [at(field, 'too-old', message)]
}

/** `Weight 71.3 kg (20-Nov-2026)`. */
export const measuredInWords = (one: {
  readonly kind: MeasurementKind
  readonly comparator: Comparator
  readonly value: number
  readonly measuredOn: Day
}): string =>
  `${MEASURES[one.kind].name} ${formatMeasurement(one.kind, one)} (${clinicalDate(one.measuredOn)})`

const at = (field: string, code: string, message: string) => ({ field, code, message })
