import { maybeOne, type Tx } from './tx.ts'

export type CheckFound = 'agrees' | 'differs' | 'withdrawn'

export type NewProtocolCheck = {
  readonly protocol: string
  readonly sequence: number
  /** The version of the protocol's card that was compared. */
  readonly protocolVersion: string
  readonly found: CheckFound
  readonly comparedWith: string
  readonly checkedOn: string
  readonly says: string
  readonly by: string
  readonly at: string
}

export type FoundProtocolCheck = Omit<NewProtocolCheck, 'by' | 'at'> & {
  readonly byName: string
  readonly at: number
}

/** Every check of this site, newest first. */
export async function protocolChecks(tx: Tx): Promise<readonly FoundProtocolCheck[]> {
  return tx.query<FoundProtocolCheck>(
    `select c.protocol, c.sequence, c.protocol_version as "protocolVersion", c.found,
            c.compared_with as "comparedWith", c.checked_on as "checkedOn", c.says,
            s.name as "byName", c.recorded_at as at
       from protocol_check c
       join staff s on s.provider_id = c.provider_id and s.account_id = c.recorded_by
      where c.provider_id = $1
      order by c.protocol, c.sequence desc`,
    [tx.providerId],
  )
}

/** The newest check of a protocol: the one that counts. */
export async function newestProtocolCheck(tx: Tx, protocol: string) {
  return maybeOne<{ sequence: number; protocolVersion: string; found: CheckFound }>(
    tx,
    `select sequence, protocol_version as "protocolVersion", found from protocol_check
      where provider_id = $1 and protocol = $2 order by sequence desc limit 1`,
    [tx.providerId, protocol],
  )
}

/** Adds the next check; answers false when somebody else has added it. */
export async function addProtocolCheck(tx: Tx, check: NewProtocolCheck): Promise<boolean> {
  const added = await tx.query(
    `insert into protocol_check (provider_id, protocol, sequence, protocol_version, found, compared_with,
       checked_on, says, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning sequence`,
    [
      tx.providerId,
      check.protocol,
      check.sequence,
      check.protocolVersion,
      check.found,
      check.comparedWith,
      check.checkedOn,
      check.says,
      check.by,
      check.at,
    ],
  )
  return added.length === 1
}

/** How many running plans name each maintenance protocol, and how many starts go on by each initiation protocol. */
export async function plansByProtocol(tx: Tx): Promise<readonly { protocol: string; n: number }[]> {
  return tx.query(
    `select plan ->> 'protocol' as protocol, count(*)::int as n from episode
      where provider_id = $1 and phase <> 'ended' and plan ->> 'protocol' is not null group by 1
     union all
     select protocol, count(*)::int from (
       select distinct on (i.episode_id) i.protocol from initiation i
         join episode e on e.provider_id = i.provider_id and e.id = i.episode_id
        where i.provider_id = $1 and e.phase = 'initiating'
        order by i.episode_id, i.started_at desc, i.id desc) started group by 1`,
    [tx.providerId],
  )
}
