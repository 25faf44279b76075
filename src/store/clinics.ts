import type { Tx } from './tx.ts'

/** One clinic session that comes back each week. */
export type ClinicPatternRow = {
  readonly id: string
  readonly name: string
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly slotMinutes: number
  readonly fromOn: string
  readonly untilOn: string | null
  readonly housebound: boolean
  readonly version: number
}

export async function clinicPatterns(tx: Tx) {
  return tx.query<ClinicPatternRow>(
    `select id, name, weekday, start_minute as "startMinute", end_minute as "endMinute",
            slot_minutes as "slotMinutes", from_on as "fromOn", until_on as "untilOn", housebound, version
       from clinic_pattern where provider_id = $1 order by weekday, start_minute`,
    [tx.providerId],
  )
}

type PatternChange = ClinicPatternRow & { readonly by: string; readonly at: string }

export async function addClinicPattern(tx: Tx, pattern: PatternChange): Promise<void> {
  await tx.query(
    `insert into clinic_pattern (provider_id, id, name, weekday, start_minute, end_minute, slot_minutes,
       from_on, until_on, housebound, version, changed_by, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12)`,
    [
      tx.providerId,
      pattern.id,
      pattern.name,
      pattern.weekday,
      pattern.startMinute,
      pattern.endMinute,
      pattern.slotMinutes,
      pattern.fromOn,
      pattern.untilOn,
      pattern.housebound,
      pattern.by,
      pattern.at,
    ],
  )
}

/** Changes a pattern if nobody has since `pattern.version`; answers whether it did. */
export async function changeClinicPattern(tx: Tx, pattern: PatternChange): Promise<boolean> {
  const changed = await tx.query(
    `update clinic_pattern set name = $4, weekday = $5, start_minute = $6, end_minute = $7, slot_minutes = $8,
        from_on = $9, until_on = $10, housebound = $11, version = version + 1, changed_by = $12, changed_at = $13
      where provider_id = $1 and id = $2 and version = $3 returning id`,
    [
      tx.providerId,
      pattern.id,
      pattern.version,
      pattern.name,
      pattern.weekday,
      pattern.startMinute,
      pattern.endMinute,
      pattern.slotMinutes,
      pattern.fromOn,
      pattern.untilOn,
      pattern.housebound,
      pattern.by,
      pattern.at,
    ],
  )
  return changed.length === 1
}

export async function clinicClosures(tx: Tx, from: string) {
  return tx.query<{ id: string; onDate: string; reason: string }>(
    `select id, on_date as "onDate", reason from clinic_closure
      where provider_id = $1 and on_date >= $2 order by on_date`,
    [tx.providerId, from],
  )
}

export async function addClinicClosure(
  tx: Tx,
  closure: {
    readonly id: string
    readonly onDate: string
    readonly reason: string
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const added = await tx.query(
    `insert into clinic_closure (provider_id, id, on_date, reason, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
    [tx.providerId, closure.id, closure.onDate, closure.reason, closure.by, closure.at],
  )
  return added.length === 1
}

export async function removeClinicClosure(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from clinic_closure where provider_id = $1 and id = $2', [
    tx.providerId,
    id,
  ])
}
