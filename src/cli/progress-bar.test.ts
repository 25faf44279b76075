import assert from 'node:assert/strict'
import { test } from 'node:test'
import { progressLine } from './progress-bar.ts'

const CASES = [
  [0, 0, `[${' '.repeat(40)}] 0 %`],
  [0.5, 999, `[${'#'.repeat(20)}${' '.repeat(20)}] 50 %`],
  [0.25, 4000, `[${'#'.repeat(10)}${' '.repeat(30)}] 25 %, about 12 s left`],
  [0.5, 99_000, `[${'#'.repeat(20)}${' '.repeat(20)}] 50 %, about 99 s left`],
  [0.5, 100_000, `[${'#'.repeat(20)}${' '.repeat(20)}] 50 %, about 2 min left`],
  [0.5, 6_000_000, `[${'#'.repeat(20)}${' '.repeat(20)}] 50 %, about 2 h left`],
  [0.999, 10_000, `[${'#'.repeat(40)}] 99 %, about 1 s left`],
  [1, 10_000, `[${'#'.repeat(40)}] 100 %`],
] as const
for (const [share, elapsed, line] of CASES) {
  test(`${share} after ${elapsed} ms`, () => assert.equal(progressLine(share, elapsed), line))
}
