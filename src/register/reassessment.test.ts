import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import type { FlagName } from '#clinical/fresh-extremes.ts'
import {
  FLAG_NAMES,
  flagsInWords,
  isRequiredBy,
  type KnownReassessment,
  raisedFlags,
  reassessmentCalledFor,
} from './reassessment.ts'

const TODAY = day('2026-11-22')
const [HIGH, VERY_HIGH, , TTR] = FLAG_NAMES as readonly [FlagName, FlagName, FlagName, FlagName]

describe('H21: poor control calls for a reassessment, once for each reason', () => {
  const answered = (on: string, flags: readonly FlagName[] = [TTR]): KnownReassessment => ({
    state: 'answered',
    flags,
    answeredOn: day(on),
  })
  const acting: KnownReassessment = { ...answered('2026-01-01'), state: 'acting' }
  const open: KnownReassessment = { state: 'open', flags: [TTR], answeredOn: null }
  const cases: readonly (readonly [
    what: string,
    raised: readonly FlagName[],
    added: readonly FlagName[],
    known: KnownReassessment | undefined,
    answer: readonly FlagName[] | null,
  ])[] = [
    ['nothing is raised', [], [], undefined, null],
    ['the first flag', [TTR], [], undefined, [TTR]],
    ['open, the same flag', [TTR], [TTR], open, null],
    ['open, one more', [TTR, HIGH], [], open, [TTR, HIGH]],
    ['open, another only: none is lost', [HIGH], [], open, [TTR, HIGH]],
    ['open, and nothing raised any more', [], [], open, null],
    ['answered yesterday, the same flag', [TTR], [], answered('2026-11-21'), null],
    [
      'answered, and a flag that was not',
      [TTR, VERY_HIGH],
      [],
      answered('2026-11-21'),
      [TTR, VERY_HIGH],
    ],
    [
      'answered, and a new INR above 8',
      [VERY_HIGH],
      [VERY_HIGH],
      answered('2026-11-21', [VERY_HIGH]),
      [VERY_HIGH],
    ],
    ['answered, one high INR since, not two', [], [HIGH], answered('2026-11-21', [HIGH]), null],
    ['answered one day less than 6 months ago', [TTR], [], answered('2026-05-23'), null],
    ['answered 6 months ago', [TTR], [], answered('2026-05-22'), [TTR]],
    ['a plan is looked at on its day, not after 6 months', [TTR], [], acting, null],
    ['a plan, and a flag that was not answered', [HIGH], [], acting, [HIGH]],
  ]
  for (const [what, raised, added, known, answer] of cases) {
    test(what, () => {
      assert.deepEqual(reassessmentCalledFor(raised, added, known, TODAY), answer)
    })
  }
})

const anyFlags = fc.subarray([...FLAG_NAMES])
const anyKnown: fc.Arbitrary<KnownReassessment> = fc.record({
  state: fc.constantFrom('open', 'acting', 'answered'),
  flags: anyFlags,
  answeredOn: fc.option(fc.integer({ min: 0, max: 400 }).map((ago) => addDays(TODAY, -ago))),
})

test('H21: whatever came before, a flag that was never answered opens one, and none of an open one is lost', () => {
  fc.assert(
    fc.property(
      anyFlags,
      anyFlags,
      fc.option(anyKnown, { nil: undefined }),
      (raised, added, known) => {
        const called = reassessmentCalledFor(raised, added, known, TODAY)
        const unanswered = raised.filter((name) => !(known?.flags ?? []).includes(name))
        if (unanswered.length > 0) assert(unanswered.every((name) => called?.includes(name)))
        if (raised.length === 0) assert.equal(called, null)
        if (known?.state === 'open' && called !== null) {
          assert(known.flags.every((name) => called.includes(name)))
        }
        const after = { state: 'open', flags: called ?? [], answeredOn: null } as const
        if (called !== null) assert.equal(reassessmentCalledFor(raised, added, after, TODAY), null)
      },
    ),
  )
})

test('only a sure flag is raised; what is possible or not known opens nothing', () => {
  const flags = {
    twoAboveFive: 'possible',
    oneAboveEight: 'not-known',
    twoBelowOneAndAHalf: 'no',
    timeInRangeBelow65: 'yes',
  } as const
  assert.deepEqual(raisedFlags(flags), ['timeInRangeBelow65'])
  assert.equal(flagsInWords([TTR, HIGH]), 'two INRs above 5 in 6 months; time in range below 65 %')
})

test('S5 asks for it in atrial fibrillation', () => {
  assert.equal(isRequiredBy('paroxysmal-af'), true)
  assert.equal(isRequiredBy('atrial-flutter'), true)
  assert.equal(isRequiredBy('mechanical-mitral-valve'), false)
  assert.equal(isRequiredBy('no-such-indication'), false)
  assert.equal(isRequiredBy(null), false)
})
