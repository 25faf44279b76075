import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { test } from 'node:test'
import { smallDisk } from './small-disk.ts'

test('H27: a disk that is really filled up is found to be, and found to have room again', async (t) => {
  const disk = smallDisk()
  if (disk.kind === 'impossible') return t.skip(disk.why)
  t.after(() => rmSync(disk.folder, { recursive: true, force: true }))
  const [file = '', ...args] = disk.command
  const child = join(import.meta.dirname, 'small-disk-child.ts')
  const options = process.execArgv.filter((option) => !option.startsWith('--test'))
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { stdout, stderr } = spawnSync(
    file,
    [...args, process.execPath, ...options, child, disk.folder],
    { encoding: 'utf8', env },
  )
  assert.match(stdout, /^\[/, stderr)
  assert.deepEqual(JSON.parse(stdout), [
    { free: 100, isLow: false, isStopped: false },
    { free: 7, isLow: true, isStopped: false },
    { free: 2, isLow: true, isStopped: true },
    { free: 100, isLow: false, isStopped: false },
  ])
})
