import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fraction } from '#clinical/fraction.ts'
import { assertSentence } from '#test/clinical/every-text.ts'
import { bloodsMonths, MONITORING_TABLES } from './monitoring.ts'
import {
  monitoringCited,
  monitoringCompared,
  monitoringInWords,
  monthsInWords,
  nextReviewWithin,
  reviewsInWords,
  SHORTEST_COUNTS,
} from './monitoring-words.ts'

const { sps, 'older-ccg': olderCcg } = MONITORING_TABLES
const said = (table: typeof sps) =>
  monitoringInWords(table).map(({ of, every }) => `${of}: ${every}`)

test('H20: a table in words says each interval, and what it leaves to a person', () => {
  assert.deepEqual(said(sps), [
    'First review: 1 month after the start',
    'Every later review: every 3 months',
    'Blood tests: every 12 months',
    'Blood tests from 75 years: every 4 months',
    'Blood tests with a clearance below 60 mL/min: every tenth of the clearance in months, rounded down (at 30 mL/min every 3 months), at least 1 month',
    'Frailty, or any other concern: not on record here: choose an earlier day at the review',
  ])
  assert.deepEqual(said(olderCcg), [
    'First review: 1 month after the start',
    'Every later review: every 12 months',
    'Blood tests: every 12 months',
    'Blood tests from 76 years: every 6 months',
    'Blood tests with a clearance below 30 mL/min: every 3 months',
    'Blood tests with a clearance of 60 mL/min or less: every 6 months',
    'Frailty, or any other concern: not on record here: choose an earlier day at the review',
  ])
})

test('H20: two tables are compared by what they ask of the same people', () => {
  const rows = monitoringCompared(sps, olderCcg)
  assert.deepEqual(
    rows.map(({ of, now, proposed }) => `${of}: ${now}, ${proposed}`),
    [
      'First review: 1 month after the start, 1 month after the start',
      'Every later review: every 3 months, every 12 months',
      'Blood tests at 60 years, clearance 90 mL/min: every 12 months, every 12 months',
      'Blood tests at 75 years, clearance 90 mL/min: every 4 months, every 12 months',
      'Blood tests at 76 years, clearance 90 mL/min: every 4 months, every 6 months',
      'Blood tests at 60 years, clearance 60 mL/min: every 12 months, every 6 months',
      'Blood tests at 60 years, clearance 45 mL/min: every 4 months, every 6 months',
      'Blood tests at 60 years, clearance 30 mL/min: every 3 months, every 6 months',
      'Blood tests at 60 years, clearance 20 mL/min: every 2 months, every 3 months',
    ],
  )
})

test('the example in the words is what the table gives', () => {
  assert.equal(bloodsMonths(sps, fraction(30n, 1n), 60), 3)
  assert.equal(monthsInWords(1), '1 month')
})

test('H13: when reviews are, in one line', () => {
  assert.equal(
    reviewsInWords(sps),
    '1 month after the start, then every 3 months (Specialist Pharmacy Service)',
  )
  assert.equal(
    nextReviewWithin(olderCcg),
    'within 12 months (Older rule of some commissioning groups)',
  )
})

test('a table is cited with its version and its source', () => {
  assert.equal(
    monitoringCited(sps),
    'Specialist Pharmacy Service, version 1. Source: SPS, DOACs monitoring (NHS, current); elderly from 75 is a local setting',
  )
})

test('how the rows of a table go together is said', () => {
  assertSentence(SHORTEST_COUNTS)
})
