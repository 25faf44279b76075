import { type Findings, type TypedFields, typedNote, typedText } from '#register/typed-fields.ts'
import { wholeTyped } from './edited-components.ts'
import type { AuditQuestion, QualityRequirement } from './specification.ts'

export const QUESTION_CHOICES = {
  'yes-no': 'Yes or no',
  number: 'A number',
  text: 'In words',
} as const satisfies Readonly<Record<AuditQuestion['kind'], string>>

/** @technical Rows of the form, filled or not. */
export const QUALITY_ROWS = 6
export const QUESTION_ROWS = 10

/** @technical Letters of a line. */
export const LONGEST_LINE = 300

/** Every requirement of quality of the form. */
export function qualityTyped(
  fields: TypedFields,
  findings: Findings,
): readonly QualityRequirement[] {
  return Array.from({ length: QUALITY_ROWS }, (_, row) => row).flatMap((row) => {
    const name = typedNote(fields, `q${row}-name`, LONGEST_LINE, findings)
    if (name === '') return []
    const range = { says: 'the least per cent', least: 0, most: 100 }
    const thresholdPercent = wholeTyped(fields, `q${row}-percent`, range, findings) ?? 0
    const measuredBy = typedNote(fields, `q${row}-by`, LONGEST_LINE, findings)
    if (measuredBy === '')
      findings.push({ field: `q${row}-by`, code: 'required', message: 'Enter how it is measured.' })
    const days =
      typedText(fields, `q${row}-days`) === ''
        ? undefined
        : wholeTyped(
            fields,
            `q${row}-days`,
            { says: 'working days, or leave it empty', least: 1, most: 60 },
            findings,
          )
    return [
      {
        ...{
          id: `quality-${row + 1}`,
          name,
          thresholdPercent,
          measuredBy,
          consequence: CONSEQUENCE,
        },
        ...(days !== undefined && {
          clock: { kind: 'working-days-after', event: AWARE, days } as const,
        }),
      },
    ]
  })
}

const AWARE = 'the provider being made aware'
const CONSEQUENCE = 'Action plan; then General Condition 9 (Contract Management)'

/** Every question of the audit of the form. */
export function questionsTyped(fields: TypedFields, findings: Findings): readonly AuditQuestion[] {
  return Array.from({ length: QUESTION_ROWS }, (_, row) => row).flatMap((row) => {
    const text = typedNote(fields, `a${row}-text`, LONGEST_LINE, findings)
    if (text === '') return []
    const kind = Object.keys(QUESTION_CHOICES).find((each) => each === fields[`a${row}-kind`])
    if (kind === undefined) {
      findings.push({
        field: `a${row}-kind`,
        code: 'required',
        message: 'Choose how it is answered.',
      })
    }
    return [{ id: `question-${row + 1}`, text, kind: (kind ?? 'text') as AuditQuestion['kind'] }]
  })
}

export const qualityTexts = (
  { name, thresholdPercent, measuredBy, clock }: QualityRequirement,
  row: number,
) => ({
  [`q${row}-name`]: name,
  [`q${row}-percent`]: `${thresholdPercent}`,
  [`q${row}-by`]: measuredBy,
  [`q${row}-days`]: clock?.kind === 'working-days-after' ? `${clock.days}` : '',
})

export const questionTexts = ({ text, kind }: AuditQuestion, row: number) => ({
  [`a${row}-text`]: text,
  [`a${row}-kind`]: kind,
})
