import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fingerprint } from './anchor-key.ts'
import { RELEASE_KEYS, type ReleaseKey } from './release-keys.ts'
import { RELEASED_HASHES } from './released-rules.ts'

/** Where the signature of the released rules lies, beside the code. */
export const SIGNATURE_FILE = join(import.meta.dirname, '../../data/released-rules/signature.json')

const signatureFile = z.strictObject({ key: z.string(), signature: z.base64() })

/** What is signed: each rule document by its name and version, with its hash, in the order of the names. */
export const signedText = (released: Readonly<Record<string, string>>): string =>
  [
    'Evenkeel, released rules',
    ...Object.entries(released)
      .map(([name, hash]) => `${name} ${hash}`)
      .toSorted(),
    '',
  ].join('\n')

export type SignedRules = {
  readonly released: Readonly<Record<string, string>>
  /** The content of the file with the signature; undefined where there is none. */
  readonly file: string | undefined
  readonly keys: readonly ReleaseKey[]
  /** The key that a site has pinned, as it was set: a fingerprint, or the file of a public key. */
  readonly pinned: string | undefined
}

/** Why the rules of this copy are not signed by a key that counts, in words for whoever starts Evenkeel; empty when they are. */
export function whyNotSigned({ released, file, keys, pinned }: SignedRules): readonly string[] {
  const signed = signatureIn(file)
  if (typeof signed === 'string') return [signed]
  const known = keys.flatMap(({ publicKey }) => keyIn(publicKey) ?? [])
  const counting = pinned === undefined ? known : pinnedKey(pinned, known)
  if (typeof counting === 'string') return [counting]
  const key = counting.find((one) => fingerprint(one) === signed.key)
  if (key === undefined) return [pinned === undefined ? FOREIGN : NOT_PINNED]
  const bytes = Buffer.from(signed.signature, 'base64')
  return verify(null, Buffer.from(signedText(released)), key, bytes) ? [] : [OTHER_LIST]
}

/** The same of this copy, as it lies here. */
export const rulesNotSigned = (pinned: string | undefined): readonly string[] =>
  whyNotSigned({
    released: RELEASED_HASHES,
    file: contentOf(SIGNATURE_FILE),
    keys: RELEASE_KEYS,
    pinned,
  })

function signatureIn(file: string | undefined): z.infer<typeof signatureFile> | string {
  if (file === undefined) return MISSING
  try {
    return signatureFile.parse(JSON.parse(file))
  } catch {
    return DAMAGED
  }
}

const keyIn = (publicKey: string): KeyObject | undefined => {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** @technical The form of a fingerprint: SHA-256 in hex. */
const FINGERPRINT = /^[0-9a-f]{64}$/

/** The one key that counts for a site: of the copy's own keys that with its fingerprint, or the one in its file. */
function pinnedKey(pinned: string, known: readonly KeyObject[]): readonly KeyObject[] | string {
  if (FINGERPRINT.test(pinned)) return known.filter((key) => fingerprint(key) === pinned)
  const content = contentOf(pinned)
  try {
    const key = content === undefined ? undefined : createPublicKey(content)
    return key?.asymmetricKeyType === 'ed25519' ? [key] : UNREADABLE_PIN
  } catch {
    return UNREADABLE_PIN
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

const INSTALL = 'Doses could differ from what was checked: install the release again.'
const MISSING = `The rules of this copy are not signed: data/released-rules/signature.json is missing. ${INSTALL}`
const DAMAGED = `The signature of the rules, data/released-rules/signature.json, is damaged. ${INSTALL}`
const FOREIGN = `The rules of this copy are signed with a key that is none of Evenkeel's. ${INSTALL}`
const NOT_PINNED = `The rules of this copy are not signed with the key that EVENKEEL_RULES_KEY names. If the key has changed, take the new one from the page of the release and nowhere else. ${INSTALL}`
const OTHER_LIST = `The list of released rules is not the one that was signed. ${INSTALL}`
const UNREADABLE_PIN =
  'EVENKEEL_RULES_KEY must be the fingerprint of a release key, 64 figures and letters, or a file with its public half that can be read.'
