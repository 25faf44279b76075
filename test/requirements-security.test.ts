import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namedTests } from '#tools/hazard-log.ts'
import {
  faultsOfRequirement,
  type Requirement,
  securityPage,
  securityTable,
  writtenSecurityPage,
} from '#tools/security-table.ts'

const TESTS = namedTests()
const { requirements, leftOut } = securityTable()

/** First and last number of each block of the source document, which numbers its requirements with gaps. */
const BLOCKS = [
  [1, 7],
  [10, 18],
  [20, 26],
  [30, 34],
  [40, 49],
  [50, 57],
  [60, 65],
  [70, 74],
  [80, 82],
] as const

test('each security requirement of the source document stands in the table once, in order', () => {
  const expected = BLOCKS.flatMap(([first, last]) =>
    Array.from(
      { length: last - first + 1 },
      (_, index) => `SR-${String(first + index).padStart(2, '0')}`,
    ),
  )
  assert.deepEqual(
    requirements.map(({ id }) => id),
    expected,
  )
})

test('each of the 345 items of the standard is taken up by a requirement, or left out with a reason', () => {
  const taken = new Set(requirements.flatMap(({ asvs }) => asvs.map((item) => item.split(' ')[0])))
  const left = leftOut.flatMap(({ items }) => items)
  assert.equal(taken.size, 264)
  assert.deepEqual(
    left.filter((item) => taken.has(item)),
    [],
  )
  assert.equal(new Set([...taken, ...left]).size, 345)
  for (const { reason } of leftOut) assert.match(reason, /\w{3}/)
})

test('each security requirement has tests that exist, or says what is missing or why it does not apply', () => {
  assert.deepEqual(
    requirements.flatMap((row) => faultsOfRequirement(row, TESTS)),
    [],
  )
})

test('a security requirement without a test, or with one that does not exist, is found', () => {
  const tests = ['one', 'two', 'one more'].map((name) => ({ file: 'a.test.ts', name, ids: [] }))
  const row = { id: 'SR-00', group: 'g', text: 't', asvs: [] }
  const isFaulty = (parts: Partial<Requirement> & Pick<Requirement, 'state'>) =>
    faultsOfRequirement({ ...row, ...parts }, tests).length > 0
  assert.ok(!isFaulty({ state: 'met', provedBy: ['two'] }))
  assert.ok(!isFaulty({ state: 'partly', provedBy: ['two'], open: 'a part' }))
  assert.ok(!isFaulty({ state: 'later', later: 'not built' }))
  assert.ok(!isFaulty({ state: 'not-applicable', reason: 'no such thing' }))
  const faulty: readonly (Partial<Requirement> & Pick<Requirement, 'state'>)[] = [
    { state: 'met' },
    { state: 'met', provedBy: [] },
    { state: 'met', provedBy: ['three'] },
    { state: 'met', provedBy: ['one'] },
    { state: 'met', provedBy: ['two'], open: 'a part' },
    { state: 'partly', provedBy: ['two'] },
    { state: 'partly', open: 'a part' },
    { state: 'later', provedBy: ['two'], later: 'not built' },
    { state: 'later' },
    { state: 'not-applicable' },
    { state: 'not-applicable', reason: 'none', provedBy: ['two'] },
  ]
  for (const parts of faulty) assert.ok(isFaulty(parts), JSON.stringify(parts))
})

test('docs/safety/security.md is what the data and the tests say; else run: node tools/security-table.ts', () => {
  assert.equal(writtenSecurityPage(), securityPage())
})
