import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '#base/day.ts'
import type { Inr } from '#clinical/inr.ts'
import {
  asksEarlyReason,
  BRIDGE_LEAST_DAYS,
  type BridgeInr,
  bridgeEnd,
  isStartOfTreatment,
} from './bridge-ending.ts'
import { END_REASONS } from './phases.ts'

const FROM = day('2026-11-20')
const heparin = { medicine: 'heparin', indication: 'pulmonary-embolism', startedOn: FROM } as const
const warfarin = {
  medicine: 'warfarin',
  indication: 'pulmonary-embolism',
  startedOn: FROM,
} as const

const inr = (
  on: string,
  tenths: number,
  hour: string | null = null,
  sign: Inr['comparator'] = '=',
) => ({
  inr: { comparator: sign, tenths },
  on: day(on),
  at: hour === null ? null : Date.parse(`${on}T${hour}:00.000Z`),
})
const shown = [inr('2026-11-23', 20), inr('2026-11-25', 21)]
const ends = (lastOn: string, inrs: readonly BridgeInr[] = shown) =>
  bridgeEnd({ heparin, warfarin, lastOn: day(lastOn), inrs })
const why = (lastOn: string, inrs: readonly BridgeInr[] = shown) => {
  const end = ends(lastOn, inrs)
  return end.kind === 'too-early' ? end.why.join(' ') : end.kind
}

test('H18: heparin at a start ends after 5 days and at an INR of 2.0 for 24 hours, whichever is longer', () => {
  assert.match(why('2026-11-23'), /given on 4 days; at least 5 are asked/)
  assert.match(why('2026-11-24'), /^Asked are two INRs .* none below .* 2\.0 on 23-Nov-2026\.$/)
  assert.equal(why('2026-11-25'), 'met')
  assert.equal(why('2026-12-01'), 'met')
})

const ROWS: readonly (readonly [what: string, inrs: readonly BridgeInr[], isMet: boolean])[] = [
  ['no INR', [], false],
  ['one INR alone', [inr('2026-11-23', 25)], false],
  ['1.9 and 2.0', [inr('2026-11-22', 19), inr('2026-11-25', 20)], false],
  [
    'two of 2.0, 24 hours apart',
    [inr('2026-11-24', 20, '09:00'), inr('2026-11-25', 20, '09:00')],
    true,
  ],
  ['a minute less', [inr('2026-11-24', 20, '09:01'), inr('2026-11-25', 20, '09:00')], false],
  ['days in a row, hours not known', [inr('2026-11-24', 20), inr('2026-11-25', 20)], false],
  ['one hour known', [inr('2026-11-24', 20, '09:00'), inr('2026-11-25', 20)], false],
  ['two days apart, hours not known', shown, true],
  [
    'one below between',
    [inr('2026-11-22', 20), inr('2026-11-23', 19), inr('2026-11-25', 20)],
    false,
  ],
  ['one below after', [inr('2026-11-22', 20), inr('2026-11-24', 20), inr('2026-11-25', 19)], false],
  ['one below before', [inr('2026-11-21', 12), inr('2026-11-23', 20), inr('2026-11-25', 20)], true],
  ['above the meter', [inr('2026-11-23', 20), inr('2026-11-25', 80, null, '>')], true],
  ['below the meter', [inr('2026-11-23', 20), inr('2026-11-25', 20, null, '<')], false],
  ['before heparin began', [inr('2026-11-17', 25), inr('2026-11-19', 25)], false],
  ['after its last day', [inr('2026-11-24', 25), inr('2026-11-27', 25)], false],
]
for (const [what, inrs, isMet] of ROWS) {
  test(`H18: heparin that ends on its sixth day, INRs: ${what}: ${isMet ? 'by the rule' : 'a reason is asked'}`, () => {
    assert.equal(ends('2026-11-25', inrs).kind, isMet ? 'met' : 'too-early')
  })
}

test('H18: what is not known is said and never taken for done', () => {
  assert.match(why('2026-11-25', []), /On record since heparin began: none\./)
  const unknown = { ...heparin, startedOn: null }
  const end = bridgeEnd({ heparin: unknown, warfarin, lastOn: day('2026-11-30'), inrs: shown })
  assert.deepEqual(end, { kind: 'too-early', why: ['The first day of heparin is not known.'] })
})

const START_ROWS: readonly (readonly [
  what: string,
  facts: Partial<typeof warfarin> | object,
  isStart: boolean,
])[] = [
  ['the same day', {}, true],
  ['warfarin 28 days before', { startedOn: addDays(FROM, -28) }, true],
  ['warfarin 29 days before: not a start', { startedOn: addDays(FROM, -29) }, false],
  ['warfarin later', { startedOn: addDays(FROM, 3) }, true],
  ['warfarin not begun', { startedOn: null }, true],
  ['phenindione', { medicine: 'phenindione' }, true],
  ['a direct oral anticoagulant', { medicine: 'apixaban' }, false],
]
for (const [what, facts, isStart] of START_ROWS) {
  test(`H18: the rule of the end applies to a start: ${what}`, () => {
    assert.equal(isStartOfTreatment(heparin, { ...warfarin, ...facts }), isStart)
  })
}

test('H18: the rule is of venous thrombosis, by either plan; without warfarin there is none', () => {
  const fibrillation = { indication: 'atrial-fibrillation' }
  assert.equal(isStartOfTreatment({ ...heparin, ...fibrillation }, warfarin), true)
  assert.equal(isStartOfTreatment(heparin, { ...warfarin, ...fibrillation }), true)
  const both = [
    { ...heparin, ...fibrillation },
    { ...warfarin, ...fibrillation },
  ] as const
  assert.equal(isStartOfTreatment(...both), false)
  assert.equal(isStartOfTreatment(heparin, undefined), false)
  const end = bridgeEnd({ heparin, warfarin: undefined, lastOn: FROM, inrs: [] })
  assert.deepEqual(end, { kind: 'no-rule' })
})

test('H18: an end before the rule asks for a reason, unless the end says it', () => {
  const early = ends('2026-11-21')
  const silent = END_REASONS.filter((reason) => !asksEarlyReason(early, reason))
  assert.deepEqual(silent, ['transferred-out', 'adverse-event', 'died', 'entered-in-error'])
  assert.equal(asksEarlyReason(early, undefined), true)
  assert.equal(asksEarlyReason(ends('2026-11-25'), 'course-complete'), false)
  assert.equal(asksEarlyReason({ kind: 'no-rule' }, 'course-complete'), false)
})

test('H18: whatever the INRs, heparin at a start never ends by the rule before its fifth day, nor while the newest is below', () => {
  const one = fc.record({
    ago: fc.integer({ min: 0, max: 12 }),
    tenths: fc.integer({ min: 8, max: 60 }),
  })
  fc.assert(
    fc.property(fc.array(one), fc.integer({ min: 0, max: 12 }), (typed, days) => {
      const lastOn: Day = addDays(FROM, days)
      const inrs = typed
        .map(({ ago, tenths }) => inr(addDays(FROM, ago), tenths))
        .toSorted((a, b) => (a.on < b.on ? -1 : 1))
      const { kind } = bridgeEnd({ heparin, warfarin, lastOn, inrs })
      const newest = inrs.filter(({ on }) => on <= lastOn).at(-1)
      return (
        kind === 'too-early' ||
        (days + 1 >= BRIDGE_LEAST_DAYS && newest !== undefined && newest.inr.tenths >= 20)
      )
    }),
  )
})
