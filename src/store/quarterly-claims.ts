import type { Day } from '#base/day.ts'
import { type CalendarMonth, firstDay, monthOf } from '#contract/calendar-month.ts'
import type { ClaimOutcome } from '#contract/claim-decision.ts'
import type { Elsewhere, Unpaid } from '#contract/paid-facts.ts'
import { type Quarter, quarterOf } from '#contract/quarter.ts'
import type { ClaimEntry, ClaimSum, Recovery } from '#contract/quarterly-claim.ts'
import type { Pence } from '#contract/specification.ts'
import { insertRows } from './insert-rows.ts'
import type { Tx } from './tx.ts'

/** A month of a claim, with the return that it was made of. */
export type ClaimedMonth = {
  readonly month: CalendarMonth
  readonly returnId: string
  readonly returnVersion: number
  readonly returnHash: string
  readonly specificationId: string
  readonly specificationVersion: number
  readonly specificationHash: string
}

/** A claim as it was submitted, with who signed it. */
export type SubmittedClaim = {
  readonly id: string
  readonly contractId: string
  readonly quarter: Quarter
  readonly version: number
  readonly contractVersion: number
  readonly months: readonly ClaimedMonth[]
  readonly sums: readonly ClaimSum[]
  readonly unpaid: readonly Unpaid[]
  /** What was overpaid for earlier claims and is given back in this one. */
  readonly recoveries: readonly Recovery[]
  readonly totalPence: Pence
  /** Why it was claimed again. */
  readonly reason: string | null
  readonly hash: string
  readonly signedBy: string
  readonly signedName: string
  readonly signedRole: string
  readonly submittedAt: number
  /** What the commissioner has decided on it; nothing yet. */
  readonly decided: ClaimOutcome | null
}

/** Every version of every claim, in the order in which they were submitted. */
export async function submittedClaims(tx: Tx): Promise<readonly SubmittedClaim[]> {
  const rows = await tx.query<
    Omit<SubmittedClaim, 'quarter' | 'totalPence'> & {
      readonly quarterOn: Day
      readonly total: string
    }
  >(
    `select id, contract_id as "contractId", quarter_on as "quarterOn", version, contract_version as "contractVersion", months, sums,
            unpaid, recoveries, total_pence::text as total, reason, hash, signed_by as "signedBy", signed_name as "signedName",
            signed_role as "signedRole", submitted_at as "submittedAt",
            (select s.outcome from commissioning.claim_step s
              where s.claim_id = quarterly_claim.id and s.kind = 'decided') as decided
       from quarterly_claim
      where provider_id = $1
      order by submitted_at, quarter_on, version`,
    [tx.providerId],
  )
  return rows.map(({ quarterOn, total, ...row }) => ({
    ...row,
    quarter: quarterOf(monthOf(quarterOn)),
    totalPence: Number(total),
  }))
}

/** The facts of some claims, in their order. */
export async function claimEntries(
  tx: Tx,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ClaimEntry[]>> {
  const rows = await tx.query<
    Omit<ClaimEntry, 'month'> & { readonly claimId: string; readonly monthOn: Day }
  >(
    `select claim_id as "claimId", part, sign, component_id as "componentId", kind, month_on as "monthOn",
            price_pence as "pricePence", patient_id as "patientId", evidence_id as "evidenceId", done_on as "on"
       from claim_fact
      where provider_id = $1 and claim_id = any($2)
      order by claim_id, nth`,
    [tx.providerId, [...claimIds]],
  )
  const byClaim = new Map<string, ClaimEntry[]>()
  for (const { claimId, monthOn, ...row } of rows) {
    const known = byClaim.get(claimId) ?? []
    known.push({ ...row, month: monthOf(monthOn) })
    byClaim.set(claimId, known)
  }
  return byClaim
}

/** What is claimed, before it is written down. */
export type NewClaim = Omit<SubmittedClaim, 'submittedAt' | 'decided'> & {
  readonly submittedAt: string
}

/** Writes a claim down with its facts; answers false where somebody else has written its version. */
export async function addClaim(
  tx: Tx,
  claim: NewClaim,
  entries: readonly ClaimEntry[],
): Promise<boolean> {
  const added = await tx.query(
    `insert into quarterly_claim (provider_id, id, contract_id, quarter_on, version, contract_version, months, sums, unpaid,
       recoveries, total_pence, reason, hash, signed_by, signed_name, signed_role, submitted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     on conflict do nothing returning id`,
    [
      tx.providerId,
      claim.id,
      claim.contractId,
      firstDay(claim.quarter),
      claim.version,
      claim.contractVersion,
      JSON.stringify(claim.months),
      JSON.stringify(claim.sums),
      JSON.stringify(claim.unpaid),
      JSON.stringify(claim.recoveries),
      claim.totalPence,
      claim.reason,
      claim.hash,
      claim.signedBy,
      claim.signedName,
      claim.signedRole,
      claim.submittedAt,
    ],
  )
  if (added.length === 1)
    await insertRows(tx, 'claim_fact', FACT_COLUMNS, rowsOf(tx, claim, entries))
  return added.length === 1
}

const FACT_COLUMNS = [
  'provider_id',
  'claim_id',
  'nth',
  'part',
  'sign',
  'component_id',
  'kind',
  'month_on',
  'price_pence',
  'patient_id',
  'evidence_id',
  'done_on',
]

const rowsOf = (tx: Tx, { id }: NewClaim, entries: readonly ClaimEntry[]) =>
  entries.map((entry, nth) => [
    tx.providerId,
    id,
    nth + 1,
    entry.part,
    entry.sign,
    entry.componentId,
    entry.kind,
    firstDay(entry.month),
    entry.pricePence,
    entry.patientId,
    entry.evidenceId,
    entry.on,
  ])

/** Waits until nobody else submits a claim: no month of one patient is claimed by two providers. */
export async function takeTurnToClaim(tx: Tx): Promise<void> {
  await tx.query('select take_turn_to_claim()', [])
}

/** What other providers have claimed for the patients of this one, and the days of visits at home that they claimed. */
export type ClaimedElsewhere = Elsewhere & { readonly visits: ReadonlyMap<string, readonly Day[]> }

export async function claimedElsewhere(tx: Tx): Promise<ClaimedElsewhere> {
  const rows = await tx.query<{
    readonly patientId: string
    readonly kind: ClaimEntry['kind']
    readonly monthOn: Day
    readonly doneOn: Day | null
  }>(
    `select patient_id as "patientId", kind, month_on as "monthOn", done_on as "doneOn" from elsewhere.claimed
      order by patient_id, done_on`,
    [],
  )
  const months = new Map<string, Set<CalendarMonth>>()
  const initiated = new Set<string>()
  const visits = new Map<string, Day[]>()
  for (const { patientId, kind, monthOn, doneOn } of rows) {
    if (kind === 'initiation') initiated.add(patientId)
    else if (kind === 'active')
      months.set(patientId, (months.get(patientId) ?? new Set()).add(monthOf(monthOn)))
    else if (doneOn !== null) visits.set(patientId, [...(visits.get(patientId) ?? []), doneOn])
  }
  return { months, initiated, visits, notCovered: await notCovered(tx) }
}

/** Who is neither registered with a practice nor resident here. */
async function notCovered(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ readonly id: string }>(
    `select id from patient
      where provider_id = $1 and nhs_absent_reason = 'overseas' and coalesce(details ->> 'registeredPractice', '') = ''`,
    [tx.providerId],
  )
  return new Set(rows.map(({ id }) => id))
}
