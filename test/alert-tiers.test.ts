import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filesOfTheHouse } from './architecture/imports.ts'

// Three tiers and no fourth: a stop, a question, a note (decision 0015). Their kinds are closed by the types; here it is counted
// what the acts and pages make of them.

const code = filesOfTheHouse().filter(
  ({ path }) => /^src\/(?:workflow|web)\//.test(path) && !/\.test\.tsx?$/.test(path),
)
const found = (pattern: RegExp): readonly string[] =>
  [
    ...new Set(
      code.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name = '']) => name)),
    ),
  ].sort()

test('H33: whatever an act answers with a prefix of its own is a question or a limit for a second clinician', () => {
  assert.deepEqual(found(/code: `([a-z-]+):\$\{/g), ['confirm', 'second-clinician'])
  assert.deepEqual(found(/code\.startsWith\('([a-z-]+):'\)/g), ['confirm', 'second-clinician'])
})

test('H33: one page stops for a question, and it says what it asks', () => {
  const pages = code.filter(({ text }) => text.includes('Check before you save'))
  assert.deepEqual(
    pages.map(({ path }) => path),
    ['src/web/patient/interruption.tsx'],
  )
})
