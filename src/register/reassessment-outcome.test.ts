import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { NOTHING_KNOWN } from './patient-flags.ts'
import {
  CAUSES,
  causesFound,
  type ReassessmentFacts,
  readReassessment,
} from './reassessment-outcome.ts'

const TODAY = day('2026-11-22')
const FACTS: ReassessmentFacts = {
  today: TODAY,
  raised: ['timeInRangeBelow65'],
  flags: NOTHING_KNOWN,
  indication: 'atrial-fibrillation',
}
const NO_CAUSE = Object.fromEntries(CAUSES.map((cause) => [cause, 'no']))
const IMPROVE = {
  ...NO_CAUSE,
  outcome: 'improve',
  planNote: 'Weekly tests and a dosette box',
  lookAgainOn: '2027-01-03',
}

type Typed = Readonly<Record<string, string>>

/** The codes of what is refused, each with its field; or the outcome. */
function answerTo(typed: Typed, facts: Partial<ReassessmentFacts> = {}): string {
  const read = readReassessment(typed, { ...FACTS, ...facts })
  if (read.kind === 'reassessed') return read.reassessed.outcome
  return read.findings.map(({ field, code }) => `${field}: ${code}`).join(', ')
}

describe('H21: a reassessment is closed by causes that were asked and an outcome with what it needs', () => {
  const cases: readonly (readonly [string, Typed, string, Partial<ReassessmentFacts>?])[] = [
    ['a plan and its day', IMPROVE, 'improve'],
    ['no outcome', { ...IMPROVE, outcome: '' }, 'outcome: required'],
    ['an outcome of nobody', { ...IMPROVE, outcome: 'close' }, 'outcome: required'],
    ['a cause not answered', { ...IMPROVE, diet: '' }, 'diet: required'],
    ['a cause without words', { ...IMPROVE, alcohol: 'yes' }, 'alcoholNote: required'],
    [
      'a cause with words',
      { ...IMPROVE, alcohol: 'yes', alcoholNote: '40 units a week' },
      'improve',
    ],
    ['a cause not known', { ...IMPROVE, illness: 'not-known' }, 'improve'],
    ['no plan', { ...IMPROVE, planNote: ' ' }, 'planNote: required'],
    ['no day', { ...IMPROVE, lookAgainOn: '' }, 'lookAgainOn: required'],
    ['today', { ...IMPROVE, lookAgainOn: TODAY }, 'lookAgainOn: date-range'],
    ['tomorrow', { ...IMPROVE, lookAgainOn: addDays(TODAY, 1) }, 'improve'],
    ['in 84 days', { ...IMPROVE, lookAgainOn: addDays(TODAY, 84) }, 'improve'],
    ['in 85 days', { ...IMPROVE, lookAgainOn: addDays(TODAY, 85) }, 'lookAgainOn: date-range'],
    ['no such day', { ...IMPROVE, lookAgainOn: '2027-02-30' }, 'lookAgainOn: no-such-day'],
    ['a change without its day', { ...NO_CAUSE, outcome: 'change-to-doac' }, 'changeBy: required'],
    [
      'a change',
      { ...NO_CAUSE, outcome: 'change-to-doac', changeBy: '2026-12-06' },
      'change-to-doac',
    ],
    ['going on without a reason', { ...NO_CAUSE, outcome: 'continue' }, 'reason: required'],
    ['going on', { ...NO_CAUSE, outcome: 'continue', reason: 'doac-declined' }, 'continue'],
    [
      'another reason',
      { ...NO_CAUSE, outcome: 'continue', reason: 'other' },
      'continueNote: required',
    ],
    [
      'restored, while it is not',
      { ...NO_CAUSE, outcome: 'continue', reason: 'control-restored' },
      'reason: still-poor',
    ],
    [
      'restored',
      { ...NO_CAUSE, outcome: 'continue', reason: 'control-restored' },
      'continue',
      { raised: [] },
    ],
  ]
  for (const [what, typed, answer, facts] of cases) {
    test(`${what}: ${answer}`, () => assert.equal(answerTo(typed, facts), answer))
  }
})

describe('H19: nobody is to change to a DOAC where none may be used', () => {
  const change = { ...NO_CAUSE, outcome: 'change-to-doac', changeBy: '2026-12-06' }
  const valve = { kind: 'valve', position: 'mitral', make: '' } as const
  const cases: readonly (readonly [string, Partial<ReassessmentFacts>, string])[] = [
    [
      'a mechanical valve',
      { flags: { ...NOTHING_KNOWN, mechanicalValve: valve } },
      'outcome: doac-never',
    ],
    [
      'mitral stenosis',
      { flags: { ...NOTHING_KNOWN, mitralStenosis: 'yes' } },
      'outcome: doac-never',
    ],
    [
      'antiphospholipid',
      { flags: { ...NOTHING_KNOWN, antiphospholipid: 'yes' } },
      'outcome: doac-never',
    ],
    ['a valve by indication', { indication: 'mechanical-aortic-valve' }, 'outcome: doac-never'],
    [
      'antiphospholipid by indication',
      { indication: 'antiphospholipid-thrombosis' },
      'outcome: doac-never',
    ],
    ['none of them', { flags: { ...NOTHING_KNOWN, mitralStenosis: 'no' } }, 'change-to-doac'],
  ]
  for (const [what, facts, answer] of cases) {
    test(`${what}: ${answer}`, () => assert.equal(answerTo(change, facts), answer))
  }
})

test('H24: whatever is typed, a plan or a change is never saved without a day on which it comes back', () => {
  const anyText = fc.oneof(
    fc.constant(''),
    fc.string(),
    fc.constantFrom('2026-12-01', '2027-12-01'),
  )
  fc.assert(
    fc.property(
      fc.constantFrom('improve', 'change-to-doac', 'continue', ''),
      fc.record({ planNote: anyText, lookAgainOn: anyText, changeBy: anyText, reason: anyText }),
      (outcome, typed) => {
        const read = readReassessment({ ...NO_CAUSE, ...typed, outcome }, FACTS)
        if (read.kind === 'refused') return
        const { lookAgainOn } = read.reassessed
        assert.equal(lookAgainOn === null, outcome === 'continue')
        if (lookAgainOn !== null) assert(lookAgainOn > TODAY && lookAgainOn <= addDays(TODAY, 84))
      },
    ),
  )
})

test('the causes are told in one sentence, what is not known among them', () => {
  const no = { is: 'no', note: '' } as const
  const none = { adherence: no, interactions: no, diet: no, alcohol: no, illness: no }
  assert.equal(causesFound(none), 'No cause was found')
  const found = {
    ...none,
    alcohol: { is: 'yes', note: '40 units' },
    diet: { is: 'not-known', note: '' },
  } as const
  assert.equal(causesFound(found), 'Alcohol: 40 units. Not known: diet')
})
