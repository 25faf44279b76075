import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, rename } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { HOUSE, runProgram } from './house.ts'

const FOLDER = join(HOUSE, 'node_modules/@sparticuz/chromium/bin')
const PACKED = join(FOLDER, 'chromium.br')
const UNPACKED = join(FOLDER, 'headless-shell')

/**
 * The Chromium without a desk that comes with the packages, unpacked beside its package so that it goes with it. It
 * draws what the whole one draws for half the work. Undefined where it does not run: it is built for one kind of
 * machine, and needs a few libraries of it.
 */
export async function headlessShell(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  if (!existsSync(UNPACKED)) {
    if (!existsSync(PACKED)) return undefined
    await unpack()
  }
  const { code } = await runProgram(UNPACKED, ['--version'])
  return code === 0 ? UNPACKED : undefined
}

/** Whole or not at all: two runs may unpack at once, and one may be stopped. */
async function unpack(): Promise<void> {
  const beside = `${UNPACKED}.${randomUUID()}`
  await pipeline(createReadStream(PACKED), createBrotliDecompress(), createWriteStream(beside))
  await chmod(beside, 0o755)
  await rename(beside, UNPACKED)
}
