import { cpSync, existsSync, globSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sealedPath } from './copies-folder.ts'
import { sealFile, unsealToFile } from './sealed-file.ts'

const FILES = '*/*.jsonl'
const PART = 'journal'

/** Copies the days of the journal that changed since their last copy. */
export async function copyJournal(journal: string, folder: string, key: Buffer): Promise<void> {
  for (const path of globSync(FILES, { cwd: journal })) {
    const [from, to] = [join(journal, path), sealedPath(folder, `${PART}/${path}`)]
    const copied = statSync(to, { throwIfNoEntry: false })
    if (copied !== undefined && copied.mtimeMs > statSync(from).mtimeMs) continue
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
    await sealFile(from, to, key, `${PART}/${path}`)
  }
}

/**
 * Brings the journal to a restored folder: what was copied, and what is still there on this machine. A day is only ever added to,
 * so of two copies of one the longer one holds all of the other.
 */
export async function restoreJournal(
  folder: string,
  key: Buffer,
  survived: string,
  to: string,
): Promise<number> {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const path of globSync(`${FILES}.sealed`, { cwd: join(folder, PART) })) {
    const name = path.slice(0, -'.sealed'.length)
    mkdirSync(dirname(join(to, name)), { recursive: true, mode: 0o700 })
    await unsealToFile(join(folder, PART, path), key, `${PART}/${name}`, join(to, name))
  }
  if (existsSync(survived))
    for (const path of globSync(FILES, { cwd: survived })) {
      const there = statSync(join(to, path), { throwIfNoEntry: false })
      if (there !== undefined && there.size >= statSync(join(survived, path)).size) continue
      mkdirSync(dirname(join(to, path)), { recursive: true, mode: 0o700 })
      cpSync(join(survived, path), join(to, path))
    }
  return globSync(FILES, { cwd: to }).length
}
