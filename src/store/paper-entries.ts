import type { PaperDoubt, Proposed } from '#clinical/paper-dose.ts'
import type { PreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import type { DoseRun } from '#clinical/schedule.ts'
import type { DecidedDose } from './decided-doses.ts'
import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'
import { paperCheckSealId } from './version-seals.ts'
import { isVoidResult } from './void-results.ts'

export type NewPaperEntry = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly resultId: string
  /** The number on the sheet. */
  readonly sheet: string
  readonly sampledAt: string
  readonly dailyUg: number
  readonly omitDays: number
  /** The dose on the calendar; null where the tablets of the plan cannot make it. */
  readonly runs: readonly DoseRun[] | null
  readonly fromOn: string
  readonly nextTestOn: string
  readonly decidedBy: string
  readonly toldHow: string
  readonly answers: PreDoseAnswers
  readonly proposed: Proposed
  readonly proposedNow: Proposed
  readonly doubts: readonly PaperDoubt[]
  readonly enteredBy: string
  readonly enteredAt: string
}

export async function addPaperEntry(tx: Tx, entry: NewPaperEntry): Promise<void> {
  await tx.query(
    `insert into paper_entry (provider_id, id, patient_id, episode_id, result_id, sheet, sampled_at, daily_ug, omit_days, runs,
       from_on, next_test_on, decided_by, told_how, answers, proposed, proposed_now, doubts, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      tx.providerId,
      entry.id,
      entry.patientId,
      entry.episodeId,
      entry.resultId,
      entry.sheet,
      entry.sampledAt,
      entry.dailyUg,
      entry.omitDays,
      entry.runs === null ? null : JSON.stringify(entry.runs),
      entry.fromOn,
      entry.nextTestOn,
      entry.decidedBy,
      entry.toldHow,
      JSON.stringify(entry.answers),
      JSON.stringify(entry.proposed),
      JSON.stringify(entry.proposedNow),
      entry.doubts,
      entry.enteredBy,
      entry.enteredAt,
    ],
  )
  toSeal(tx, 'paper_entry', entry.id)
}

export type PaperOutcome = 'stands' | 'does-not-stand'

/** Keeps what a second person found; answers false when somebody has before. */
export async function addPaperCheck(
  tx: Tx,
  check: {
    readonly entryId: string
    readonly outcome: PaperOutcome
    readonly reason: string
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into paper_check (provider_id, entry_id, outcome, reason, by, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (provider_id, entry_id) do nothing returning entry_id`,
    [tx.providerId, check.entryId, check.outcome, check.reason, check.by, check.at],
  )
  if (rows.length === 1) toSeal(tx, 'paper_check', paperCheckSealId(check.entryId))
  return rows.length === 1
}

export type PaperEntry = Omit<NewPaperEntry, 'sampledAt' | 'enteredAt' | 'runs'> & {
  readonly sampledAt: number
  readonly enteredAt: number
  readonly isLaidOut: boolean
  readonly comparator: '<' | '=' | '>'
  readonly tenths: number
  readonly familyName: string
  readonly givenName: string
  readonly decidedByName: string
  readonly enteredByName: string
  readonly outcome: PaperOutcome | null
  readonly reason: string | null
  readonly checkedByName: string | null
  readonly checkedAt: number | null
}

const ENTRIES = `select e.id, e.patient_id as "patientId", e.episode_id as "episodeId", e.result_id as "resultId", e.sheet,
    e.sampled_at as "sampledAt", e.daily_ug as "dailyUg", e.omit_days as "omitDays", e.runs is not null as "isLaidOut",
    e.from_on as "fromOn", e.next_test_on as "nextTestOn", e.decided_by as "decidedBy", e.told_how as "toldHow", e.answers,
    e.proposed, e.proposed_now as "proposedNow", e.doubts, e.entered_by as "enteredBy", e.entered_at as "enteredAt",
    r.comparator, r.tenths, p.family_name as "familyName", p.given_name as "givenName",
    decided.name as "decidedByName", entered.name as "enteredByName", c.outcome, c.reason,
    checked.name as "checkedByName", c.at as "checkedAt"
  from paper_entry e
  join inr_result r on r.provider_id = e.provider_id and r.id = e.result_id
  join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
  join staff decided on decided.provider_id = e.provider_id and decided.account_id = e.decided_by
  join staff entered on entered.provider_id = e.provider_id and entered.account_id = e.entered_by
  left join paper_check c on c.provider_id = e.provider_id and c.entry_id = e.id
  left join staff checked on checked.provider_id = c.provider_id and checked.account_id = c.by
 where e.provider_id = $1`

export async function findPaperEntry(tx: Tx, id: string): Promise<PaperEntry | undefined> {
  return maybeOne<PaperEntry>(tx, `${ENTRIES} and e.id = $2`, [tx.providerId, id])
}

/** What was entered from paper: what nobody has checked first, then the newest. */
export async function paperEntries(tx: Tx, limit: number): Promise<readonly PaperEntry[]> {
  return tx.query<PaperEntry>(
    `${ENTRIES} order by c.outcome is not null, e.entered_at desc, e.id desc limit $2`,
    [tx.providerId, limit],
  )
}

/** The entries of a course since an instant, newest sample first. */
export async function paperEntriesOf(
  tx: Tx,
  episodeId: string,
  since: string,
): Promise<readonly PaperEntry[]> {
  return tx.query<PaperEntry>(
    `${ENTRIES} and e.episode_id = $2 and e.sampled_at >= $3 order by e.sampled_at desc, e.entered_at desc`,
    [tx.providerId, episodeId, since],
  )
}

export type UncheckedPaper = { readonly count: number; readonly oldestAt: number | null }

/** How many nobody has checked yet, and since when the oldest waits. */
export async function uncheckedPaperNow(tx: Tx): Promise<UncheckedPaper> {
  const rows = await tx.query<UncheckedPaper>(
    `select count(*)::int as count, min(e.entered_at) as "oldestAt" from paper_entry e
      where e.provider_id = $1 and not exists (
        select from paper_check c where c.provider_id = e.provider_id and c.entry_id = e.id)`,
    [tx.providerId],
  )
  return rows[0] ?? { count: 0, oldestAt: null }
}

/** A dose was decided in Evenkeel after the sample of an entry `e`. */
const DECIDED_SINCE = `exists (select from dose_decision d
  where d.provider_id = e.provider_id and d.episode_id = e.episode_id and d.decided_at > e.sampled_at)`

/** What was told on paper of a course and no dose of Evenkeel has followed, checked or not: the newest sample. */
export async function newestPaperOf(tx: Tx, episodeId: string): Promise<PaperEntry | undefined> {
  return maybeOne<PaperEntry>(
    tx,
    `${ENTRIES} and e.episode_id = $2 and not ${DECIDED_SINCE}
      order by e.sampled_at desc, e.entered_at desc limit 1`,
    [tx.providerId, episodeId],
  )
}

/**
 * The doses told on paper that a second person found to stand, newest first: what is taken until Evenkeel decides again. One that the
 * tablets cannot make is on no calendar, and nobody knows from it what was taken on a day.
 */
export async function paperDosesInForce(
  tx: Tx,
  episodeId: string,
): Promise<readonly DecidedDose[]> {
  return tx.query<DecidedDose>(
    `select e.id, e.daily_ug as "dailyUg", e.runs, e.from_on as "fromOn", e.omit_days as "omitDays", '[]'::jsonb as boosts,
            case when ${isVoidResult('e.provider_id', 'e.result_id')} then (
              select r.sampled_on from inr_result r where r.provider_id = e.provider_id and r.id = e.result_id)
            end as "voidInrOn"
       from paper_entry e
       join paper_check c on c.provider_id = e.provider_id and c.entry_id = e.id and c.outcome = 'stands'
      where e.provider_id = $1 and e.episode_id = $2 and e.runs is not null and not ${DECIDED_SINCE}
      order by e.sampled_at desc, e.id desc`,
    [tx.providerId, episodeId],
  )
}

/** What of one course came after a sample: results and doses of Evenkeel, and what was entered for the same day. */
export async function sinceSample(
  tx: Tx,
  sample: {
    readonly episodeId: string
    readonly at: string
    readonly on: string
    readonly but: string | null
  },
) {
  return maybeOne<{ laterResult: boolean; laterDose: boolean; sameDay: boolean }>(
    tx,
    `select exists (select from inr_result r where r.provider_id = $1 and r.episode_id = $2 and r.status in ('final', 'corrected')
                       and (r.sampled_on > $4 or r.sampled_at > $3)) as "laterResult",
            exists (select from dose_decision d where d.provider_id = $1 and d.episode_id = $2
                       and d.decided_at > $3) as "laterDose",
            exists (select from inr_result r where r.provider_id = $1 and r.episode_id = $2 and r.sampled_on = $4
                       and r.id is distinct from $5::uuid) as "sameDay"`,
    [tx.providerId, sample.episodeId, sample.at, sample.on, sample.but],
  )
}
