import { LOOK_BACK_DAYS } from '#recall/absences.ts'
import type { ShownSwitch } from '#register/switch-plan.ts'
import type { AppointmentStatus } from './appointments.ts'
import { isStoppedForChange, switchingOf } from './patients.ts'
import type { TaskKind, TaskState } from './tasks.ts'
import { maybeOne, type Tx } from './tx.ts'

/** One person of one clinic day: expected, or tested without an appointment. */
export type ClinicRow = {
  readonly appointmentId: string | null
  readonly version: number
  readonly atMinute: number | null
  readonly clinic: string | null
  readonly status: Exclude<AppointmentStatus, 'cancelled'> | null
  readonly patientId: string
  readonly episodeId: string
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: string
  readonly housebound: boolean
  readonly risk: number
  readonly medicine: string
  readonly visitId: string | null
  readonly testedAt: number | null
  readonly decisionId: string | null
  readonly decidedAt: number | null
  readonly toldAt: number | null
  /** A review of a course without INRs, in the place of a result and a dose. */
  readonly reviewId: string | null
  readonly reviewedAt: number | null
  readonly taskId: string | null
  readonly taskKind: TaskKind | null
  readonly taskState: TaskState | null
  readonly nextAppointmentOn: string | null
  readonly switching: ShownSwitch | null
}

/**
 * Everybody of a clinic day in the order of their times, which nothing that happens changes (H01: no row moves under
 * the pointer); those without an appointment come last, in the order they were tested.
 */
export async function clinicRows(tx: Tx, on: string): Promise<readonly ClinicRow[]> {
  return tx.query<ClinicRow>(
    `with expected as (
       select a.id, a.version, a.at_minute, g.name as clinic, a.status, a.patient_id, a.episode_id
         from appointment a
         join clinic_pattern g on g.provider_id = a.provider_id and g.id = a.pattern_id
        where a.provider_id = $1 and a.on_date = $2 and a.status <> 'cancelled'
       union all
       select distinct null::uuid, 0, null::smallint, null, null, v.patient_id, v.episode_id
         from (select patient_id, episode_id from visit where provider_id = $1 and on_date = $2
               union all
               select patient_id, episode_id from doac_review where provider_id = $1 and on_date = $2) v
        where not exists (select 1 from appointment a
                           where a.provider_id = $1 and a.episode_id = v.episode_id
                             and a.patient_id = v.patient_id and a.on_date = $2 and a.status <> 'cancelled'))
     select x.id as "appointmentId", x.version, x.at_minute as "atMinute", x.clinic, x.status,
            x.patient_id as "patientId", x.episode_id as "episodeId", p.family_name as "familyName",
            p.given_name as "givenName", p.date_of_birth as "dateOfBirth", p.housebound, e.risk, e.medicine,
            v.id as "visitId", v.recorded_at as "testedAt",
            d.id as "decisionId", d.decided_at as "decidedAt", coalesce(told.at, r.told_at) as "toldAt",
            r.id as "reviewId", r.reviewed_at as "reviewedAt", t.id as "taskId",
            t.kind as "taskKind", t.state as "taskState", later.on_date as "nextAppointmentOn",
            ${switchingOf('p')} as switching
       from expected x
       join patient p on p.provider_id = $1 and p.id = x.patient_id and p.standing <> 'withdrawn'
       join episode e on e.provider_id = $1 and e.id = x.episode_id
       left join lateral (
         select v.id, v.recorded_at from visit v
          where v.provider_id = $1 and v.episode_id = x.episode_id and v.on_date = $2
          order by v.recorded_at desc limit 1) v on true
       left join lateral (
         select d.id, d.decided_at from dose_decision d
          where d.provider_id = $1 and d.visit_id = v.id order by d.sequence desc limit 1) d on true
       left join lateral (
         select min(told.at) as at from told where told.provider_id = $1 and told.decision_id = d.id
            and told.how <> 'letter') told on true
       left join lateral (
         select r.id, r.reviewed_at, r.task_id, coalesce(
                  case when r.told_how <> 'letter' then r.reviewed_at end,
                  (select min(x.at) from doac_told x where x.provider_id = $1 and x.review_id = r.id
                      and x.how <> 'letter')) as told_at
           from doac_review r
          where r.provider_id = $1 and r.episode_id = x.episode_id and r.on_date = $2
          order by r.sequence desc limit 1) r on true
       left join lateral (
         select t.id, t.kind, t.state from task t
          where t.provider_id = $1 and (t.visit_id = v.id or t.id = r.task_id) order by t.state = 'closed', t.opened_at limit 1) t on true
       left join lateral (
         select min(a.on_date) as on_date from appointment a
          where a.provider_id = $1 and a.patient_id = x.patient_id and a.on_date > $2
            and a.status <> 'cancelled') later on true
      order by x.at_minute nulls last, x.clinic, v.recorded_at, p.family_name, p.given_name, x.patient_id, x.id,
        x.episode_id`,
    [tx.providerId, on],
  )
}

export type DueWithoutAppointment = {
  readonly patientId: string
  readonly episodeId: string
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: string
  readonly housebound: boolean
  readonly risk: number
  readonly switching: ShownSwitch | null
}

/** People whose test falls on this day, who have no appointment on it and no result since. */
export async function dueWithoutAppointment(
  tx: Tx,
  on: string,
): Promise<readonly DueWithoutAppointment[]> {
  return tx.query<DueWithoutAppointment>(
    `select p.id as "patientId", e.id as "episodeId", p.family_name as "familyName", p.given_name as "givenName",
            p.date_of_birth as "dateOfBirth", p.housebound, e.risk, ${switchingOf('p')} as switching
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
      where e.provider_id = $1 and e.next_test_on = $2
        and (e.phase in ('initiating', 'maintaining') or ${isStoppedForChange('e')})
        and not e.bridging and p.standing in ('live', 'left')
        and (e.last_tested_on is null or e.last_tested_on < e.next_test_on)
        and not exists (select 1 from appointment a
                         where a.provider_id = $1 and a.patient_id = e.patient_id and a.on_date = $2
                           and a.status <> 'cancelled')
      order by e.risk desc, p.family_name, p.given_name, p.id, e.id`,
    [tx.providerId, on],
  )
}

/** Who is to be called next: those who have arrived before those who are only expected, then by time. */
export async function firstWaiting(tx: Tx, on: string) {
  return maybeOne<{ patientId: string; familyName: string; givenName: string; atMinute: number }>(
    tx,
    `select a.patient_id as "patientId", p.family_name as "familyName", p.given_name as "givenName",
            a.at_minute as "atMinute"
       from appointment a
       join patient p on p.provider_id = a.provider_id and p.id = a.patient_id and p.standing <> 'withdrawn'
      where a.provider_id = $1 and a.on_date = $2 and a.status in ('booked', 'arrived')
        and not exists (select 1 from visit v
                         where v.provider_id = $1 and v.episode_id = a.episode_id and v.on_date = $2)
        and not exists (select 1 from doac_review r
                         where r.provider_id = $1 and r.episode_id = a.episode_id and r.on_date = $2)
      order by a.status = 'booked', a.at_minute, p.family_name, p.given_name, a.id
      limit 1`,
    [tx.providerId, on],
  )
}

/** Whether somebody was tested, or reviewed, on the day of the appointment. */
const SEEN_THAT_DAY = `(exists (select 1 from visit v
    where v.provider_id = $1 and v.episode_id = a.episode_id and v.on_date = a.on_date)
  or exists (select 1 from doac_review r
    where r.provider_id = $1 and r.episode_id = a.episode_id and r.on_date = a.on_date))`

/** Appointments of earlier days that nothing closed, as far back as the lists look, and whether a result is of the day. */
export async function unclosedAppointments(tx: Tx, before: string) {
  return tx.query<{ id: string; version: number; patientId: string; isTested: boolean }>(
    `select a.id, a.version, a.patient_id as "patientId",
            ${SEEN_THAT_DAY} as "isTested"
       from appointment a
      where a.provider_id = $1 and a.on_date < $2 and a.on_date >= $2::date - ${LOOK_BACK_DAYS}
        and (a.status = 'booked'
          or a.status = 'arrived' and ${SEEN_THAT_DAY})
      order by a.on_date, a.at_minute, a.id`,
    [tx.providerId, before],
  )
}
