import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { writeDurably } from './durable.ts'
import { CopyRefused } from './refusal.ts'

const KEY_FILE = 'key.json'
/** Beside the key: words that only the right passphrase makes readable again, so that a wrong one is named before anything is read. */
const KNOWN_WORDS = Buffer.from('evenkeel backup')
const KEY_BYTES = 32
const NONCE_BYTES = 12
const MEBIBYTE = 2 ** 20
/** The cost that OWASP names for scrypt where argon2id is not used (Password Storage Cheat Sheet): 128 MiB and about half a second. */
const COST = { n: 2 ** 17, r: 8, p: 1 }

const keyFile = z.strictObject({
  format: z.literal(1),
  scrypt: z.strictObject({ n: z.int(), r: z.int(), p: z.int(), salt: z.base64() }),
  check: z.strictObject({ nonce: z.base64(), sealed: z.base64(), tag: z.base64() }),
})
type KeyFile = z.infer<typeof keyFile>

/** The key of a folder that has copies; a wrong passphrase is refused. */
export async function keyOf(folder: string, passphrase: string): Promise<Buffer> {
  const file = join(folder, KEY_FILE)
  if (!existsSync(file)) {
    throw new CopyRefused(`${folder} holds no backup of Evenkeel: it has no ${KEY_FILE}.`)
  }
  const read = keyFile.safeParse(parsed(readFileSync(file, 'utf8')))
  if (!read.success) throw new CopyRefused(`${file} is damaged. Take the one of another copy.`)
  const key = await derive(passphrase, read.data.scrypt)
  if (opensCheck(key, read.data)) return key
  throw new CopyRefused(
    'This is not the passphrase with which the backup was made. Nothing was changed.',
  )
}

/** The key of a folder, made with its first copy. */
export async function keyFor(folder: string, passphrase: string): Promise<Buffer> {
  if (existsSync(join(folder, KEY_FILE))) return keyOf(folder, passphrase)
  const made = { ...COST, salt: randomBytes(16).toString('base64') }
  const key = await derive(passphrase, made)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(KNOWN_WORDS), cipher.final()])
  const check = {
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
  await writeDurably(
    join(folder, KEY_FILE),
    `${JSON.stringify({ format: 1, scrypt: made, check })}\n`,
  )
  return key
}

const scrypted = promisify<string, Buffer, number, object, Buffer>(scrypt)

const derive = (passphrase: string, { n, r, p, salt }: KeyFile['scrypt']): Promise<Buffer> =>
  scrypted(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_BYTES, {
    N: n,
    r,
    p,
    maxmem: 512 * MEBIBYTE,
  })

function opensCheck(key: Buffer, { check }: KeyFile): boolean {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(check.nonce, 'base64'))
  decipher.setAuthTag(Buffer.from(check.tag, 'base64'))
  try {
    const words = [decipher.update(Buffer.from(check.sealed, 'base64')), decipher.final()]
    return Buffer.concat(words).equals(KNOWN_WORDS)
  } catch {
    return false
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
