import { spawnSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import process from 'node:process'
import { type Account, NOBODY } from './account.ts'

/**
 * A folder that only PostgreSQL's account (and root) may enter. A folder that somebody else put in its place is
 * refused: the socket and the records would be theirs.
 */
export function ensurePrivateFolder(path: string, account: Account): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const owner = account.kind === 'nobody' ? NOBODY : process.getuid?.()
  const found = lstatSync(path)
  if (!found.isDirectory()) throw new Error(`${path} is not a folder. Remove it and start again.`)
  if (found.uid !== owner) takeOver(path, owner)
  chmodSync(path, 0o700)
}

/** Only root may: after a move between accounts, or for a folder that root has just made for `nobody`. */
function takeOver(path: string, owner: number | undefined): void {
  const taken = spawnSync('chown', ['--recursive', '--no-dereference', `${owner}:${owner}`, path])
  if (process.getuid?.() === 0 && taken.status === 0) return
  throw new Error(`${path} belongs to another user. Remove it, or choose another EVENKEEL_DATA.`)
}
