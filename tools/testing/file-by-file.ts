import { join } from 'node:path'
import process from 'node:process'
import { describe } from 'node:test'
import { HOUSE } from './house.ts'

// Runs the files that are named in one process, as a suite each: what the product needs is loaded once, and what a file
// sets up before its tests and clears away after them stays its own.

const files = process.env['EVENKEEL_TEST_FILES']?.split('\n') ?? []
for (const file of files) {
  describe(file, async () => {
    await import(join(HOUSE, file))
  })
}
