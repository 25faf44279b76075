import { ofCourse } from './absence-columns.ts'

/** The medicines of a course that is reviewed, and not tested. */
export const DOACS = "('apixaban', 'dabigatran', 'edoxaban', 'rivaroxaban')"

/** The lists of courses that are reviewed, and not tested; they read the parts that every list does. */
export const DOAC_ABSENCE_ROWS = {
  'doac-forbidden': `${ofCourse({ sinceAt: 'p.recorded_at' })} from course c
    join patient p on p.provider_id = $1 and p.id = c.patient_id
   where c.medicine in ${DOACS} and c.phase in ('initiating', 'maintaining')
     and (p.details -> 'mechanicalValve' ->> 'kind' = 'valve' or p.details ->> 'mitralStenosis' = 'yes'
       or p.details ->> 'antiphospholipid' = 'yes')
     and not exists (select from open_task t where t.episode_id = c.id and t.kind = 'doac-review')`,
  'doac-not-told': `${ofCourse({ subject: 'r.id', sinceAt: 'r.reviewed_at' })} from doac_review r
    join course c on c.id = r.episode_id
   where r.provider_id = $1 and coalesce(r.told_how, 'letter') = 'letter'
     and not exists (select from doac_told t where t.provider_id = $1 and t.review_id = r.id and t.how <> 'letter')
     and not exists (select from doac_review n
                      where n.provider_id = $1 and n.episode_id = r.episode_id and n.sequence > r.sequence)
     and not exists (select from open_task t where t.id = r.task_id)`,
} as const
