import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { DOACS, type Doac, doacDose } from '#clinical/doac/doac.ts'
import { type Fraction, fraction } from '#clinical/fraction.ts'
import { againstNextDose, doacBefore, nextDose, nextDoseInWords } from './next-dose.ts'

const LAST = day('2026-11-27')
const TWICE = doacDose(5, 2)
const ONCE = doacDose(20, 1)
const mlPerMin = (tenths: number): Fraction => fraction(BigInt(tenths), 10n)
const took = (medicine: Doac, dose = TWICE) => ({ medicine, dose, lastOn: LAST })

describe('H18: the first day of a direct oral anticoagulant after another one', () => {
  for (const [old, medicine, tenths, days] of [
    ['apixaban', 'rivaroxaban', 900, 1],
    ['apixaban', 'edoxaban', 200, 1],
    ['apixaban', 'dabigatran', 400, 1],
    ['edoxaban', 'apixaban', 200, 1],
    ['rivaroxaban', 'apixaban', 200, 1],
    ['rivaroxaban', 'dabigatran', 400, 1],
    ['dabigatran', 'apixaban', 200, 1],
    ['dabigatran', 'rivaroxaban', 500, 1],
    ['dabigatran', 'rivaroxaban', 499, 2],
    ['dabigatran', 'rivaroxaban', 300, 2],
    ['dabigatran', 'rivaroxaban', 299, 4],
  ] as const) {
    test(`${old} to ${medicine} at ${tenths / 10} mL/min: ${days}`, () => {
      const next = nextDose(took(old), medicine, mlPerMin(tenths))
      assert.ok(next.kind === 'known')
      assert.equal(next.earliestOn, addDays(LAST, days))
    })
  }

  test('after a medicine taken twice a day it may be that evening, after one taken once a day not', () => {
    const evening = (old: Doac, dose: typeof TWICE | null, medicine: Doac) => {
      const next = nextDose({ medicine: old, dose, lastOn: LAST }, medicine, mlPerMin(900))
      return next.kind === 'known' && next.orThatEvening
    }
    assert.equal(evening('apixaban', TWICE, 'edoxaban'), true)
    assert.equal(evening('edoxaban', ONCE, 'apixaban'), false)
    assert.equal(evening('apixaban', null, 'edoxaban'), false)
    assert.equal(evening('rivaroxaban', TWICE, 'dabigatran'), false)
    assert.equal(evening('dabigatran', TWICE, 'rivaroxaban'), false)
  })

  test('from dabigatran to rivaroxaban a clearance that is not known starts nothing', () => {
    const before = took('dabigatran')
    const asked = { before, medicine: 'rivaroxaban', clearance: 'not-known' } as const
    const found = againstNextDose({ ...asked, startsOn: day('2027-01-01'), inPlaceOfEvening: true })
    assert.deepEqual(
      found.map(({ code }) => code),
      ['clearance-needed'],
    )
    assert.match(found[0]?.message ?? '', /record weight and creatinine first/)
    assert.equal(nextDose(before, 'apixaban', 'not-known').kind, 'known')
  })
})

describe('H18: a start is refused', () => {
  const found = (startsOn: string, inPlaceOfEvening: boolean, before = took('apixaban')) =>
    againstNextDose({
      before,
      medicine: 'rivaroxaban',
      startsOn: day(startsOn),
      clearance: 'not-known',
      inPlaceOfEvening,
    }).map(({ field, code }) => `${field}: ${code}`)

  test('before the next dose of the old one would have been due, and not on that day or later', () => {
    assert.deepEqual(found('2026-11-28', false), [])
    assert.deepEqual(found('2026-12-05', false), [])
    assert.deepEqual(found('2026-11-27', false), ['inPlaceOfEvening: old-dose-acts'])
    assert.deepEqual(found('2026-11-27', true), [])
    assert.deepEqual(found('2026-11-26', true), [': old-dose-acts'])
    assert.deepEqual(found('2026-11-27', true, took('edoxaban', ONCE)), [': old-dose-acts'])
  })

  test('with both medicines, the day and the source in its words', () => {
    const [finding] = againstNextDose({
      before: took('apixaban'),
      medicine: 'rivaroxaban',
      startsOn: LAST,
      clearance: 'not-known',
      inPlaceOfEvening: false,
    })
    assert.equal(
      finding?.message,
      'Apixaban was taken until 27-Nov-2026, and the plan starts rivaroxaban on 27-Nov-2026. Tick that the evening dose is not taken, or change the start date of the plan to 28-Nov-2026 or later. Source: NHS Highland, anticoagulant switching, 2025 (verified).',
    )
    const asked = { before: took('edoxaban', ONCE), medicine: 'apixaban', startsOn: LAST } as const
    const [other] = againstNextDose({ ...asked, clearance: 'not-known', inPlaceOfEvening: false })
    assert.match(
      `${other?.message}`,
      /\. Change the start date of the plan to 28-Nov-2026 or later\./,
    )
    const apixaban = nextDose(took('apixaban'), 'rivaroxaban', 'not-known')
    assert.equal(
      nextDoseInWords(took('apixaban'), 'rivaroxaban', apixaban),
      'Apixaban was taken until 27-Nov-2026. Rivaroxaban starts when the next dose of apixaban would have been due: on 28-Nov-2026, or in the place of the evening dose of 27-Nov-2026 when that has not been taken. Source: NHS Highland, anticoagulant switching, 2025 (verified).',
    )
    const next = nextDose(took('rivaroxaban', ONCE), 'dabigatran', 'not-known')
    assert.equal(
      nextDoseInWords(took('rivaroxaban', ONCE), 'dabigatran', next),
      'Rivaroxaban was taken until 27-Nov-2026. Dabigatran starts not before the hour of the last dose of rivaroxaban: on 28-Nov-2026. Source: NHS Highland, anticoagulant switching, 2025 (verified).',
    )
  })

  test('never is one medicine started before the last day of another', () => {
    const some = fc.constantFrom(...DOACS)
    const dose = fc.constantFrom(TWICE, ONCE, null)
    fc.assert(
      fc.property(
        some,
        some,
        dose,
        fc.integer({ min: 1, max: 2000 }),
        (old, medicine, of, tenths) => {
          const before = { medicine: old, dose: of, lastOn: LAST }
          const asked = { before, medicine, clearance: mlPerMin(tenths), inPlaceOfEvening: true }
          assert.notDeepEqual(againstNextDose({ ...asked, startsOn: addDays(LAST, -1) }), [])
          assert.deepEqual(againstNextDose({ ...asked, startsOn: addDays(LAST, 4) }), [])
        },
      ),
    )
  })
})

test('H18: the course before is another one of these that ended in the last days, the newest', () => {
  const today = day('2026-11-28')
  const ended = (medicine: Doac | 'warfarin', lastOn: string) => ({
    medicine,
    dose: null,
    lastOn: day(lastOn),
  })
  const rivaroxaban = { medicine: 'rivaroxaban' } as const
  const of = (...before: ReturnType<typeof ended>[]) => doacBefore(rivaroxaban, before, today)
  assert.equal(of(), undefined)
  assert.equal(of(ended('warfarin', '2026-11-27')), undefined)
  assert.equal(of(ended('apixaban', '2026-11-24')), undefined)
  assert.equal(of(ended('apixaban', '2026-11-25'))?.medicine, 'apixaban')
  const both = [ended('apixaban', '2026-11-26'), ended('edoxaban', '2026-11-27')]
  for (const before of [both, both.toReversed()]) assert.equal(of(...before)?.medicine, 'edoxaban')
  assert.equal(doacBefore({ medicine: 'warfarin' }, both, today), undefined)
})
