import type { Tx } from './tx.ts'

export type DueCourse = {
  readonly episodeId: string
  readonly nextTestOn: string
  readonly housebound: boolean
}

/** Courses whose next test falls between two days, both included, and that have no place by then, in the order of the day and of the name. */
export async function coursesDueBetween(tx: Tx, from: string, until: string) {
  return tx.query<DueCourse>(
    `select e.id as "episodeId", e.next_test_on as "nextTestOn", p.housebound
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
      where e.provider_id = $1 and e.phase in ('initiating', 'maintaining') and p.standing = 'live'
        and e.next_test_on between $2 and $3
        and not exists (select from appointment a where a.provider_id = e.provider_id and a.episode_id = e.id
                         and a.status = 'booked' and a.on_date between $2 and $3)
      order by e.next_test_on, p.search_name, e.id`,
    [tx.providerId, from, until],
  )
}
