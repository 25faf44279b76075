import { readFileSync, statSync } from 'node:fs'
import type { Outside } from '#store/outside.ts'
import { keysOfSecondSteps } from '#store/second-steps.ts'
import { checkOfKey } from './sealed-secret.ts'

export type SiteKey =
  | { readonly kind: 'key'; readonly key: Buffer | undefined }
  | { readonly kind: 'refused'; readonly messages: readonly string[] }

const refused = (message: string): SiteKey => ({ kind: 'refused', messages: [message] })

/** @technical Rights of whoever is neither the owner nor of the group. */
const OTHERS = 0o007

/** Reads the key of the site, where it has one: 64 figures and letters in a file that is nobody else's. */
export function readSiteKey(file: string | undefined): SiteKey {
  if (file === undefined) return { kind: 'key', key: undefined }
  try {
    if ((statSync(file).mode & OTHERS) !== 0) {
      return refused(`${file} can be read by everybody on this machine. Run chmod 600 ${file}.`)
    }
    const text = readFileSync(file, 'utf8').trim()
    if (/^[0-9a-f]{64}$/.test(text)) return { kind: 'key', key: Buffer.from(text, 'hex') }
    return refused(
      `${file} holds no key: 64 figures and letters, as openssl rand -hex 32 makes them.`,
    )
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return refused(`The key of EVENKEEL_KEY_FILE cannot be read (${why}). Put the file back.`)
  }
}

/** Why nobody may be let in with this key: authenticators are sealed with another one, and no code of theirs could be looked at. */
export async function whyNotThisKey(
  outside: Outside,
  key: Buffer | undefined,
): Promise<readonly string[]> {
  const own = key && checkOfKey(key)
  const others = (await keysOfSecondSteps(outside)).filter((check) => !own?.equals(check))
  if (others.length === 0) return []
  return [
    own === undefined
      ? 'The authenticator apps of this installation are sealed with a key, and EVENKEEL_KEY_FILE is not set. Set it to the file with that key.'
      : 'EVENKEEL_KEY_FILE holds another key than the one that the authenticator apps of this installation are sealed with. Put that file back; docs/operations.md says what is left when it is lost.',
  ]
}
