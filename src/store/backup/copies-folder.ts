import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CopyRefused } from './refusal.ts'
import { sealJson, unsealJson } from './sealed-file.ts'

/**
 * A folder of copies: key.json, one folder for each base backup, the log since in wal/, the journal, and reach.sealed,
 * which says how far the log goes. Everything but the salt of the key is sealed.
 */
const manifestSchema = z.strictObject({
  format: z.literal(1),
  systemId: z.string(),
  postgres: z.string(),
  migrations: z.int(),
  timeline: z.int(),
  startLsn: z.string(),
  stopLsn: z.string(),
  startedAt: z.string(),
  takenAt: z.string(),
  label: z.string(),
  folders: z.array(z.string()),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int(), sha256: z.string() })),
  /** Where the journal of acknowledged acts was, on the machine that was copied. */
  journal: z.string(),
})
export type Manifest = z.infer<typeof manifestSchema>

const reachSchema = z.strictObject({
  systemId: z.string(),
  timeline: z.int(),
  /** The last segment that was copied, and the place up to which there was nothing more to copy. */
  segment: z.string(),
  lsn: z.string(),
  /** A moment before which every commit is in the copied log, and one that a commit in it is later than. */
  checkedAt: z.string(),
  committedAt: z.string(),
})
export type Reach = z.infer<typeof reachSchema>

const BASE = /^base-\d{8}T\d{9}Z$/
const SEALED = '.sealed'

export const baseName = (at: Date): string => `base-${at.toISOString().replaceAll(/[-:.]/g, '')}`
export const sealedPath = (folder: string, name: string): string => join(folder, name + SEALED)
export const walName = (segment: string): string => `wal/${segment}`
export const fileName = (base: string, path: string): string => `${base}/files/${path}`

/** Oldest first; one that was not finished has another name and is none. */
export function basesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => BASE.test(name))
    .sort()
}

/** What lies sealed in a part of the folder, by its own name. */
export function sealedIn(folder: string, part: string): readonly string[] {
  const path = join(folder, part)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => name.endsWith(SEALED))
    .map((name) => name.slice(0, -SEALED.length))
    .sort()
}

export const writeManifest = (
  folder: string,
  key: Buffer,
  growing: string,
  base: string,
  manifest: Manifest,
) => sealJson(manifest, sealedPath(folder, `${growing}/manifest`), key, `${base}/manifest`)

export async function readManifest(folder: string, key: Buffer, base: string): Promise<Manifest> {
  const name = `${base}/manifest`
  const file = sealedPath(folder, name)
  if (!existsSync(file)) throw new CopyRefused(`${file} is missing. Use another copy.`)
  return manifestSchema.parse(await unsealJson(file, key, name))
}

export const writeReach = (folder: string, key: Buffer, reach: Reach) =>
  sealJson(reach, sealedPath(folder, 'reach'), key, 'reach')

export async function readReach(folder: string, key: Buffer): Promise<Reach | undefined> {
  const file = sealedPath(folder, 'reach')
  return existsSync(file) ? reachSchema.parse(await unsealJson(file, key, 'reach')) : undefined
}

/** Makes the folder where it is missing; one in which nothing may be written is refused. */
export function writableFolder(folder: string): void {
  try {
    // One level only: where the folder above is missing, a disk is not mounted.
    for (const path of [folder, join(folder, 'wal')]) {
      if (!existsSync(path)) mkdirSync(path, { mode: 0o700 })
    }
    accessSync(folder, constants.W_OK | constants.X_OK)
    accessSync(join(folder, 'wal'), constants.W_OK | constants.X_OK)
  } catch {
    throw new CopyRefused(
      `Nothing can be written in ${folder}. Mount it, or let the account that runs this write there.`,
    )
  }
}

const MEBIBYTE = 2 ** 20
/** What must be left over, so that a backup never fills a disk to the brim. */
const SPARE_BYTES = 256 * MEBIBYTE

/** Refuses where there is too little space for so many bytes as they lie, although they are pressed. */
export function needsSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder)
  const [free, needed] = [bavail * bsize, bytes + SPARE_BYTES]
  if (free >= needed) return
  throw new CopyRefused(
    `${folder} has ${inMebibytes(free)} free and up to ${inMebibytes(needed)} are needed. Make space, or name another folder.`,
  )
}

const inMebibytes = (bytes: number): string =>
  `${Math.ceil(bytes / MEBIBYTE).toLocaleString('en-GB')} MiB`

export const isEmptyOrMissing = (folder: string): boolean =>
  !existsSync(folder) || (statSync(folder).isDirectory() && readdirSync(folder).length === 0)
