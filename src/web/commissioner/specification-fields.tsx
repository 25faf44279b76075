import { BASIS_CHOICES, COMPONENT_ROWS, componentField } from '#contract/edited-components.ts'
import { ACTIVE_CHOICES } from '#contract/edited-specification.ts'
import { PROVIDER_KINDS } from '#contract/specification.ts'
import { PROVIDER_KIND_WORDS } from '#web/contract/specification-words.ts'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import {
  ChoiceField,
  DayField,
  ListField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'

type Props = { readonly form: TypedForm }

/** What the service is called, for when and for whom it is. */
export function Service({ form }: Props) {
  const name = (kind: string) => `who-${kind}`
  return (
    <section className="evk-narrow">
      <h2 className="nhsuk-heading-m">The service</h2>
      <TextField form={form} name="title" label="What it is called" />
      <DayField form={form} name="from" legend="First day for which it is made" />
      <DayField form={form} name="to" legend="Last day for which it is made" />
      <Checkboxes
        id="who"
        name="who"
        legend={{ text: 'Who may provide it', size: 's' }}
        hint="Level 5 is for general practices, whatever is ticked."
        small
        values={PROVIDER_KINDS.map(name).filter((each) => form.values[each] === 'yes')}
        error={errorOf(form.findings, 'who')}
        choices={PROVIDER_KINDS.map((kind) => ({
          value: name(kind),
          text: PROVIDER_KIND_WORDS[kind],
          attributes: { name: name(kind), value: 'yes' },
        }))}
      />
      <ChoiceField
        form={form}
        name="active"
        legend="When a patient counts as active in a month"
        words={ACTIVE_CHOICES}
      />
    </section>
  )
}

/** The prices. Rows that are empty are left out. */
export function ComponentRows({ form }: Props) {
  const rows = Array.from({ length: COMPONENT_ROWS }, (_, row) => row)
  const isFilled = (row: number) =>
    ['name', 'basis'].some((field) => (form.values[`c${row}-${field}`] ?? '') !== '')
  const filled = rows.filter(isFilled)
  const empty = rows.filter((row) => !isFilled(row))
  return (
    <section>
      <h2 className="nhsuk-heading-m">Prices</h2>
      {filled.map((row) => (
        <ComponentRow key={row} form={form} row={row} />
      ))}
      {empty.length > 0 && (
        <Details summary="Add another price" open={filled.length === 0}>
          {empty.slice(0, 3).map((row) => (
            <ComponentRow key={row} form={form} row={row} />
          ))}
        </Details>
      )}
    </section>
  )
}

function ComponentRow({ form, row }: Props & { readonly row: number }) {
  const of = (field: Parameters<typeof componentField>[1]) => componentField(row, field)
  const isOutcome = form.values[of('basis')] === 'outcome'
  return (
    <fieldset className="nhsuk-fieldset evk-narrow">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Price {row + 1}</legend>
      <TextField form={form} name={of('name')} label="What it is called" />
      <ListField
        form={form}
        name={of('basis')}
        label="How it is earned"
        words={BASIS_CHOICES}
        none="Not used"
      />
      <TextField
        form={form}
        name={of('price')}
        label="Price in pounds"
        hint="Like 13.25. None for a share of all else."
        width={10}
        inputMode="decimal"
      />
      <TextField
        form={form}
        name={of('number')}
        label="Number"
        hint="Home visits: how many are paid in a contract year. Weighted patients: the month, 4 for April. Block: for how many months. Share: the per cent of all else."
        width={5}
        inputMode="numeric"
      />
      <Details summary="Only for a share: the outcome" open={isOutcome}>
        <TextField form={form} name={of('measure')} label="The outcome that is measured" />
        <TextField
          form={form}
          name={of('threshold')}
          label="From which per cent it is reached"
          width={5}
          inputMode="numeric"
        />
      </Details>
    </fieldset>
  )
}

/** Returns, review, action plans and audits. */
export function Terms({ form }: Props) {
  const number = (name: string, label: string, hint?: string) => (
    <TextField
      form={form}
      name={name}
      label={label}
      {...(hint !== undefined && { hint })}
      width={5}
      inputMode="numeric"
    />
  )
  return (
    <section className="evk-narrow">
      <h2 className="nhsuk-heading-m">Returns, review, plans and audits</h2>
      {number('dueNth', 'The monthly return is due by this working day of the next month')}
      {number('remindFirst', 'The provider is reminded from this working day')}
      {number('remindAgain', 'and again from this working day')}
      {number('reviewMonth', 'Month in which contracts are reviewed each year', '3 for March')}
      {number('planDays', 'Working days within which an action plan is due')}
      {number('auditTimes', 'Audits a year')}
      <TextField
        form={form}
        name="supportCost"
        label="What is paid towards decision support"
        hint="As it stands in the contract: within the price, or up to a sum a year"
      />
    </section>
  )
}
