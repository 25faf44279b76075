import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where one embedded server keeps what: everything under one data folder, so that one copy is all of it. */
export type Layout = {
  readonly folder: string
  readonly cluster: string
  readonly log: string
  readonly socket: string
  readonly binaries: string
  /** Short and the same for every process that means this folder. */
  readonly fingerprint: string
}

/** Where a restore builds the cluster: nothing is served from this folder while it is there. */
export const restoringCluster = ({ folder }: Layout): string => join(folder, 'postgres.restoring')

/** A socket's whole path must fit into 107 bytes; the file name in it takes 16. */
const LONGEST_SOCKET_FOLDER = 90

export function layoutOf(dataFolder: string): Layout {
  const folder = resolve(dataFolder)
  const fingerprint = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return {
    folder,
    fingerprint,
    cluster: join(folder, 'postgres'),
    log: join(folder, 'postgres.log'),
    socket: socketFolder(folder, fingerprint),
    binaries: join(folder, 'postgres-binaries'),
  }
}

function socketFolder(folder: string, fingerprint: string): string {
  const beside = join(folder, 'socket')
  const candidates = [beside, join(tmpdir(), `evenkeel-${fingerprint}`)]
  const fits = (path: string) => Buffer.byteLength(path) <= LONGEST_SOCKET_FOLDER
  return candidates.find(fits) ?? `/tmp/evenkeel-${fingerprint}`
}
