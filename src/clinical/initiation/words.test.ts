import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '#base/day.ts'
import type { Alarm } from '#clinical/warfarin/advice.ts'
import { inr, TARGET_2_5, TARGET_3_0 } from '#test/clinical/a-visit.ts'
import { adviceOn, days, FIRST_ON, type Initiating } from '#test/clinical/an-initiation.ts'
import { textsWithoutWords } from '#test/clinical/every-text.ts'
import {
  dosesMissed,
  INITIATION_ALARM_TITLES,
  noRow,
  notForPatient,
  offProtocol,
  rowForAPerson,
} from './initiation-alarms.ts'
import { OATES } from './oates.ts'
import type { OffProtocol } from './position.ts'

const OFF = [
  'before-first-day',
  'early',
  'late',
  'not-a-test-day',
  'sample-of-another-day',
  'interrupted',
  'closed',
  'doses-not-of-protocol',
  'doses-not-steady',
] as const satisfies readonly OffProtocol[]

test('H17: each alarm of an initiation names the day, what to do, who does it and by when', () => {
  const evidence = { source: 'Somebody 1998', status: 'verified' } as const
  const alarms: readonly Alarm[] = [
    ...OFF.map((because) => offProtocol(because, 7)),
    rowForAPerson(7, 'Stop.', evidence),
    noRow(7),
    dosesMissed(7),
    notForPatient(7, 'A reason.'),
  ]
  assert.deepEqual(textsWithoutWords({ alarms }), [])
  assert.equal(new Set(alarms.map(({ action }) => action)).size, alarms.length)
  for (const { code, title, who, withinMinutes, retestWithinDays } of alarms) {
    const short = Object.entries(INITIATION_ALARM_TITLES).find(([one]) => one === code)?.[1] ?? ''
    assert.equal(title, short.replace('Starting', 'Day 7 of starting'))
    assert.deepEqual([who, withinMinutes], ['prescriber', 120])
    assert.equal(retestWithinDays, code === 'initiation-row-for-a-person' ? 1 : 3)
  }
})

const DAY_7: Initiating = { protocol: 'oates', day: 7, inr: 20, taken: days(6, 2) }
const alarmOf = (of: Partial<Initiating>): Alarm => {
  const advice = adviceOn({ ...DAY_7, ...of })
  return advice.kind === 'alarm'
    ? (advice.alarms[0] ?? assert.fail('no alarm'))
    : assert.fail('a dose')
}
const risk = { antiphospholipid: 'no', highRiskLowInr: [], mechanicalValve: 'mitral' } as const

const STRAYED: readonly (readonly [string, Partial<Initiating>, string])[] = [
  ['before day 1', { day: 0, taken: [] }, 'The first dose is planned for a later day.'],
  [
    'a test that nobody had set',
    { visit: { testWasDueOn: 'not-known' } },
    'The protocol has no test on this day.',
  ],
  [
    'a day between the tests',
    { day: 9, taken: days(8, 2) },
    'The protocol has no test on this day.',
  ],
  [
    'a dose raised before its time',
    { day: 10, taken: [...days(2, 2), ...days(4, 1), ...days(3, 1.5)] },
    'The protocol has no test on this day.',
  ],
  [
    'another dose than that of the protocol',
    { taken: days(6, 3) },
    'The doses so far are not those of the protocol.',
  ],
  [
    'a dose that changed five days ago',
    { day: 21, taken: [...days(15, 2), ...days(5, 3)] },
    'The dose has not been the same for long enough to say what this INR means.',
  ],
]
for (const [what, of, why] of STRAYED) {
  test(`H08: ${what} goes to a person, who is told: ${why}`, () => {
    assert.equal(
      alarmOf(of).action,
      `${why} Nothing is worked out: decide the dose and the day of the next test.`,
    )
  })
}

test('H12: only before the first dose may the sample be older than the day', () => {
  const sampled = (of: Pick<Initiating, 'day' | 'taken'>) => {
    const sampledOn = addDays(FIRST_ON, of.day - 2)
    return adviceOn({ ...DAY_7, ...of, inr: 10, visit: { sampledOn, method: 'laboratory' } }).kind
  }
  assert.equal(sampled({ day: 1, taken: [] }), 'dose')
  assert.equal(sampled({ day: 3, taken: days(2, 2) }), 'alarm')
})

const NOT_FOR: readonly (readonly [string, Partial<Initiating>, string])[] = [
  [
    'another target',
    { visit: { target: TARGET_3_0 } },
    'Its doses are for a target of 2.5 (2.0 to 3.0).',
  ],
  [
    'another target in the same range',
    { visit: { target: { ...TARGET_2_5, valueTenths: 24 } } },
    'Its doses are for a target of 2.5 (2.0 to 3.0).',
  ],
  [
    'a range that begins lower',
    { visit: { target: { ...TARGET_2_5, lowTenths: 19 } } },
    'Its doses are for a target of 2.5 (2.0 to 3.0).',
  ],
  [
    'a range that ends higher',
    { visit: { target: { ...TARGET_2_5, highTenths: 31 } } },
    'Its doses are for a target of 2.5 (2.0 to 3.0).',
  ],
  [
    'a valve',
    { visit: { risk } },
    'With a mechanical valve, or when that is not known, there is no automatic start.',
  ],
  [
    'a sex that is not on record',
    { who: { sex: 'not-known' } },
    'Its doses differ by sex, and the sex is not on record.',
  ],
  [
    'an unknown version',
    { who: { version: 2 } },
    'This version of the protocol is not known here.',
  ],
]
for (const [what, of, why] of NOT_FOR) {
  test(`H08: with ${what} the protocol is not for the patient, and says why`, () => {
    assert.equal(alarmOf(of).action, `${why} Decide the dose yourself.`)
  })
}

test('H10: what a person is asked by a row carries the evidence of its table, and of settling after the last row', () => {
  const ofRow = alarmOf({ inr: 41 })
  assert.deepEqual([ofRow.source, ofRow.status], [OATES.source, 'verified'])
  const settled = { day: 21, taken: [...days(13, 2), ...days(7, 3)] }
  const after = alarmOf({ ...settled, inr: 35 })
  assert.match(after.action, /^The rows of the protocol are done, the INR is out of range/)
  assert.match(after.source, /every protocol keeps the dose/)
  assert.equal(after.status, 'derived')
})

const doseOf = (of: Partial<Initiating>) => {
  const advice = adviceOn({ ...DAY_7, ...of })
  return advice.kind === 'dose' ? advice : assert.fail(advice.alarms[0]?.title)
}

test('H10: a suggestion names the day, the protocol, the INR and the dose of its row, with the source', () => {
  const { fired, nextTest, pattern, omitDays, band, rawNg, weeklyUg } = doseOf({})
  assert.deepEqual(fired, [
    {
      rule: 'initiation-oates-day-7',
      says: 'Day 7 of Oates, 2 mg a day for two weeks: INR 2.0 gives 2 mg a day.',
      source: OATES.source,
      status: 'verified',
    },
  ])
  assert.deepEqual(
    nextTest.because.map(({ rule, source, status }) => [rule, source, status]),
    [['initiation-test-day', OATES.source, 'verified']],
  )
  assert.deepEqual(textsWithoutWords({ nextTest }), [])
  assert.deepEqual([pattern, omitDays, band], ['constant', 0, 'in-band'])
  assert.deepEqual([rawNg, weeklyUg], [2_000_000, 14_000])
})

test('H10: past the rows a suggestion says that the dose stays, and until when', () => {
  const [fired] = doseOf({ day: 21, taken: [...days(13, 2), ...days(7, 3)], inr: 25 }).fired
  assert.equal(fired?.rule, 'initiation-settling')
  assert.equal(
    fired?.says,
    'Day 21: the rows of Oates, 2 mg a day for two weeks are done. The INR is in range: 3 mg a day stays until two results in range, 7 days apart, allow maintenance.',
  )
  assert.equal(fired?.status, 'derived')
  assert.match(fired?.source ?? '', /every protocol keeps the dose/)
})

test('the change of a dose is said against the day before, and none where nothing was taken', () => {
  const change = (of: Partial<Initiating>) => doseOf(of).changePercentHundredths
  assert.equal(change({}), 0)
  assert.equal(change({ inr: 30 }), -2500)
  assert.equal(change({ day: 14, inr: 10, taken: days(13, 2) }), 15_000)
  assert.equal(change({ day: 1, inr: 10, taken: [] }), 0)
})

test('H04: no INR that was only compared is looked up in a row', () => {
  assert.equal(alarmOf({ inr: inr(20, '<') }).code, 'inr-below-meter-range')
})
