import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'

/** Percent of a file system that an ordinary user may still fill. */
export type DiskProbe = (folder: string) => Promise<number>

const PERCENT = 100

/** As `df` counts: what is kept back for root is neither free nor part of the whole. */
export const diskProbe: DiskProbe = async (folder) => {
  const { blocks, bfree, bavail } = await statfs(folder)
  const whole = blocks - bfree + bavail
  return whole === 0 ? PERCENT : (PERCENT * bavail) / whole
}

/** Of these folders those that are there: a folder of a database on another machine need not be. */
export const foldersThere = (folders: readonly string[]): readonly string[] =>
  [...new Set(folders)].filter((folder) => existsSync(folder))
