import process from 'node:process'
import { parseArgs } from 'node:util'
import { parseInstant } from '#base/instant.ts'
import { restoreBackup } from '#workflow/back-up.ts'
import { passphraseFrom } from './backup-passphrase.ts'

const USAGE = `evenkeel restore --from FOLDER --into DATA [--until TIME] [--journal FOLDER]

  --from FOLDER      where evenkeel backup wrote
  --into DATA        a new or empty folder; a served one is never touched
  --until TIME       the moment to go back to, with its zone: 2026-11-22T14:30:00Z; without it the last one that was copied
  --journal FOLDER   the journal of acknowledged acts, where it outlived the database; without it the one beside the old database,
                     when that is here, else the copy in the backup

  The passphrase is in the file that EVENKEEL_BACKUP_KEY_FILE names, or in EVENKEEL_BACKUP_KEY.
  Ends with 0 when it is done, 1 when it is refused, 2 when asked wrongly.
`

/** `evenkeel restore`: see docs/operations.md. */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const asked = askedBy(args)
  if (asked === undefined) return complain(USAGE, 2)
  const until = momentOf(asked.until)
  if (until?.kind === 'refused') return complain(`Evenkeel: --until: ${until.message}\n`)
  const key = passphraseFrom(process.env)
  if (key.kind === 'refused') return complain(`Evenkeel: ${key.message}\n`)
  const done = await restoreBackup({ ...asked, until: until?.text }, key.passphrase)
  if (done.kind === 'refused') return complain(`Evenkeel: ${done.message}\n`)
  console.log(
    `${asked.into} is the database as it was at ${done.until}, from ${done.base}, in timeline ${done.timeline}.`,
  )
  console.log(`The journal beside it has ${done.journalDays} days.`)
  console.log(
    'Start Evenkeel with EVENKEEL_DATA set to it, and EVENKEEL_ANCHORS to the anchors of the old one. Nobody is dosed until what is missing is cleared: Service, After a restore.',
  )
  return 0
}

/** Text that compares as time does. */
function momentOf(text: string | undefined) {
  if (text === undefined) return undefined
  const read = parseInstant(text)
  if (read.kind === 'refused') return read
  return { kind: 'moment' as const, text: new Date(read.ms).toISOString() }
}

function askedBy(args: readonly string[]) {
  const string = { type: 'string' } as const
  const options = { from: string, into: string, until: string, journal: string } as const
  try {
    const { from, into, until, journal } = parseArgs({ args: [...args], options }).values
    return from === undefined || into === undefined ? undefined : { from, into, until, journal }
  } catch {
    return undefined
  }
}

function complain(text: string, exit = 1): number {
  process.stderr.write(text)
  return exit
}
