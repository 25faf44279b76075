import type { Day } from '#base/day.ts'
import { day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import {
  type Comparator,
  formatMeasurement,
  type MeasurementKind,
  parseMeasurement,
} from '#clinical/measurement.ts'
import type { DatedCreatinine, DatedWeight } from '#clinical/renal.ts'
import { couldBeMilligrams, couldBePounds } from '#clinical/renal.ts'
import { typedDay } from '#register/typed-fields.ts'
import type { Measurement, MeasurementSource } from '#store/measurements.ts'
import type { Finding } from './outcome.ts'
import { dayBoxes, type TextFields } from './text-fields.ts'

/** Blood results that are kept with the review beside the creatinine; none is needed for the dose. */
export const OTHER_BLOODS = [
  'haemoglobin',
  'platelets',
  'alt',
  'bilirubin',
  'sodium',
  'potassium',
] as const satisfies readonly MeasurementKind[]

export const MEASURE_FIELDS = [
  'weight',
  'weightAgain',
  ...dayBoxes('weightOn'),
  'creatinine',
  'creatinineAgain',
  ...OTHER_BLOODS,
  ...dayBoxes('bloodsOn'),
] as const
type MeasureFields = TextFields<(typeof MEASURE_FIELDS)[number]>

/** A figure that was typed, to be kept. */
export type TypedMeasure = {
  readonly kind: MeasurementKind
  readonly comparator: Comparator
  readonly value: number
  readonly on: Day
  readonly source: MeasurementSource
}

/** What the dose is judged by: what was typed now, or else the newest on record. */
export type Measures = {
  readonly weight: DatedWeight | 'not-known'
  readonly creatinine: DatedCreatinine | 'not-known'
  readonly weightId: string | null
  readonly creatinineId: string | null
  readonly typed: readonly TypedMeasure[]
}

/** Reads what was measured; what is not typed is taken from the record with its own day (H20). */
export function readMeasures(
  fields: MeasureFields,
  newest: readonly Measurement[],
  today: Day,
): { readonly measures: Measures; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const weight = readOne('weight', 'measured-here', 'weightOn')
  const creatinine = readOne('creatinine', 'laboratory', 'bloodsOn')
  const others = OTHER_BLOODS.map((kind) => readOne(kind, 'laboratory', 'bloodsOn'))
  const typed = [weight, creatinine, ...others].filter((one) => one !== undefined)
  const newestWeight = newer(weight, newest, 'weight')
  const newestCreatinine = newer(creatinine, newest, 'creatinine')
  findings.push(...typedTwice(fields, weight, newest), ...typedTwice(fields, creatinine, newest))
  const measures: Measures = {
    weight:
      newestWeight === undefined ? 'not-known' : { grams: newestWeight.value, on: newestWeight.on },
    creatinine:
      newestCreatinine === undefined
        ? 'not-known'
        : { umolPerL: newestCreatinine.value, on: newestCreatinine.on },
    weightId: newestWeight?.id ?? null,
    creatinineId: newestCreatinine?.id ?? null,
    typed,
  }
  return { measures, findings }

  function readOne(
    kind: MeasurementKind,
    source: MeasurementSource,
    dayField: 'weightOn' | 'bloodsOn',
  ): TypedMeasure | undefined {
    const text = (fields as Readonly<Record<string, string | undefined>>)[kind]
    if (trimAscii(text ?? '') === '') return undefined
    const parsed = parseMeasurement(kind, text)
    if (parsed.kind === 'refused') {
      findings.push({ field: kind, code: parsed.code, message: parsed.message })
    }
    const on = dayOf(fields, dayField, today, findings)
    if (parsed.kind === 'refused' || on === undefined) return undefined
    return { kind, comparator: parsed.comparator, value: parsed.value, on, source }
  }
}

const ASK_DAY = {
  weightOn: 'Enter the day on which the patient was weighed.',
  bloodsOn: 'Enter the day on which the blood was taken.',
} as const

function dayOf(
  fields: MeasureFields,
  field: keyof typeof ASK_DAY,
  today: Day,
  findings: Finding[],
): Day | undefined {
  if (findings.some((finding) => finding.field === field)) return undefined
  const wrongBefore = findings.length
  const on = typedDay(fields, field, findings)
  if (findings.length > wrongBefore) return undefined
  if (on === null) {
    findings.push({ field, code: 'required', message: ASK_DAY[field] })
    return undefined
  }
  if (on <= today) return on
  findings.push({ field, code: 'in-future', message: 'This day is in the future. Check it.' })
  return undefined
}

type Dated = { readonly id: string | null; readonly value: number; readonly on: Day }

/** What was typed, unless the record holds a later one; on the same day what was typed now. */
function newer(
  typed: TypedMeasure | undefined,
  newest: readonly Measurement[],
  kind: MeasurementKind,
): Dated | undefined {
  const found = newest.find((one) => one.kind === kind)
  const recorded = found && { id: found.id, value: found.value, on: day(found.measuredOn) }
  if (typed === undefined) return recorded
  if (recorded !== undefined && recorded.on > typed.on) return recorded
  return { id: null, value: typed.value, on: typed.on }
}

/** By how much a figure may differ from the one before without being typed again. @see docs/evidence.md#typed-twice */
const WEIGHT_TENTH = { numerator: 1, denominator: 10 } as const
const CREATININE_HALF = { numerator: 1, denominator: 2 } as const

/** A figure that is far from the last one, or could be in another unit, is typed a second time (H20). */
function typedTwice(
  fields: MeasureFields,
  typed: TypedMeasure | undefined,
  newest: readonly Measurement[],
): readonly Finding[] {
  if (typed === undefined) return []
  const last = newest.find((one) => one.kind === typed.kind)
  const far = last !== undefined && isFar(typed, last.value)
  const otherUnit = otherUnitOf(typed, last !== undefined && !far)
  if (!far && otherUnit === undefined) return []
  const again = typed.kind === 'weight' ? 'weightAgain' : 'creatinineAgain'
  const second = trimAscii(fields[again] ?? '')
  if (second === '') return [{ field: again, code: 'double-entry', message: why(last, otherUnit) }]
  const parsed = parseMeasurement(typed.kind, second)
  if (parsed.kind === 'measurement' && parsed.value === typed.value) return []
  const message = 'The two entries differ. Look at the scales or the report and type both again.'
  return [{ field: again, code: 'entries-differ', message }]
}

/** The unit in which a figure like this could be, when nothing on record speaks for ours. */
function otherUnitOf({ kind, value }: TypedMeasure, isNearLast: boolean): string | undefined {
  if (kind === 'creatinine') return couldBeMilligrams(value) ? LOW_IN_MILLIGRAMS : undefined
  return kind === 'weight' && !isNearLast && couldBePounds(value) ? HIGH_IN_POUNDS : undefined
}

const LOW_IN_MILLIGRAMS =
  'This is so low that it could be in mg/dL. Look at the unit on the report and type the figure again.'
const HIGH_IN_POUNDS =
  'This is so high that it could be in pounds. Look at the unit on the scales and type the weight in kg again.'

function isFar({ kind, value }: TypedMeasure, last: number): boolean {
  const { numerator, denominator } = kind === 'weight' ? WEIGHT_TENTH : CREATININE_HALF
  return Math.abs(value - last) * denominator >= last * numerator
}

function why(last: Measurement | undefined, otherUnit: string | undefined): string {
  if (otherUnit !== undefined || last === undefined) return otherUnit ?? LOW_IN_MILLIGRAMS
  return `This is far from the last one, ${formatMeasurement(last.kind, last)}. Type it again without looking at the first entry.`
}
