import { maybeOne, type Tx } from './tx.ts'

/** The clinic of a day was held on paper, or only single sheets were written, as somebody said. */
export type PaperDayKind = 'held' | 'single-sheets'

export type PaperDay = {
  readonly version: number
  readonly what: PaperDayKind
  readonly byName: string
  readonly at: number
}

/** What was said last of a day; nothing while nobody has said anything. */
export async function paperDayOf(tx: Tx, on: string): Promise<PaperDay | undefined> {
  return maybeOne<PaperDay>(
    tx,
    `select d.version, d.what, s.name as "byName", d.at
       from paper_day d join staff s on s.provider_id = d.provider_id and s.account_id = d.by
      where d.provider_id = $1 and d.on_date = $2 order by d.version desc limit 1`,
    [tx.providerId, on],
  )
}

/** Adds the next line of a day; answers false when somebody else has added it. */
export async function addPaperDay(
  tx: Tx,
  said: {
    readonly on: string
    readonly version: number
    readonly what: PaperDayKind
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const added = await tx.query(
    `insert into paper_day (provider_id, on_date, version, what, by, at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning version`,
    [tx.providerId, said.on, said.version, said.what, said.by, said.at],
  )
  return added.length === 1
}

/** Who had an appointment on a day that nobody cancelled, whatever was marked of it: the night marks as missed whom nobody has entered. */
export async function bookedOn(tx: Tx, on: string) {
  return tx.query<{ patientId: string; atMinute: number }>(
    `select patient_id as "patientId", min(at_minute) as "atMinute" from appointment
      where provider_id = $1 and on_date = $2 and status <> 'cancelled' group by patient_id`,
    [tx.providerId, on],
  )
}

/** Keeps whose sheets of a day are asked for; who is asked for already stays. */
export async function addPaperSheets(
  tx: Tx,
  on: string,
  sheets: readonly { readonly patientId: string; readonly atMinute: number | null }[],
  at: string,
): Promise<void> {
  await tx.query(
    `insert into paper_sheet (provider_id, on_date, patient_id, at_minute, at)
     select $1, $2, s.patient_id, s.at_minute, $5
       from unnest($3::uuid[], $4::int[]) s (patient_id, at_minute) on conflict do nothing`,
    [
      tx.providerId,
      on,
      sheets.map(({ patientId }) => patientId),
      sheets.map(({ atMinute }) => atMinute),
      at,
    ],
  )
}

export type MissingSheet = {
  readonly on: string
  readonly patientId: string
  readonly atMinute: number | null
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: string
}

/** What was said last of each day up to `$2`. */
const NEWEST_DAYS = `(select distinct on (d.on_date) d.on_date, d.what from paper_day d
  where d.provider_id = $1 and d.on_date <= $2 order by d.on_date, d.version desc)`

/**
 * Whose sheets of clinics held on paper, on a day or before it, are neither entered nor said to be of no visit. A later result
 * does not count: what was measured and told on the day is still missing.
 */
export async function missingSheets(tx: Tx, through: string): Promise<readonly MissingSheet[]> {
  return tx.query<MissingSheet>(
    `select s.on_date as "on", s.patient_id as "patientId", s.at_minute as "atMinute", p.family_name as "familyName",
            p.given_name as "givenName", p.date_of_birth as "dateOfBirth"
       from ${NEWEST_DAYS} d
       join paper_sheet s on s.provider_id = $1 and s.on_date = d.on_date
       join patient p on p.provider_id = s.provider_id and p.id = s.patient_id
      where d.what = 'held'
        and not exists (select from paper_no_visit n where n.provider_id = s.provider_id and n.on_date = s.on_date
                           and n.patient_id = s.patient_id)
        and not exists (select from inr_result r join episode e on e.provider_id = r.provider_id and e.id = r.episode_id
                         where r.provider_id = s.provider_id and e.patient_id = s.patient_id and r.sampled_on = s.on_date
                           and r.status in ('final', 'corrected'))
      order by s.on_date, s.at_minute nulls last, p.search_name, s.patient_id`,
    [tx.providerId, through],
  )
}

/** Days, up to one, of which a sheet was entered while nobody has said whether the clinic was held on paper. */
export async function unansweredPaperDays(tx: Tx, through: string): Promise<readonly string[]> {
  const rows = await tx.query<{ on: string }>(
    `select distinct e.from_on as "on" from paper_entry e
      where e.provider_id = $1 and e.from_on <= $2
        and not exists (select from paper_day d where d.provider_id = e.provider_id and d.on_date = e.from_on)
      order by 1`,
    [tx.providerId, through],
  )
  return rows.map(({ on }) => on)
}

/** Keeps why there was no visit; who has such a line already keeps the first. */
export async function addNoVisits(
  tx: Tx,
  said: {
    readonly on: string
    readonly patientIds: readonly string[]
    readonly reason: string
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into paper_no_visit (provider_id, on_date, patient_id, reason, by, at)
     select $1, $2, id, $4, $5, $6 from unnest($3::uuid[]) id on conflict do nothing`,
    [tx.providerId, said.on, said.patientIds, said.reason, said.by, said.at],
  )
}

export type NoVisit = {
  readonly patientId: string
  readonly familyName: string
  readonly givenName: string
  readonly reason: string
  readonly byName: string
  readonly at: number
}

/** For whom it was said that there was no visit on a day. */
export async function noVisitsOf(tx: Tx, on: string): Promise<readonly NoVisit[]> {
  return tx.query<NoVisit>(
    `select n.patient_id as "patientId", p.family_name as "familyName", p.given_name as "givenName", n.reason,
            s.name as "byName", n.at
       from paper_no_visit n
       join patient p on p.provider_id = n.provider_id and p.id = n.patient_id
       join staff s on s.provider_id = n.provider_id and s.account_id = n.by
      where n.provider_id = $1 and n.on_date = $2 order by n.at desc, p.search_name, n.patient_id`,
    [tx.providerId, on],
  )
}
