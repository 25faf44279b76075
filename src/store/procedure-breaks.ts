/** Plans around procedures whose days without a dose came about: not those called off or taken again before the last dose. */
export const INTERRUPTED = `q.last_dose_on is not null
  and coalesce(q.restarted_on, q.called_off_on, q.last_dose_on + 1) > q.last_dose_on`

/** The instants at which the days without a dose begin and end, as a course's own versions would tell a pause. */
const BEGINS = "((q.last_dose_on + 1)::timestamp at time zone 'Europe/London')"
const ENDS = "(q.restarted_on::timestamp at time zone 'Europe/London')"

/**
 * The days without a dose of a course for its plans around procedures, as steps of its history: control leaves them out as
 * it does a pause (S5: without planned interruption). `which` chooses among the plans of the provider, as `q`.
 */
export const procedureSteps = (which: string): string => `
  select q.episode_id, ${BEGINS} as recorded_at, 'suspended' as phase, null::jsonb as target, 0 as version
    from procedure_plan q where q.provider_id = $1 and ${which} and ${INTERRUPTED}
  union all
  select q.episode_id, ${ENDS}, 'maintaining', null::jsonb, 0
    from procedure_plan q where q.provider_id = $1 and ${which} and ${INTERRUPTED} and q.restarted_on is not null`
