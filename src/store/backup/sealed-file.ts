import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { CopyRefused } from './refusal.ts'

/** What a sealed file holds, to be compared when it is opened. */
export type Seal = { readonly bytes: number; readonly sha256: string }

const HEAD = Buffer.from('EVKSEAL1')
const NONCE_BYTES = 12
const TAG_BYTES = 16
const OPENING_BYTES = HEAD.length + NONCE_BYTES

/**
 * Compresses and seals with AES-256-GCM while it reads. The name is sealed in: a file that was put in the place of
 * another does not open. Its content is on the disk when this returns; its name is when its folder is synced.
 */
export async function seal(source: Readable, to: string, key: Buffer, name: string): Promise<Seal> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
  const measure = measured()
  await pipeline(
    source,
    measure.through,
    createZstdCompress(),
    cipher,
    async function* (sealed: AsyncIterable<Buffer>) {
      yield Buffer.concat([HEAD, nonce])
      yield* sealed
      yield cipher.getAuthTag()
    },
    createWriteStream(`${to}.part`, { mode: 0o600, flush: true }),
  )
  await rename(`${to}.part`, to)
  return measure.seal()
}

export const sealFile = (from: string, to: string, key: Buffer, name: string): Promise<Seal> =>
  seal(createReadStream(from), to, key, name)

export async function sealJson(value: unknown, to: string, key: Buffer, name: string) {
  await seal(Readable.from([Buffer.from(JSON.stringify(value))]), to, key, name)
}

/** Opens a sealed file into `sink` (nowhere when there is none); one that is not as it was sealed is refused. */
export async function unseal(
  from: string,
  key: Buffer,
  name: string,
  sink: NodeJS.WritableStream = nowhere(),
): Promise<Seal> {
  const { nonce, tag, end } = await partsOf(from)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
  decipher.setAuthTag(tag)
  const measure = measured()
  const body = createReadStream(from, { start: OPENING_BYTES, end })
  try {
    await pipeline(body, decipher, createZstdDecompress(), measure.through, sink)
  } catch (error) {
    if (isOfTheDisk(error)) throw error
    throw damaged(from)
  }
  return measure.seal()
}

export async function unsealToFile(
  from: string,
  key: Buffer,
  name: string,
  to: string,
  mode = 0o600,
): Promise<Seal> {
  return unseal(from, key, name, createWriteStream(to, { mode, flush: true }))
}

export async function unsealJson(from: string, key: Buffer, name: string): Promise<unknown> {
  const pieces: Buffer[] = []
  const sink = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece)
      done()
    },
  })
  await unseal(from, key, name, sink)
  return JSON.parse(Buffer.concat(pieces).toString('utf8'))
}

const damaged = (file: string): CopyRefused =>
  new CopyRefused(`${file} is damaged or is not the file that was sealed here. Use another copy.`)

/** A full disk or a missing right says so by its own name. */
const isOfTheDisk = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && typeof error.syscall === 'string'

const nowhere = () =>
  new Writable({
    write(_piece, _encoding, done) {
      done()
    },
  })

async function partsOf(file: string) {
  const { size } = await stat(file)
  if (size < OPENING_BYTES + TAG_BYTES) throw damaged(file)
  const handle = await open(file, 'r')
  try {
    const opening = Buffer.alloc(OPENING_BYTES)
    const tag = Buffer.alloc(TAG_BYTES)
    await handle.read(opening, 0, OPENING_BYTES, 0)
    await handle.read(tag, 0, TAG_BYTES, size - TAG_BYTES)
    if (!opening.subarray(0, HEAD.length).equals(HEAD)) throw damaged(file)
    return { nonce: opening.subarray(HEAD.length), tag, end: size - TAG_BYTES - 1 }
  } finally {
    await handle.close()
  }
}

function measured() {
  const hash = createHash('sha256')
  let bytes = 0
  async function* through(pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      hash.update(piece)
      bytes += piece.length
      yield piece
    }
  }
  return { through, seal: (): Seal => ({ bytes, sha256: hash.digest('hex') }) }
}
