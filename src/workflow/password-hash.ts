import { randomBytes, timingSafeEqual } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'

/** How dear one guess is. OWASP's least for argon2id: 19 MiB, two passes, one lane. */
export type PasswordCost = { readonly memoryKib: number; readonly passes: number }
export const PASSWORD_COST: PasswordCost = { memoryKib: 19_456, passes: 2 }

const SALT_BYTES = 16
const HASH_BYTES = 32
const LANES = 1
const WRITTEN = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/-]+)\$([\w+/-]+)$/

/** Hashes a password, written with its cost and salt, so that the cost can rise later. */
export async function hashPassword(
  password: string,
  cost: PasswordCost = PASSWORD_COST,
): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await argon2id(password, salt, cost)
  const { memoryKib, passes } = cost
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=1$${base64(salt)}$${base64(hash)}`
}

export async function isPassword(password: string, written: string): Promise<boolean> {
  const [, memory, passes, salt, hash] = WRITTEN.exec(written) ?? []
  if (salt === undefined || hash === undefined) throw new Error('a password hash is not readable')
  const cost = { memoryKib: Number(memory), passes: Number(passes) }
  const derived = await argon2id(password, Buffer.from(salt, 'base64'), cost)
  return timingSafeEqual(derived, Buffer.from(hash, 'base64'))
}

let nobodys: Promise<string> | undefined

/** Takes as long as looking at a real password, and is always wrong: for a user name that nobody has. */
export async function isNobodysPassword(password: string): Promise<false> {
  nobodys ??= hashPassword(randomBytes(SALT_BYTES).toString('hex'))
  await isPassword(password, await nobodys)
  return false
}

/** One way of writing é counts as the other: keyboards differ. Nothing else is changed. */
const asTyped = (password: string) => Buffer.from(password.normalize('NFC'), 'utf8')

/** As the library numbers it: its own list of names is one that only a compiler of types can read. */
const ARGON2ID = 2

/** By a library that uses the wide registers of the processor: a third of what it costs by Node.js's own, for the same hash. */
function argon2id(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  return hashRaw(asTyped(password), {
    algorithm: ARGON2ID,
    salt,
    parallelism: LANES,
    outputLen: HASH_BYTES,
    memoryCost: cost.memoryKib,
    timeCost: cost.passes,
  })
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
