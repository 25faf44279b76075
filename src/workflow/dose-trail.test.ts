import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { HistoryVisit } from '#store/visits.ts'
import { doseInForce, doseTrail, previousResults } from './dose-trail.ts'

const TODAY = day('2026-11-22')
const imported = (daysAgo: number, tenths: number, beforeUg: number): HistoryVisit => ({
  id: `${daysAgo}`,
  comparator: '=',
  tenths,
  sampledOn: addDays(TODAY, -daysAgo),
  method: 'provider-meter',
  status: 'final',
  doseBeforeUg: beforeUg,
  omitDays: 0,
  plannedNextOn: null,
  comment: null,
  imported: true,
  hasVisit: false,
  place: null,
  enteredByName: null,
  enteredAt: 0,
  decisionId: null,
  kind: null,
  dailyUg: null,
  decidedOmitDays: null,
  fromOn: null,
  nextTestOn: null,
  reasonText: null,
  decidedByName: null,
  toldAt: null,
})

const PLAN = { dailyUg: ug(5000) } as EpisodePlan
const schedule = (daysAgo: number, mg: number) => ({
  id: `d${daysAgo}`,
  dailyUg: mg * 1000,
  fromOn: addDays(TODAY, -daysAgo),
  omitDays: 0,
  boosts: [],
  voidInrOn: null,
  runs: [{ from: addDays(TODAY, -daysAgo), days: 20, ug: ug(mg * 1000), tablets: [] }],
})

test('an export says the dose until each test, so the dose from one test on is the one until the next', () => {
  const trail = doseTrail([imported(60, 32, 5000), imported(30, 24, 4500)])
  assert.deepEqual(
    trail.map(({ before, after }) => [before, after]),
    [
      [5000, 4500],
      [4500, 'not-known'],
    ],
  )
  assert.deepEqual(
    previousResults(trail).map(({ doseChanged }) => doseChanged),
    ['not-known', true],
  )
})

test('H31: the dose of an export is never the dose in force', () => {
  const none = { ...PLAN, dailyUg: null }
  assert.deepEqual(doseInForce([], none, TODAY, undefined), {
    dailyUg: 'not-known',
    yesterdayUg: 'not-known',
    voidInrOn: null,
  })
  assert.equal(doseInForce([], none, TODAY, ug(4000)).dailyUg, 4000)
  assert.equal(doseInForce([], PLAN, TODAY, ug(4000)).dailyUg, 5000)
})

test('H01: the newest dose says that the INR it was decided on is void, and of which day; one before it says nothing', () => {
  const onVoid = { ...schedule(2, 6), voidInrOn: addDays(TODAY, -3) }
  const voidOn = (...doses: Parameters<typeof doseInForce>[0]) =>
    doseInForce(doses, PLAN, TODAY, undefined).voidInrOn
  assert.deepEqual([voidOn(onVoid), voidOn(schedule(0, 5), onVoid)], [addDays(TODAY, -3), null])
})

test('yesterday is judged by the schedule that was in force yesterday', () => {
  const doses = [schedule(0, 6), schedule(10, 4)]
  assert.deepEqual(doseInForce(doses, PLAN, TODAY, undefined), {
    dailyUg: 6000,
    yesterdayUg: 4000,
    voidInrOn: null,
  })
  assert.equal(doseInForce([schedule(0, 6)], PLAN, TODAY, undefined).yesterdayUg, 5000)
  assert.equal(doseInForce([schedule(40, 6)], PLAN, TODAY, undefined).yesterdayUg, 'not-known')
})
