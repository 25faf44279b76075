import { resolve } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '#src/config.ts'
import { backUp, backUpLog, checkBackup, type LogCopied } from '#workflow/back-up.ts'
import { passphraseFrom } from './backup-passphrase.ts'

const USAGE = `evenkeel backup --to FOLDER [--log [--every SECONDS]]
evenkeel backup --check FOLDER

  --to FOLDER       copies the running embedded database, sealed, with the log that it needs, and reads the copy again
  --log             copies only the log and the journal since: any moment up to it can then be restored
  --every SECONDS   does so again and again, until it is told to stop
  --check FOLDER    reads every file of every copy in the folder again

  The passphrase is in the file that EVENKEEL_BACKUP_KEY_FILE names, or in EVENKEEL_BACKUP_KEY. Without it nothing can be restored.
  Ends with 0 when it is done, 1 when it is refused, 2 when asked wrongly.
`

/** `evenkeel backup`: see docs/operations.md. */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const asked = askedBy(args)
  if (asked === undefined) return complain(USAGE, 2)
  const [read, key] = [readConfig(process.env), passphraseFrom(process.env)]
  if (read.kind === 'refused') return complain(`${read.messages.join('\n')}\n`)
  if (key.kind === 'refused') return complain(`Evenkeel: ${key.message}\n`)
  if ('check' in asked) return check(asked.check, key.passphrase)
  if (read.config.database.kind === 'server') return complain(NOT_OURS)
  return asked.log
    ? copyLog(toBackUp(read.config, asked.to, key.passphrase), asked.every)
    : copyAll(toBackUp(read.config, asked.to, key.passphrase))
}

const NOT_OURS =
  'Evenkeel: DATABASE_URL names a server of yours, which this command does not copy. Its own tools do: docs/operations.md, Back up a server.\n'

const toBackUp = ({ dataFolder, journalFolder }: Config, to: string, passphrase: string) => ({
  dataFolder,
  journal: resolve(journalFolder),
  to,
  passphrase,
})

async function copyAll(asked: Parameters<typeof backUp>[0]): Promise<number> {
  const done = await backUp(asked)
  if (done.kind === 'refused') return complain(`Evenkeel: ${done.message}\n`)
  const { bases, files, segments, until } = done
  console.log(
    `${bases.join()} in ${asked.to}: ${files} files and ${segments} segments of log, read again and sound.`,
  )
  console.log(`It can be restored to any moment from ${done.from} to ${until}.`)
  return 0
}

async function copyLog(asked: Parameters<typeof backUp>[0], everySeconds: number | undefined) {
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())
  const tell = ({ copied, until }: LogCopied) =>
    console.log(`${copied} segments of log copied. Any moment to ${until} can be restored.`)
  const done = await backUpLog(asked, { everySeconds, stop: stopping.signal }, tell)
  return done.kind === 'refused' ? complain(`Evenkeel: ${done.message}\n`) : 0
}

async function check(folder: string, passphrase: string): Promise<number> {
  const done = await checkBackup(folder, passphrase)
  if (done.kind === 'refused') return complain(`Evenkeel: ${done.message}\n`)
  const { bases, files, segments } = done
  console.log(`${bases.length} backups, ${files} files and ${segments} segments of log are sound.`)
  console.log(`Any moment from ${done.from} to ${done.until} can be restored.`)
  return 0
}

type Asked =
  | { readonly check: string }
  | { readonly to: string; readonly log: boolean; readonly every: number | undefined }

const WORDS = {
  to: { type: 'string' },
  check: { type: 'string' },
  every: { type: 'string' },
  log: { type: 'boolean' },
} as const
const SECONDS = /^[1-9]\d{0,4}$/

function askedBy(args: readonly string[]): Asked | undefined {
  try {
    const { check, ...rest } = parseArgs({ args: [...args], options: WORDS }).values
    if (check === undefined) return askedToCopy(rest)
    return Object.keys(rest).length === 0 ? { check } : undefined
  } catch {
    return undefined
  }
}

function askedToCopy(words: { to?: string; every?: string; log?: boolean }): Asked | undefined {
  const { to, every, log = false } = words
  if (to === undefined) return undefined
  if (every === undefined) return { to, log, every }
  return log && SECONDS.test(every) ? { to, log, every: Number(every) } : undefined
}

function complain(text: string, exit = 1): number {
  process.stderr.write(text)
  return exit
}
