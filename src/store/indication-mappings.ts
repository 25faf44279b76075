import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'

export type IndicationMapping = {
  readonly sourceText: string
  readonly indication: string
  readonly version: number
}

/** The concept chosen for each text of another product; the newest choice counts. */
export async function indicationMappings(tx: Tx): Promise<readonly IndicationMapping[]> {
  return tx.query<IndicationMapping>(
    `select distinct on (source_text) source_text as "sourceText", indication, version
       from indication_mapping where provider_id = $1
      order by source_text, version desc`,
    [tx.providerId],
  )
}

export async function findMapping(
  tx: Tx,
  sourceText: string,
): Promise<IndicationMapping | undefined> {
  return maybeOne<IndicationMapping>(
    tx,
    `select source_text as "sourceText", indication, version
       from indication_mapping where provider_id = $1 and source_text = $2
      order by version desc limit 1`,
    [tx.providerId, sourceText],
  )
}

/** A choice, or a later one in its place; the primary key lets only one person make each version. */
export async function addMapping(
  tx: Tx,
  mapping: IndicationMapping & { readonly mappedBy: string; readonly mappedAt: string },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into indication_mapping (provider_id, source_text, version, indication, mapped_by, mapped_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning version`,
    [
      tx.providerId,
      mapping.sourceText,
      mapping.version,
      mapping.indication,
      mapping.mappedBy,
      mapping.mappedAt,
    ],
  )
  return rows.length === 1
}

export type UnverifiedText = {
  readonly sourceText: string
  readonly episodes: number
  readonly unmapped: number
}

/** The texts of plans that nobody has confirmed yet, how many each, and how many are without a concept. */
export async function textsOfUnverified(tx: Tx): Promise<readonly UnverifiedText[]> {
  return tx.query<UnverifiedText>(
    `select plan ->> 'indicationText' as "sourceText", count(*)::int as episodes,
            (count(*) filter (where indication is null))::int as unmapped
       from episode
      where provider_id = $1 and standing = 'unverified' and phase <> 'ended' and plan ->> 'indicationText' <> ''
      group by 1 order by 3 desc, 2 desc, 1`,
    [tx.providerId],
  )
}

type Filling = {
  readonly sourceText: string
  readonly indication: string
  readonly by: string
  readonly at: string
  readonly reason: string
}

/**
 * Writes the chosen concept into the unverified plans that bear this text; a confirmed plan keeps what a person
 * has confirmed. Answers how many.
 */
export async function fillIndication(tx: Tx, filling: Filling): Promise<number> {
  const { sourceText, indication, by, at, reason } = filling
  const filled = await tx.query<{ id: string }>(
    `update episode set indication = $3, plan = jsonb_set(plan, '{indication}', to_jsonb($3::text)),
        version = version + 1, recorded_by = $4, recorded_at = $5
      where provider_id = $1 and standing = 'unverified' and phase <> 'ended'
        and plan ->> 'indicationText' = $2 and indication is distinct from $3
      returning id`,
    [tx.providerId, sourceText, indication, by, at],
  )
  const versions = await tx.query<{ sealId: string }>(
    `insert into episode_version (provider_id, episode_id, version, phase, standing, plan, suspended_from, suspended_until,
       ended_on, ended_reason, reason, recorded_by, recorded_at)
     select provider_id, id, version, phase, standing, plan, suspended_from, suspended_until, ended_on, ended_reason, $3, recorded_by, recorded_at
       from episode where provider_id = $1 and id = any($2) returning seal_id as "sealId"`,
    [tx.providerId, filled.map(({ id }) => id), reason],
  )
  toSeal(tx, 'episode_version', ...versions.map(({ sealId }) => sealId))
  return filled.length
}
