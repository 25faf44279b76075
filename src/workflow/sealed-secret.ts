import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

// A secret that must be used again, and so cannot be hashed, is kept sealed: by a key that is made from the secret of the
// installation for this purpose alone, and bound to one account, so that a row copied to another account opens nothing.

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

const keyFrom = (secret: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'evenkeel second step', KEY_BYTES))

/** Seals a secret of one account. */
export function seal(secretOfHouse: Buffer, accountId: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, keyFrom(secretOfHouse), nonce)
  cipher.setAAD(Buffer.from(accountId))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** What was sealed for this account, or undefined where it was not sealed here, not for this account, or changed since. */
export function unseal(
  secretOfHouse: Buffer,
  accountId: string,
  sealed: Buffer,
): Buffer | undefined {
  if (sealed.length <= NONCE_BYTES + TAG_BYTES) return undefined
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, keyFrom(secretOfHouse), nonce)
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
