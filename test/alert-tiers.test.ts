import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALERT_KINDS, TIERS, tierOf } from '#clinical/alerts/alert-answers.ts'
import { ASKED_CODES } from '#clinical/alerts/question-reasons.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { SEVERITIES } from '#clinical/warfarin/dose-finding.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { filesOfTheHouse } from './architecture/imports.ts'
import { aVisit, inr, someDose, someTabletSet } from './clinical/a-visit.ts'

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

test('H33: each question before a dose that the source asks has reasons of its own, and no other code has', () => {
  const sources = filesOfTheHouse().filter(
    ({ path }) => path.startsWith('src/') && !/\.test\.tsx?$/.test(path),
  )
  const asked = sources.flatMap(({ text }) =>
    [...text.matchAll(/finding\(\s*'([a-z-]+)',\s*'confirm'/g)].map(([, name = '']) => name),
  )
  assert.deepEqual([...new Set(asked)].sort(), [...ASKED_CODES].sort())
})

test('H33: each kind of alert is of one of three tiers, and a fourth kind or tier is looked at here first', () => {
  assert.deepEqual(TIERS, ['block', 'confirm', 'note'])
  assert.deepEqual(SEVERITIES, ['refuse', 'second-clinician', 'confirm'])
  assert.deepEqual(
    ALERT_KINDS.map((kind) => `${kind}: ${tierOf(kind)}`),
    [
      'alarm: block',
      'second-clinician: block',
      'confirm: confirm',
      'doac: confirm',
      'suggestion: note',
    ],
  )
})

test('H33: whatever is advised is a dose with notes, or an alarm that says its action, who takes it and by when', () => {
  const someVisit = fc
    .record({
      inr: fc.integer({ min: 5, max: 120 }).map((tenths) => inr(tenths)),
      currentDailyUg: fc.oneof(fc.constant<'not-known'>('not-known'), someDose),
      tabletSet: someTabletSet,
    })
    .map(aVisit)
  const met = new Set<string>()
  fc.assert(
    fc.property(someVisit, (visit) => {
      const advice = advise(visit, DEFAULT_RULE_SET)
      met.add(advice.kind)
      if (advice.kind === 'dose') return advice.notes.every((note) => note !== '')
      return advice.alarms.every(
        ({ action, who, withinMinutes }) => action !== '' && WHO.includes(who) && withinMinutes > 0,
      )
    }),
  )
  assert.deepEqual([...met].sort(), ['alarm', 'dose'])
})

const WHO: readonly string[] = ['prescriber', 'authorised clinician']
