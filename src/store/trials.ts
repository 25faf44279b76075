import type { SettingReport } from '#simulation/report.ts'
import type { TrialSpec } from '#simulation/spec.ts'
import type { Provenance } from '#simulation/trial-report.ts'
import { maybeOne, type Tx } from './tx.ts'

export type NewTrial = {
  readonly id: string
  readonly spec: TrialSpec
  readonly againOf: string | null
  readonly by: string
  readonly at: string
}

/** Asks for a trial; answers its number, or nothing while another has not ended. */
export async function addTrial(tx: Tx, trial: NewTrial): Promise<number | undefined> {
  await tx.query(
    `insert into trial_place (provider_id, taken, per_mille) values ($1, 0, 0) on conflict do nothing`,
    [tx.providerId],
  )
  const free = await maybeOne<{ number: number }>(
    tx,
    `select (select coalesce(max(a.number), 0) + 1 from trial_asked a where a.provider_id = $1) as number
       from trial_place where provider_id = $1 and trial_id is null for update`,
    [tx.providerId],
  )
  if (free === undefined) return undefined
  const { id, spec, againOf, by, at } = trial
  await tx.query(
    `insert into trial_asked (provider_id, id, number, spec, again_of, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.providerId, id, free.number, JSON.stringify(spec), againOf, by, at],
  )
  await tx.query(
    `update trial_place set trial_id = $2, holder = null, held_until = null, taken = 0, per_mille = 0
      where provider_id = $1`,
    [tx.providerId, id],
  )
  return free.number
}

/** Who runs a trial, and until when it is theirs. */
export type Hold = { readonly holder: string; readonly until: string }

/** Takes up the trial that nobody holds any more; answers how often it has been taken up, this time included. */
export async function takeUpTrial(tx: Tx, { holder, until }: Hold, now: string) {
  return maybeOne<{ trialId: string; spec: TrialSpec; taken: number }>(
    tx,
    `update trial_place p set holder = $2, held_until = $3, taken = p.taken + 1, per_mille = 0
       from trial_asked a
      where p.provider_id = $1 and a.provider_id = p.provider_id and a.id = p.trial_id
        and (p.held_until is null or p.held_until < $4)
      returning a.id as "trialId", a.spec, p.taken`,
    [tx.providerId, holder, until, now],
  )
}

/** Holds it on and says how far it is; false when it is not this one's any more. */
export async function holdTrial(
  tx: Tx,
  trialId: string,
  { holder, until }: Hold,
  perMille: number,
) {
  const held = await tx.query(
    `update trial_place set held_until = $4, per_mille = $5
      where provider_id = $1 and trial_id = $2 and holder = $3 returning trial_id`,
    [tx.providerId, trialId, holder, until, perMille],
  )
  return held.length === 1
}

/** Gives it back before it has ended, as if it had not been taken up: somebody else may go on at once. */
export async function giveBackTrial(tx: Tx, trialId: string, holder: string): Promise<void> {
  await tx.query(
    `update trial_place set holder = null, held_until = null, taken = taken - 1, per_mille = 0
      where provider_id = $1 and trial_id = $2 and holder = $3`,
    [tx.providerId, trialId, holder],
  )
}

export type TrialEnd =
  | {
      readonly how: 'done'
      readonly made: Provenance
      readonly figures: readonly SettingReport[]
      readonly hash: string
    }
  | { readonly how: 'cancelled'; readonly by: string }
  | { readonly how: 'broken-off' }

/** Ends a trial, whoever holds it or only this holder; false when it had ended before or is another's. */
export async function endTrial(
  tx: Tx,
  trialId: string,
  holder: string | null,
  { end, at }: { readonly end: TrialEnd; readonly at: string },
): Promise<boolean> {
  const freed = await tx.query(
    `update trial_place set trial_id = null, holder = null, held_until = null
      where provider_id = $1 and trial_id = $2 and ($3::uuid is null or holder = $3) returning provider_id`,
    [tx.providerId, trialId, holder],
  )
  if (freed.length === 0) return false
  const done = end.how === 'done' ? end : undefined
  await tx.query(
    `insert into trial_ended (provider_id, trial_id, how, version, rules, figures, figures_hash, ended_by, ended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.providerId,
      trialId,
      end.how,
      done?.made.version ?? null,
      done === undefined ? null : JSON.stringify(done.made.rules),
      done === undefined ? null : JSON.stringify(done.figures),
      done?.hash ?? null,
      end.how === 'cancelled' ? end.by : null,
      at,
    ],
  )
  return true
}

/** A trial without its figures, of which there may be thousands. */
export type FoundTrial = {
  readonly id: string
  readonly number: number
  readonly spec: TrialSpec
  readonly askedByName: string
  readonly askedAt: number
  /** The trial that this one asks again. */
  readonly againOf: string | null
  /** Null while it has not ended. */
  readonly how: TrialEnd['how'] | null
  readonly endedAt: number | null
  readonly endedByName: string | null
  readonly version: string | null
  readonly rules: Provenance['rules'] | null
  readonly figuresHash: string | null
  /** Of one that has not ended: whether somebody is at it, and how far. */
  readonly isRunning: boolean
  readonly perMille: number
}

const FOUND = `select a.id, a.number, a.spec, s.name as "askedByName", a.asked_at as "askedAt", a.again_of as "againOf",
    e.how, e.ended_at as "endedAt", b.name as "endedByName", e.version, e.rules, e.figures_hash as "figuresHash",
    p.holder is not null as "isRunning", coalesce(p.per_mille, 0) as "perMille"
  from trial_asked a
  join staff s on s.provider_id = a.provider_id and s.account_id = a.asked_by
  left join trial_ended e on e.provider_id = a.provider_id and e.trial_id = a.id
  left join staff b on b.provider_id = e.provider_id and b.account_id = e.ended_by
  left join trial_place p on p.provider_id = a.provider_id and p.trial_id = a.id
 where a.provider_id = $1`

export async function findTrial(tx: Tx, id: string): Promise<FoundTrial | undefined> {
  return maybeOne<FoundTrial>(tx, `${FOUND} and a.id = $2`, [tx.providerId, id])
}

/** The trials asked for last, newest first. */
export async function newestTrials(tx: Tx, limit: number): Promise<readonly FoundTrial[]> {
  return tx.query<FoundTrial>(`${FOUND} order by a.number desc limit $2`, [tx.providerId, limit])
}

/** The figures of a trial that is done. */
export async function figuresOfTrial(tx: Tx, id: string) {
  const row = await maybeOne<{ figures: readonly SettingReport[] }>(
    tx,
    `select figures from trial_ended where provider_id = $1 and trial_id = $2 and how = 'done'`,
    [tx.providerId, id],
  )
  return row?.figures
}

/** Every trial that is done, with the hash of its figures, oldest first. */
export async function trialsDone(tx: Tx) {
  return tx.query<{ id: string; hash: string }>(
    `select trial_id as id, figures_hash as hash from trial_ended
      where provider_id = $1 and how = 'done' order by ended_at, trial_id`,
    [tx.providerId],
  )
}
