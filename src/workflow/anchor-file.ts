import { createReadStream } from 'node:fs'
import { access, type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'

/** Where the anchors of this installation lie, and the fingerprint of the key that signs them, where one is set. */
export type AnchorFolder = { readonly folder: string; readonly key: string | undefined }

export const anchorFileIn = (folder: string): string => join(folder, 'anchors.jsonl')

const NEWLINE = 0x0a
/** @technical How much of the end of the file is read at first, in bytes. */
const TAIL_BYTES = 65_536
const OWNER_ALONE = 0o600

const writingIn = (folder: string): string => join(folder, 'being-written')
/** @technical Nobody writes an anchor for so long: whoever began it died. */
const DIED_AFTER_MS = 60_000

/** Is it there? What cannot be looked at is thrown on: it is not the same as gone. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false
    throw error
  }
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

/** Takes the turn to write, unless another process has it; one that died in its turn loses it. */
export async function beginWriting(folder: string): Promise<boolean> {
  return (await mark(folder)) || (await takeOver(writingIn(folder), folder))
}

async function mark(folder: string): Promise<boolean> {
  try {
    const made = await open(writingIn(folder), 'wx', OWNER_ALONE)
    await made.close()
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

/** Of several who see that a turn was left, the one takes it who moves its mark away. */
async function takeOver(file: string, folder: string): Promise<boolean> {
  const left = `${file}-${process.pid}`
  try {
    const since = (await stat(file)).mtimeMs
    if (Math.abs(Date.now() - since) < DIED_AFTER_MS) return false
    await rename(file, left)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false
    throw error
  }
  await rm(left, { recursive: true })
  return mark(folder)
}

export const endWriting = (folder: string): Promise<void> => rm(writingIn(folder), { force: true })

/**
 * The last line of the file of anchors; undefined where there is none. Whatever a crash left of a line that was never whole
 * is taken off.
 */
export async function lastAnchorLine(folder: string): Promise<string | undefined> {
  if (!(await isThere(anchorFileIn(folder)))) return undefined
  const file = await open(anchorFileIn(folder), 'r+')
  try {
    const { size } = await file.stat()
    const end = ((await lastBreak(file, size)) ?? -1) + 1
    if (end < size) await file.truncate(end)
    return await lineBefore(file, end)
  } finally {
    await file.close()
  }
}

/** Adds a line; it lies on the disk before this answers. */
export async function appendAnchor(folder: string, line: string): Promise<void> {
  const file = await open(anchorFileIn(folder), 'a', OWNER_ALONE)
  try {
    await file.writeFile(`${line}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function lineBefore(file: FileHandle, end: number): Promise<string | undefined> {
  if (end === 0) return undefined
  const before = await lastBreak(file, end - 1)
  const from = before === undefined ? 0 : before + 1
  return (await readAt(file, from, end - 1 - from)).toString('utf8')
}

/** The last line break before a place in the file. */
async function lastBreak(file: FileHandle, before: number): Promise<number | undefined> {
  for (let end = before; end > 0; end -= TAIL_BYTES) {
    const from = Math.max(0, end - TAIL_BYTES)
    const found = (await readAt(file, from, end - from)).lastIndexOf(NEWLINE)
    if (found >= 0) return from + found
  }
  return undefined
}

async function readAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  await file.read(bytes, 0, length, from)
  return bytes
}

export const hasAnchors = (folder: string): Promise<boolean> => isThere(anchorFileIn(folder))

/** The lines of the file, one after another. */
export async function* anchorLines(folder: string): AsyncGenerator<string> {
  const input = createReadStream(anchorFileIn(folder))
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
}
