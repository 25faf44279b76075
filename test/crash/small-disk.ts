import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/** A program to be run with a small disk of its own, which ends with it; or why there is none here. */
export type SmallDisk =
  | { readonly kind: 'there'; readonly folder: string; readonly command: readonly string[] }
  | { readonly kind: 'impossible'; readonly why: string }

const MEGABYTES = 224
/** Root may mount; anybody else may in a namespace in which they are who they are, and may mount. */
const MAY_MOUNT = ['unshare', '--mount', '--propagation=private']
const MAKE_OWN = ['unshare', '--user', '--map-current-user', '--keep-caps', '--mount']

export function smallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-small-disk-'))
  const enter = process.getuid?.() === 0 ? MAY_MOUNT : MAKE_OWN
  const mount = `mount -t tmpfs -o size=${MEGABYTES}m,mode=0711 tmpfs '${folder}'`
  const command = [...enter, 'sh', '-c', `${mount} && exec "$@"`, 'sh']
  const [file = '', ...args] = command
  const { status, stderr, error } = spawnSync(file, [...args, 'true'], { encoding: 'utf8' })
  if (status === 0) return { kind: 'there', folder, command }
  const said = error?.message ?? stderr.trim()
  return { kind: 'impossible', why: `no small disk can be made here: ${said}` }
}
