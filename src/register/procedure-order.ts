// A plan for a procedure as it is typed: what is done, how it bleeds, what the days follow from (H24).
import type { Day } from '#base/day.ts'
import type { Fraction } from '#clinical/fraction.ts'
import type { ClotRisk } from '#clinical/procedure/clot-risk.ts'
import {
  type BleedingRisk,
  type DaysWithout,
  daysWithout,
  type ProcedureMedicine,
  restartAfter,
} from '#clinical/procedure/days-without.ts'
import { LONGEST_WITHOUT_DAYS } from '#clinical/procedure/step-rules.ts'
import type { StepOrder } from '#clinical/procedure/steps.ts'
import {
  type FieldFinding,
  type Findings,
  type TypedFields,
  typedDay,
  typedNote,
} from './typed-fields.ts'

/** How the procedure bleeds, in words; "not known" is an answer, and no plan follows from it. */
export const BLEEDING_WORDS: Readonly<Record<BleedingRisk | 'not-known', string>> = {
  minor: 'Minor: done without stopping (dental treatment, cataract, minor skin)',
  low: 'Low or moderate',
  high: 'High (major surgery, spinal or epidural, polypectomy)',
  'not-known': 'Not known',
}

export const HEPARIN_WORDS = {
  no: 'No heparin',
  yes: 'Heparin (LMWH) between, dose decided by the person named',
} as const

/** What is known before anything is typed. */
export type OrderFacts = {
  readonly medicine: ProcedureMedicine
  readonly clearance: Fraction | 'not-known'
  readonly clot: ClotRisk
}

/** What was asked for and decided; the days are chosen after it. */
export type ProcedureOrder = {
  readonly what: string
  readonly askedBy: string
  readonly bleeding: BleedingRisk
  readonly procedureOn: Day
  readonly rule: DaysWithout
  /** Whole days without a dose; null when treatment goes on. */
  readonly daysWithout: number | null
  /** Who gave the number, where no source here does. */
  readonly advisedBy: string
  readonly restartAfterDays: number
  readonly heparin: 'yes' | 'no' | 'not-asked'
  /** Who decided for or against heparin. */
  readonly heparinBy: string
}

export const ORDER_FIELDS = [
  'what',
  'askedBy',
  'bleeding',
  'daysWithout',
  'advisedBy',
  'restartAfter',
  'heparin',
  'heparinBy',
] as const

export type OrderRead =
  | { readonly kind: 'order'; readonly order: ProcedureOrder }
  | { readonly kind: 'refused'; readonly findings: readonly FieldFinding[] }

/** @technical How much may be typed. */
const LONGEST_LINE = 200

/** Reads what is planned; anything that a date hangs on and that is not known is asked for. */
export function readOrder(fields: TypedFields, facts: OrderFacts): OrderRead {
  const findings: Findings = []
  const what = needed(fields, 'what', 'Say which procedure it is.', findings)
  const askedBy = needed(
    fields,
    'askedBy',
    'Say who asked for it: the department and the person.',
    findings,
  )
  const procedureOn = procedureDay(fields, findings)
  const bleeding = bleedingTyped(fields, findings)
  if (bleeding === undefined) return { kind: 'refused', findings }
  const rule = daysWithout(facts.medicine, bleeding, facts.clearance)
  const without = withoutTyped(fields, rule, findings)
  const restartAfterDays = restartTyped(fields, facts.medicine, bleeding, findings)
  const heparin = heparinTyped(fields, facts, rule, findings)
  if (findings.length > 0 || procedureOn === null || restartAfterDays === null) {
    return { kind: 'refused', findings }
  }
  const order = {
    what,
    askedBy,
    bleeding,
    procedureOn,
    rule,
    ...without,
    restartAfterDays,
    ...heparin,
  }
  return { kind: 'order', order }
}

/** What the steps are proposed from. */
export const stepOrderOf = (order: ProcedureOrder, medicine: ProcedureMedicine): StepOrder => ({
  medicine,
  procedureOn: order.procedureOn,
  daysWithout: order.daysWithout,
  heparin: order.heparin === 'yes',
  restartAfterDays: order.restartAfterDays,
})

function needed(fields: TypedFields, field: string, message: string, findings: Findings): string {
  const text = typedNote(fields, field, LONGEST_LINE, findings)
  if (text === '') findings.push({ field, code: 'required', message })
  return text
}

function procedureDay(fields: TypedFields, findings: Findings): Day | null {
  const before = findings.length
  const on = typedDay(fields, 'procedureOn', findings)
  if (on === null && findings.length === before) {
    const message = 'Enter the day of the procedure.'
    findings.push({ field: 'procedureOn', code: 'required', message })
  }
  return on
}

function bleedingTyped(fields: TypedFields, findings: Findings): BleedingRisk | undefined {
  const typed = fields['bleeding']
  if (typed === 'minor' || typed === 'low' || typed === 'high') return typed
  const message =
    typed === 'not-known'
      ? 'Nothing is planned while the risk of bleeding is not known. Ask the department.'
      : 'Choose how likely the procedure bleeds.'
  const code = typed === 'not-known' ? 'ask-department' : 'required'
  findings.push({ field: 'bleeding', code, message })
  return undefined
}

const NOT_ADVISED = { daysWithout: null, advisedBy: '' } as const

function withoutTyped(
  fields: TypedFields,
  rule: DaysWithout,
  findings: Findings,
): Pick<ProcedureOrder, 'daysWithout' | 'advisedBy'> {
  switch (rule.kind) {
    case 'not-interrupted':
      return NOT_ADVISED
    case 'days':
      return { daysWithout: rule.days, advisedBy: '' }
    case 'clearance-not-known': {
      const message = `${rule.says} Weigh and measure creatinine, and record both at a review first.`
      findings.push({ field: 'bleeding', code: 'clearance-not-known', message })
      return NOT_ADVISED
    }
    case 'ask':
      return advised(fields, rule, findings)
  }
}

function advised(fields: TypedFields, rule: DaysWithout, findings: Findings) {
  const advisedBy = needed(fields, 'advisedBy', 'Say who gave this number.', findings)
  const typed = (fields['daysWithout'] ?? '').trim()
  if (/^\d{1,2}$/.test(typed) && Number.parseInt(typed, 10) <= LONGEST_WITHOUT_DAYS) {
    return { daysWithout: Number.parseInt(typed, 10), advisedBy }
  }
  const message = `${rule.says} Enter whole days from 0 to ${LONGEST_WITHOUT_DAYS}.`
  findings.push({ field: 'daysWithout', code: 'ask', message })
  return NOT_ADVISED
}

function restartTyped(
  fields: TypedFields,
  medicine: ProcedureMedicine,
  bleeding: BleedingRisk,
  findings: Findings,
): number | null {
  const { days, says } = restartAfter(medicine, bleeding)
  const [only, second] = days
  if (only !== undefined && second === undefined) return only
  const chosen = days.find((one) => `${one}` === fields['restartAfter'])
  if (chosen !== undefined) return chosen
  findings.push({ field: 'restartAfter', code: 'required', message: says })
  return null
}

/** Heparin is asked of warfarin that is stopped, and of nothing else; who decided is named where the risk is not low. */
function heparinTyped(
  fields: TypedFields,
  { medicine, clot }: OrderFacts,
  rule: DaysWithout,
  findings: Findings,
): Pick<ProcedureOrder, 'heparin' | 'heparinBy'> {
  if (medicine !== 'warfarin' || rule.kind === 'not-interrupted') {
    return { heparin: 'not-asked', heparinBy: '' }
  }
  const heparinBy = typedNote(fields, 'heparinBy', LONGEST_LINE, findings)
  const { heparin } = { heparin: fields['heparin'] }
  if (heparin !== 'yes' && heparin !== 'no') {
    const message = 'Say whether heparin is given between.'
    findings.push({ field: 'heparin', code: 'required', message })
    return { heparin: 'not-asked', heparinBy }
  }
  if (heparinBy === '' && (heparin === 'yes' || clot.kind !== 'not-on-the-list')) {
    const message =
      heparin === 'yes'
        ? 'Name who decides the dose of heparin and gives it. It is not worked out here.'
        : 'The risk of a clot is high or not known. Name who decided against heparin.'
    findings.push({ field: 'heparinBy', code: 'required', message })
  }
  return { heparin, heparinBy }
}
