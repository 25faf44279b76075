import type { ReactNode } from 'react'
import { DateInput } from '#web/parts/date-input.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input, type InputProps } from '#web/parts/input.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Select } from '#web/parts/select.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import type { Wording } from '#web/parts/wording.ts'
import type { Finding } from '#workflow/outcome.ts'

/** A form as it was typed, and what was found wrong with it. */
export type TypedForm = {
  readonly values: Readonly<Record<string, string | undefined>>
  readonly findings: readonly Finding[]
  /** Which tablets the site prescribes from, beside the question which the patient has. */
  readonly tabletNote?: string
}

/** Beside a form that was sent: another one of the same page, in which nothing has been typed. */
export const NOT_SENT: TypedForm = { values: {}, findings: [] }

export type Words = Readonly<Record<string, string>>

type FieldOf = {
  readonly form: TypedForm
  readonly name: string
  readonly hint?: ReactNode
}

type Labelled = FieldOf & { readonly label: Wording }
type Asked = FieldOf & { readonly legend: Wording }

/** One line of text. */
export function TextField(
  props: Labelled &
    Pick<InputProps, 'width' | 'inputMode' | 'code' | 'type' | 'suffix' | 'attributes'>,
) {
  const { form, name, ...rest } = props
  return (
    <Input
      {...rest}
      id={name}
      name={name}
      value={form.values[name]}
      error={errorOf(form.findings, name)}
      autoComplete="off"
    />
  )
}

/** What a page hands back unchanged. */
export function HiddenField({ form, name }: FieldOf) {
  return <input type="hidden" name={name} value={form.values[name]} />
}

/** Several lines of text; `id` where another form of the page asks under the same name. */
export function NoteField(props: Labelled & { readonly rows?: number; readonly id?: string }) {
  const { form, name, rows = 3, id = name, ...rest } = props
  return (
    <Textarea
      {...rest}
      id={id}
      name={name}
      rows={rows}
      value={form.values[name]}
      error={errorOf(form.findings, name)}
    />
  )
}

/** A day in three boxes; what is wrong with it is about the day, or about its first box. */
export function DayField({ form, name, ...rest }: Asked) {
  const { values, findings } = form
  return (
    <DateInput
      {...rest}
      id={name}
      name={name}
      error={errorOf(findings, name) ?? errorOf(findings, `${name}-day`)}
      values={{
        day: values[`${name}[day]`],
        month: values[`${name}[month]`],
        year: values[`${name}[year]`],
      }}
    />
  )
}

/** One of few answers; `conditional` is asked only with its answer. */
export function ChoiceField(
  props: Asked & {
    readonly words: Words
    readonly inline?: boolean
    readonly conditional?: Readonly<Record<string, ReactNode>>
  },
) {
  const { form, name, words, inline, conditional = {}, ...rest } = props
  return (
    <Radios
      {...rest}
      id={name}
      name={name}
      small
      {...(inline !== undefined && { inline })}
      value={form.values[name]}
      error={errorOf(form.findings, name)}
      choices={Object.entries(words).map(([value, text]) => ({
        value,
        text,
        conditional: conditional[value],
      }))}
    />
  )
}

/** One of many answers. */
export function ListField(props: Labelled & { readonly words: Words; readonly none: string }) {
  const { form, name, words, none, ...rest } = props
  const options = Object.entries(words).map(([value, text]) => ({ value, text }))
  return (
    <Select
      {...rest}
      id={name}
      name={name}
      value={form.values[name]}
      error={errorOf(form.findings, name)}
      options={[{ value: '', text: none }, ...options]}
    />
  )
}

/** Findings as the summary links them: those of a date lead to its first box. */
export const linkedFindings = (
  findings: readonly Finding[],
  dateFields: readonly string[],
): readonly Finding[] =>
  findings.map((finding) =>
    dateFields.includes(finding.field) ? { ...finding, field: `${finding.field}-day` } : finding,
  )
