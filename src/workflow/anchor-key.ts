import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { anchorFileIn } from './anchor-file.ts'

// The key with which this installation signs where its audit chains stand. It lies in a file, so that whoever
// has the database alone cannot sign.

const PRIVATE = 'key.pem'
const PUBLIC = 'public-key.pem'
const OWNER_ALONE = 0o600
/** @technical The bits of a mode by which others than the owner may do anything. */
const OTHERS = 0o077

/** The key of this folder, made when there is none yet and nothing was signed. */
export function signingKey(folder: string): KeyObject {
  const file = join(folder, PRIVATE)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (existsSync(file)) {
    if ((statSync(file).mode & OTHERS) !== 0) throw new AnchorTrouble(`${file} ${OPEN_TO_OTHERS}`)
    return createPrivateKey(readFileSync(file))
  }
  if (existsSync(anchorFileIn(folder))) throw new AnchorTrouble(`${file} ${KEY_IS_GONE}`)
  return newKey(folder)
}

function newKey(folder: string): KeyObject {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
  writeFileSync(join(folder, PRIVATE), pem, { mode: OWNER_ALONE, flag: 'wx', flush: true })
  chmodSync(join(folder, PRIVATE), OWNER_ALONE)
  const shown = publicKey.export({ format: 'pem', type: 'spki' })
  writeFileSync(join(folder, PUBLIC), shown, { mode: 0o644, flush: true })
  return privateKey
}

/** What says whether a signature is of this installation; undefined where nothing was ever signed. */
export function checkingKey(folder: string): KeyObject | undefined {
  const file = join(folder, PUBLIC)
  return existsSync(file) ? createPublicKey(readFileSync(file)) : undefined
}

/** A key in a form that fits on paper: compared by eye, and set as EVENKEEL_ANCHOR_KEY. */
export function fingerprint(key: KeyObject): string {
  const der = key.export({ format: 'der', type: 'spki' })
  return createHash('sha256').update(der).digest('hex')
}

class AnchorTrouble extends Error {}

/** Why the anchors cannot be kept, in words for whoever runs the installation; anything else is thrown on. */
export function whyNotAnchored(error: unknown): string {
  if (error instanceof AnchorTrouble) return error.message
  const isOfFiles = error instanceof Error && 'syscall' in error && 'path' in error
  if (!isOfFiles) throw error
  return `The anchors of the audit cannot be written (${error.message}). Set EVENKEEL_ANCHORS to a folder that Evenkeel may write to.`
}

const OPEN_TO_OTHERS =
  'can be read by others than its owner. Only the user that runs Evenkeel may read it: set its mode to 0600.'
const KEY_IS_GONE =
  'is gone, and anchors were signed with it. Put it back from your copy, or move the folder of anchors away to begin a new one; the audit check will then say that the earlier anchors are missing.'
