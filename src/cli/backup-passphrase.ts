import { existsSync, readFileSync, statSync } from 'node:fs'

/** @technical Shorter than this a passphrase can be tried out by whoever has the copies. */
const LEAST_CHARACTERS = 16

export type Passphrase =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'refused'; readonly message: string }

/** From a file or the environment, and never from the command line, which everybody on the machine can read. */
export function passphraseFrom(
  variables: Readonly<Record<string, string | undefined>>,
): Passphrase {
  const [file, text] = [variables['EVENKEEL_BACKUP_KEY_FILE'], variables['EVENKEEL_BACKUP_KEY']]
  if (file !== undefined && file !== '') return fromFile(file)
  return text === undefined || text === '' ? refused(NONE) : longEnough(text)
}

const NONE =
  'There is no passphrase, and a backup is never written in the clear. Let EVENKEEL_BACKUP_KEY_FILE name a file that holds one.'

function fromFile(file: string): Passphrase {
  if (!existsSync(file))
    return refused(`EVENKEEL_BACKUP_KEY_FILE names ${file}, which is not there.`)
  if ((statSync(file).mode & 0o007) !== 0) {
    return refused(`Everybody on this machine can read ${file}. Run: chmod 600 ${file}`)
  }
  return longEnough(readFileSync(file, 'utf8').replace(/\r?\n$/, ''))
}

const longEnough = (passphrase: string): Passphrase =>
  [...passphrase].length >= LEAST_CHARACTERS
    ? { kind: 'passphrase', passphrase }
    : refused(`The passphrase has fewer than ${LEAST_CHARACTERS} characters. Choose a longer one.`)

const refused = (message: string): Passphrase => ({ kind: 'refused', message })
