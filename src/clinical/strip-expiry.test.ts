import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseStripExpiry } from './strip-expiry.ts'

for (const [typed, expected] of [
  [undefined, 'not-known'],
  ['', 'not-known'],
  ['  ', 'not-known'],
  ['03/2027', '2027-03-31'],
  ['3-2027', '2027-03-31'],
  ['2027-02', '2027-02-28'],
  ['02/2028', '2028-02-29'],
  ['12/2027', '2027-12-31'],
  ['31/03/2027', '2027-03-31'],
  ['1-3-2027', '2027-03-01'],
  [' 2027-03-31 ', '2027-03-31'],
  ['13/2027', 'refused'],
  ['0/2027', 'refused'],
  ['31/02/2027', 'refused'],
  ['03/27', 'refused'],
  ['2027', 'refused'],
  ['x2027-02', 'refused'],
  ['2027-02x', 'refused'],
  ['x03/2027', 'refused'],
  ['03/2027x', 'refused'],
  ['x31/03/2027', 'refused'],
  ['31/03/2027x', 'refused'],
  ['soon', 'refused'],
  ['Mar 2027', 'refused'],
] as const) {
  test(`H06: an expiry of strips typed as ${JSON.stringify(typed)} is ${expected}`, () => {
    const read = parseStripExpiry(typed)
    assert.equal(read.kind === 'expires' ? read.on : read.kind, expected)
    if (read.kind === 'refused') assert.match(read.message, /like 03\/2027 or 31\/03\/2027/)
  })
}
