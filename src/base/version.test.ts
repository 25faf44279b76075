import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { VERSION } from './version.ts'

test('the version in the code is the version of the package', () => {
  assert.equal(JSON.parse(readFileSync('package.json', 'utf8')).version, VERSION)
})
