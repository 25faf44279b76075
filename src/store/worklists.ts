import { ABSENCES, type Absence, HIGH_RISK } from '#recall/absences.ts'
import type { ShownSwitch } from '#register/switch-plan.ts'
import { ABSENCE_ROWS, COMMON_PARTS } from './absence-sql.ts'
import type { AbsenceDay } from './absences.ts'
import { DOACS } from './doac-absence-sql.ts'
import { switchingOf } from './patients.ts'
import type { TaskKind } from './tasks.ts'
import type { Tx } from './tx.ts'

/** Which part of a list is asked for. */
export type Narrowing = {
  readonly risk: 'any' | 'high' | 'other'
  readonly owner: 'anybody' | 'nobody' | { readonly account: string }
  /** Courses that are reviewed, or all the others. */
  readonly medicine?: 'any' | 'doac' | 'other'
}

export type WorklistRow = {
  readonly key: string
  readonly patientId: string | null
  readonly episodeId: string | null
  readonly subjectId: string | null
  /** What it is called, when it is not a person of the register. */
  readonly named: string | null
  readonly familyName: string | null
  readonly givenName: string | null
  readonly dateOfBirth: string | null
  readonly sinceOn: string | null
  readonly sinceAt: number | null
  readonly risk: number
  /** Of the course that the line is about. */
  readonly medicine: string | null
  readonly ownerName: string | null
  readonly note: string | null
  /** Of a line that is about a task. */
  readonly taskKind:
    | TaskKind
    | 'alert-review'
    | 'look-review'
    | 'paper-check'
    | 'event-analysis'
    | null
  readonly nextTestOn: string | null
  readonly bookedOn: string | null
  /** The change of medicine that is not yet at an end: both medicines are named on every list (H18). */
  readonly switching: ShownSwitch | null
}

const NARROWED = `($4 = 'any' or ($4 = 'high') = (w.risk >= ${HIGH_RISK}))
  and ($5 = 'anybody' or case $5 when 'nobody' then w.owner is null else w.owner::text = $5 end)
  and ($6 = 'any' or ($6 = 'doac') = coalesce(c.medicine in ${DOACS}, false))`

const narrowing = ({ risk, owner, medicine = 'any' }: Narrowing) => [
  risk,
  typeof owner === 'string' ? owner : owner.account,
  medicine,
]

function perKind(statement: (rows: string) => string): Readonly<Record<Absence, string>> {
  const entries = ABSENCES.map((kind) => [kind, statement(ABSENCE_ROWS[kind])] as const)
  return Object.fromEntries(entries) as Record<Absence, string>
}

const PAGES = perKind(
  (rows) => `with ${COMMON_PARTS}, w as (${rows})
  select w.key, w.patient_id as "patientId", w.episode_id as "episodeId", w.subject_id as "subjectId", w.named,
         p.family_name as "familyName", p.given_name as "givenName", p.date_of_birth as "dateOfBirth",
         w.since_on as "sinceOn",
         w.since_at as "sinceAt", w.risk, c.medicine, s.name as "ownerName", w.note, w.task_kind as "taskKind", c.next_test_on as "nextTestOn",
         (select min(a.on_date) from appointment a
           where a.provider_id = $1 and a.patient_id = w.patient_id and a.on_date >= $2
             and a.status in ('booked', 'arrived')) as "bookedOn",
         ${switchingOf('p')} as switching
    from w
    left join patient p on p.provider_id = $1 and p.id = w.patient_id
    left join staff s on s.provider_id = $1 and s.account_id = w.owner
    left join course c on c.id = w.episode_id
   where ${NARROWED}
   order by w.risk desc, w.since_at nulls last, w.since_on nulls first, p.family_name, p.given_name, w.named, w.key
   limit $7 offset $8`,
)

/** One page of a list: the highest risk first, then the oldest. */
export async function worklistPage(
  tx: Tx,
  kind: Absence,
  { today, bankHolidays }: AbsenceDay,
  narrowed: Narrowing,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly WorklistRow[]> {
  return tx.query<WorklistRow>(PAGES[kind], [
    tx.providerId,
    today,
    bankHolidays,
    ...narrowing(narrowed),
    page.limit,
    page.offset,
  ])
}

const SIZES = perKind(
  (rows) => `with ${COMMON_PARTS}, w as (${rows})
  select count(*)::int as "all", count(*) filter (where w.risk >= ${HIGH_RISK})::int as high,
         count(*) filter (where w.owner is null)::int as nobody,
         count(*) filter (where w.owner = $7::uuid)::int as mine,
         count(*) filter (where c.medicine in ${DOACS})::int as doac,
         count(*) filter (where ${NARROWED})::int as narrowed
    from w left join course c on c.id = w.episode_id`,
)

export type WorklistSizes = {
  readonly all: number
  readonly high: number
  readonly nobody: number
  readonly mine: number
  /** Courses of a direct oral anticoagulant among them. */
  readonly doac: number
  readonly narrowed: number
}

/** How long the list is, whole and in each of its parts. */
export async function worklistSizes(
  tx: Tx,
  kind: Absence,
  { today, bankHolidays }: AbsenceDay,
  narrowed: Narrowing,
  me: string,
): Promise<WorklistSizes> {
  const values = [tx.providerId, today, bankHolidays, ...narrowing(narrowed), me]
  const rows = await tx.query<WorklistSizes>(SIZES[kind], values)
  return rows[0] ?? { all: 0, high: 0, nobody: 0, mine: 0, doac: 0, narrowed: 0 }
}
