import type { FlagName } from '#clinical/fresh-extremes.ts'
import type { ReassessmentState } from '#register/reassessment.ts'
import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'

/** The present state of the reassessment of one course. */
export type FoundReassessment = {
  readonly episodeId: string
  readonly state: ReassessmentState
  readonly flags: readonly FlagName[]
  /** From when it stands on the list; null when it was answered. */
  readonly dueOn: string | null
  readonly answeredAt: number | null
  readonly version: number
}

const FOUND = `episode_id as "episodeId", state, flags, due_on as "dueOn", answered_at as "answeredAt", version`

/** The reassessment of a course, if it ever needed one. */
export async function findReassessment(tx: Tx, episodeId: string) {
  return maybeOne<FoundReassessment>(
    tx,
    `select ${FOUND} from reassessment where provider_id = $1 and episode_id = $2`,
    [tx.providerId, episodeId],
  )
}

/** Opens a reassessment, or takes up further flags in it; nothing when somebody has changed it since it was read. */
export async function openReassessment(
  tx: Tx,
  opening: {
    readonly eventId: string
    readonly episodeId: string
    readonly patientId: string
    readonly flags: readonly FlagName[]
    /** The version that was read; 0 when there was none. */
    readonly seenVersion: number
    readonly on: string
    readonly at: string
  },
): Promise<boolean> {
  const { episodeId, flags, seenVersion, on, at } = opening
  const opened = await tx.query(
    `insert into reassessment (provider_id, episode_id, patient_id, state, flags, due_on, version, changed_at)
     values ($1, $2, $3, 'open', $4, $5, 1, $6)
     on conflict (provider_id, episode_id) do update
        set state = 'open', flags = excluded.flags,
            due_on = case when reassessment.state = 'open' then reassessment.due_on else excluded.due_on end,
            version = reassessment.version + 1, changed_at = excluded.changed_at
      where reassessment.version = $7
     returning episode_id`,
    [tx.providerId, episodeId, opening.patientId, [...flags], on, at, seenVersion],
  )
  if (opened.length === 0) return false
  await addReassessmentEvent(tx, {
    id: opening.eventId,
    episodeId,
    what: 'opened',
    flags,
    details: {},
    by: null,
    at,
  })
  return true
}

/** Moves a reassessment on to its outcome, if it is still as it was seen; answers whether it did. */
export async function answerReassessment(
  tx: Tx,
  answer: {
    readonly episodeId: string
    readonly version: number
    /** When it is looked at again; null closes it. */
    readonly dueOn: string | null
    readonly at: string
  },
): Promise<boolean> {
  const answered = await tx.query(
    `update reassessment set state = $4, due_on = $5, answered_at = $6, changed_at = $6, version = version + 1
      where provider_id = $1 and episode_id = $2 and version = $3 returning episode_id`,
    [
      tx.providerId,
      answer.episodeId,
      answer.version,
      answer.dueOn === null ? 'answered' : 'acting',
      answer.dueOn,
      answer.at,
    ],
  )
  return answered.length === 1
}

export type ReassessmentEvent = {
  readonly what: 'opened' | 'improve' | 'change-to-doac' | 'continue'
  readonly flags: readonly FlagName[]
  readonly details: object
}

export async function addReassessmentEvent(
  tx: Tx,
  event: ReassessmentEvent & {
    readonly id: string
    readonly episodeId: string
    readonly by: string | null
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into reassessment_event (provider_id, id, episode_id, what, flags, details, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.providerId,
      event.id,
      event.episodeId,
      event.what,
      [...event.flags],
      JSON.stringify(event.details),
      event.by,
      event.at,
    ],
  )
  toSeal(tx, 'reassessment_event', event.id)
}

/** What has happened to the reassessment of a course, newest first. */
export async function reassessmentEvents(tx: Tx, episodeId: string) {
  return tx.query<ReassessmentEvent & { byName: string | null; at: number }>(
    `select e.what, e.flags, e.details, s.name as "byName", e.at
       from reassessment_event e
       left join staff s on s.provider_id = e.provider_id and s.account_id = e.by
      where e.provider_id = $1 and e.episode_id = $2
      order by e.at desc, e.id desc`,
    [tx.providerId, episodeId],
  )
}
