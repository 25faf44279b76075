import { SURVEY_EVERY_DAYS } from '#clinical/meter-survey.ts'
import { COMPETENCE_WARNING_DAYS, LICENCE_WARNING_DAYS } from '#recall/meter-absences.ts'
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

/** Whether the site takes part in external quality assessment, or has agreed to test near the patient. */
const TAKES_PART = `(exists (select from licence_record l where l.provider_id = $1 and l.kind = 'external-quality' and l.standing = 'held')
   or exists (select from contract k where k.provider_id = $1 and 4 = any (k.levels) and k.from_on <= $2 and k.to_on >= $2))`

/** Meters without a survey for too long, and surveys about which something is to be done; the note is the one or the other. */
const NEEDS_SURVEY = `${columns({
  key: 'm.meter_key',
  named: 'm.name',
  sinceOn: `coalesce(v.done_on + ${SURVEY_EVERY_DAYS}, (m.since_at at time zone 'Europe/London')::date + ${SURVEY_EVERY_DAYS})`,
  note: "'due'",
})} from (select distinct on (r.meter_key) r.meter_key, r.name, r.standing, min(r.at) over (partition by r.meter_key) as since_at
            from meter_record r where r.provider_id = $1 order by r.meter_key, r.version desc) m
    left join lateral (select max(x.done_on) as done_on from eqa_survey x
                        where x.provider_id = $1 and x.meter_key = m.meter_key) v on true
   where m.standing = 'in-service' and ${TAKES_PART}
     and coalesce(v.done_on, (m.since_at at time zone 'Europe/London')::date) + ${SURVEY_EVERY_DAYS} <= $2
 union all
 ${columns({
   key: 'o.meter_key',
   subject: 'o.id',
   named: "(o.meter_key || ', ' || o.scheme || ' ' || o.survey)",
   sinceOn: 'o.done_on',
   note: 'o.outcome',
 })} from eqa_survey o
   where o.provider_id = $1 and o.outcome <> 'satisfactory'
     and not exists (select from eqa_action a where a.provider_id = $1 and a.survey_id = o.id)`

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
  'licence-expiring': `${columns({
    key: 'n.id',
    named: 'n.name',
    sinceOn: 'n.until_on',
    note: "case when n.until_on < $2 then 'over' else 'ends' end",
  })} from (select distinct on (l.id) l.id, l.name, l.until_on, l.standing from licence_record l
             where l.provider_id = $1 order by l.id, l.version desc) n
   where n.standing = 'held' and n.until_on <= $2 + ${LICENCE_WARNING_DAYS}`,
  'survey-due': NEEDS_SURVEY,
} as const
