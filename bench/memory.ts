import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const MEBIBYTE = 2 ** 20
setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** How much more a process holds after some work than before it, in MiB, once what it let go is collected. */
export function heldAfter(work: () => void): number {
  collect()
  const before = process.memoryUsage()
  work()
  collect()
  const after = process.memoryUsage()
  return (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / MEBIBYTE
}
