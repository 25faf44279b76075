import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { fingerprint } from '#workflow/anchor-key.ts'
import { RELEASE_KEYS, type ReleaseKey } from '#workflow/release-keys.ts'
import { notAsReleased, RELEASED_HASHES, rulesOfThisCode } from '#workflow/released-rules.ts'
import { SIGNATURE_FILE, signedText } from '#workflow/rules-signature.ts'

const HOUSE = realpathSync(join(import.meta.dirname, '..'))

/** Makes the pair with which a manufacturer signs the list of released rules; nowhere within the repository. Answers what to do next. */
export function makeReleaseKey(folder: string): string {
  if (folder === '') throw new Error(`Say in which folder: npm run sign-rules -- new-key FOLDER`)
  refuseWithinHouse(folder)
  const [privateFile, publicFile] = [join(folder, 'release.key'), join(folder, 'release.pub')]
  if (existsSync(privateFile))
    throw new Error(`${privateFile} is there already. Choose another folder.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
  writeFileSync(privateFile, pem, { mode: 0o600, flag: 'wx' })
  writeFileSync(publicFile, publicKey.export({ format: 'pem', type: 'spki' }), { flag: 'wx' })
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  return [
    `The private key is ${privateFile}: keep it off this machine, and let nobody else read it.`,
    `The public key is ${publicFile}, its fingerprint ${fingerprint(publicKey)}: put both on the page of the release.`,
    `Add it to src/workflow/release-keys.ts as publicKey: '${spki}', then sign with npm run sign-rules -- ${privateFile}`,
  ].join('\n')
}

/** A folder that does not exist yet is where its nearest parent is, whatever links lead there. */
function refuseWithinHouse(folder: string): void {
  const whole = resolve(folder)
  const there = existsSync(whole) ? whole : undefined
  if (there === undefined) {
    if (dirname(whole) !== whole) refuseWithinHouse(dirname(whole))
    return
  }
  const real = realpathSync(there)
  if (real === HOUSE || real.startsWith(HOUSE + sep)) {
    throw new Error('A private key never lies within the repository. Choose a folder elsewhere.')
  }
}

/** Signs the list as it stands in the code, and writes the signature beside it. Answers what was signed. */
export function signReleasedRules(
  keyFile: string,
  { keys = RELEASE_KEYS, to = SIGNATURE_FILE }: { keys?: readonly ReleaseKey[]; to?: string } = {},
): string {
  if (!existsSync(keyFile))
    throw new Error(
      `There is no key ${keyFile || 'named'}. Say which: npm run sign-rules -- KEYFILE`,
    )
  const privateKey = createPrivateKey(readFileSync(keyFile))
  const publicKey = createPublicKey(privateKey)
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  if (!keys.some((key) => key.publicKey === spki)) {
    throw new Error(
      'This key is not in src/workflow/release-keys.ts, so its signature would count for nothing.',
    )
  }
  const changed = notAsReleased(rulesOfThisCode())
  if (changed.length > 0) throw new Error(`Nothing is signed. ${changed.join(' ')}`)
  const signature = sign(null, Buffer.from(signedText(RELEASED_HASHES)), privateKey).toString(
    'base64',
  )
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, `${JSON.stringify({ key: fingerprint(publicKey), signature }, null, 2)}\n`)
  return `Signed with ${fingerprint(publicKey)}:\n${signedText(RELEASED_HASHES)}`
}
