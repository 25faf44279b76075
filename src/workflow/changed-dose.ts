import type { Day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { boostsFrom } from '#clinical/boost.ts'
import { parseDose, type Ug } from '#clinical/dose.ts'
import { MOST_BOOSTED_DAYS } from '#clinical/warfarin/boost-checks.ts'
import { wordIn } from '#register/typed-fields.ts'
import type { DoseOrder } from './dose-order.ts'
import type { Finding } from './outcome.ts'
import type { TextFields } from './text-fields.ts'

export const CHANGE_FIELDS = [
  'dailyDose',
  'weekDoses',
  'omitDays',
  'boostDose',
  'boostDays',
  'reasonCode',
  'reasonText',
] as const
type ChangeFields = TextFields<(typeof CHANGE_FIELDS)[number]>

/** Why a person's dose differs from the suggestion: counted in the audit, so it is coded and told in words. */
export const CHANGE_REASONS = {
  'passing-cause': 'A passing cause: illness, missed doses, alcohol or diet',
  'medicine-changed': 'A medicine was started or stopped',
  trend: 'The trend of the last results',
  'reacts-strongly': 'This patient reacts strongly to a change',
  'procedure-planned': 'A procedure is planned',
  'specialist-advice': 'Advice of a specialist',
  'patient-choice': "The patient's own choice, after discussion",
  'published-action': 'The published action for this result',
  other: 'Another reason, given in words',
} as const
type ReasonCode = keyof typeof CHANGE_REASONS

export type ReadChange =
  | {
      readonly kind: 'change'
      readonly order: DoseOrder
      readonly reason: { readonly code: ReasonCode; readonly text: string }
    }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

/** Longer without a dose is a suspension, with an end date. @see docs/evidence.md#most-omitted */
const MOST_OMITTED_DAYS = 14

/**
 * Reads a dose of a person's own: mg a day or a dose for each weekday, days without or evenings with a larger dose
 * from tonight on, and the reason.
 */
export function readChange(fields: ChangeFields, today: Day): ReadChange {
  const omitted = readOmitted(fields.omitDays)
  const dose = readDose(fields, omitted ?? 0)
  const code = reasonCode(fields.reasonCode)
  const text = trimAscii(fields.reasonText ?? '')
  const boosts = readBoosts(fields, today)
  const findings: Finding[] = [...('code' in dose ? [dose] : []), ...boosts.findings]
  if (omitted === undefined) findings.push(OMIT_DAYS)
  if (code === undefined) findings.push(at('reasonCode', 'required', 'Choose the reason.'))
  if (text === '') findings.push(at('reasonText', 'required', 'Say the reason in words.'))
  if ('code' in dose || omitted === undefined || code === undefined || findings.length > 0) {
    return { kind: 'refused', findings }
  }
  return {
    kind: 'change',
    order: { dose, omitDays: omitted, ...boosts.order },
    reason: { code, text },
  }
}

export const OMIT_DAYS: Finding = {
  field: 'omitDays',
  code: 'format',
  message: `Enter how many days no dose is taken, from 0 to ${MOST_OMITTED_DAYS}.`,
}

/** How many days no dose is taken; undefined where that cannot be read. */
export function readOmitted(typed: string | undefined): number | undefined {
  const text = trimAscii(typed ?? '')
  if (text === '') return 0
  if (!/^\d{1,2}$/.test(text)) return undefined
  const days = Number(text)
  return days <= MOST_OMITTED_DAYS ? days : undefined
}

type ReadBoosts = {
  readonly order: Pick<DoseOrder, 'boosts'>
  readonly findings: readonly Finding[]
}

/** The larger dose and on how many evenings from tonight it is taken; both or neither. */
function readBoosts({ boostDose, boostDays }: ChangeFields, today: Day): ReadBoosts {
  const [dose, days] = [trimAscii(boostDose ?? ''), trimAscii(boostDays ?? '')]
  if (dose === '' && (days === '' || days === '0')) return { order: {}, findings: [] }
  const findings: Finding[] = []
  const parsed = parseDose(dose)
  if (parsed.kind === 'refused') findings.push(at('boostDose', parsed.code, parsed.message))
  const isCount = /^[1-9]$/.test(days) && Number(days) <= MOST_BOOSTED_DAYS
  if (!isCount) findings.push(BOOST_DAYS)
  if (parsed.kind === 'refused' || !isCount) return { order: {}, findings }
  return { order: { boosts: boostsFrom(today, Number(days), parsed.ug) }, findings }
}

const BOOST_DAYS: Finding = {
  field: 'boostDays',
  code: 'format',
  message: `Enter on how many evenings from tonight the larger dose is taken, from 1 to ${MOST_BOOSTED_DAYS}.`,
}

function reasonCode(typed: string | undefined): ReasonCode | undefined {
  return wordIn(CHANGE_REASONS, typed)
}

function readDose(fields: ChangeFields, omitDays: number): DoseOrder['dose'] | Finding {
  const week = trimAscii(fields.weekDoses ?? '')
  if (week !== '') return readWeek(week)
  const parsed = parseDose(fields.dailyDose)
  if (parsed.kind === 'refused') return at('dailyDose', parsed.code, parsed.message)
  if (parsed.ug > 0 || omitDays > 0) return { kind: 'daily', dailyUg: parsed.ug }
  const message =
    'For no dose, enter how many days to omit, the reason, and the dose to take after them.'
  return at('dailyDose', 'use-omit', message)
}

/** Seven doses in mg, Monday first, with spaces between. */
function readWeek(text: string): DoseOrder['dose'] | Finding {
  const doses: Ug[] = []
  for (const typed of text.split(/[ \t]+/)) {
    const parsed = parseDose(typed)
    if (parsed.kind === 'refused') return at('weekDoses', parsed.code, parsed.message)
    doses.push(parsed.ug)
  }
  if (doses.length === 7) return { kind: 'weekdays', doses }
  const message = `Enter seven doses, one for each day from Monday. There are ${doses.length}.`
  return at('weekDoses', 'seven-doses', message)
}

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })
