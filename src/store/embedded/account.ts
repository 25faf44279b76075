import { type SpawnOptions, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'

/**
 * The operating-system account that PostgreSQL runs under. It refuses to run as root, so a root start lends it
 * another: plain `nobody` where that account can reach the data folder, else a user namespace in which root's own
 * files belong to an unprivileged user.
 */
export type Account =
  | { readonly kind: 'own' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'namespace' }

export const NOBODY = 65534
const ENTER_NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]

export function accountFor(dataFolder: string): Account {
  if (process.getuid?.() !== 0) return { kind: 'own' }
  if (isReachableByNobody(dataFolder)) return { kind: 'nobody' }
  if (namespaceWorks()) return { kind: 'namespace' }
  throw new Error(
    `PostgreSQL does not run as root, and no other account can reach ${dataFolder}. ` +
      'Set EVENKEEL_DATA to a folder below one that everyone may enter, such as /var/lib/evenkeel, ' +
      'or start Evenkeel as an ordinary user.',
  )
}

/** True when `nobody` may pass through every folder above and into this one. */
export function isReachableByNobody(folder: string): boolean {
  const { mode, uid } = statSync(folder)
  const mayEnter = (mode & 0o001) !== 0 || (uid === NOBODY && (mode & 0o100) !== 0)
  const parent = dirname(folder)
  return mayEnter && (parent === folder || isReachableByNobody(parent))
}

function namespaceWorks(): boolean {
  const [unshare = '', ...options] = ENTER_NAMESPACE
  return spawnSync(unshare, [...options, 'true']).status === 0
}

type Command = {
  readonly file: string
  readonly args: readonly string[]
  readonly options: Pick<SpawnOptions, 'uid' | 'gid' | 'cwd' | 'env'>
}

/** The command line that runs a program of PostgreSQL under this account. */
export function commandAs(account: Account, file: string, args: readonly string[]): Command {
  const options = { cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' } }
  switch (account.kind) {
    case 'own':
      return { file, args, options }
    case 'nobody':
      return { file, args, options: { ...options, uid: NOBODY, gid: NOBODY } }
    case 'namespace': {
      const [unshare = '', ...entering] = ENTER_NAMESPACE
      return { file: unshare, args: [...entering, file, ...args], options }
    }
  }
}
