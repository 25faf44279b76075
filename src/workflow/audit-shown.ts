import { POLICY, permission } from '#access/policy.ts'
import { addDays, type Day, daysBetween } from '#base/day.ts'
import type { Period } from '#clinical/period.ts'
import type { TypedFields } from '#register/typed-fields.ts'
import { auditEntries, firstLineFrom } from '#store/audit-entries.ts'
import { auditHead } from '#store/audit-heads.ts'
import { allStaff } from '#store/staff.ts'
import type { Tx } from '#store/tx.ts'
import { type AuditEntry, inWords, nameInWords } from './audit-entry.ts'
import type { Desk } from './desk.ts'
import { type Refused, refusedField } from './outcome.ts'
import { instantsOf, readReportPeriod } from './report-period.ts'
import { view } from './view.ts'

const ROWS_A_PAGE = 50
/** @technical What the page shows first, in days. */
const USUAL_DAYS = 7
/** @technical How many days are looked through at once, and the page still answers. */
const LONGEST_DAYS = 92

export type AuditShown = {
  readonly kind: 'audit'
  readonly period: Period
  readonly by: string
  readonly did: string
  readonly entries: readonly AuditEntry[]
  /** Where older lines begin, when there are more. */
  readonly older: number | undefined
  readonly isFirstPage: boolean
  readonly staff: Readonly<Record<string, string>>
  readonly mayExport: boolean
}

/** What can be asked for: every act, and what is done by the product itself or at the terminal. */
export const AUDITED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(POLICY)
    .map((name) => [name, nameInWords(name)] as const)
    .sort(([, a], [, b]) => a.localeCompare(b)),
)

/** The audit of a provider, newest first: of some days, and if asked of one person or one act. */
export const auditShown = view<TypedFields, AuditShown>('see-audit', async (desk, asked) => {
  const read = readAuditPeriod(asked, desk)
  if ('kind' in read) return read
  const { tx } = desk
  const staff = Object.fromEntries((await allStaff(tx)).map((one) => [one.accountId, one.name]))
  const stretch = await stretchOf(tx, read)
  const [by, did] = [chosen(asked['by'], staff), chosen(asked['did'], AUDITED)]
  const typed = Number.parseInt(/^\d{1,15}$/.exec(asked['before'] ?? '')?.[0] ?? '', 10)
  const before = Number.isNaN(typed) ? stretch.before : Math.min(typed, stretch.before)
  const filter = { from: stretch.from, before, by, did }
  const lines = await auditEntries(tx, filter, ROWS_A_PAGE + 1)
  const page = lines.slice(0, ROWS_A_PAGE)
  return {
    kind: 'audit',
    period: read,
    by: by ?? '',
    did: did ?? '',
    entries: await inWords(tx, page),
    older: lines.length > ROWS_A_PAGE ? page.at(-1)?.seq : undefined,
    isFirstPage: before === stretch.before,
    staff,
    mayExport: permission('export-audit', desk.actor, desk.today).kind === 'allowed',
  }
})

const chosen = (
  typed: string | undefined,
  among: Readonly<Record<string, string>>,
): string | undefined => (typed !== undefined && Object.hasOwn(among, typed) ? typed : undefined)

/** Reads the days that are asked for: the last seven without any. */
export function readAuditPeriod(asked: TypedFields, desk: Desk): Period | Refused {
  const read = readReportPeriod(asked, desk)
  if (read.kind === 'refused') return read
  const { until } = read.period
  const from = isAsked(asked, 'from') ? read.period.from : weekUpTo(until)
  return daysBetween(from, until) > LONGEST_DAYS ? tooLong : { from, until }
}

const weekUpTo = (until: Day): Day => addDays(until, 1 - USUAL_DAYS)

/** A day is three boxes, or one field. */
const isAsked = (asked: TypedFields, name: string): boolean =>
  Object.entries(asked).some(([key, text]) => key.startsWith(name) && text !== '')

const tooLong = refusedField(
  'from',
  'too-long',
  `At most ${LONGEST_DAYS} days of the audit are shown at once. Enter a later first day.`,
)

/** The lines of some days: the first of them, and the first after them. */
export async function stretchOf(tx: Tx, period: Period) {
  const { since, before } = instantsOf(period)
  const last = (await auditHead(tx))?.seq ?? 0
  return {
    from: await firstLineFrom(tx, new Date(since).toISOString(), last),
    before: await firstLineFrom(tx, new Date(before).toISOString(), last),
  }
}
