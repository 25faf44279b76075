import { canonicalJson } from '#base/canonical.ts'
import { addDays, day } from '#base/day.ts'
import { DEFAULT_RULE_SET, type RuleSet } from '#clinical/warfarin/rule-set.ts'
import { keepRuleSet } from '#store/settings.ts'
import type { Tx } from '#store/tx.ts'
import type { TestClinic } from '#test/clinic.ts'
import { newId } from '#workflow/new-id.ts'
import { ruleSetHash } from '#workflow/site-rules.ts'

/** A dose as somebody would write it who goes past the acts: result, visit and decision by bare SQL. */
export type WrittenDose = {
  readonly kind: 'accepted' | 'changed' | 'authorised'
  readonly method: 'provider-meter' | 'laboratory' | 'own-meter'
  readonly sampledOn: string
  readonly sampledAt: string | null
  /** Which meter and strips measured it; nothing where nobody named them. */
  readonly device?: object
  readonly status: 'preliminary' | 'final' | 'corrected' | 'void'
  /** The day on which the visit was recorded. */
  readonly visitOn: string
  /** The moment of that, where it is not nine in the morning. */
  readonly visitAt?: string
  readonly decidedAt: string
  readonly decidedBy: string
  readonly authorisedBy: string | null
  readonly planVersion: number
  readonly dailyUg: number
  readonly target: { readonly lowTenths: number; readonly highTenths: number }
  readonly starting: boolean
  readonly rules: RuleSet
  /** Whether the course has been moved on to this dose. */
  readonly isMoved: boolean
  /** Whether the visit keeps which results it knew, as each does since that is kept. */
  readonly knew: boolean
  /** What happens to the result after it was seen and before the dose is written. */
  readonly meanwhile: (tx: Tx, at: WrittenAt) => Promise<unknown>
}

export type WrittenAt = {
  readonly patientId: string
  readonly episodeId: string
  readonly resultId: string
  readonly visitId: string
}

/** A dose that stands: the nurse accepts, on the day of the sample, what was suggested for the plan in force. */
export const soundDose = (clinic: TestClinic): WrittenDose => ({
  kind: 'accepted',
  method: 'provider-meter',
  sampledOn: '2026-11-22',
  sampledAt: null,
  status: 'final',
  visitOn: '2026-11-22',
  decidedAt: '2026-11-22T09:30:00Z',
  decidedBy: clinic.callerOf('nurse').accountId,
  authorisedBy: null,
  planVersion: 1,
  dailyUg: 5000,
  target: { lowTenths: 20, highTenths: 30 },
  starting: false,
  rules: DEFAULT_RULE_SET,
  isMoved: true,
  knew: true,
  meanwhile: async () => {},
})

/** Writes it as the application's own role, in the order in which the acts do. */
export async function writeDose(
  tx: Tx,
  clinic: TestClinic,
  course: Pick<WrittenAt, 'patientId' | 'episodeId'>,
  dose: WrittenDose,
): Promise<void> {
  const at = await addMeasured(tx, clinic, course, dose)
  await dose.meanwhile(tx, at)
  const decisionId = newId(clinic.clock.now())
  if (dose.isMoved) await moveCourse(tx, at.episodeId, decisionId)
  await keepRulesOf(tx, dose)
  await insertDose(tx, at, decisionId, dose)
}

/** The result and its visit. */
export async function addMeasured(
  tx: Tx,
  clinic: TestClinic,
  { patientId, episodeId }: Pick<WrittenAt, 'patientId' | 'episodeId'>,
  dose: WrittenDose,
): Promise<WrittenAt> {
  const [resultId, visitId] = [newId(clinic.clock.now()), newId(clinic.clock.now())]
  const at = { patientId, episodeId, resultId, visitId }
  const visitAt = visitTime(dose)
  await addResult(tx, at, { ...dose, tenths: 25, enteredAt: visitAt })
  await tx.query(
    `insert into visit (provider_id, id, patient_id, episode_id, result_id, on_date, answers, recorded_by, recorded_at,
       knew)
     values ($1, $2, $3, $4, $5, $6, '{}', $7, $8,
       case when $9 then array(select id from inr_result where provider_id = $1 and episode_id = $4) end)`,
    [
      ...[tx.providerId, visitId, patientId, episodeId, resultId, dose.visitOn, dose.decidedBy],
      ...[visitAt, dose.knew],
    ],
  )
  return at
}

const visitTime = ({ visitOn, visitAt }: WrittenDose): string => visitAt ?? `${visitOn}T09:00:00Z`

export async function moveCourse(tx: Tx, episodeId: string, decisionId: string): Promise<void> {
  await tx.query('update episode set last_decision_id = $3 where provider_id = $1 and id = $2', [
    tx.providerId,
    episodeId,
    decisionId,
  ])
}

export async function keepRulesOf(tx: Tx, dose: WrittenDose): Promise<void> {
  const body: unknown = JSON.parse(canonicalJson(dose.rules))
  const hash = ruleSetHash(dose.rules)
  await keepRuleSet(tx, { hash, body, by: dose.decidedBy, at: visitTime(dose) })
}

export async function insertDose(
  tx: Tx,
  { patientId, episodeId, resultId, visitId }: WrittenAt,
  decisionId: string,
  dose: WrittenDose,
): Promise<void> {
  const from = dose.decidedAt.slice(0, 10)
  const until = addDays(day(from), 14)
  const start = dose.starting ? { phase: 'initiating', initiation: {} } : { phase: 'maintaining' }
  await tx.query(
    `insert into dose_decision (provider_id, id, patient_id, episode_id, visit_id, result_id, sequence, plan_version,
       rule_set_hash, kind, suggestion, daily_ug, weekly_ug, omit_days, schedule, from_on, until_on, next_test_on,
       reason_code, reason_text, instructions, competence, decided_by, authorised_by, decided_at, boosts)
     values ($1, $2, $3, $4, $5, $6, 1 + (select count(*) from dose_decision where provider_id = $1 and episode_id = $4),
       $7, $8, $9, $10, $11, $12, 0, $13, $14, $15, $16, 'trend', 'By hand', '', '{}', $17, $18, $19, '[]')`,
    [
      tx.providerId,
      decisionId,
      patientId,
      episodeId,
      visitId,
      resultId,
      dose.planVersion,
      ruleSetHash(dose.rules),
      dose.kind,
      JSON.stringify({ inputs: { target: dose.target, ...start } }),
      dose.dailyUg,
      dose.dailyUg * 7,
      JSON.stringify({ runs: [{ from, ug: dose.dailyUg }] }),
      from,
      until,
      until,
      dose.decidedBy,
      dose.authorisedBy,
      dose.decidedAt,
    ],
  )
}

/** A result by bare SQL; `replaces` the one it takes the place of. */
export async function addResult(
  tx: Tx,
  { patientId, episodeId, resultId }: Omit<WrittenAt, 'visitId'>,
  result: Pick<
    WrittenDose,
    'method' | 'sampledOn' | 'sampledAt' | 'status' | 'decidedBy' | 'device'
  > & {
    readonly tenths: number
    readonly enteredAt: string
    readonly replaces?: string
  },
): Promise<void> {
  await tx.query(
    `insert into inr_result (provider_id, id, patient_id, episode_id, comparator, tenths, raw, sampled_on, sampled_at,
       method, status, replaces, reason, entered_by, entered_at, device)
     values ($1, $2, $3, $4, '=', $5, '', $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      tx.providerId,
      resultId,
      patientId,
      episodeId,
      result.tenths,
      result.sampledOn,
      result.sampledAt,
      result.method,
      result.status,
      result.replaces ?? null,
      result.replaces === undefined ? null : 'Typed wrongly',
      result.decidedBy,
      result.enteredAt,
      result.device === undefined ? null : JSON.stringify(result.device),
    ],
  )
}
