import { HIGH_RISK } from '#recall/absences.ts'
import { BRIDGE_MOST_DAYS } from '#register/bridging.ts'
import { columns, ofCourse } from './absence-columns.ts'

/** A course that is planned to take the place of another: it waits for the change, and for nobody else. */
export const IS_PLANNED_CHANGE = `exists (select from medicine_switch m
  where m.provider_id = $1 and m.patient_id = c.patient_id and m.new_episode_id = c.id and m.state = 'planned')`

/** The lists of changes of medicine; a change past its day, and two anticoagulants, are of high risk (H18). */
export const CHANGE_ABSENCE_ROWS = {
  'change-not-finished': `${columns({
    key: 'm.id',
    patient: 'm.patient_id',
    episode: 'coalesce(m.new_episode_id, m.old_episode_id)',
    subject: 'm.old_episode_id',
    sinceOn: 'm.until_on',
    risk: `case when m.until_on < $2 or m.state = 'overlapping' then ${HIGH_RISK} else 0 end`,
    owner: 't.taken_by',
    note: "m.state || ':' || m.old_medicine || ':' || m.new_medicine || ':' || m.from_on",
  })} from medicine_switch m
    join task t on t.provider_id = m.provider_id and t.id = m.task_id
   where m.provider_id = $1 and m.state in ('waiting', 'planned', 'overlapping', 'finished')`,
  'bridging-not-ended': `${ofCourse({
    subject: 't.id',
    sinceOn: 'c.stop_on',
    risk: `case when c.stop_on < $2 or c.stop_on > c.started_on + ${BRIDGE_MOST_DAYS} then ${HIGH_RISK} else 0 end`,
    owner: 't.taken_by',
    note: `(c.stop_on > c.started_on + ${BRIDGE_MOST_DAYS})`,
  })} from course c
    left join open_task t on t.episode_id = c.id and t.kind = 'bridging'
   where c.is_bridge and c.phase in ('initiating', 'maintaining', 'suspended')`,
} as const
