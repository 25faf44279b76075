import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import {
  access,
  chmod,
  constants,
  mkdir,
  readFile,
  rename,
  stat,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { anchorFileIn, isThere } from './anchor-file.ts'
import { AnchorTrouble, whyNotAnchored } from './anchor-trouble.ts'

// The key with which this installation signs where its audit chains stand. It lies in a file, so that whoever
// has the database alone cannot sign.

const PRIVATE = 'key.pem'
const PUBLIC = 'public-key.pem'
const OWNER_ALONE = 0o600
/** @technical The bits of a mode by which others than the owner may do anything. */
const OTHERS = 0o077

/** Makes the folder, unless it was there once: a share that is away must not be begun anew under its name. */
export async function makeAnchorFolder(folder: string, wasAnchored: boolean): Promise<void> {
  if (await isThere(folder)) return
  if (wasAnchored) throw new AnchorTrouble(`The folder ${folder} ${IS_GONE}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

/** The key of this folder: made when nothing was ever signed, and else the one with which it was. */
export async function signingKey(
  folder: string,
  { wasAnchored, hasLine }: { readonly wasAnchored: boolean; readonly hasLine: boolean },
): Promise<KeyObject> {
  const file = join(folder, PRIVATE)
  if (wasAnchored && !hasLine) throw new AnchorTrouble(`${anchorFileIn(folder)} ${IS_GONE}`)
  if (await isThere(file)) return readKey(file)
  if (hasLine) throw new AnchorTrouble(`${file} ${KEY_IS_GONE}`)
  return newKey(folder)
}

async function readKey(file: string): Promise<KeyObject> {
  const { mode } = await stat(file)
  if ((mode & OTHERS) !== 0) throw new AnchorTrouble(`${file} ${OPEN_TO_OTHERS}`)
  return createPrivateKey(await readFile(file))
}

async function newKey(folder: string): Promise<KeyObject> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
  await writeFile(join(folder, PRIVATE), pem, { mode: OWNER_ALONE, flag: 'wx', flush: true })
  await chmod(join(folder, PRIVATE), OWNER_ALONE)
  const shown = publicKey.export({ format: 'pem', type: 'spki' })
  await writeFile(join(folder, PUBLIC), shown, { mode: 0o644, flush: true })
  return privateKey
}

/** What says whether a signature is of this installation; undefined where nothing was ever signed. */
export async function checkingKey(folder: string): Promise<KeyObject | undefined> {
  const file = join(folder, PUBLIC)
  return (await isThere(file)) ? createPublicKey(await readFile(file)) : undefined
}

/** A key in a form that fits on paper: compared by eye, and set as EVENKEEL_ANCHOR_KEY. */
export function fingerprint(key: KeyObject): string {
  const der = key.export({ format: 'der', type: 'spki' })
  return createHash('sha256').update(der).digest('hex')
}

/** Moves the file aside, and what checks it where its key is gone and another will be made. Answers where they are kept. */
export async function putAnchorsAside(folder: string): Promise<readonly string[]> {
  const until = new Date().toISOString().replaceAll(':', '-')
  const named = [{ from: anchorFileIn(folder), to: join(folder, `anchors-until-${until}.jsonl`) }]
  if (!(await isThere(join(folder, PRIVATE)))) {
    named.push({ from: join(folder, PUBLIC), to: join(folder, `public-key-until-${until}.pem`) })
  }
  const kept: string[] = []
  for (const { from, to } of named) {
    if (!(await isThere(from))) continue
    await rename(from, to)
    kept.push(to)
  }
  return kept
}

/** Why no anchor could be written here now, looked at without writing one. */
export async function whyNotWritable(folder: string): Promise<string | undefined> {
  try {
    await access(await nearestThere(folder), constants.W_OK | constants.X_OK)
    const hasFile = await isThere(anchorFileIn(folder))
    if (hasFile) await access(anchorFileIn(folder), constants.R_OK | constants.W_OK)
    const key = join(folder, PRIVATE)
    if (await isThere(key)) await readKey(key)
    else if (hasFile) throw new AnchorTrouble(`${key} ${KEY_IS_GONE}`)
    return undefined
  } catch (error) {
    return error instanceof Error && !(error instanceof AnchorTrouble)
      ? error.message
      : whyNotAnchored(error)
  }
}

async function nearestThere(folder: string): Promise<string> {
  const above = dirname(folder)
  return above === folder || (await isThere(folder)) ? folder : nearestThere(above)
}

const OPEN_TO_OTHERS =
  'can be read by others than its owner. Only the user that runs Evenkeel may read it: set its mode to 0600.'
const BEGIN_ANEW =
  "run `evenkeel anchors --begin-anew 'REASON'`. Until then the audit is not anchored."
const KEY_IS_GONE = `is gone, and anchors were signed with it. Put it back from your copy, or ${BEGIN_ANEW}`
const IS_GONE = `is gone, and the audit was anchored there. Put it back, or ${BEGIN_ANEW}`
