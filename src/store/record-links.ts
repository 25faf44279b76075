import type { LinkState, RecordLink } from '#register/record-link.ts'
import { maybeOne, type Tx } from './tx.ts'

export type NewLinkStep = {
  readonly id: string
  readonly linkId: string
  readonly step: number
  readonly state: LinkState
  readonly keepsId: string
  readonly closesId: string
  readonly reason: string
  readonly note: string
  readonly proposedBy: string
  readonly by: string
  readonly at: string
}

/** Writes the next step of a link; answers whether nobody has taken that step before. */
export async function addLinkStep(tx: Tx, step: NewLinkStep): Promise<boolean> {
  const added = await tx.query(
    `insert into record_link (provider_id, id, link_id, step, state, keeps_id, closes_id, reason, note,
       proposed_by, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (provider_id, link_id, step) do nothing returning id`,
    [
      tx.providerId,
      step.id,
      step.linkId,
      step.step,
      step.state,
      step.keepsId,
      step.closesId,
      step.reason,
      step.note,
      step.proposedBy,
      step.by,
      step.at,
    ],
  )
  return added.length === 1
}

/** Whether a row is the newest step of its link; `l` is the row. */
const IS_NEWEST = `not exists (select from record_link n
  where n.provider_id = l.provider_id and n.link_id = l.link_id and n.step > l.step)`

/** Whether a row is the newest step of a link that stands: `l` is the row. */
export const LINK_STANDS = `(l.state in ('proposed', 'confirmed', 'reviewed') and ${IS_NEWEST})`

/** The links of a person that stand, as their record carries them; `patient` is the row around it. */
export const linksOf = (patient: string): string =>
  `(select json_agg(json_build_object('linkId', l.link_id, 'step', l.step, 'state', l.state, 'keepsId', l.keeps_id,
           'closesId', l.closes_id) order by l.link_id)
      from record_link l
     where l.provider_id = ${patient}.provider_id and ${patient}.id in (l.keeps_id, l.closes_id)
       and ${LINK_STANDS})`

export type LinkStep = RecordLink & {
  readonly reason: string
  readonly note: string
  readonly proposedBy: string
  readonly byName: string
  readonly at: number
}

/** A step with the name of whoever took it, of one provider. */
const STEP = `select l.link_id as "linkId", l.step, l.state, l.keeps_id as "keepsId", l.closes_id as "closesId", l.reason,
       l.note, l.proposed_by as "proposedBy", s.name as "byName", l.at
  from record_link l
  join staff s on s.provider_id = l.provider_id and s.account_id = l.by
 where l.provider_id = $1`

/** Every step of the links that stand between a person's record and others, oldest first. */
export async function linkSteps(tx: Tx, linkIds: readonly string[]): Promise<readonly LinkStep[]> {
  return tx.query<LinkStep>(
    `${STEP} and l.link_id = any($2::uuid[])
      order by l.link_id, l.step`,
    [tx.providerId, linkIds],
  )
}

/** The newest step of a link that stands. */
export async function standingLink(tx: Tx, linkId: string): Promise<LinkStep | undefined> {
  return maybeOne<LinkStep>(tx, `${STEP} and l.link_id = $2 and ${LINK_STANDS}`, [
    tx.providerId,
    linkId,
  ])
}

/** Which courses of the two records of a link were ended since it was proposed. */
export async function endedSinceProposed(tx: Tx, linkId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `select e.id
       from record_link l
       join episode e on e.provider_id = $1 and e.patient_id in (l.keeps_id, l.closes_id) and e.phase = 'ended'
      where l.provider_id = $1 and l.link_id = $2 and l.step = 1
        and l.at <= (select min(v.recorded_at) from episode_version v
                      where v.provider_id = $1 and v.episode_id = e.id and v.phase = 'ended')`,
    [tx.providerId, linkId],
  )
  return rows.map(({ id }) => id)
}

/** Links that wait for a second person or for the review, longest waiting first. */
export async function linksWaiting(tx: Tx): Promise<readonly LinkStep[]> {
  return tx.query<LinkStep>(
    `${STEP} and l.state in ('proposed', 'confirmed') and ${IS_NEWEST}
      order by l.at, l.link_id`,
    [tx.providerId],
  )
}

/** What the links of a person say of their record; asked of every act as it is kept. */
export async function linkedStanding(tx: Tx, patientId: string) {
  return maybeOne<{ isClosed: boolean; isWaiting: boolean }>(
    tx,
    `select coalesce(bool_or(l.state = 'reviewed' and l.closes_id = $2), false) as "isClosed",
            coalesce(bool_or(l.state in ('proposed', 'confirmed')), false) as "isWaiting"
       from record_link l
      where l.provider_id = $1 and $2 in (l.keeps_id, l.closes_id) and ${IS_NEWEST}`,
    [tx.providerId, patientId],
  )
}
