import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { test } from 'node:test'
import { type CrashReport, inWords } from './crash-test.ts'
import { smallDisk } from './small-disk.ts'

const seed = Number(process.env['EVENKEEL_SEED'] ?? randomInt(2 ** 31))
/** One of each kind. */
const STRIKES = 2

test('H27: a disk without a byte left, and a kill of all while it is full, lose no acknowledged save and double none', async (t) => {
  const disk = smallDisk()
  if (disk.kind === 'impossible') return t.skip(disk.why)
  t.after(() => rmSync(disk.folder, { recursive: true, force: true }))
  const [file = '', ...args] = disk.command
  const child = join(import.meta.dirname, 'full-disk-child.ts')
  const options = process.execArgv.filter((option) => !option.startsWith('--test'))
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { stdout, stderr } = spawnSync(
    file,
    [...args, process.execPath, ...options, child, disk.folder, `${seed}`, `${STRIKES}`],
    { encoding: 'utf8', maxBuffer: 2 ** 28, env },
  )
  assert.match(stdout, /^\{/, stderr)
  const report: CrashReport = JSON.parse(stdout)

  console.log(`full disk: ${inWords(report)}; no space left ${report.noSpace} times`)
  assert.deepEqual(report.faults.slice(0, 20), [], `EVENKEEL_SEED=${seed}`)
  assert.ok(report.noSpace > 0, 'the database met the full disk')
})
