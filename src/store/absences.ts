import { ABSENCES, type Absence } from '#recall/absences.ts'
import { ABSENCE_ROWS, COMMON_PARTS } from './absence-sql.ts'
import type { Tx } from './tx.ts'

/** The day that a list is read for; bank holidays come from the calendar of the core. */
export type AbsenceDay = {
  readonly today: string
  readonly bankHolidays: readonly string[]
}

export type AbsenceCount = {
  readonly kind: Absence
  readonly count: number
  readonly oldestOn: string | null
  readonly oldestAt: number | null
}

const COUNTS = `with ${COMMON_PARTS}
${ABSENCES.map(
  (
    kind,
  ) => `select '${kind}' as kind, count(*)::int as count, min(since_on) as "oldestOn", min(since_at) as "oldestAt"
    from (${ABSENCE_ROWS[kind]}) of_kind`,
).join('\nunion all\n')}`

/** How many there are of every absence, all as at one instant, in one statement. */
export async function countAbsences(
  tx: Tx,
  { today, bankHolidays }: AbsenceDay,
): Promise<readonly AbsenceCount[]> {
  return tx.query<AbsenceCount>(COUNTS, [tx.providerId, today, bankHolidays])
}

/** How many pieces of work wait for a person: cheap enough for the frame of every page. */
export async function countOpenTasks(tx: Tx): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from task where provider_id = $1 and state <> 'closed'`,
    [tx.providerId],
  )
  return rows[0]?.count ?? 0
}
