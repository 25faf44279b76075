import { addDays, type Day } from '#base/day.ts'
import { isListed } from '#clinical/device-name.ts'
import { type Inr, type InrLimits, parseInr } from '#clinical/inr.ts'
import { controlOutcome, lotStop } from '#clinical/meter-control.ts'
import { rangeOfModel } from '#clinical/meter-models.ts'
import { readStripCode } from '#clinical/strip-code.ts'
import { type Findings, typedDay, typedNote, wordIn } from '#register/typed-fields.ts'
import type { KnownMeter } from '#store/meters.ts'
import { LONGEST_DEVICE_NAME, LONGEST_REASON } from './keep-meters.ts'
import { lotFacts, lotNamed, lotsKnown, type MeterRegister } from './meter-register.ts'
import { type Refused, refused } from './outcome.ts'
import type { SiteRules } from './site-rules.ts'
import { dayBoxes, type TextFields } from './text-fields.ts'

export const CONTROL_FIELDS = [
  'meter',
  'stripLot',
  'controlLot',
  'low',
  'high',
  'measured',
  'shown',
  'controlNote',
  ...dayBoxes('doneOn'),
] as const
export type ControlFields = TextFields<(typeof CONTROL_FIELDS)[number]>

/** @technical How many days a control may be written down late. */
const LATEST_DAYS = 7

/** What a meter shows that gives no value. */
export const SHOWN_WORDS = { passed: 'Passed', failed: 'Failed' } as const

/** A control that can be believed. */
type Control = {
  readonly kind: 'control'
  readonly outcome: 'passed' | 'failed'
  readonly doneOn: Day
  readonly stripLot: string
  readonly controlLot: string
  readonly note: string
} & Value

/** A value with the range of its vial; all null of a meter that says only whether it passed. */
type Value = {
  readonly lowTenths: number | null
  readonly highTenths: number | null
  readonly comparator: Inr['comparator'] | null
  readonly tenths: number | null
}

const NO_VALUE: Value = { lowTenths: null, highTenths: null, comparator: null, tenths: null }

/** The day of the meter's own clock, where a file told it: nobody wrote it down from memory. */
type ControlDays = { readonly today: Day; readonly sentOn?: Day | undefined }

/** Reads a control of a meter; everything that is wrong with it at once. */
export function readControl(
  fields: ControlFields,
  { today, sentOn }: ControlDays,
  { model }: KnownMeter,
  register: KnownLots,
): Control | Refused {
  const findings: Findings = []
  const doneOn = sentOn ?? typedDay(fields, 'doneOn', findings) ?? today
  const isLate = sentOn === undefined && doneOn < addDays(today, -LATEST_DAYS)
  if (doneOn > today || isLate) findings.push(WRONG_DAY)
  const strips = stripsTyped(fields, register, findings)
  const controlLot = typedNote(fields, 'controlLot', LONGEST_DEVICE_NAME, findings)
  if (controlLot === '') findings.push(required('controlLot', 'Enter the lot of the control.'))
  const note = typedNote(fields, 'controlNote', LONGEST_REASON, findings)
  const said = saidTyped(fields, rangeOfModel(model), findings)
  if (said?.outcome !== 'failed' && mayNotBeUsed(strips, doneOn, register)) {
    findings.push(required('stripLot', UNUSABLE))
  }
  if (said === undefined || findings.length > 0) return refused(422, ...findings)
  return { kind: 'control', doneOn, stripLot: strips.lot, controlLot, note, ...said }
}

type Said = Value & { readonly outcome: 'passed' | 'failed' }

/** The outcome by the value and its range; else as the meter shows it. The two may not differ. */
function saidTyped(fields: ControlFields, limits: InrLimits, findings: Findings): Said | undefined {
  const shown = wordIn(SHOWN_WORDS, fields.shown)
  if (!isTyped(fields)) {
    if (shown === undefined) findings.push(NOTHING_SAID)
    return shown && { ...NO_VALUE, outcome: shown }
  }
  const value = valueTyped(fields, limits, findings)
  if (value === undefined || shown === undefined || shown === value.outcome) return value
  findings.push(DIFFERS)
  return undefined
}

const isTyped = ({ low, high, measured }: ControlFields): boolean =>
  [low, high, measured].some((text) => (text ?? '').trim() !== '')

function valueTyped(
  fields: ControlFields,
  limits: InrLimits,
  findings: Findings,
): Said | undefined {
  const { censorAboveTenths: _above, censorBelowTenths: _below, ...plain } = limits
  const low = inrTyped('low', fields.low, plain, findings)?.tenths
  const high = inrTyped('high', fields.high, plain, findings)?.tenths
  const measured = inrTyped('measured', fields.measured, limits, findings)
  if (low === undefined || high === undefined || measured === undefined) return undefined
  if (low >= high) findings.push(NO_RANGE)
  const range = { lowTenths: low, highTenths: high }
  return { ...range, ...measured, outcome: controlOutcome(measured, range) }
}

function inrTyped(
  field: 'low' | 'high' | 'measured',
  text: string | undefined,
  limits: InrLimits,
  findings: Findings,
): Inr | undefined {
  const read = parseInr(text, limits)
  if (read.kind === 'inr') return read.inr
  findings.push({ field, code: read.code, message: read.message })
  return undefined
}

/** The register, with the lots that the site blocks beside it. */
type KnownLots = MeterRegister & Pick<SiteRules, 'blockedLots' | 'advisoryLots'>

type Strips = { readonly lot: string; readonly expiresOn: Day | null }

function stripsTyped(fields: ControlFields, register: KnownLots, findings: Findings): Strips {
  const code = readStripCode(fields.stripLot, lotsKnown(register, register))
  if (code.kind === 'refused') {
    findings.push({ ...code, field: 'stripLot' })
    return { lot: '', expiresOn: null }
  }
  const { lot } = code
  typedNote({ stripLot: lot }, 'stripLot', LONGEST_DEVICE_NAME, findings)
  if (lot === '') findings.push(required('stripLot', 'Scan or enter the lot of the strips.'))
  return { lot, expiresOn: code.kind === 'code' ? code.expiresOn : null }
}

/** A control that passed says something of the strips in use: of none that may not be used. One that failed always counts. */
function mayNotBeUsed({ lot, expiresOn }: Strips, doneOn: Day, register: KnownLots): boolean {
  if (isListed(register.blockedLots, lot)) return true
  const known = lotNamed(register, lot)
  return lotStop(known && lotFacts(known), expiresOn, [], doneOn) !== undefined
}

const required = (field: string, message: string) => ({ field, code: 'required', message })
const UNUSABLE = 'These strips are blocked or past their date. Do the control with a usable lot.'
const WRONG_DAY = {
  field: 'doneOn',
  code: 'day',
  message: `A control is written down for today, or for one of the ${LATEST_DAYS} days before.`,
}
const NOTHING_SAID = required(
  'measured',
  'Enter the range of the vial and the value measured, or say whether the meter shows that it passed.',
)
const NO_RANGE = {
  field: 'high',
  code: 'range',
  message: 'The upper end of the range must be above the lower one.',
}
const DIFFERS = {
  field: 'shown',
  code: 'differs',
  message:
    'The value and the range say otherwise. Look at the meter and the vial again, and leave one of the two empty.',
}
