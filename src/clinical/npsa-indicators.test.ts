import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { FIRST } from '#test/clinical/a-clinic.ts'
import { indicatorsOf, of, old, START, short, started } from '#test/clinical/an-indicator-clinic.ts'
import { INDICATORS, type IndicatorId } from './npsa-definitions.ts'

test('an empty clinic has nobody to count and nothing known: no figure is 0 %', () => {
  const indicators = indicatorsOf([])
  for (const { id } of INDICATORS) {
    const answer = indicators[id]
    if (answer.kind === 'figure') assert.equal(answer.percentHundredths, null, id)
  }
})

const NOT_RECORDED: readonly IndicatorId[] = ['starting-4a', 'starting-4b', 'established-5']

for (const id of NOT_RECORDED) {
  test(`${id} is not known, with the reason, while its facts are not recorded`, () => {
    const answer = indicatorsOf([old([[day('2026-05-01'), 25]])])[id]
    assert(answer.kind === 'not-known')
    assert.match(answer.because, /recorded/)
  })
}

test('each indicator of both lists is answered, each with its own number', () => {
  const numbers = INDICATORS.map(({ list, number }) => `${list} ${number}`)
  assert.equal(new Set(numbers).size, numbers.length)
  assert.deepEqual(Object.keys(indicatorsOf([])).sort(), INDICATORS.map(({ id }) => id).sort())
})

const EARLY: readonly (readonly [what: string, written: Parameters<typeof of>[1], says: string])[] =
  [
    ['5.1 on day 13 counts', [started([[addDays(START, 13), 51]])], '1 of 1'],
    ['5.0 does not', [started([[addDays(START, 13), 50]])], '0 of 1'],
    ['day 14 is in the third week', [started([[addDays(START, 14), 51]])], '0 of 0, 1 left out'],
    ['>8.0 surely counts', [started([[addDays(START, 5), 1080]])], '1 of 1'],
    ['>4.5 may and may not', [started([[addDays(START, 5), 1045]])], '0 of 0, 1 left out'],
    ['nobody tested is not nobody high', [started([])], '0 of 0, 1 left out'],
    [
      'begun elsewhere is not started here',
      [started([[addDays(START, 5), 60]], { isInitiatedHere: false })],
      '0 of 0',
    ],
    [
      'two weeks that are not over',
      [started([[day('2026-12-30'), 60]], {}, day('2026-12-28'))],
      '0 of 0, 1 left out',
    ],
  ]
for (const [what, written, says] of EARLY) {
  test(`H04: INR above 5.0 in the first two weeks: ${what}`, () => {
    assert.equal(of('starting-2', written), says)
  })
}

test('who started without a protocol is counted as without, a referral that lacks something as incomplete', () => {
  const referrals = [true, false, false].map((isComplete, patient) => ({ patient, isComplete }))
  assert.equal(short(indicatorsOf([], referrals)['starting-5']), '2 of 3')
  const people = [started([]), started([], { hasLoadingProtocol: false })]
  assert.equal(of('starting-1', people), '1 of 2')
})

test('in range when initiation ended, by the last INR up to that day', () => {
  const initiationEndedOn = addDays(START, 21)
  const at = (tenths: number) => started([[addDays(START, 20), tenths]], { initiationEndedOn })
  assert.equal(
    of('starting-3', [at(25), at(31), started([], { initiationEndedOn })]),
    '1 of 2, 1 left out',
  )
  assert.equal(
    of('starting-7', [at(25), started([], { initiationEndedOn, hadNextTest: false })]),
    '1 of 2',
  )
})

test('a bleed that was reported is the least there was, and never the whole', () => {
  const bled = (days: number, tenths = 25) =>
    started([[addDays(START, days), tenths]], { bledOn: [addDays(START, days)] })
  assert.equal(of('starting-4a', [bled(0), bled(29), bled(30)]), 'at least 2')
  assert.equal(of('starting-4b', [bled(3, 25), bled(3, 31)]), 'at least 1')
  assert.equal(of('established-5', [bled(200), old([])]), 'at least 1')
})

const TESTS: readonly (readonly [id: IndicatorId, tenths: number, says: string])[] = [
  ['established-2', 50, '0 of 1'],
  ['established-2', 51, '1 of 1'],
  ['established-2', 1045, '0 of 0, 1 left out'],
  ['established-3', 80, '0 of 0, 1 left out'],
  ['established-3', 81, '1 of 1'],
  ['established-3', 1080, '1 of 1'],
  ['established-4', 15, '0 of 1'],
  ['established-4', 14, '1 of 1'],
  ['established-4', -8, '1 of 1'],
  ['established-4', -16, '0 of 0, 1 left out'],
]
for (const [id, tenths, says] of TESTS) {
  test(`H04: ${id} of a meter's reading ${tenths} says ${says}`, () => {
    assert.equal(of(id, [old([[day('2026-06-01'), tenths]])]), says)
  })
}

test('INRs of the first six weeks, of before and after the period, are in no share', () => {
  const inrs = [
    [addDays(START, 41), 60],
    [addDays(START, 42), 60],
    [day('2027-01-01'), 60],
  ] as const
  assert.equal(of('established-2', [started(inrs)]), '1 of 1')
  assert.equal(of('established-2', [old([[day('2025-12-31'), 60]])]), '0 of 0')
})

test('H07: far below target is by the target of the day', () => {
  const targets = [
    { from: FIRST, valueTenths: 25 },
    { from: day('2026-06-01'), valueTenths: 35 },
  ]
  const inrs = [
    [day('2026-05-31'), 20],
    [day('2026-06-01'), 20],
  ] as const
  assert.equal(of('established-4', [old(inrs, { targets })]), '1 of 2')
})

test('a low INR of a suspension is not counted, a high one is', () => {
  const breaks = [{ from: day('2026-05-01'), until: day('2026-05-10') }]
  const course = {
    breaks,
    inrs: [
      [day('2026-05-05'), 10],
      [day('2026-05-06'), 60],
    ] as const,
  }
  assert.equal(of('established-4', [course]), '0 of 0')
  assert.equal(of('established-2', [course]), '1 of 2')
})

test('who is lost, unknown, unfit or without paper is counted once, of those on treatment', () => {
  const people = [
    old([]),
    old([], { isDiagnosisKnown: false, targetFit: 'not-known' }),
    old([], { isTargetKnown: false, targetFit: 'not-known' }),
    old([], { isStopKnown: false, targetFit: 'too-high' }),
    old([], { targetFit: 'too-low', lastDose: 'by-word' }),
    old([], { lastDose: 'none' }),
    { ...old([], { isLost: true }), endedOn: day('2026-07-01') },
    { ...old([], { isLost: true }), endedOn: day('2025-07-01') },
  ]
  assert.equal(of('established-6', people), '1 of 7')
  assert.equal(of('established-7a', people), '1 of 6')
  assert.equal(of('established-7b', people), '1 of 6')
  assert.equal(of('established-7c', people), '1 of 6')
  assert.equal(of('established-8a', people), '1 of 4, 2 left out')
  assert.equal(of('established-8b', people), '1 of 4, 2 left out')
  assert.equal(of('established-10', people), '3 of 5, 1 left out')
})

test('written information counts where something is recorded about it; else it is not known', () => {
  const people = [
    {},
    { booklet: 'none' },
    { booklet: 'not-known' },
    { lastDose: 'by-word' },
  ] as const
  assert.equal(
    of(
      'established-9',
      people.map((facts) => old([], facts)),
    ),
    '1 of 3, 1 left out',
  )
  assert.equal(
    of(
      'starting-6',
      people.map((facts) => started([], facts)),
    ),
    '2 of 3, 1 left out',
  )
})

test('a person with two courses is one person', () => {
  const twice = [
    { ...old([]), endedOn: day('2026-03-01') },
    { ...old([], { isStopKnown: false }), startedOn: day('2026-03-02'), patient: 0 },
  ]
  assert.equal(of('established-7c', twice), '1 of 1')
  assert.equal(of('established-6', twice), '0 of 1')
})
