import { ANSWER_WITHIN_WORKING_DAYS } from '#register/transfer.ts'
import { columns } from './absence-columns.ts'

/** Transfers that are not over, each with its last step; `waits_for` is whose turn it is. */
const OPEN = `(select t.id, t.patient_id, t.episode_id, t.other_name, t.side, l.at,
         case l.what when 'asked' then 'sends' else 'receives' end as waits_for, p.who
    from transfer t
    cross join lateral (select s.what, s.at from transfer_step s
                         where s.provider_id = $1 and s.transfer_id = t.id order by s.number desc limit 1) l
    cross join lateral (select s.package -> 'patient' as who from transfer_step s
                         where s.provider_id = $1 and s.transfer_id = t.id and s.number = 1) p
   where t.provider_id = $1 and l.what not in ('accepted', 'declined', 'withdrawn')) o`

/** Working days that are over since the day of the last step. */
const WAITED = `(select count(*) from generate_series((o.at at time zone 'Europe/London')::date + interval '1 day',
    $2::date::timestamp - interval '1 day', interval '1 day') d
  where extract(isodow from d) < 6 and d::date <> all ($3::date[]))`

const LINE = columns({
  key: 'o.id',
  patient: 'o.patient_id',
  episode: 'o.episode_id',
  subject: 'o.id',
  named: `(upper(o.who ->> 'familyName') || ', ' || (o.who ->> 'givenName'))`,
  sinceAt: 'o.at',
  note: `(o.side || ':' || o.other_name)`,
})

export const TRANSFER_ABSENCE_ROWS = {
  'transfer-to-answer': `${LINE} from ${OPEN} where o.waits_for = o.side`,
  'transfer-not-answered': `${LINE} from ${OPEN} where o.waits_for <> o.side and ${WAITED} >= ${ANSWER_WITHIN_WORKING_DAYS}`,
} as const
