import { maybeOne, type Tx } from './tx.ts'

/** What was typed on a patient's page and not yet saved: the fields of the form, each with its texts. */
export type DraftForm = Readonly<Record<string, readonly string[]>>

export type Draft = { readonly form: DraftForm; readonly savedAt: number }

/** Keeps what one person has typed for one patient, in the place of what was kept before. */
export async function putDraft(
  tx: Tx,
  draft: {
    readonly accountId: string
    readonly patientId: string
    readonly form: DraftForm
    readonly savedAt: string
  },
): Promise<void> {
  await tx.query(
    `insert into draft (provider_id, account_id, patient_id, form, saved_at) values ($1, $2, $3, $4, $5)
     on conflict (provider_id, account_id, patient_id)
     do update set form = excluded.form, saved_at = excluded.saved_at`,
    [tx.providerId, draft.accountId, draft.patientId, JSON.stringify(draft.form), draft.savedAt],
  )
}

/** One person's own draft; nobody else's is ever looked for. */
export async function findDraft(
  tx: Tx,
  accountId: string,
  patientId: string,
): Promise<Draft | undefined> {
  return maybeOne<Draft>(
    tx,
    `select form, saved_at as "savedAt" from draft
      where provider_id = $1 and account_id = $2 and patient_id = $3`,
    [tx.providerId, accountId, patientId],
  )
}

export async function dropDraft(tx: Tx, accountId: string, patientId: string): Promise<void> {
  await tx.query(
    'delete from draft where provider_id = $1 and account_id = $2 and patient_id = $3',
    [tx.providerId, accountId, patientId],
  )
}
