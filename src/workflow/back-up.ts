import { existsSync, realpathSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { takeBase } from '#store/backup/base-backup.ts'
import { type Checked, checkCopies } from '#store/backup/check-copies.ts'
import { basesIn, writableFolder } from '#store/backup/copies-folder.ts'
import { copyJournal } from '#store/backup/journal-copies.ts'
import { keyFor, keyOf } from '#store/backup/passphrase.ts'
import { type Keep, type Pruned, pruneCopies } from '#store/backup/prune.ts'
import { CopyRefused } from '#store/backup/refusal.ts'
import { type RestoreAsked, type Restored, restore } from '#store/backup/restore.ts'
import { copyLog } from '#store/backup/wal-copies.ts'
import { attachOrStart } from '#store/embedded/embedded-postgres.ts'
import { type Layout, layoutOf } from '#store/embedded/layout.ts'
import { readMigrations } from '#store/migrate.ts'

export type NotCopied = { readonly kind: 'refused'; readonly message: string }

/** The database of one data folder, its journal, and where their copies go. */
export type ToBackUp = {
  readonly dataFolder: string
  readonly journal: string
  readonly to: string
  readonly passphrase: string
}

/** A whole copy of the running database with its log and journal, read again after it was written. */
export function backUp(asked: ToBackUp): Promise<({ kind: 'backed-up' } & Checked) | NotCopied> {
  return orRefusal(async () => {
    const { journal, to } = asked
    writableFolder(to)
    const key = await keyFor(to, asked.passphrase)
    return await onServer(asked.dataFolder, async ({ cluster }, superuserUrl) => {
      const migrations = readMigrations().length
      const base = await takeBase({ superuserUrl, cluster, migrations, journal }, to, key)
      await copyJournal(journal, to, key)
      return { kind: 'backed-up' as const, ...(await checkCopies(to, key, [base])) }
    })
  })
}

export type LogCopied = {
  readonly kind: 'copied'
  readonly copied: number
  readonly until: string
}

/**
 * The log and the journal since the last time; with `everySeconds` again and again until it is told to stop. Each round is told
 * to whoever asked.
 */
export function backUpLog(
  asked: ToBackUp,
  again: { readonly everySeconds: number | undefined; readonly stop: AbortSignal },
  tell: (round: LogCopied) => void,
): Promise<{ readonly kind: 'ended' } | NotCopied> {
  return orRefusal(async () => {
    const key = await keyOf(asked.to, asked.passphrase)
    return await onServer(asked.dataFolder, async ({ cluster }, superuserUrl) => {
      const { everySeconds, stop } = again
      do {
        tell(await copyRound(asked, cluster, superuserUrl, key))
        if (everySeconds !== undefined) await pause(everySeconds, stop)
      } while (everySeconds !== undefined && !stop.aborted)
      return { kind: 'ended' as const }
    })
  })
}

async function copyRound(
  { to, journal }: ToBackUp,
  cluster: string,
  superuserUrl: string,
  key: Buffer,
): Promise<LogCopied> {
  const server = new Client({ connectionString: superuserUrl })
  await server.connect()
  try {
    const { copied, reach } = await copyLog(server, cluster, to, key)
    await copyJournal(journal, to, key)
    return { kind: 'copied', copied, until: reach.checkedAt }
  } finally {
    await server.end()
  }
}

const pause = (seconds: number, stop: AbortSignal): Promise<void> =>
  wait(seconds * 1000, undefined, { signal: stop }).catch(() => undefined)

/** Reads every file of every copy again. */
export function checkBackup(
  folder: string,
  passphrase: string,
): Promise<({ kind: 'sound' } & Checked) | NotCopied> {
  return orRefusal(async () => {
    const key = await keyOf(folder, passphrase)
    return { kind: 'sound' as const, ...(await checkCopies(folder, key)) }
  })
}

/**
 * Removes what is older than is to be kept, once a copy is known to be sound: `sound` when it was read again just now, else
 * the newest is, and where that is not sound nothing is removed.
 */
export function pruneBackup(
  folder: string,
  passphrase: string,
  keep: Keep,
  sound?: string,
): Promise<({ kind: 'pruned' } & Pruned) | NotCopied> {
  return orRefusal(async () => {
    const key = await keyOf(folder, passphrase)
    const staying = sound ?? (await newestSound(folder, key))
    return { kind: 'pruned' as const, ...(await pruneCopies(folder, key, staying, keep)) }
  })
}

async function newestSound(folder: string, key: Buffer): Promise<string> {
  const { bases } = await checkCopies(folder, key, basesIn(folder).slice(-1))
  return bases.join()
}

/** Restores copies into an empty folder. */
export function restoreBackup(
  asked: RestoreAsked,
  passphrase: string,
): Promise<({ kind: 'restored' } & Restored) | NotCopied> {
  return orRefusal(async () => {
    const key = await keyOf(asked.from, passphrase)
    return { kind: 'restored' as const, ...(await restore(asked, key)) }
  })
}

async function onServer<T>(
  dataFolder: string,
  work: (layout: Layout, superuserUrl: string) => Promise<T>,
): Promise<T> {
  if (!existsSync(layoutOf(dataFolder).cluster)) {
    throw new CopyRefused(`There is no database in ${dataFolder}. Set EVENKEEL_DATA to its folder.`)
  }
  const server = await attachOrStart(dataFolder)
  try {
    return await work(layoutOf(realpathSync(dataFolder)), server.superuserUrl)
  } finally {
    await server.stop()
  }
}

async function orRefusal<T>(work: () => Promise<T>): Promise<T | NotCopied> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CopyRefused) return { kind: 'refused', message: error.message }
    throw error
  }
}
