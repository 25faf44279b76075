import { existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const IN_MEMORY = '/dev/shm'
const ENOUGH_BYTES = 8 * 2 ** 30

/**
 * Where the databases of the tests lie: in memory where the machine has plenty, else on the disk. PostgreSQL keeps its
 * settings, so each save still asks for the disk and the gate still finds it safe; only nobody waits for the disk. The
 * crash tests stay on it.
 */
export const SCRATCH = hasRoom() ? IN_MEMORY : tmpdir()

function hasRoom(): boolean {
  if (!existsSync(IN_MEMORY)) return false
  const { bavail, bsize } = statfsSync(IN_MEMORY)
  return bavail * bsize >= ENOUGH_BYTES
}

/** A new folder there. */
export const scratchFolder = (name: string): string =>
  mkdtempSync(join(SCRATCH, `evenkeel-${name}-`))
