import { existsSync } from 'node:fs'
import {
  basesIn,
  fileName,
  type Manifest,
  readManifest,
  readReach,
  sealedIn,
  sealedPath,
  walName,
} from './copies-folder.ts'
import { CopyRefused } from './refusal.ts'
import { unseal } from './sealed-file.ts'
import { isSegment, numberOf, segmentAt, segmentName } from './segments.ts'
import { several } from './several.ts'

export type Checked = {
  readonly bases: readonly string[]
  readonly files: number
  readonly segments: number
  /** Any moment between these two can be restored. */
  readonly from: string
  readonly until: string
}

const SEGMENT_BYTES = 16 * 2 ** 20

/** Reads every file again, opens it and compares it with what was copied; the first that is not so is refused by its name. */
export async function checkCopies(
  folder: string,
  key: Buffer,
  only: readonly string[] = basesIn(folder),
): Promise<Checked> {
  const reach = await readReach(folder, key)
  const manifests = await Promise.all(only.map((base) => readManifest(folder, key, base)))
  const [oldest] = manifests
  if (oldest === undefined || reach === undefined) {
    throw new CopyRefused(`${folder} has no finished backup. Run: evenkeel backup --to ${folder}`)
  }
  const segments = await checkLog(folder, key, oldest, reach.segment)
  let files = 0
  for (const [index, base] of only.entries()) {
    files += await checkBase(folder, key, base, manifests[index] ?? oldest)
  }
  return { bases: only, files, segments, from: oldest.takenAt, until: reach.checkedAt }
}

async function checkBase(folder: string, key: Buffer, base: string, { files }: Manifest) {
  await several(files, async ({ path, bytes, sha256 }) => {
    const name = fileName(base, path)
    const file = sealedPath(folder, name)
    mustExist(file)
    const found = await unseal(file, key, name)
    if (found.bytes === bytes && found.sha256 === sha256) return
    throw new CopyRefused(`${file} is not the file that was copied. Use another copy.`)
  })
  return files.length
}

/** The log goes on from the start of the oldest base to its reach without a gap, whatever timelines it went through. */
async function checkLog(folder: string, key: Buffer, oldest: Manifest, last: string) {
  const names = sealedIn(folder, 'wal')
  const from = segmentAt(oldest.startLsn)
  const needed = names.filter((name) => !isSegment(name) || numberOf(name) >= from)
  await several(needed, (name) => checkSegment(folder, key, name))
  const there = new Set(needed.filter(isSegment).map(numberOf))
  for (let number = from; number <= numberOf(last); number += 1n) {
    if (!there.has(number)) {
      mustExist(sealedPath(folder, walName(segmentName(oldest.timeline, number))))
    }
  }
  return there.size
}

async function checkSegment(folder: string, key: Buffer, name: string): Promise<void> {
  const file = sealedPath(folder, walName(name))
  const { bytes } = await unseal(file, key, walName(name))
  if (isSegment(name) && bytes !== SEGMENT_BYTES) {
    throw new CopyRefused(`${file} is not a whole segment. Use another copy.`)
  }
}

function mustExist(file: string): void {
  if (!existsSync(file)) throw new CopyRefused(`${file} is missing. Use another copy.`)
}
