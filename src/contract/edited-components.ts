import { type Findings, type TypedFields, typedNote, typedText } from '#register/typed-fields.ts'
import type { Component, PaymentBasis, Pence, ProviderKind } from './specification.ts'

/** How a price can be earned, as a form names it. */
export const BASIS_CHOICES = {
  'level-3': 'Each active patient at level 3, each month',
  'level-4': 'Each active patient at level 4, each month',
  initiation:
    'Once for each patient started on warfarin for atrial fibrillation (general practice)',
  'home-visit': 'Each home visit, up to a number in a contract year',
  weighted: 'Each weighted patient, once a year in a month',
  block: 'A block sum for some months',
  outcome: 'A share of all else, where an outcome is reached',
} as const
export type BasisChoice = keyof typeof BASIS_CHOICES

/** @technical Rows of the form, filled or not. */
export const COMPONENT_ROWS = 10
export const COMPONENT_FIELDS = [
  'name',
  'basis',
  'price',
  'number',
  'measure',
  'threshold',
] as const

export const componentField = (row: number, field: (typeof COMPONENT_FIELDS)[number]): string =>
  `c${row}-${field}`

/** @technical Letters of a name in a table; pence above which a price is a slip. */
const LONGEST_NAME = 120
const DEAREST_PENCE = 1_000_000_000

/** Pounds as they are typed, `13.25` or `50`, in pence; nothing where it is no price. */
export function penceTyped(text: string): Pence | undefined {
  const [, pounds, pence = '00'] =
    /^£?(\d{1,8})(?:\.(\d{2}))?$/.exec(text.replaceAll(',', '')) ?? []
  if (pounds === undefined) return undefined
  const total = Number(pounds) * 100 + Number(pence)
  return total <= DEAREST_PENCE ? total : undefined
}

export const poundsToType = (pence: Pence): string =>
  `${Math.floor(pence / 100)}.${`${pence % 100}`.padStart(2, '0')}`

/** Every component of a form that was filled in, and what is wrong with each at its field. */
export function componentsTyped(
  fields: TypedFields,
  kinds: readonly ProviderKind[],
  findings: Findings,
): readonly Component[] {
  const components: Component[] = []
  for (let row = 0; row < COMPONENT_ROWS; row += 1) {
    const component = componentTyped(fields, row, kinds, findings)
    if (component === undefined) continue
    const same = components.find((each) => isTheSame(each.basis, component.basis))
    if (same === undefined) components.push(component)
    else findings.push(twice(row, same))
  }
  if (components.length === 0 && findings.length === 0) findings.push(NONE)
  return components
}

/** Two components that would pay for the same thing twice. A block and an outcome may stand beside another. */
const isTheSame = (one: PaymentBasis, other: PaymentBasis): boolean => {
  if (one.kind === 'active-patient-month' && other.kind === one.kind)
    return one.level === other.level
  return one.kind === other.kind && !['block', 'outcome-share'].includes(one.kind)
}

const twice = (row: number, { name }: Component) => ({
  field: componentField(row, 'basis'),
  code: 'twice',
  message: `“${name}” pays for this already. Choose another way to earn this price, or empty the row.`,
})

const NONE = {
  field: componentField(0, 'name'),
  code: 'required',
  message: 'Enter at least one price and how it is earned.',
}

function componentTyped(
  fields: TypedFields,
  row: number,
  kinds: readonly ProviderKind[],
  findings: Findings,
): Component | undefined {
  const of = (field: (typeof COMPONENT_FIELDS)[number]) => componentField(row, field)
  const name = typedNote(fields, of('name'), LONGEST_NAME, findings)
  const choice = typedText(fields, of('basis'))
  if (name === '' && choice === '') return undefined
  const known = Object.keys(BASIS_CHOICES).find((each): each is BasisChoice => each === choice)
  if (name === '')
    findings.push({ field: of('name'), code: 'required', message: 'Enter what this is called.' })
  if (known === undefined) {
    findings.push({
      field: of('basis'),
      code: 'required',
      message: 'Choose how this price is earned.',
    })
    return undefined
  }
  const basis = basisTyped(fields, row, known, findings)
  const pricePence = known === 'outcome' ? 0 : priceTyped(fields, of('price'), findings)
  if (basis === undefined || pricePence === undefined || name === '') return undefined
  const providers = known === 'initiation' ? kinds.filter((kind) => kind === 'gp-practice') : kinds
  const id = known === 'block' || known === 'outcome' ? `${known}-${row + 1}` : known
  return { id, name, basisAsPrinted: BASIS_CHOICES[known], pricePence, basis, providers }
}

function priceTyped(fields: TypedFields, field: string, findings: Findings): Pence | undefined {
  const pence = penceTyped(typedText(fields, field))
  if (pence !== undefined && pence > 0) return pence
  const message = 'Enter the price in pounds and pence, like 13.25.'
  findings.push({ field, code: 'format', message })
  return undefined
}

function basisTyped(
  fields: TypedFields,
  row: number,
  choice: BasisChoice,
  findings: Findings,
): PaymentBasis | undefined {
  const number = (says: string, least: number, most: number) =>
    wholeTyped(fields, componentField(row, 'number'), { says, least, most }, findings)
  switch (choice) {
    case 'level-3':
      return { kind: 'active-patient-month', level: 3 }
    case 'level-4':
      return { kind: 'active-patient-month', level: 4 }
    case 'initiation':
      return { kind: 'once-per-patient', for: 'initiated-in-atrial-fibrillation' }
    case 'home-visit': {
      const most = number('how many home visits of a patient are paid in a contract year', 1, 366)
      if (most === undefined) return undefined
      const cap = { most, within: 'contract-year' } as const
      return { kind: 'per-item', item: 'home-visit', levels: [3, 4], cap }
    }
    case 'weighted': {
      const inMonth = number('the month in which it is paid, like 4 for April', 1, 12)
      return inMonth === undefined ? undefined : { kind: 'per-weighted-patient', inMonth }
    }
    case 'block': {
      const months = number('for how many months the sum is', 1, 12)
      return months === undefined ? undefined : { kind: 'block', months }
    }
    case 'outcome':
      return outcomeTyped(fields, row, number, findings)
  }
}

function outcomeTyped(
  fields: TypedFields,
  row: number,
  number: (says: string, least: number, most: number) => number | undefined,
  findings: Findings,
): PaymentBasis | undefined {
  const percentOfTotal = number('which per cent of all else it is', 1, 100)
  const field = componentField(row, 'threshold')
  const range = { says: 'the per cent that is reached', least: 1, most: 100 }
  const thresholdPercent = wholeTyped(fields, field, range, findings)
  const named = componentField(row, 'measure')
  const measure = typedNote(fields, named, LONGEST_NAME, findings)
  if (measure === '')
    findings.push({
      field: named,
      code: 'required',
      message: 'Enter the outcome that is measured.',
    })
  if (percentOfTotal === undefined || thresholdPercent === undefined || measure === '')
    return undefined
  return { kind: 'outcome-share', measure, thresholdPercent, percentOfTotal }
}

type Range = { readonly says: string; readonly least: number; readonly most: number }

/** A whole number within a range; anything else is a finding in words. */
export function wholeTyped(
  fields: TypedFields,
  field: string,
  { says, least, most }: Range,
  findings: Findings,
): number | undefined {
  const text = typedText(fields, field)
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  findings.push({
    field,
    code: 'range',
    message: `Enter ${says}: a whole number from ${least} to ${most}.`,
  })
  return undefined
}

/** A component as the form has it, to be changed. */
export function componentTexts(row: number, { name, pricePence, basis }: Component) {
  const of = (field: (typeof COMPONENT_FIELDS)[number]) => componentField(row, field)
  const outcome = basis.kind === 'outcome-share' ? basis : undefined
  return {
    [of('name')]: name,
    [of('basis')]: choiceOf(basis),
    [of('price')]: outcome === undefined ? poundsToType(pricePence) : '',
    [of('number')]: numberOf(basis),
    [of('measure')]: outcome?.measure ?? '',
    [of('threshold')]: outcome === undefined ? '' : `${outcome.thresholdPercent}`,
  }
}

function choiceOf(basis: PaymentBasis): BasisChoice {
  switch (basis.kind) {
    case 'active-patient-month':
      return `level-${basis.level}`
    case 'once-per-patient':
      return 'initiation'
    case 'per-item':
      return 'home-visit'
    case 'per-weighted-patient':
      return 'weighted'
    case 'block':
      return 'block'
    case 'outcome-share':
      return 'outcome'
  }
}

function numberOf(basis: PaymentBasis): string {
  switch (basis.kind) {
    case 'per-item':
      return `${basis.cap.most}`
    case 'per-weighted-patient':
      return `${basis.inMonth}`
    case 'block':
      return `${basis.months}`
    case 'outcome-share':
      return `${basis.percentOfTotal}`
    default:
      return ''
  }
}
