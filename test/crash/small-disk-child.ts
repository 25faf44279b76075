import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { Pool } from 'pg'
import { watchDisk } from '#workflow/disk-watch.ts'

// On a small disk of its own: fills it, makes room, and prints how the disk was found to be each time.
const [disk = ''] = process.argv.slice(2)
const filler = join(disk, 'filler')
const MEGABYTE = Buffer.alloc(2 ** 20)

const watch = watchDisk(new Pool(), { folders: [disk], low: 10, stop: 3 })
const found: object[] = []
const look = async () => {
  await watch.look()
  const { spaces, isLow, isStopped } = watch.standing()
  found.push({ free: Math.round(spaces[0]?.freePercent ?? -1), isLow, isStopped })
}
const fill = (megabytes: number) => {
  for (let written = 0; written < megabytes; written += 1)
    writeFileSync(filler, MEGABYTE, { flag: 'a' })
}

await look()
fill(208)
await look()
fill(12)
await look()
rmSync(filler)
await look()
console.log(JSON.stringify(found))
