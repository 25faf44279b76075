import type { Inr } from '#clinical/inr.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { PatientDetails } from '#register/patient.ts'
import type { RecordLink } from '#register/record-link.ts'
import type { ShownSwitch } from '#register/switch-plan.ts'
import { maybeTaken } from './decided-doses.ts'
import { overtaken } from './overtaken.ts'
import { isStoppedForChange, switchingOf } from './patients.ts'
import { linksOf } from './record-links.ts'
import { maybeOne, type Tx } from './tx.ts'
import { isVoidResult } from './void-results.ts'

export type DuePatient = {
  readonly id: string
  readonly details: PatientDetails
  readonly plan: EpisodePlan
  readonly phase: string
  readonly standing: 'unverified' | 'confirmed'
  readonly nextTestOn: string | null
  readonly atMinute: number | null
  /** The day of the appointment, and the course and its newest dose, for whoever asks more of them. */
  readonly bookedOn: string | null
  readonly episodeId: string
  readonly lastDecisionId: string | null
  readonly comparator: Inr['comparator'] | null
  readonly tenths: number | null
  readonly sampledOn: string | null
  readonly dailyUg: number | null
  /** A later INR is on record than that dose rests on. */
  readonly isOvertaken: boolean
  /** The INR of the newest dose is void. That dose is the one here where it was told or sent, else one before it, if any. */
  readonly isNewestVoid: boolean
  readonly isNewestTold: boolean
  /** Its text was sent, told or not. */
  readonly isNewestSent: boolean
  readonly importedDoseUg: number | null
  /** What was told on paper and no dose decided here has followed: when, and whether a second person found that it stands. */
  readonly paper: {
    readonly dailyUg: number
    readonly on: string
    readonly outcome: 'stands' | 'does-not-stand' | null
  } | null
  /** The links that stand between this record and others. */
  readonly links: readonly RecordLink[]
  readonly switching: ShownSwitch | null
  /** Of an open plan for a procedure; null without one. */
  readonly lastDoseOn: string | null
  readonly restartDueOn: string | null
}

const DOSE_OVERTAKEN = overtaken('d.visit_id')

/**
 * Everybody whom a clinic may meet on a day, or on one from another day to it: booked then, due by it, overdue, under treatment with no
 * date at all, or to be taking treatment again after a procedure by that day; in the order of the booked time, then of the name.
 */
export async function patientsDueBy(
  tx: Tx,
  onDate: string,
  bookedFrom: string = onDate,
): Promise<readonly DuePatient[]> {
  return tx.query<DuePatient>(
    `select p.id, p.details, e.plan, e.phase, e.standing, e.next_test_on as "nextTestOn", a.at_minute as "atMinute",
            a.on_date as "bookedOn", e.id as "episodeId", e.last_decision_id as "lastDecisionId",
            r.comparator, r.tenths, r.sampled_on as "sampledOn", d.daily_ug as "dailyUg",
            d.id is not null and ${DOSE_OVERTAKEN} as "isOvertaken",
            newest.id is not null and ${isVoidResult('$1', 'newest.result_id')} as "isNewestVoid",
            e.last_told_id is not null as "isNewestTold",
            exists (select from text_sent x where x.provider_id = e.provider_id
                       and x.decision_id = e.last_decision_id) as "isNewestSent", coalesce(${linksOf('p')}, '[]') as links,
            r.dose_before_ug as "importedDoseUg", told.paper, ${switchingOf('p')} as switching,
            q.last_dose_on as "lastDoseOn", q.restart_due_on as "restartDueOn"
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
       left join lateral (
         select x.id, x.on_date, x.at_minute from appointment x
          where x.provider_id = e.provider_id and x.episode_id = e.id and x.on_date between $3 and $2
            and x.status in ('booked', 'arrived', 'attended')
          order by x.on_date, x.at_minute limit 1) a on true
       left join dose_decision newest on newest.provider_id = e.provider_id and newest.id = e.last_decision_id
       left join lateral (
         select d.id, d.daily_ug, d.visit_id from dose_decision d
          where d.provider_id = $1 and d.episode_id = e.id and ${maybeTaken('d')}
          order by d.sequence desc limit 1) d on true
       left join lateral (
         select jsonb_build_object('dailyUg', t.daily_ug, 'on', t.from_on, 'outcome', k.outcome) as paper
           from paper_entry t
           left join paper_check k on k.provider_id = t.provider_id and k.entry_id = t.id
          where t.provider_id = e.provider_id and t.episode_id = e.id
            and not exists (select from dose_decision x where x.provider_id = t.provider_id
                               and x.episode_id = t.episode_id and x.decided_at > t.sampled_at)
          order by t.sampled_at desc, t.entered_at desc limit 1) told on true
       left join procedure_plan q on q.provider_id = e.provider_id and q.episode_id = e.id
        and q.state in ('planned', 'done', 'called-off')
       left join lateral (
         select comparator, tenths, sampled_on, dose_before_ug from inr_result r
          where r.provider_id = e.provider_id and r.episode_id = e.id and r.status in ('final', 'corrected')
            and not exists (select 1 from inr_result later
                             where later.provider_id = r.provider_id and later.replaces = r.id)
          order by r.sampled_on desc, r.entered_at desc limit 1) r on true
      where e.provider_id = $1 and p.standing = 'live' and not e.bridging
        and (e.phase in ('initiating', 'maintaining') or ${isStoppedForChange('e')})
        and (a.id is not null or e.next_test_on is null or e.next_test_on <= $2 or q.restart_due_on <= $2)
      order by a.on_date nulls last, a.at_minute nulls last, p.search_name, e.id`,
    [tx.providerId, onDate, bookedFrom],
  )
}

export type NewClinicPack = {
  readonly id: string
  readonly forOn: string
  readonly patients: number
  readonly pdf: Uint8Array
  readonly madeAt: string
}

export async function addClinicPack(tx: Tx, pack: NewClinicPack): Promise<void> {
  await tx.query(
    `insert into clinic_pack (provider_id, id, for_on, patients, pdf, made_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.providerId, pack.id, pack.forOn, pack.patients, pack.pdf, pack.madeAt],
  )
}

/** The packs made last, newest first, without their sheets. */
export async function newestClinicPacks(tx: Tx, limit: number) {
  return tx.query<{ id: string; forOn: string; patients: number; madeAt: number }>(
    `select id, for_on as "forOn", patients, made_at as "madeAt" from clinic_pack
      where provider_id = $1 order by made_at desc limit $2`,
    [tx.providerId, limit],
  )
}

export async function findClinicPack(tx: Tx, id: string) {
  return maybeOne<{ forOn: string; pdf: Buffer }>(
    tx,
    'select for_on as "forOn", pdf from clinic_pack where provider_id = $1 and id = $2',
    [tx.providerId, id],
  )
}

/** Is there a pack for this day already? The nightly job asks, so that two processes make one. */
export async function hasClinicPackFor(tx: Tx, forOn: string, madeSince: string): Promise<boolean> {
  const found = await tx.query(
    'select 1 from clinic_pack where provider_id = $1 and for_on = $2 and made_at >= $3 limit 1',
    [tx.providerId, forOn, madeSince],
  )
  return found.length > 0
}
