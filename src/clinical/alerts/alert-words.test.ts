import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { REVIEW_OUTCOMES } from '#clinical/doac/review-outcome.ts'
import { ALERT_KINDS, type AlertKind } from './alert-answers.ts'
import { alertStanding } from './alert-figures.ts'
import { ALERT_KIND_WORDS, alertInWords, goneInWords, sharePercent } from './alert-words.ts'

const WORDS: readonly (readonly [AlertKind, string, string])[] = [
  ['alarm', 'inr-5-to-8', 'INR 5.0 to 8.0'],
  ['alarm', 'initiation-no-row', 'Starting: the protocol has no row for this INR'],
  ['alarm', 'an-alarm-of-tomorrow', 'An alarm of tomorrow'],
  ['confirm', 'look-alike-tablets', 'Both 0.5 mg and 5 mg tablets'],
  ['second-clinician', 'large-change', 'Large change of the weekly dose'],
  ['doac', 'contraindicated', 'May not be taken'],
  ['suggestion', 'coventry', 'Coventry/Warwickshire'],
  ['suggestion', 'a-protocol-of-tomorrow', 'A protocol of tomorrow'],
]
for (const [kind, code, words] of WORDS) {
  test(`H33: ${kind} ${code} is called ${words}`, () => {
    assert.equal(alertInWords({ kind, code }), words)
  })
}

const NAMED: readonly (readonly [AlertKind, readonly string[]])[] = [
  ['confirm', ['many-tablets', 'look-alike-tablets', 'comment-contradicts']],
  ['confirm', ['test-on-bank-holiday', 'later-than-advised', 'old-sample']],
  ['second-clinician', ['against-direction', 'large-change', 'high-daily-dose']],
  ['second-clinician', ['above-initiation-table', 'interval-long-for-valve']],
  ['doac', REVIEW_OUTCOMES.filter((outcome) => outcome !== 'matches')],
]
for (const [kind, codes] of NAMED) {
  test(`H33: each ${kind} has words of its own: ${codes.join(', ')}`, () => {
    const words = codes.map((code) => alertInWords({ kind, code }))
    for (const each of words) assert.match(each, /^[A-Z].{7,}/)
    assert.equal(new Set(words).size, codes.length)
  })
}

test('every kind of alert says what it does', () => {
  for (const kind of ALERT_KINDS) assert.match(ALERT_KIND_WORDS[kind], /^[A-Z]/)
})

test('H33: the figures of an alert in words', () => {
  assert.equal(
    goneInWords({ asked: 40, gonePast: 38, actedOn: 2 }),
    'asked 40 times, gone past 38 times, 95 % of the answers',
  )
  assert.equal(
    goneInWords({ asked: 1, gonePast: 1, actedOn: 0 }),
    'asked once, gone past once, 100 % of the answers',
  )
  assert.equal(sharePercent({ gonePast: 0, actedOn: 0 }), 'none')
  assert.equal(sharePercent({ gonePast: 10, actedOn: 1 }), '90.9 %')
})

test('H33: what is not above the limit is never written above it', () => {
  const counts = fc.nat({ max: 2000 })
  fc.assert(
    fc.property(counts, counts, (gonePast, actedOn) => {
      fc.pre(alertStanding({ gonePast, actedOn }) === 'below')
      assert.ok(Number.parseFloat(sharePercent({ gonePast, actedOn })) <= 90)
    }),
  )
})
