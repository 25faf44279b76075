import { maybeOne, type Tx } from './tx.ts'

/** The newest settings of the site, or undefined before anybody has set any. */
export async function newestSettings(tx: Tx) {
  return maybeOne<{ version: number; settings: unknown; setAt: number }>(
    tx,
    `select version, settings, set_at as "setAt" from site_setting
      where provider_id = $1 order by version desc limit 1`,
    [tx.providerId],
  )
}

/** Adds the next version of the settings; answers false when somebody else has added it. */
export async function addSettings(
  tx: Tx,
  entry: {
    readonly version: number
    readonly settings: unknown
    readonly setBy: string
    readonly setAt: string
  },
): Promise<boolean> {
  const added = await tx.query(
    `insert into site_setting (provider_id, version, settings, set_by, set_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing returning version`,
    [tx.providerId, entry.version, JSON.stringify(entry.settings), entry.setBy, entry.setAt],
  )
  return added.length === 1
}

/** Keeps a rule set under its hash, once: every stored suggestion names the hash it was made by. */
export async function keepRuleSet(
  tx: Tx,
  entry: {
    readonly hash: string
    readonly body: unknown
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into rule_set (provider_id, hash, body, activated_by, activated_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [tx.providerId, entry.hash, JSON.stringify(entry.body), entry.by, entry.at],
  )
}

export async function isRuleSetKept(tx: Tx, hash: string): Promise<boolean> {
  const rows = await tx.query('select 1 from rule_set where provider_id = $1 and hash = $2', [
    tx.providerId,
    hash,
  ])
  return rows.length === 1
}
