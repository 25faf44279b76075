import type { Tx } from './tx.ts'

/** What waits for somebody: where it stands, since when, what ends it, and where the rungs of its ladder are kept. */
type AwaitsSecond = {
  readonly table: string
  /** The instant, of the row `w`. */
  readonly since: string
  /** The tables whose rows end the waiting, that of the rungs, and what all of them call the key of the first. */
  readonly ended: readonly string[]
  readonly rungs: string
  readonly key: string
}

/** @technical Tables and columns of what waits for a second person. */
const AWAITS = {
  look: {
    table: 'emergency_look',
    since: 'w.opened_at',
    ended: ['emergency_review'],
    rungs: 'emergency_escalation',
    key: 'look_id',
  },
  paper: {
    table: 'paper_entry',
    since: 'w.entered_at',
    ended: ['paper_check'],
    rungs: 'paper_escalation',
    key: 'entry_id',
  },
  event: {
    table: 'significant_event',
    since: "(w.aware_on::timestamp at time zone 'Europe/London')",
    ended: ['event_analysis', 'event_withdrawal'],
    rungs: 'event_escalation',
    key: 'event_id',
  },
} as const satisfies Readonly<Record<string, AwaitsSecond>>

/** A look in an emergency that waits for its review, an entry from paper for its check, an event for its analysis. */
export type SecondLook = keyof typeof AWAITS

/** Such a one that nobody has looked at, with the rungs of its ladder that are recorded. */
export type Waiting = {
  readonly id: string
  readonly openedAt: number
  readonly recorded: readonly number[]
}

const stillWaits = ({ ended, key }: AwaitsSecond) =>
  ended
    .map(
      (table) =>
        `not exists (select from ${table} c where c.provider_id = w.provider_id and c.${key} = w.id)`,
    )
    .join(' and ')

/** Those that nobody has looked at and that have not been escalated `most` times, the oldest first. */
export async function waitingForSecond(
  tx: Tx,
  what: SecondLook,
  most: number,
): Promise<readonly Waiting[]> {
  const { table, since, rungs, key } = AWAITS[what]
  return tx.query<Waiting>(
    `select w.id, ${since} as "openedAt", array_remove(array_agg(e.rung::int order by e.rung), null) as recorded
       from ${table} w
       left join ${rungs} e on e.provider_id = w.provider_id and e.${key} = w.id
      where w.provider_id = $1 and ${stillWaits(AWAITS[what])}
      group by w.provider_id, w.id having count(e.rung) < $2
      order by ${since}, w.id`,
    [tx.providerId, most],
  )
}

/** Records a rung of one, once: answers false when it is recorded. */
export async function addSecondLookRung(
  tx: Tx,
  what: SecondLook,
  reached: {
    readonly id: string
    readonly rung: number
    readonly toRole: string
    readonly dueOn: string
    readonly at: string
  },
): Promise<boolean> {
  const { rungs, key } = AWAITS[what]
  const added = await tx.query(
    `insert into ${rungs} (provider_id, ${key}, rung, to_role, due_on, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning ${key}`,
    [tx.providerId, reached.id, reached.rung, reached.toRole, reached.dueOn, reached.at],
  )
  return added.length === 1
}

/** How many of them are late and have been brought to people of this role. */
export async function lateSecondLooksFor(tx: Tx, what: SecondLook, role: string): Promise<number> {
  const { table, rungs, key } = AWAITS[what]
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from ${table} w
      where w.provider_id = $1 and ${stillWaits(AWAITS[what])} and exists (
        select from ${rungs} e where e.provider_id = w.provider_id and e.${key} = w.id and e.to_role = $2)`,
    [tx.providerId, role],
  )
  return rows[0]?.count ?? 0
}
