import { maybeOne, type Tx } from './tx.ts'

export type NewTry = {
  readonly id: string
  readonly accountId: string
  readonly session: Buffer
  readonly reason: string
  readonly words: string
  readonly at: string
}

/**
 * Keeps a try unless the account has had as many within the hour, here; answers how many it has had with this one. Of two at
 * once one is numbered and the other is not kept.
 */
export async function addTry(tx: Tx, tried: NewTry, most: number): Promise<number | undefined> {
  const { id, accountId, session, reason, words, at } = tried
  const rows = await tx.query<{ count: number }>(
    `with before as (
       select coalesce(max(number), 0) as number,
              count(*) filter (where at > $7::timestamptz - interval '1 hour')::int as count
         from emergency_try where provider_id = $1 and account_id = $3)
     insert into emergency_try (provider_id, id, account_id, number, session, reason, words, at)
     select $1, $2, $3, b.number + 1, $4, $5, $6, $7 from before b where b.count < $8
     on conflict do nothing returning (select count + 1 from before) as count`,
    [tx.providerId, id, accountId, session, reason, words, at, most],
  )
  return rows[0]?.count
}

/** Opens a look for a try, where the number and the date are those of one patient of another provider; which may be nobody. */
export async function openLook(
  tx: Tx,
  tryId: string,
  sought: { readonly nhsNumber: string; readonly dateOfBirth: string },
): Promise<'opened' | 'nothing' | 'too-many'> {
  const rows = await tx.query<{ opened: 'opened' | 'nothing' | 'too-many' }>(
    'select open_emergency_look($1, $2, $3) as opened',
    [tryId, sought.nhsNumber, sought.dateOfBirth],
  )
  return rows[0]?.opened ?? 'nothing'
}

export type EmergencySummary = {
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: string
  readonly sex: string
  readonly nhsNumber: string
  readonly allergies: string | null
  readonly relevantHistory: string | null
  readonly mechanicalValve: string | null
  readonly antiphospholipid: string | null
  readonly provider: { readonly name: string; readonly telephone: string }
  readonly courses: readonly {
    readonly medicine: string
    readonly indication: string | null
    readonly targetTenths: number | null
    readonly lowTenths: number | null
    readonly highTenths: number | null
    readonly phase: string
    readonly suspendedUntil: string | null
    readonly bridging: boolean
    readonly nextTestOn: string | null
    readonly isConfirmed: boolean
  }[]
  readonly results: readonly {
    readonly id: string
    readonly sampledOn: string
    readonly comparator: '=' | '>' | '<'
    readonly tenths: number
  }[]
  readonly doses: readonly {
    readonly id: string
    readonly from: string
    readonly until: string
    readonly weeklyUg: number
    readonly omitDays: number
    readonly nextTestOn: string
    readonly instructions: string
  }[]
  /** What is open about the patient, in the words of its tasks. */
  readonly alerts: readonly string[]
  readonly untilAt: number
}

/** Whether this is a look of this person in this session, whose time is not over. */
export async function mayStillBeOpen(
  tx: Tx,
  look: {
    readonly id: string
    readonly accountId: string
    readonly session: Buffer
    readonly at: string
  },
): Promise<boolean> {
  const rows = await tx.query(
    `select from emergency_look l
       join emergency_try t on t.provider_id = l.provider_id and t.id = l.id
      where l.provider_id = $1 and l.id = $2 and l.side = 'looks' and t.account_id = $3 and t.session = $4
        and l.until_at > $5`,
    [tx.providerId, look.id, look.accountId, look.session, look.at],
  )
  return rows.length === 1
}

/** The summary of a look that is open to this session now; that it was shown is kept with the provider whose patient it is. */
export async function readLook(
  tx: Tx,
  look: { readonly id: string; readonly session: Buffer; readonly at: string },
): Promise<EmergencySummary | undefined> {
  const rows = await tx.query<{ summary: EmergencySummary | null }>(
    'select read_emergency_look($1, $2, $3) as summary',
    [look.id, look.session, look.at],
  )
  return rows[0]?.summary ?? undefined
}

/** A look as one of the two providers has it. */
export type EmergencyLook = {
  readonly id: string
  readonly side: 'looks' | 'is-looked-at'
  readonly otherProviderId: string
  readonly otherName: string
  readonly otherTelephone: string
  readonly accountId: string
  readonly personName: string
  readonly personRole: string
  readonly patientId: string
  readonly reason: string
  readonly words: string
  readonly ofTheDay: number
  readonly openedAt: number
  readonly untilAt: number
  /** Null with the provider of whoever looked: that knows no name of the patient. */
  readonly patientName: string | null
  readonly seen: readonly { readonly at: number; readonly seen: Readonly<Record<string, number>> }[]
  readonly outcome: string | null
  readonly note: string | null
  readonly reviewedByName: string | null
  readonly reviewedAt: number | null
}

const LOOKS = `select l.id, l.side, l.other_provider_id as "otherProviderId", l.other_name as "otherName",
         l.other_telephone as "otherTelephone", l.account_id as "accountId", l.person_name as "personName",
         l.person_role as "personRole", l.patient_id as "patientId", l.reason, l.words, l.of_the_day as "ofTheDay",
         l.opened_at as "openedAt", l.until_at as "untilAt",
         case when p.id is not null then p.family_name || ', ' || p.given_name end as "patientName",
         coalesce((select jsonb_agg(jsonb_build_object('at', (extract(epoch from s.at) * 1000)::bigint, 'seen', s.seen) order by s.number) from emergency_seen s
                    where s.provider_id = l.provider_id and s.look_id = l.id), '[]') as seen,
         r.outcome, r.note, w.name as "reviewedByName", r.at as "reviewedAt"
    from emergency_look l
    left join patient p on p.provider_id = l.provider_id and p.id = l.patient_id and l.side = 'is-looked-at'
    left join emergency_review r on r.provider_id = l.provider_id and r.look_id = l.id
    left join staff w on w.provider_id = r.provider_id and w.account_id = r.by
   where l.provider_id = $1`

/** Every look from here and at patients of here: what nobody has reviewed first, then the newest. */
export async function emergencyLooks(tx: Tx): Promise<readonly EmergencyLook[]> {
  return tx.query<EmergencyLook>(`${LOOKS} order by (r.at is not null), l.opened_at desc, l.id`, [
    tx.providerId,
  ])
}

export async function findEmergencyLook(tx: Tx, id: string): Promise<EmergencyLook | undefined> {
  return maybeOne<EmergencyLook>(tx, `${LOOKS} and l.id = $2`, [tx.providerId, id])
}

/** How many nobody has reviewed. */
export async function countEmergencyLooks(tx: Tx): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from emergency_look l
      where l.provider_id = $1 and not exists (
        select from emergency_review r where r.provider_id = l.provider_id and r.look_id = l.id)`,
    [tx.providerId],
  )
  return rows[0]?.count ?? 0
}

/** Keeps what a second person found; answers false when somebody has before. */
export async function addLookReview(
  tx: Tx,
  review: {
    readonly lookId: string
    readonly outcome: string
    readonly note: string
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const added = await tx.query(
    `insert into emergency_review (provider_id, look_id, outcome, note, by, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning look_id`,
    [tx.providerId, review.lookId, review.outcome, review.note, review.by, review.at],
  )
  return added.length === 1
}
