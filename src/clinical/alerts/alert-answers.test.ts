import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ALERT_KINDS,
  type AlertAnswer,
  type AlertKind,
  type AlikeAlerts,
  answerOf,
  isInterruptive,
} from './alert-answers.ts'

type Row = readonly [
  kind: AlertKind,
  ended: string | null,
  reason: string | null,
  dose: AlikeAlerts['dose'],
  answer: AlertAnswer,
]

const ROWS: readonly Row[] = [
  ['alarm', null, null, null, 'not-known'],
  ['alarm', 'checked-no-harm', null, null, 'gone-past'],
  ['alarm', 'sent-to-hospital', null, null, 'acted-on'],
  ['alarm', 'vitamin-k-given', null, null, 'acted-on'],
  ['alarm', 'venous-sample-taken', null, null, 'acted-on'],
  ['alarm', 'contacted-and-advised', null, null, 'acted-on'],
  ['alarm', 'specialist-asked', null, null, 'acted-on'],
  ['alarm', 'done-again', null, null, 'acted-on'],
  ['alarm', 'passed-to-second', null, null, 'not-known'],
  ['alarm', 'a-code-of-tomorrow', null, null, 'not-known'],
  ['alarm', 'dosed', 'trend', 'as-before', 'gone-past'],
  ['alarm', 'dosed', 'trend', 'other', 'acted-on'],
  ['alarm', 'dosed', 'trend', 'not-known', 'not-known'],
  ['alarm', 'dosed', 'published-action', 'as-before', 'acted-on'],
  ['alarm', 'dosed', 'specialist-advice', 'not-known', 'acted-on'],
  ['confirm', null, null, null, 'not-known'],
  ['confirm', 'confirmed', null, null, 'gone-past'],
  ['confirm', 'dosed-otherwise', null, null, 'acted-on'],
  ['second-clinician', 'confirmed', null, null, 'gone-past'],
  ['second-clinician', 'dosed-otherwise', null, null, 'acted-on'],
  ['second-clinician', null, null, null, 'not-known'],
  ['doac', 'waiting', null, 'as-before', 'not-known'],
  ['doac', 'dose-stands', null, 'as-before', 'gone-past'],
  ['doac', 'dose-changed', null, 'other', 'acted-on'],
  ['doac', 'stopped', null, 'as-before', 'acted-on'],
  ['doac', 'reviewed-again', null, 'as-before', 'acted-on'],
  ['doac', null, 'patient-choice', 'as-before', 'gone-past'],
  ['doac', null, 'patient-choice', 'other', 'acted-on'],
  ['doac', null, 'patient-choice', 'not-known', 'not-known'],
  ['doac', null, 'dose-being-corrected', 'as-before', 'acted-on'],
  ['suggestion', 'overridden', 'trend', null, 'gone-past'],
  ['suggestion', 'kept', null, null, 'acted-on'],
  ['suggestion', null, null, null, 'not-known'],
]

for (const [kind, ended, reason, dose, answer] of ROWS) {
  const words = [ended ?? 'without an end', reason, dose].filter((word) => word !== null)
  test(`H33: ${kind}, ${words.join(', ')}: ${answer}`, () => {
    assert.equal(answerOf({ kind, ended, reason, dose }), answer)
  })
}

test('H33: an end that has no name here is never taken for acted on, nor for gone past', () => {
  const named = new Set(ROWS.map(([, ended]) => ended))
  fc.assert(
    fc.property(fc.constantFrom(...ALERT_KINDS), fc.string(), (kind, ended) => {
      fc.pre(!named.has(ended) || ended === 'a-code-of-tomorrow')
      assert.equal(answerOf({ kind, ended, reason: null, dose: null }), 'not-known')
    }),
  )
})

test('H33: all that stops a person counts in the budget; a suggested dose stops nobody', () => {
  assert.deepEqual(
    ALERT_KINDS.filter((kind) => !isInterruptive(kind)),
    ['suggestion'],
  )
})
