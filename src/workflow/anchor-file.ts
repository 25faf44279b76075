import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Where the anchors of this installation lie, and the fingerprint of the key that signs them, where one is set. */
export type AnchorFolder = { readonly folder: string; readonly key: string | undefined }

export const anchorFileIn = (folder: string): string => join(folder, 'anchors.jsonl')

const NEWLINE = 0x0a
/** @technical How much of the end of the file is read at first, in bytes. */
const TAIL_BYTES = 65_536

/** Opens the file of anchors for adding. Whatever a crash left of a line that was never whole is taken off. */
export function openAnchors(folder: string): {
  readonly lastLine: string | undefined
  readonly append: (line: string) => void
  readonly close: () => void
} {
  const file = openSync(anchorFileIn(folder), 'a+', 0o600)
  const end = wholeLinesEnd(file)
  if (end < fstatSync(file).size) ftruncateSync(file, end)
  return {
    lastLine: lastLineBefore(file, end),
    append: (line) => {
      writeSync(file, `${line}\n`)
      fsyncSync(file)
    },
    close: () => closeSync(file),
  }
}

/** Where the last whole line ends, its line break included. */
function wholeLinesEnd(file: number): number {
  const { size } = fstatSync(file)
  const at = lastBreak(file, size)
  return at === undefined ? 0 : at + 1
}

function lastLineBefore(file: number, end: number): string | undefined {
  if (end === 0) return undefined
  const before = lastBreak(file, end - 1)
  const from = before === undefined ? 0 : before + 1
  return readAt(file, from, end - 1 - from).toString('utf8')
}

/** The last line break before a place in the file. */
function lastBreak(file: number, before: number): number | undefined {
  for (let end = before; end > 0; end -= TAIL_BYTES) {
    const from = Math.max(0, end - TAIL_BYTES)
    const found = readAt(file, from, end - from).lastIndexOf(NEWLINE)
    if (found >= 0) return from + found
  }
  return undefined
}

function readAt(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  readSync(file, bytes, 0, length, from)
  return bytes
}

export const hasAnchors = (folder: string): boolean => existsSync(anchorFileIn(folder))

/** The lines of the file, one after another. */
export async function* anchorLines(folder: string): AsyncGenerator<string> {
  const input = createReadStream(anchorFileIn(folder))
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
}
