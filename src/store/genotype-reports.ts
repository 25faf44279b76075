import type { GenotypeReport } from '#kinetics/genotypes.ts'
import type { Tx } from './tx.ts'

export type NewGenotypeReport = GenotypeReport & {
  readonly id: string
  readonly patientId: string
  readonly laboratory: string
  readonly recordedBy: string
  readonly recordedAt: string
}

/** The report that a row takes back, and why. */
export type TakenBack = { readonly replaces: string; readonly reason: string }

/** Writes a report, or the row that takes one back. */
export async function addGenotypeReport(
  tx: Tx,
  report: NewGenotypeReport,
  takenBack?: TakenBack,
): Promise<void> {
  await tx.query(
    `insert into genotype_report (provider_id, id, patient_id, cyp2c9, vkorc1, reported_on, laboratory, status,
       replaces, reason, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.providerId,
      report.id,
      report.patientId,
      report.cyp2c9,
      report.vkorc1,
      report.on,
      report.laboratory,
      takenBack === undefined ? 'final' : 'void',
      takenBack?.replaces ?? null,
      takenBack?.reason ?? null,
      report.recordedBy,
      report.recordedAt,
    ],
  )
}

/** A report as it was entered, and how it was taken back since. */
export type KeptGenotypeReport = Omit<NewGenotypeReport, 'recordedBy' | 'recordedAt'> & {
  readonly recordedByName: string
  readonly recordedAt: number
  readonly takenBack: {
    readonly reason: string
    readonly byName: string
    readonly at: number
  } | null
}

const KEPT = `select g.id, g.patient_id as "patientId", g.cyp2c9, g.vkorc1, g.reported_on as on, g.laboratory,
    s.name as "recordedByName", g.recorded_at as "recordedAt",
    case when v.id is not null then jsonb_build_object('reason', v.reason, 'byName', w.name,
      'at', (extract(epoch from v.recorded_at) * 1000)::bigint) end as "takenBack"
  from genotype_report g
  join staff s on s.provider_id = g.provider_id and s.account_id = g.recorded_by
  left join genotype_report v on v.provider_id = g.provider_id and v.replaces = g.id
  left join staff w on w.provider_id = v.provider_id and w.account_id = v.recorded_by`

/** Every report of a person, newest first, with what was taken back. */
export const genotypeReportsOf = (tx: Tx, patientId: string) =>
  tx.query<KeptGenotypeReport>(
    `${KEPT} where g.provider_id = $1 and g.patient_id = $2 and g.status = 'final'
      order by g.reported_on desc, g.recorded_at desc, g.id desc`,
    [tx.providerId, patientId],
  )

/** One report as it was entered. */
export async function findGenotypeReport(
  tx: Tx,
  id: string,
): Promise<KeptGenotypeReport | undefined> {
  const [report] = await tx.query<KeptGenotypeReport>(
    `${KEPT} where g.provider_id = $1 and g.id = $2 and g.status = 'final'`,
    [tx.providerId, id],
  )
  return report
}

/** The reports of these people that stand, oldest first. */
export const standingGenotypes = (tx: Tx, patientIds: readonly string[]) =>
  tx.query<GenotypeReport & { readonly patientId: string }>(
    `select g.patient_id as "patientId", g.reported_on as on, g.cyp2c9, g.vkorc1
       from genotype_report g
      where g.provider_id = $1 and g.patient_id = any ($2::uuid[]) and g.status = 'final'
        and not exists (select 1 from genotype_report later
                         where later.provider_id = g.provider_id and later.replaces = g.id)
      order by g.reported_on, g.recorded_at, g.id`,
    [tx.providerId, [...patientIds]],
  )
