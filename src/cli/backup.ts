import { resolve } from 'node:path'
import process from 'node:process'
import { type Config, readConfig } from '#src/config.ts'
import { backUp, backUpLog, checkBackup, type LogCopied, pruneBackup } from '#workflow/back-up.ts'
import { askedToBackUp, LEAST_COPIES } from './backup-args.ts'
import { passphraseFrom } from './backup-passphrase.ts'

const USAGE = `evenkeel backup --to FOLDER [--keep-days DAYS [--keep-least COPIES]]
evenkeel backup --to FOLDER --log [--every SECONDS]
evenkeel backup --check FOLDER
evenkeel backup --prune FOLDER --keep-days DAYS [--keep-least COPIES]

  --to FOLDER       copies the running embedded database, sealed, with the log that it needs, and reads the copy again
  --log             copies only the log and the journal since: any moment up to it can then be restored
  --every SECONDS   does so again and again, until it is told to stop
  --check FOLDER    reads every file of every copy in the folder again
  --keep-days DAYS  then removes older copies, and the log that only they need: any moment of so many days can still be restored
  --keep-least N    never leaves fewer whole copies than this, whatever their age: ${LEAST_COPIES} when it is not said
  --prune FOLDER    only removes, as --keep-days says, once the newest copy was read again and is sound; the database may be away

  The passphrase is in the file that EVENKEEL_BACKUP_KEY_FILE names, or in EVENKEEL_BACKUP_KEY. Without it nothing can be restored.
  Ends with 0 when it is done, 1 when it is refused, 2 when asked wrongly.
`

/** `evenkeel backup`: see docs/operations.md. */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const asked = askedToBackUp(args)
  if (asked.kind === 'unknown') return complain(USAGE, 2)
  if (asked.kind === 'refused') return complain(`Evenkeel: ${asked.message}\n`, 2)
  const [read, key] = [readConfig(process.env), passphraseFrom(process.env)]
  if (read.kind === 'refused') return complain(`${read.messages.join('\n')}\n`)
  if (key.kind === 'refused') return complain(`Evenkeel: ${key.message}\n`)
  if (asked.kind === 'check') return check(asked.folder, key.passphrase)
  if (asked.kind === 'prune') return prune(asked.folder, key.passphrase, asked.keep)
  if (read.config.database.kind === 'server') return complain(NOT_OURS)
  const toCopy = toBackUp(read.config, asked.to, key.passphrase)
  return asked.kind === 'log' ? copyLog(toCopy, asked.every) : copyAll(toCopy, asked.keep)
}

const NOT_OURS =
  'Evenkeel: DATABASE_URL names a server of yours, which this command does not copy. Its own tools do: docs/operations.md, Back up a server.\n'

const toBackUp = ({ dataFolder, journalFolder }: Config, to: string, passphrase: string) => ({
  dataFolder,
  journal: resolve(journalFolder),
  to,
  passphrase,
})

type Keep = Parameters<typeof pruneBackup>[2]

async function copyAll(
  asked: Parameters<typeof backUp>[0],
  keep: Keep | undefined,
): Promise<number> {
  const done = await backUp(asked)
  if (done.kind === 'refused') return complain(`Evenkeel: ${done.message}\n`)
  const { bases, files, segments, until } = done
  console.log(
    `${bases.join()} in ${asked.to}: ${files} files and ${logFiles(segments)}, read again and sound.`,
  )
  console.log(`It can be restored to any moment from ${done.from} to ${until}.`)
  return keep === undefined ? 0 : prune(asked.to, asked.passphrase, keep, bases.join())
}

async function prune(folder: string, passphrase: string, keep: Keep, sound?: string) {
  const done = await pruneBackup(folder, passphrase, keep, sound)
  if (done.kind === 'refused') {
    return complain(`Evenkeel: ${done.message}\nNo older copy was removed.\n`)
  }
  const { removed, segments } = done
  console.log(
    removed.length + segments === 0
      ? 'No copy is old enough to be removed.'
      : `Removed: ${[...removed, `${logFiles(segments)} that no copy needs`].join(', ')}.`,
  )
  console.log(
    `Whole copies that are kept: ${done.kept}. Any moment from ${done.from} to ${done.until} can be restored.`,
  )
  return 0
}

async function copyLog(asked: Parameters<typeof backUp>[0], everySeconds: number | undefined) {
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())
  const tell = ({ copied, until }: LogCopied) =>
    console.log(`${logFiles(copied)} copied. Any moment to ${until} can be restored.`)
  const done = await backUpLog(asked, { everySeconds, stop: stopping.signal }, tell)
  return done.kind === 'refused' ? complain(`Evenkeel: ${done.message}\n`) : 0
}

async function check(folder: string, passphrase: string): Promise<number> {
  const done = await checkBackup(folder, passphrase)
  if (done.kind === 'refused') return complain(`Evenkeel: ${done.message}\n`)
  const { bases, files, segments } = done
  console.log(
    `${counted(bases.length, 'whole copy', 'whole copies')}, ${files} files and ${logFiles(segments)} are sound.`,
  )
  console.log(`Any moment from ${done.from} to ${done.until} can be restored.`)
  return 0
}

const counted = (count: number, one: string, several: string): string =>
  `${count} ${count === 1 ? one : several}`
const logFiles = (count: number): string => counted(count, 'file of log', 'files of log')

function complain(text: string, exit = 1): number {
  process.stderr.write(text)
  return exit
}
