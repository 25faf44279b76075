import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

// A secret that must be used again, and so cannot be hashed, is kept sealed: by a key that is made from the secret of the
// installation for this purpose alone, and bound to one account, so that a row copied to another account opens nothing. Where a site
// keeps a key in a file, that goes into it too: the database alone then opens nothing either.

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What seals: the secret of the installation, and the key of the site where there is one. */
export type Sealing = { readonly secret: Buffer; readonly key?: Buffer | undefined }

const keyFrom = ({ secret, key = Buffer.alloc(0) }: Sealing): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, key, 'evenkeel second step', KEY_BYTES))

const CHECK_BYTES = 16

/** By what a key of a site is known again; nothing of it can be learnt from that. */
export const checkOfKey = (key: Buffer): Buffer =>
  createHmac('sha256', key).update('evenkeel key').digest().subarray(0, CHECK_BYTES)

/** Seals a secret of one account. */
export function seal(by: Sealing, accountId: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, keyFrom(by), nonce)
  cipher.setAAD(Buffer.from(accountId))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** What was sealed for this account, or undefined where it was not sealed here, not for this account, or changed since. */
export function unseal(by: Sealing, accountId: string, sealed: Buffer): Buffer | undefined {
  if (sealed.length <= NONCE_BYTES + TAG_BYTES) return undefined
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, keyFrom(by), nonce)
  decipher.setAAD(Buffer.from(accountId))
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ])
  } catch {
    return undefined
  }
}

/** A secret as it is kept from now on, and the check of the key of the site that is in its seal. */
export const sealedNow = (by: Sealing, accountId: string, plain: Buffer) => ({
  sealedSecret: seal(by, accountId, plain),
  keyCheck: by.key === undefined ? null : checkOfKey(by.key),
})
