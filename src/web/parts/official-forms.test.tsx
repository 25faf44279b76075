import type { ReactNode } from 'react'
import {
  type Context,
  content,
  printsOfficialMarkup,
  text,
  wording,
} from '#test/web/official-markup.tsx'
import { Checkboxes } from './checkboxes.tsx'
import type { Choice } from './choices.tsx'
import { DateInput, type DatePart } from './date-input.tsx'
import type { FieldProps } from './field.tsx'
import { Input, type InputProps } from './input.tsx'
import type { QuestionProps } from './question.tsx'
import { Radios } from './radios.tsx'
import { Select } from './select.tsx'
import { Textarea } from './textarea.tsx'

/** What every official field has, in our words. */
function fieldOf(context: Context): FieldProps & { readonly after: ReactNode } {
  return {
    id: String(context.id ?? context.name),
    name: String(context.name),
    label: wording(context.label),
    hint: content(context.hint),
    error: text(context.errorMessage),
    value: text(context.value),
    disabled: context.disabled === true,
    autoComplete: text(context.autocomplete),
    className: text(context.classes),
    after: content((context.formGroup as Context | undefined)?.afterInput),
  }
}

printsOfficialMarkup('input', /error only|overriding|custom-id/, (context) => {
  const { width, inputmode, type, spellcheck } = context
  return (
    <Input
      {...fieldOf(context)}
      type={(type ?? 'text') as NonNullable<InputProps['type']>}
      code={context.code === true}
      prefix={content(context.prefix)}
      suffix={content(context.suffix)}
      {...(width ? { width: width as 10 } : {})}
      {...(inputmode ? { inputMode: inputmode as 'numeric' } : {})}
      {...(typeof spellcheck === 'boolean' && { spellCheck: spellcheck })}
    />
  )
})

printsOfficialMarkup('textarea', /error only|custom-id/, (context) => (
  <Textarea {...fieldOf(context)} />
))

printsOfficialMarkup('select', /error only|divider|custom-id/, (context) => (
  <Select
    {...fieldOf(context)}
    options={records(context.items).map((item) => ({
      value: String(item.value),
      text: String(item.text),
      disabled: item.disabled === true,
    }))}
  />
))

const records = (option: unknown) => ((option ?? []) as readonly Context[]).filter(Boolean)

function questionOf(context: Context): QuestionProps {
  const { legend } = (context.fieldset ?? {}) as Context
  return {
    id: String(context.idPrefix ?? context.id ?? context.name),
    ...(legend ? { legend: wording(legend) } : {}),
    hint: content(context.hint),
    error: text(context.errorMessage),
  }
}

/** A divider is an item of its own in the macro; with us it belongs to the choice below it. */
function choicesOf(context: Context): readonly Choice[] {
  const items = records(context.items)
  return items.flatMap((item, nth) => {
    const above = items[nth - 1]?.divider
    if (item.divider) return []
    return {
      value: String(item.value),
      text: content(item),
      hint: content(item.hint),
      disabled: (item.disabled ?? context.disabled) === true,
      conditional: content(item.conditional),
      ...(above ? { divider: String(above) } : {}),
      ...(item.behaviour ? { attributes: { 'data-behaviour': String(item.behaviour) } } : {}),
    }
  })
}

const look = (context: Context) => ({
  inline: context.inline === true,
  small: context.small === true,
})

printsOfficialMarkup('radios', /error only|special characters|custom-id/, (context) => (
  <Radios
    {...questionOf(context)}
    {...look(context)}
    name={String(context.name)}
    choices={choicesOf(context)}
    value={text(context.value)}
  />
))

printsOfficialMarkup(
  'checkboxes',
  /error only|special characters|custom-id|named group|"all" option|deprecated/,
  (context) => (
    <Checkboxes
      {...questionOf(context)}
      {...look(context)}
      name={String(context.name)}
      choices={choicesOf(context)}
      values={(context.values ?? []) as readonly string[]}
    />
  ),
)

const PARTS: readonly DatePart[] = ['day', 'month', 'year']

printsOfficialMarkup(
  'date-input',
  /"items"|errors? only|translations|custom-id|overriding/,
  (context) => {
    const of = (part: DatePart) => context[part] as Context | undefined
    const wrong = PARTS.filter((part) => of(part)?.error === true)
    const values = (context.values ?? {}) as Readonly<Record<DatePart, string>>
    return (
      <DateInput
        {...questionOf(context)}
        {...(context.namePrefix ? { name: String(context.namePrefix) } : {})}
        parts={PARTS.filter((part) => context[part] !== false)}
        disabledParts={PARTS.filter((part) => of(part)?.disabled ?? context.disabled === true)}
        values={Object.fromEntries(
          PARTS.map((part) => [part, text(of(part)?.value ?? values[part])]),
        )}
        isBirthday={of('day')?.autocomplete === 'bday-day'}
        {...(wrong.length > 0 && { wrongParts: wrong })}
      />
    )
  },
)
