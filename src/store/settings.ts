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
    /** The proposal whose rules these are; null when the rules stay as they were. */
    readonly proposalId: string | null
    readonly setBy: string
    readonly setAt: string
  },
): Promise<boolean> {
  const { version, settings, proposalId, setBy, setAt } = entry
  const madeBy = proposalId === null ? 'settings' : 'activation'
  const added = await tx.query(
    `insert into site_setting (provider_id, version, settings, made_by, proposal_id, set_by, set_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning version`,
    [tx.providerId, version, JSON.stringify(settings), madeBy, proposalId, setBy, setAt],
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

/** Every version of the settings with how it came to be, oldest first. */
export async function allSettings(tx: Tx) {
  return tx.query<{
    version: number
    settings: unknown
    madeBy: 'earlier-release' | 'settings' | 'activation'
    proposalId: string | null
    setAt: number
  }>(
    `select version, settings, made_by as "madeBy", proposal_id as "proposalId", set_at as "setAt"
       from site_setting where provider_id = $1 order by version`,
    [tx.providerId],
  )
}

/** Every rule set by which a dose was ever suggested here, newest first, with how many doses it stands behind. */
export async function ruleSetsUsed(tx: Tx) {
  return tx.query<{ hash: string; body: object; firstAt: number; doses: number }>(
    `select s.hash, s.body, s.activated_at as "firstAt",
            (select count(*) from dose_decision d
              where d.provider_id = s.provider_id and d.rule_set_hash = s.hash) as doses
       from rule_set s where s.provider_id = $1 order by s.activated_at desc, s.hash`,
    [tx.providerId],
  )
}

/** What a rule set says, by its hash. */
export async function ruleSetBody(tx: Tx, hash: string): Promise<object | undefined> {
  const row = await maybeOne<{ body: object }>(
    tx,
    'select body from rule_set where provider_id = $1 and hash = $2',
    [tx.providerId, hash],
  )
  return row?.body
}
