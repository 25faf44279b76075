import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { codes, person, range } from '#test/clinical/a-scored-person.ts'
import { SCORE_QUESTIONS, type ScoreFacts, type SexCounted } from './answer.ts'
import { cha2ds2Vasc } from './cha2ds2-vasc.ts'
import { hasBled, highCreatinine, highSystolic, labileInr, manyDrinks } from './has-bled.ts'
import { anaemiaOf, lowEgfr, orbit, orbitBleeds } from './orbit.ts'
import { manyComorbidities, sameTt2r2 } from './same-tt2r2.ts'

describe('CHA2DS2-VASc', () => {
  const rows: readonly (readonly [ScoreFacts, number])[] = [
    [person(64, 'male'), 0],
    [person(65, 'male'), 1],
    [person(74, 'male'), 1],
    [person(75, 'male'), 2],
    [person(64, 'female'), 1],
    [person(50, 'male', ['heartFailure']), 1],
    [person(50, 'male', ['hypertension']), 1],
    [person(50, 'male', ['diabetes']), 1],
    [person(50, 'male', ['vascularDisease']), 1],
    [person(50, 'male', ['stroke']), 2],
    [person(50, 'male', ['tiaOrEmbolism']), 2],
    [person(50, 'male', ['stroke', 'tiaOrEmbolism']), 2],
    [person(80, 'female', [...SCORE_QUESTIONS]), 9],
  ]
  for (const [nth, [facts, points]] of rows.entries()) {
    test(`row ${nth + 1}: ${points}`, () => {
      assert.deepEqual(range(cha2ds2Vasc(facts)), [points, points])
    })
  }

  test('an age or a sex that nobody knows makes a range', () => {
    assert.deepEqual(range(cha2ds2Vasc(person('not-known', 'male'))), [0, 2])
    assert.deepEqual(range(cha2ds2Vasc(person(50, 'not-known'))), [0, 1])
  })

  test('NICE: offered from 2, considered for a man with 1, and 1 from being a woman is no reason', () => {
    assert.deepEqual(codes(cha2ds2Vasc(person(75, 'male'))), ['anticoagulant-offered'])
    assert.deepEqual(codes(cha2ds2Vasc(person(65, 'male'))), ['anticoagulant-considered'])
    assert.deepEqual(codes(cha2ds2Vasc(person(50, 'female'))), ['not-for-stroke-risk'])
    assert.deepEqual(codes(cha2ds2Vasc(person(50, 'male'))), ['not-for-stroke-risk'])
  })

  test('a range that reaches over the line says each thing that may be so', () => {
    const open = cha2ds2Vasc(person(65, 'male', [], ['diabetes']))
    assert.deepEqual(codes(open), ['anticoagulant-considered', 'anticoagulant-offered'])
    const sexOpen = cha2ds2Vasc(person(50, 'not-known', ['diabetes']))
    assert.deepEqual(codes(sexOpen).toSorted(), [
      'anticoagulant-considered',
      'anticoagulant-offered',
    ])
  })
})

describe('ORBIT', () => {
  const rows: readonly (readonly [ScoreFacts, number, string])[] = [
    [person(74, 'male'), 0, 'low-risk'],
    [person(75, 'male'), 1, 'low-risk'],
    [person(75, 'male', ['egfrBelow60']), 2, 'low-risk'],
    [person(75, 'male', ['egfrBelow60', 'antiplatelet']), 3, 'medium-risk'],
    [person(75, 'male', ['anaemia', 'egfrBelow60']), 4, 'high-risk'],
    [person(60, 'male', ['bleeding', 'anaemia']), 4, 'high-risk'],
    [person(80, 'female', [...SCORE_QUESTIONS]), 7, 'high-risk'],
  ]
  for (const [nth, [facts, points, meaning]] of rows.entries()) {
    test(`row ${nth + 1}: ${points}, ${meaning}`, () => {
      assert.deepEqual(range(orbit(facts)), [points, points])
      assert.deepEqual(codes(orbit(facts)), [meaning])
    })
  }

  test('bleeds in 1,000 patient-years at each score, as printed', () => {
    const printed = [1.7, 2.3, 2.9, 4.7, 6.8, 9.0, 12.3, 14.9]
    for (const [score, bleeds] of printed.entries()) {
      assert.deepEqual(orbitBleeds({ lowest: score, highest: 7 }), [Math.round(bleeds * 10), 149])
    }
  })

  test('anaemia by sex: the limit itself does not count', () => {
    const of = (haemoglobin: number | 'not-known', sex: SexCounted, hct: number | 'not-known') =>
      anaemiaOf({ haemoglobin, haematocrit: hct }, sex)
    assert.equal(of(129.9, 'male', 'not-known'), 'yes')
    assert.equal(of(130, 'male', 'not-known'), 'no')
    assert.equal(of(119.9, 'female', 'not-known'), 'yes')
    assert.equal(of(120, 'female', 'not-known'), 'no')
    assert.equal(of(125, 'not-known', 'not-known'), 'not-known')
    assert.equal(of(119, 'not-known', 'not-known'), 'yes')
    assert.equal(of(131, 'not-known', 'not-known'), 'no')
    assert.equal(of('not-known', 'male', 39.9), 'yes')
    assert.equal(of('not-known', 'female', 35.9), 'yes')
    assert.equal(of(140, 'female', 36), 'no')
    assert.equal(of(140, 'male', 39), 'yes')
    assert.equal(of('not-known', 'male', 41), 'not-known')
    assert.equal(lowEgfr(59.9), 'yes')
    assert.equal(lowEgfr(60), 'no')
  })
})

describe('HAS-BLED', () => {
  const rows: readonly (readonly [ScoreFacts, number, string])[] = [
    [person(65, 'male'), 0, 'below-caution'],
    [person(66, 'male'), 1, 'below-caution'],
    [person(66, 'male', ['stroke']), 2, 'below-caution'],
    [person(66, 'male', ['stroke', 'liver']), 3, 'caution'],
    [person(50, 'male', ['antiplatelet']), 1, 'below-caution'],
    [person(50, 'male', ['antiplatelet', 'nsaid']), 1, 'below-caution'],
    [person(50, 'male', ['tiaOrEmbolism', 'hypertension', 'egfrBelow60']), 0, 'below-caution'],
    [person(70, 'female', [...SCORE_QUESTIONS]), 9, 'caution'],
  ]
  for (const [nth, [facts, points, meaning]] of rows.entries()) {
    test(`row ${nth + 1}: ${points}, ${meaning}`, () => {
      assert.deepEqual(range(hasBled(facts)), [points, points])
      assert.deepEqual(codes(hasBled(facts)), [meaning])
    })
  }

  test('each measurement at its limit', () => {
    assert.deepEqual([160, 161, 'not-known' as const].map(highSystolic), ['no', 'yes', 'not-known'])
    assert.deepEqual([5999, 6000].map(labileInr), ['yes', 'no'])
    assert.deepEqual([7.9, 8].map(manyDrinks), ['no', 'yes'])
  })

  test('a creatinine at or below 200 does not rule out dialysis or a transplant', () => {
    assert.deepEqual([200, 201].map(highCreatinine), ['not-known', 'yes'])
  })
})

describe('SAMe-TT2R2', () => {
  const rows: readonly (readonly [ScoreFacts, number, string])[] = [
    [person(60, 'male'), 0, 'good-control-likely'],
    [person(59, 'male'), 1, 'good-control-likely'],
    [person(59, 'female'), 2, 'sources-differ'],
    [person(60, 'male', ['tobacco']), 2, 'sources-differ'],
    [person(60, 'female', ['notWhite']), 3, 'good-control-less-likely'],
    [person(60, 'male', ['manyComorbidities', 'interactingMedicine']), 2, 'sources-differ'],
    [person(50, 'female', [...SCORE_QUESTIONS]), 8, 'good-control-less-likely'],
  ]
  for (const [nth, [facts, points, meaning]] of rows.entries()) {
    test(`row ${nth + 1}: ${points}, ${meaning}`, () => {
      assert.deepEqual(range(sameTt2r2(facts)), [points, points])
      assert.deepEqual(codes(sameTt2r2(facts)), [meaning])
    })
  }

  test('exactly two conditions stay open, because the sources differ', () => {
    assert.deepEqual([1, 2, 3].map(manyComorbidities), ['no', 'not-known', 'yes'])
  })
})

test('ORBIT has no bleeds for a score that cannot be', () => {
  assert.throws(() => orbitBleeds({ lowest: 8, highest: 8 }), /no score of 8/)
  assert.throws(() => orbitBleeds({ lowest: 0, highest: -1 }), /no score of -1/)
})
