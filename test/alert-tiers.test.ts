import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALERT_KINDS, type AlertKind } from '#clinical/alerts/alert-answers.ts'
import type { DoseFinding } from '#clinical/warfarin/dose-finding.ts'
import { filesOfTheHouse } from './architecture/imports.ts'

// Three tiers and no fourth: a stop, a question, a note (decision 0015).

type Tier = 'stop' | 'question' | 'note'

const OF_ALERTS: Record<AlertKind, Tier> = {
  alarm: 'stop',
  'second-clinician': 'stop',
  doac: 'stop',
  confirm: 'question',
  suggestion: 'note',
}
const OF_FINDINGS: Record<DoseFinding['severity'], Tier> = {
  refuse: 'stop',
  'second-clinician': 'stop',
  confirm: 'question',
}

const code = filesOfTheHouse().filter(
  ({ path }) => /^src\/(?:workflow|web)\//.test(path) && !/\.test\.tsx?$/.test(path),
)
const found = (pattern: RegExp): readonly string[] =>
  [
    ...new Set(
      code.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name = '']) => name)),
    ),
  ].sort()

test('H33: whatever an act answers with a prefix of its own is a question or a limit, and both are of the three tiers', () => {
  const severities = Object.keys(OF_FINDINGS)
  assert.deepEqual(found(/code: `([a-z-]+):\$\{/g), ['confirm', 'second-clinician'])
  assert.deepEqual(found(/code\.startsWith\('([a-z-]+):'\)/g), ['confirm', 'second-clinician'])
  assert.ok(severities.includes('confirm') && severities.includes('second-clinician'))
})

test('H33: every kind of alert and every finding about a dose is of one of three tiers', () => {
  const tiers = new Set([
    ...ALERT_KINDS.map((kind) => OF_ALERTS[kind]),
    ...Object.values(OF_FINDINGS),
  ])
  assert.deepEqual([...tiers].sort(), ['note', 'question', 'stop'])
})

test('H33: one page stops for a question, and it says what it asks', () => {
  const pages = code.filter(({ text }) => text.includes('Check before you save'))
  assert.deepEqual(
    pages.map(({ path }) => path),
    ['src/web/patient/interruption.tsx'],
  )
})
