import type { CalendarMonth } from '#contract/calendar-month.ts'
import type {
  ActiveRule,
  Clock,
  Component,
  ContactCode,
  PaymentBasis,
  Pence,
  ProviderKind,
} from '#contract/specification.ts'

/** `£13.25`. */
export const pounds = (pence: Pence): string => {
  const sign = pence < 0 ? '-' : ''
  const [whole, rest] = [Math.floor(Math.abs(pence) / 100), Math.abs(pence) % 100]
  return `${sign}£${whole.toLocaleString('en-GB')}.${`${rest}`.padStart(2, '0')}`
}

export const PROVIDER_KIND_WORDS: Readonly<Record<ProviderKind, string>> = {
  'gp-practice': 'general practice',
  'community-pharmacy': 'community pharmacy',
  'hospital-clinic': 'hospital clinic',
}

export const CONTACT_WORDS: Readonly<Record<ContactCode['contact'], string>> = {
  monitoring: 'Anticoagulant monitoring',
  'home-visit': 'Home visit',
  'self-monitoring': 'Self-monitoring',
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const monthName = (nth: number): string => MONTHS[nth - 1] ?? ''

/** What makes a patient active in a month, in words that a manager can check a list by. */
export function activeInWords({ kind }: ActiveRule): string {
  switch (kind) {
    case 'last-day-unless-suspended-throughout':
      return 'A patient is active in a month when treatment with a medicine of this contract is this provider’s responsibility on the last day of the month, and was not paused on every day of it. Each patient counts once a month, whatever courses of treatment there were.'
    case 'any-day':
      return 'A patient is active in a month when treatment is this provider’s responsibility, and not paused, on at least one day of it.'
    case 'every-day':
      return 'A patient is active in a month when treatment is this provider’s responsibility on every day of it.'
  }
}

export function clockInWords(clock: Clock): string {
  return clock.kind === 'working-day-of-next-month'
    ? `by the ${ordinal(clock.nth)} working day of the next month`
    : `within ${clock.days} working days of ${clock.event}`
}

export function ordinal(nth: number): string {
  const teen = nth % 100 >= 11 && nth % 100 <= 13
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][nth % 10] ?? 'th')
  return `${nth}${ending}`
}

/** How a price is earned, and where it ends. */
export function basisInWords({ basis }: Pick<Component, 'basis'>): string {
  switch (basis.kind) {
    case 'active-patient-month':
      return `each active patient at level ${basis.level}, each month`
    case 'once-per-patient':
      return 'once for each patient who is started on warfarin here for atrial fibrillation'
    case 'per-item':
      return itemInWords(basis)
    case 'per-weighted-patient':
      return `each weighted patient, once a year in ${monthName(basis.inMonth)}`
    case 'block':
      return `a block for ${basis.months} months`
    case 'outcome-share':
      return `${basis.percentOfTotal} % of what all else comes to, where ${basis.measure} is ${basis.thresholdPercent} % or more`
  }
}

const itemInWords = ({ levels, cap }: Extract<PaymentBasis, { kind: 'per-item' }>): string =>
  `each home visit by our own staff, levels ${levels.join(' and ')}; at most ${cap.most} for a patient in a contract year. More are recorded and not paid`

/** `October 2026`. */
export const monthInWords = (month: CalendarMonth): string =>
  `${monthName(Number(month.slice(5)))} ${month.slice(0, 4)}`

/** What is paid towards decision support (S14). */
export const supportInWords = (
  support: { readonly name: string; readonly pence: Pence } | null,
): string =>
  support === null
    ? 'Nothing apart: as the specification says'
    : `${support.name}, at most ${pounds(support.pence)} a year`
