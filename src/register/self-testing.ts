// Whether somebody may test at home: technique seen, rules known, and the own meter compared, at least once a year (S17, S18, H35).

import { addDays, clinicalDate, type Day, day } from '#base/day.ts'
import { type Inr, LABORATORY_RANGE, METER_RANGE, parseInr } from '#clinical/inr.ts'
import {
  type Findings,
  requiredChoice,
  type TypedFields,
  typedDay,
  typedNote,
} from './typed-fields.ts'

/**
 * Days that a check lasts: the comparison is made at least yearly. Status: verified (safety case).
 * @see docs/evidence.md#self-test-check
 */
export const CHECK_LASTS_DAYS = 365
/** A check is listed this many days before it runs out. Status: local setting. @see docs/evidence.md#self-test-check */
export const CHECK_WARNING_DAYS = 30

/**
 * Two INRs agree within 0.5, or within 15 % where that is more. Status: local setting.
 * @see docs/evidence.md#meter-agrees
 */
export const AGREES_TENTHS = 5
/** Status: verified. @see docs/evidence.md#meter-agrees */
export const AGREES_PERCENT = 15
/**
 * Outside this range a meter's INR is not comparable with a laboratory's. Status: verified.
 * @see docs/evidence.md#meter-agrees
 */
export const COMPARABLE = { lowestTenths: 15, highestTenths: 45 } as const

export const COMPARED_WITH_WORDS = {
  venous: 'A venous sample in the laboratory',
  'our-meter': 'Our meter, with its control done today',
  control: 'A control solution of known INR',
} as const
export type ComparedWith = keyof typeof COMPARED_WITH_WORDS

export const TESTER_WORDS = { patient: 'The patient', carer: 'A carer' } as const
export type Tester = keyof typeof TESTER_WORDS

export type SelfTestCheck = {
  readonly checkedOn: Day
  readonly tester: Tester
  readonly meter: string
  readonly comparedWith: ComparedWith
  readonly own: Inr
  readonly reference: Inr
  readonly agrees: boolean
  /** The test was done well before our eyes. */
  readonly technique: boolean
  /** Knows when to ring, and that no dose is changed without us. */
  readonly knowsRules: boolean
  readonly note: string
}

export type ReadCheck =
  | { readonly kind: 'check'; readonly check: SelfTestCheck }
  | { readonly kind: 'refused'; readonly findings: Findings }

/** Whether an own meter's INR agrees with the reference, both in tenths. */
export function agreesWith(ownTenths: number, referenceTenths: number): boolean {
  const apart = Math.abs(ownTenths - referenceTenths)
  return apart <= AGREES_TENTHS || apart * 100 <= AGREES_PERCENT * referenceTenths
}

/** May test at home only who tests well, knows the rules and has a meter that agrees. */
export const isCompetent = ({ agrees, technique, knowsRules }: SelfTestCheck): boolean =>
  agrees && technique && knowsRules

/** The last day of a competence; null when the check was not passed, which ends any before it. */
export const competentUntil = (check: SelfTestCheck): Day | null =>
  isCompetent(check) ? addDays(check.checkedOn, CHECK_LASTS_DAYS) : null

/** @technical Limit of the form, in characters. */
const LONGEST_METER = 60
/** @technical Limit of the form, in characters. */
const LONGEST_NOTE = 1000

/** Reads a check; everything that is wrong with it is answered at once. */
export function readCheck(fields: TypedFields, today: Day): ReadCheck {
  const findings: Findings = []
  const word = <Word extends string>(
    words: Readonly<Record<Word, string>>,
    field: string,
    message: string,
  ) => requiredChoice(words, fields, field, message, findings)
  const checkedOn = readCheckedOn(fields, today, findings)
  const tester = word(TESTER_WORDS, 'tester', 'Choose who tests.')
  const meter = typedNote(fields, 'meter', LONGEST_METER, findings)
  if (meter === '') findings.push(at('meter', 'required', WHICH_METER))
  const comparedWith = word(COMPARED_WITH_WORDS, 'comparedWith', WHAT_COMPARED)
  const inrs = readComparison(fields, findings)
  const technique = word(YES_NO, 'technique', 'Say whether the test was done well.')
  const knowsRules = word(YES_NO, 'knowsRules', 'Say whether the rules are known.')
  const note = typedNote(fields, 'note', LONGEST_NOTE, findings)
  const isRefused = findings.length > 0 || !checkedOn || !tester || !comparedWith || !inrs
  if (isRefused) return { kind: 'refused', findings }
  const answers = { technique: technique === 'yes', knowsRules: knowsRules === 'yes' }
  const check = { checkedOn, tester, meter, comparedWith, ...inrs, ...answers, note }
  return { kind: 'check', check }
}

const WHICH_METER = 'Enter make and serial number of the own meter.'
const WHAT_COMPARED = 'Choose what the meter was compared with.'

/** Both INRs and whether they agree; a meter that shows its limit (`>8.0`) agrees with nothing. */
function readComparison(
  fields: TypedFields,
  findings: Findings,
): Pick<SelfTestCheck, 'own' | 'reference' | 'agrees'> | undefined {
  const own = readInr(fields, 'own', METER_RANGE, findings)
  const reference = readInr(fields, 'reference', LABORATORY_RANGE, findings)
  if (reference !== undefined) findings.push(...comparableFindings(reference))
  if (own === undefined || reference === undefined) return undefined
  const agrees = own.comparator === '=' && agreesWith(own.tenths, reference.tenths)
  return { own, reference, agrees }
}

const YES_NO = { yes: 'Yes', no: 'No' } as const

function readCheckedOn(fields: TypedFields, today: Day, findings: Findings): Day | undefined {
  const before = findings.length
  const on = typedDay(fields, 'checkedOn', findings)
  if (findings.length > before) return undefined
  if (on !== null && on <= today && on > addDays(today, -CHECK_LASTS_DAYS)) return on
  const message = 'Enter the day of the check: today or before, within the last year.'
  findings.push(at('checkedOn', on === null ? 'required' : 'date-range', message))
  return undefined
}

function readInr(
  fields: TypedFields,
  field: string,
  limits: Parameters<typeof parseInr>[1],
  findings: Findings,
): Inr | undefined {
  const parsed = parseInr(fields[field], limits)
  if (parsed.kind === 'inr') return parsed.inr
  findings.push(at(field, parsed.code, parsed.message))
  return undefined
}

function comparableFindings({ comparator, tenths }: Inr): Findings {
  const { lowestTenths, highestTenths } = COMPARABLE
  if (comparator === '=' && tenths >= lowestTenths && tenths <= highestTenths) return []
  const message =
    'Meters are compared between INR 1.5 and 4.5. Act on this result first, and compare again when the INR is in that range.'
  return [at('reference', 'not-comparable', message)]
}

/**
 * Why an INR of the patient's own meter may not be dosed on today, with the safe next step (H35); undefined when it
 * may. Nobody having checked is not a check.
 */
export function selfTestStop(until: string | null, today: Day): string | undefined {
  if (until !== null && until >= today) return undefined
  const why =
    until === null
      ? 'No check of this patient and of their own meter is recorded.'
      : `The yearly check of this patient's own meter ran out on ${clinicalDate(day(until))}.`
  return `${why} Do not dose on its result: test here with our meter or take a venous sample now, then record the check on the page Self-testing.`
}

const at = (field: string, code: string, message: string) => ({ field, code, message })
