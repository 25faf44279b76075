import type { Outside } from './outside.ts'

export type InstallationKind = 'demonstration' | 'trial' | 'live'

/** What this database is for, and the secret that signs what a page must hand back unchanged. */
export type InstallationRecord = { readonly kind: InstallationKind; readonly secret: Buffer }

/** Writes what a new database is; one that already is something stays that. */
export async function foundInstallation(
  outside: Outside,
  installation: InstallationRecord,
  createdAt: string,
): Promise<void> {
  await outside.query(
    `insert into installation (id, kind, secret, created_at) values (1, $1, $2, $3)
     on conflict do nothing`,
    [installation.kind, installation.secret, createdAt],
  )
}

export async function findInstallation(outside: Outside): Promise<InstallationRecord | undefined> {
  const rows = await outside.query<InstallationRecord>(
    'select kind, secret from installation where id = 1',
    [],
  )
  return rows[0]
}
