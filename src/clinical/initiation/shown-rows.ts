import { formatMg } from '#clinical/dose.ts'
import { formatTenths } from '#clinical/inr.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { holds, tableFor } from './look-up.ts'
import { positionOf } from './position.ts'
import type { Answer, NextDay, Row } from './protocol.ts'
import { NO_LOWEST } from './protocol.ts'
import { protocolTable } from './tables.ts'

/** One row of the table of a visit, in words, as it is shown beside the suggestion. */
export type ShownRow = {
  readonly inr: string
  readonly answer: string
  readonly next: string
  /** It holds the INR of this visit. */
  readonly isThis: boolean
}

/** The rows that a visit was looked up in; empty when the protocol has none for that day. */
export function shownRows(visit: AdviseInput): readonly ShownRow[] {
  const { initiation, inr } = visit
  const table = initiation && protocolTable(initiation.protocol, initiation.version)
  if (initiation === undefined || table === undefined) return []
  const position = positionOf(table, initiation, visit)
  if (position.kind !== 'step') return []
  const rows = tableFor(position.tables, initiation)?.rows ?? []
  return rows.map((row) => ({
    inr: inrInWords(row),
    answer: answerInWords(row.answer),
    next: row.answer.kind === 'dose' ? nextInWords(row.answer.next) : '',
    isThis: inr.comparator === '=' && holds(row, inr.tenths),
  }))
}

/** `1.4 to 1.5`, `below 1.4`, `4.1 or more`. */
export function inrInWords({ fromTenths, belowTenths }: Row): string {
  if (belowTenths === 'no-limit') return `${formatTenths(fromTenths)} or more`
  if (fromTenths === NO_LOWEST) return `below ${formatTenths(belowTenths)}`
  const last = belowTenths - 1
  return fromTenths === last
    ? formatTenths(fromTenths)
    : `${formatTenths(fromTenths)} to ${formatTenths(last)}`
}

/** The dose, or the words for a person. */
export const answerInWords = (answer: Answer): string =>
  answer.kind === 'dose' ? `${formatMg(answer.doseUg)} a day` : `A person decides. ${answer.action}`

/** `day 14`, `in 3 days`. */
export function nextInWords(next: NextDay): string {
  switch (next.kind) {
    case 'day':
      return `day ${next.day}`
    case 'in':
      return `in ${next.days} days`
    case 'next-fixed':
      return 'the next fixed day'
  }
}
