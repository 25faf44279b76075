// What a decision was beside what the rules advised, and the INR that followed it: the same words wherever decisions
// are counted or listed. `d` is the decision.

/** The person gave another dose than was suggested: changed it, or authorised a dose that differs. */
export const OVERRIDDEN = `(d.kind = 'changed' or (d.kind = 'authorised'
    and (d.weekly_ug <> d.advised_weekly_ug or d.omit_days <> d.advised_omit_days or d.boosts <> '[]'::jsonb)))`

/**
 * The first INR that stands from a later day, as `f`; several of one day: the laboratory's, else the one entered last.
 * Whether another dose had taken the place of this one before it, as `l`.
 */
export const FOLLOWED = `left join lateral (
    select n.id, n.comparator, n.tenths, n.sampled_on
      from inr_result n
     where n.provider_id = d.provider_id and n.episode_id = d.episode_id and n.sampled_on > d.from_on
       and n.status in ('final', 'corrected')
       and not exists (select from inr_result later
                        where later.provider_id = n.provider_id and later.replaces = n.id)
     order by n.sampled_on, (n.method = 'laboratory') desc, n.entered_at desc
     limit 1) f on true
  left join lateral (
    select true as replaced
      from dose_decision newer
     where newer.provider_id = d.provider_id and newer.episode_id = d.episode_id
       and newer.sequence > d.sequence and (f.sampled_on is null or newer.from_on < f.sampled_on)
     limit 1) l on true`

/** What followed, in one word. The range is that of the plan when the dose was decided. */
export const WHAT_FOLLOWED = `case
    when l.replaced then 'replaced'
    when f.id is null then 'no-test-yet'
    when f.comparator = '=' and f.tenths between d.low_tenths and d.high_tenths then 'in-range'
    else 'out-of-range'
  end`

export const FOLLOWINGS = ['in-range', 'out-of-range', 'no-test-yet', 'replaced'] as const
export type Following = (typeof FOLLOWINGS)[number]
