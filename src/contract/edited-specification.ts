import type { Day } from '#base/day.ts'
import {
  type Findings,
  type TypedFields,
  typedDay,
  typedNote,
  typedText,
} from '#register/typed-fields.ts'
import {
  COMPONENT_FIELDS,
  COMPONENT_ROWS,
  componentField,
  componentsTyped,
  componentTexts,
  wholeTyped,
} from './edited-components.ts'
import {
  LONGEST_LINE,
  QUALITY_ROWS,
  QUESTION_ROWS,
  qualityTexts,
  qualityTyped,
  questionsTyped,
  questionTexts,
} from './edited-questions.ts'
import {
  type ActiveRule,
  PROVIDER_KINDS,
  type Return,
  type ServiceSpecification,
} from './specification.ts'

// A specification as a form has it: read from what was typed, and written out to be changed. What a form does not ask is as in the
// specification that it was made from.

export const ACTIVE_CHOICES = {
  'last-day-unless-suspended-throughout':
    'On the last day of the month, unless paused on every day of it',
  'any-day': 'On any day of the month, not paused',
  'every-day': 'On every day of the month',
} as const satisfies Readonly<Record<ActiveRule['kind'], string>>

const rows = (count: number, name: (row: number) => readonly string[]) =>
  Array.from({ length: count }, (_, row) => name(row)).flat()

/** Every field of the form, as it is posted. */
export const SPECIFICATION_FIELDS: readonly string[] = [
  ...['title', 'active', 'reviewMonth', 'dueNth', 'remindFirst', 'remindAgain'],
  ...['planDays', 'auditTimes', 'supportCost'],
  ...['from', 'to'].flatMap((day) => [day, `${day}[day]`, `${day}[month]`, `${day}[year]`]),
  ...PROVIDER_KINDS.map((kind) => `who-${kind}`),
  ...rows(COMPONENT_ROWS, (row) => COMPONENT_FIELDS.map((field) => componentField(row, field))),
  ...rows(QUALITY_ROWS, (row) => [`q${row}-name`, `q${row}-percent`, `q${row}-by`, `q${row}-days`]),
  ...rows(QUESTION_ROWS, (row) => [`a${row}-text`, `a${row}-kind`]),
]

export type EditedSpecification =
  | { readonly kind: 'specification'; readonly document: ServiceSpecification }
  | { readonly kind: 'faults'; readonly findings: Findings }

/** Reads the form onto the specification that it was made from; answers everything that is wrong with it at once. */
export function specificationTyped(
  fields: TypedFields,
  base: ServiceSpecification,
): EditedSpecification {
  const findings: Findings = []
  const whole = (field: string, says: string, least: number, most: number) =>
    wholeTyped(fields, field, { says, least, most }, findings)
  const title = typedNote(fields, 'title', LONGEST_LINE, findings)
  if (title === '')
    findings.push({
      field: 'title',
      code: 'required',
      message: 'Enter what the service is called.',
    })
  const period = periodTyped(fields, findings)
  const active = activeTyped(fields, findings)
  const kinds = PROVIDER_KINDS.filter((kind) => typedText(fields, `who-${kind}`) === 'yes')
  if (kinds.length === 0) findings.push(WHO)
  const components = componentsTyped(fields, kinds, findings)
  const returns = returnsTyped(fields, base, findings)
  const quality = qualityTyped(fields, findings)
  const questionnaire = questionsTyped(fields, findings)
  const reviewMonth = whole('reviewMonth', 'the month of the review, like 3 for March', 1, 12)
  const planDays = whole('planDays', 'within how many working days an action plan is due', 1, 60)
  const timesAYear = whole('auditTimes', 'how many times a year there is an audit', 0, 12)
  const supportCost = typedNote(fields, 'supportCost', LONGEST_LINE, findings)
  if (findings.length > 0 || period === undefined || returns === undefined)
    return { kind: 'faults', findings }
  const levels = base.levels.map((level) => ({
    ...level,
    providers: level.level === 5 ? kinds.filter((kind) => kind === 'gp-practice') : kinds,
  }))
  const document = {
    ...base,
    ...{ title, period, active, components, returns, quality, questionnaire, levels },
    reviewMonth: reviewMonth ?? base.reviewMonth,
    actionPlan: { ...base.actionPlan, workingDays: planDays ?? base.actionPlan.workingDays },
    audit: { ...base.audit, timesAYear: timesAYear ?? base.audit.timesAYear },
    decisionSupport: { ...base.decisionSupport, cost: supportCost },
  }
  return { kind: 'specification', document }
}

const WHO = {
  field: 'who',
  code: 'required',
  message: 'Choose who may provide the service.',
}

function periodTyped(
  fields: TypedFields,
  findings: Findings,
): ServiceSpecification['period'] | undefined {
  const before = findings.length
  const from = typedDay(fields, 'from', findings)
  const to = typedDay(fields, 'to', findings)
  if (findings.length > before) return undefined
  if (from === null)
    findings.push({
      field: 'from',
      code: 'required',
      message: 'Enter the first day for which it is made.',
    })
  if (to === null)
    findings.push({
      field: 'to',
      code: 'required',
      message: 'Enter the last day for which it is made.',
    })
  if (from === null || to === null) return undefined
  if (to < from)
    findings.push({ field: 'to', code: 'before-start', message: 'It cannot end before it begins.' })
  return { from, to }
}

function activeTyped(fields: TypedFields, findings: Findings): ActiveRule {
  const kind = Object.keys(ACTIVE_CHOICES).find((each) => each === fields['active'])
  if (kind === undefined) {
    findings.push({
      field: 'active',
      code: 'required',
      message: 'Choose when a patient counts as active in a month.',
    })
  }
  return { kind: (kind ?? 'last-day-unless-suspended-throughout') as ActiveRule['kind'] }
}

/** @technical No month has more working days than this. */
const MOST_WORKING_DAYS = 20

function returnsTyped(
  fields: TypedFields,
  { returns: [monthly] }: ServiceSpecification,
  findings: Findings,
): readonly Return[] | undefined {
  const nth = (field: string, says: string) =>
    wholeTyped(fields, field, { says, least: 1, most: MOST_WORKING_DAYS }, findings)
  const due = nth('dueNth', 'by which working day of the next month the return is due')
  const first = nth('remindFirst', 'on which working day the provider is first reminded')
  const again = nth('remindAgain', 'on which working day the provider is reminded again')
  if (due === undefined || first === undefined || again === undefined || monthly === undefined)
    return undefined
  if (first <= again && again <= due) {
    return [
      {
        ...monthly,
        due: { kind: 'working-day-of-next-month', nth: due },
        reminders: [first, again],
      },
    ]
  }
  findings.push({
    field: 'remindFirst',
    code: 'order',
    message:
      'The first reminder comes before the second, and both not after the day on which the return is due.',
  })
  return undefined
}

const boxes = (name: string, on: Day) => ({
  [`${name}[day]`]: on.slice(8),
  [`${name}[month]`]: on.slice(5, 7),
  [`${name}[year]`]: on.slice(0, 4),
})

/** A specification as the form has it, to be changed. */
export function specificationTexts(
  document: ServiceSpecification,
): Readonly<Record<string, string>> {
  const { returns, quality, questionnaire = [], components, levels } = document
  const [monthly] = returns
  const due = monthly?.due.kind === 'working-day-of-next-month' ? `${monthly.due.nth}` : ''
  const who = PROVIDER_KINDS.filter((kind) =>
    levels.some(({ providers }) => providers.includes(kind)),
  )
  return {
    title: document.title,
    ...boxes('from', document.period.from),
    ...boxes('to', document.period.to),
    active: document.active.kind,
    reviewMonth: `${document.reviewMonth}`,
    dueNth: due,
    remindFirst: `${monthly?.reminders[0] ?? ''}`,
    remindAgain: `${monthly?.reminders[1] ?? ''}`,
    planDays: `${document.actionPlan.workingDays}`,
    auditTimes: `${document.audit.timesAYear}`,
    supportCost: document.decisionSupport.cost,
    ...Object.fromEntries(who.map((kind) => [`who-${kind}`, 'yes'])),
    ...Object.assign({}, ...components.map((component, row) => componentTexts(row, component))),
    ...Object.assign({}, ...quality.map(qualityTexts)),
    ...Object.assign({}, ...questionnaire.map(questionTexts)),
  }
}
