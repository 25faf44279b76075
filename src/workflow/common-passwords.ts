import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

// The passwords that whoever guesses tries first, as they were found in breaches (data/passwords): the commonest 100,000, and every
// other of the source that is long enough to be chosen here. Kept as the sorted beginnings of their hashes, so that nobody reads
// words of abuse in a repository; nothing is asked of another computer.

const PACKED = join(import.meta.dirname, '../../data/passwords/common.bin')

/** @technical Bytes of each hash that are kept: with 110,000 of them one other password in ten million is taken for one. */
export const PREFIX_BYTES = 5
/** @technical What is shorter is no word that a password was made of. */
const SHORTEST_ROOT = 5

/** Capitals make no password another one. */
export const folded = (password: string): string => password.normalize('NFC').toLowerCase()

/** How a password stands in the list. */
export const prefixOf = (password: string): Buffer =>
  createHash('sha256').update(folded(password)).digest().subarray(0, PREFIX_BYTES)

let list: Promise<Buffer> | undefined

/** Whether a password is one of the commonest, or one of them with figures or signs before and behind it. */
export async function isCommonPassword(password: string): Promise<boolean> {
  list ??= readFile(PACKED)
  const packed = await list
  const root = password.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '')
  const tried = root.length >= SHORTEST_ROOT ? [password, root] : [password]
  return tried.some((one) => holds(packed, prefixOf(one)))
}

/** Looks for a prefix by halving. */
function holds(packed: Buffer, prefix: Buffer): boolean {
  let [low, high] = [0, packed.length / PREFIX_BYTES]
  while (low < high) {
    const middle = (low + high) >>> 1
    const start = middle * PREFIX_BYTES
    const order = packed.compare(prefix, 0, PREFIX_BYTES, start, start + PREFIX_BYTES)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle
  }
  return false
}
