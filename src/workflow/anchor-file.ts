import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'

/** Where the anchors of this installation lie, and the fingerprint of the key that signs them, where one is set. */
export type AnchorFolder = { readonly folder: string; readonly key: string | undefined }

export const anchorFileIn = (folder: string): string => join(folder, 'anchors.jsonl')

const NEWLINE = 0x0a
/** @technical How much of the end of the file is read at first, in bytes. */
const TAIL_BYTES = 65_536

const writingIn = (folder: string): string => join(folder, 'being-written')
/** @technical Nobody writes an anchor for so long: whoever began it died. */
const DIED_AFTER_MS = 60_000

/** Takes the turn to write, unless another process has it; one that died in its turn loses it. */
export function beginWriting(folder: string): boolean {
  const file = writingIn(folder)
  try {
    closeSync(openSync(file, 'wx', 0o600))
    return true
  } catch (error) {
    if (!existsSync(file)) throw error
    return takeOver(file)
  }
}

/** Of several who see that a turn was left, the one takes it who moves its mark away. */
function takeOver(file: string): boolean {
  const since = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  if (since === undefined || Math.abs(Date.now() - since) < DIED_AFTER_MS) return false
  const left = `${file}-${process.pid}`
  try {
    renameSync(file, left)
    rmSync(left)
    closeSync(openSync(file, 'wx', 0o600))
    return true
  } catch {
    return false
  }
}

export const endWriting = (folder: string): void => rmSync(writingIn(folder), { force: true })

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
