import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '#base/day.ts'
import { DOACS } from '#clinical/doac/doac.ts'
import {
  againstBeside,
  againstFirstDay,
  againstLaterStart,
  againstLength,
  againstOtherKind,
  BRIDGE_MOST_DAYS,
  bridgeInWords,
  isLengthened,
} from './bridging.ts'
import { MEDICINES } from './episode.ts'

const FROM = day('2026-11-22')
const heparin = (stopOn: Day | null, startedOn: Day | null = FROM) => ({
  medicine: 'heparin' as const,
  startedOn,
  duration: stopOn === null ? null : { kind: 'until' as const, stopOn },
})
const codes = (findings: readonly { readonly field: string; readonly code: string }[]) =>
  findings.map(({ field, code }) => `${field}: ${code}`)

for (const [days, said] of [
  [27, []],
  [28, []],
  [29, ['stopOn: bridge-too-long']],
  [365, ['stopOn: bridge-too-long']],
] as const) {
  test(`H18: heparin whose last day is ${days} days after its first: ${said[0] ?? 'allowed'}`, () => {
    assert.deepEqual(codes(againstLength(heparin(addDays(FROM, days)))), said)
  })
}

test('H18: heparin that is never to end is refused; what is not known yet is asked later', () => {
  const longTerm = { kind: 'long-term', reviewOn: day('2027-11-22') } as const
  assert.deepEqual(codes(againstLength({ ...heparin(null), duration: longTerm })), [
    'duration: bridge-needs-end',
  ])
  assert.deepEqual(againstLength(heparin(null)), [])
  assert.deepEqual(againstLength(heparin(day('2027-11-22'), null)), [])
  assert.deepEqual(
    againstLength({ ...heparin(null), medicine: 'warfarin', duration: longTerm }),
    [],
  )
})

test('H18: the words name the latest day', () => {
  const [finding] = againstLength(heparin(day('2027-11-22')))
  assert.match(finding?.message ?? '', /28 days at most: enter a last day by 20-Dec-2026/)
})

test('H18: heparin is not active before its first day, and that day is moved to an earlier one alone', () => {
  assert.deepEqual(codes(againstFirstDay(heparin(null), addDays(FROM, -1))), [
    'startedOn: bridge-not-begun',
  ])
  assert.deepEqual(againstFirstDay(heparin(null), FROM), [])
  assert.deepEqual(
    againstFirstDay({ ...heparin(null), medicine: 'warfarin' }, day('2026-01-01')),
    [],
  )
  const moved = (startedOn: Day | null) =>
    codes(againstLaterStart(heparin(null), heparin(null, startedOn)))
  assert.deepEqual(moved(addDays(FROM, 1)), ['startedOn: bridge-first-day'])
  assert.deepEqual(moved(null), ['startedOn: bridge-first-day'])
  assert.deepEqual(moved(FROM), [])
  assert.deepEqual(moved(addDays(FROM, -1)), [])
  assert.deepEqual(againstLaterStart(heparin(null, null), heparin(null)), [])
})

test('H18: however often a plan is moved, no last day that is accepted is beyond the limit of the very first day', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ max: 400 })))
  fc.assert(
    fc.property(steps, (moves) => {
      let plan = heparin(addDays(FROM, 5))
      for (const [start, length] of moves) {
        const startedOn = addDays(FROM, start)
        const next = heparin(addDays(startedOn, Math.max(length, -400)), startedOn)
        const against = [...againstLength(next), ...againstLaterStart(plan, next)]
        if (against.length === 0) plan = next
      }
      const { duration } = plan
      return duration !== null && duration.stopOn <= addDays(FROM, BRIDGE_MOST_DAYS)
    }),
  )
})

test('H18: a later last day is a lengthening; an earlier one, the same, or one of another medicine is not', () => {
  const [was, later] = [heparin(addDays(FROM, 5)), heparin(addDays(FROM, 6))]
  assert.equal(isLengthened(was, later), true)
  assert.equal(isLengthened(later, was), false)
  assert.equal(isLengthened(was, was), false)
  assert.equal(isLengthened(heparin(null), later), false)
  assert.equal(isLengthened(was, heparin(null)), false)
  const warfarin = { ...later, medicine: 'warfarin' as const }
  assert.equal(isLengthened({ ...was, medicine: 'warfarin' }, warfarin), false)
})

test('H18: heparin goes beside nothing but medicines with an INR, and beside no heparin', () => {
  for (const medicine of MEDICINES) {
    for (const other of MEDICINES) {
      const said = codes(againstBeside(medicine, [null, other]))
      const isWrong =
        (medicine === 'heparin' && (DOACS.some((doac) => doac === other) || other === 'heparin')) ||
        (DOACS.some((doac) => doac === medicine) && other === 'heparin')
      assert.equal(said.length > 0, isWrong, `${medicine} beside ${other}`)
    }
    assert.deepEqual(againstBeside(medicine, []), [])
  }
  assert.deepEqual(codes(againstBeside('heparin', ['warfarin', 'apixaban'])), [
    'medicine: bridge-beside-doac',
  ])
  const [finding] = againstBeside('heparin', ['apixaban'])
  assert.match(finding?.message ?? '', /write a plan around the procedure: apixaban is stopped/)
  assert.deepEqual(codes(againstBeside('heparin', ['heparin'])), ['medicine: bridge-twice'])
  assert.deepEqual(codes(againstBeside('apixaban', ['heparin'])), ['medicine: bridge-open'])
})

test('H18: no plan becomes one of heparin, and one of heparin no other', () => {
  assert.deepEqual(codes(againstOtherKind('warfarin', 'heparin')), ['medicine: bridge-own-plan'])
  assert.deepEqual(codes(againstOtherKind(null, 'heparin')), ['medicine: bridge-own-plan'])
  assert.deepEqual(codes(againstOtherKind('heparin', 'warfarin')), ['medicine: bridge-own-plan'])
  assert.deepEqual(againstOtherKind('heparin', 'heparin'), [])
  assert.deepEqual(againstOtherKind('warfarin', 'apixaban'), [])
})

test('H18: on its last day heparin is still within it; the day after, it was to stop', () => {
  assert.match(bridgeInWords(FROM, FROM), /until 22-Nov-2026 at the latest/)
  assert.match(bridgeInWords(FROM, addDays(FROM, 1)), /heparin was to stop by 22-Nov-2026/)
})
