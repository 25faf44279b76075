import { ABSENCES, type Absence } from '#recall/absences.ts'
import { ABSENCE_ROWS, COMMON_PARTS } from './absence-sql.ts'
import { queryByOnePlan, type Tx } from './tx.ts'

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

/** Among the counts: how many courses the provider has. */
const SIZE = 'courses'

const COUNTS = `with ${COMMON_PARTS}
select '${SIZE}' as kind, count(*)::int as count, null::date as "oldestOn", null::timestamptz as "oldestAt" from course
union all
${ABSENCES.map(
  (
    kind,
  ) => `select '${kind}' as kind, count(*)::int as count, min(since_on) as "oldestOn", min(since_at) as "oldestAt"
    from (${ABSENCE_ROWS[kind]}) of_kind`,
).join('\nunion all\n')}`

/** Up to so many courses the lists are counted sooner than a plan of their own is made for them. */
const FEW_COURSES = 300

/** How many courses each provider had when it was counted last. */
const sizes = new Map<string, number>()

/** How many there are of every absence, all as at one instant, in one statement. */
export async function countAbsences(
  tx: Tx,
  { today, bankHolidays }: AbsenceDay,
): Promise<readonly AbsenceCount[]> {
  const isSmall = (sizes.get(tx.providerId) ?? Number.POSITIVE_INFINITY) <= FEW_COURSES
  const values = [tx.providerId, today, bankHolidays]
  const rows = isSmall
    ? await queryByOnePlan<Counted>(tx, COUNTS, values)
    : await tx.query<Counted>(COUNTS, values)
  for (const { kind, count } of rows) if (kind === SIZE) sizes.set(tx.providerId, count)
  return rows.filter((row): row is AbsenceCount => row.kind !== SIZE)
}

type Counted = Omit<AbsenceCount, 'kind'> & { readonly kind: Absence | typeof SIZE }

/** How many pieces of work wait for a person: cheap enough for the frame of every page. */
export async function countOpenTasks(tx: Tx): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from task where provider_id = $1 and state <> 'closed'`,
    [tx.providerId],
  )
  return rows[0]?.count ?? 0
}
