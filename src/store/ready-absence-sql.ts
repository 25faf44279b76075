import { COMPETENCE_WARNING_DAYS } from '#recall/absences.ts'
import { columns } from './absence-columns.ts'

// What a clinic needs before anybody comes: people whose competence lasts, and meters in control.

/**
 * Meters in use whose newest control failed, or that need one by today where the site asks for controls; the note is the one or
 * the other. Reads `$1` the provider and `$2` today.
 */
const NEEDS_CONTROL = `${columns({
  key: 'm.meter_key',
  named: 'm.name',
  sinceOn: "case when n.outcome = 'failed' then n.done_on else p.passed_on + r.days end",
  note: "case when n.outcome = 'failed' then 'failed' else 'due' end",
})} from (select distinct on (v.meter_key) v.meter_key, v.name, v.standing from meter_record v
           where v.provider_id = $1 order by v.meter_key, v.version desc) m
    cross join (select control_days_on($1, $2) as days) r
    left join lateral (select c.outcome, c.done_on from meter_control c
                        where c.provider_id = $1 and c.meter_key = m.meter_key
                        order by c.done_on desc, c.at desc, c.id desc limit 1) n on true
    left join lateral (select max(c.done_on) as passed_on from meter_control c
                        where c.provider_id = $1 and c.meter_key = m.meter_key and c.outcome = 'passed') p on true
   where m.standing = 'in-service'
     and (n.outcome = 'failed' or r.days is not null and coalesce(p.passed_on + r.days <= $2, true))`

export const READY_ABSENCE_ROWS = {
  'competence-expiring': `${columns({
    key: 's.account_id',
    named: 's.name',
    sinceOn: 's.competence_until',
    note: 's.role',
  })} from staff s
   where s.provider_id = $1 and s.active and s.dosing <> 'none'
     and (s.competence_until is null or s.competence_until <= $2 + ${COMPETENCE_WARNING_DAYS})`,
  'meter-control-due': NEEDS_CONTROL,
} as const
