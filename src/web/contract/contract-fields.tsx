import { clinicalDate, type Day } from '#base/day.ts'
import type { ReleasedSpecification } from '#contract/catalogue.ts'
import type { Contract } from '#contract/contract.ts'
import { LEVELS } from '#contract/specification.ts'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { DayField, ListField, type TypedForm } from '#web/register/typed-form.tsx'
import { specificationKey } from '#workflow/specifications-held.ts'

// What both sides say of a contract in the same fields: the commissioner who offers it, the provider who records one.

type Form = { readonly form: TypedForm }

/** The days that a form of a contract asks for, beside those of its own. */
export const CONTRACT_DATES: readonly string[] = ['from', 'to', 'effectiveOn']

/** What holds now, as the fields of a variation begin. */
export const contractValues = (
  newest: Contract & { readonly version: number },
): TypedForm['values'] => ({
  specification: `${newest.specificationId} ${newest.specificationVersion}`,
  version: `${newest.version}`,
  reference: newest.reference,
  ...boxes('from', newest.from),
  ...boxes('to', newest.to),
  ...Object.fromEntries(newest.levels.map((level) => [`level-${level}`, 'yes'])),
})

const boxes = (name: string, on: Day) => ({
  [`${name}[day]`]: on.slice(8),
  [`${name}[month]`]: on.slice(5, 7),
  [`${name}[year]`]: on.slice(0, 4),
})

export const SpecificationField = ({
  form,
  specifications,
}: Form & { readonly specifications: readonly ReleasedSpecification[] }) => (
  <ListField
    form={form}
    name="specification"
    label="Specification"
    words={Object.fromEntries(
      specifications.map((each) => [specificationKey(each), specificationWords(each)]),
    )}
    none="Choose"
  />
)

const specificationWords = ({ document }: ReleasedSpecification): string => {
  const { title, commissioner, version, period } = document
  return `${title}, ${commissioner}, version ${version}, made for ${clinicalDate(period.from)} to ${clinicalDate(period.to)}`
}

/** The days of the contract, and its levels. */
export const DaysAndLevels = ({ form }: Form) => (
  <>
    <DayField form={form} name="from" legend="First day of the contract" />
    <DayField form={form} name="to" legend="Last day of the contract" />
    <LevelBoxes form={form} />
  </>
)

function LevelBoxes({ form }: Form) {
  const name = (level: number) => `level-${level}`
  return (
    <Checkboxes
      id="levels"
      name="levels"
      legend={{ text: 'Levels', size: 's' }}
      hint="Level 5 is for general practices only."
      small
      values={LEVELS.map(name).filter((level) => form.values[level] === 'yes')}
      error={errorOf(form.findings, 'levels')}
      choices={LEVELS.map((level) => ({
        value: name(level),
        text: `Level ${level}`,
        attributes: { name: name(level), value: 'yes' },
      }))}
    />
  )
}

/** From when a variation holds. */
export const EffectiveField = ({ form }: Form) => (
  <DayField
    form={form}
    name="effectiveOn"
    legend="This variation holds from"
    hint="The figures of a month are made by what holds on its last day."
  />
)
