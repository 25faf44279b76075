import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { EpisodePlan } from './episode.ts'
import type { PatientDetails } from './patient.ts'
import {
  lastDayOfSender,
  mayStep,
  missingOfPackage,
  stateAfter,
  TRANSFER_STEPS,
  type TransferPackage,
} from './transfer.ts'

const TODAY = day('2026-11-22')
const PLAN: EpisodePlan = {
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  indicationText: 'Atrial fibrillation',
  clinicalReason: 'Stroke prevention',
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  startedOn: day('2025-01-23'),
  duration: { kind: 'long-term', reviewOn: day('2027-01-23') },
  protocol: null,
  tabletSet: { strengths: [1000, 3000], halves: false },
  method: 'provider-meter',
  howStarted: 'transferred-in',
  managementPlan: '',
  relevantFindings: '',
  dailyUg: ug(5000),
}
const WHOLE: TransferPackage = {
  patient: {} as PatientDetails,
  phase: 'maintaining',
  plan: PLAN,
  nextTestOn: '2026-12-06',
  risk: 0,
  results: [{ on: '2026-11-08', comparator: '=', tenths: 25, method: 'laboratory' }],
  dose: { dailyUg: 5000, omitDays: 0, from: '2026-11-08', until: '2026-12-10' },
  warnings: [],
}
const missing = (sent: TransferPackage) => missingOfPackage(sent, TODAY).map(({ field }) => field)

test('S4: nothing is missing of a whole package; the management plan and the protocol are the receiver’s own', () => {
  assert.deepEqual(missing(WHOLE), [])
})

test('S4: who takes warfarin already comes with a result, the dose now and the day of the next test', () => {
  const bare = { ...WHOLE, results: [], dose: null, nextTestOn: null }
  assert.deepEqual(missing(bare), ['inr-1', 'dailyMg', 'nextTestOn'])
})

test('S4: of somebody to be started here neither dose nor result is asked, and everything else is', () => {
  const start = { ...WHOLE, phase: 'accepted', results: [], dose: null, nextTestOn: null } as const
  assert.deepEqual(missing({ ...start, plan: { ...PLAN, tabletSet: null } }), [])
  const plan = { ...PLAN, indication: null, target: null, duration: null, startedOn: null }
  assert.deepEqual(missing({ ...start, plan }), ['indication', 'startedOn', 'duration', 'target'])
})

test('S4: each step is of one side, nothing follows the end, and only what was asked is answered', () => {
  const allowed = TRANSFER_STEPS.flatMap((last) =>
    TRANSFER_STEPS.flatMap((next) =>
      (['sends', 'receives'] as const)
        .filter((side) => mayStep(last, next, side))
        .map((side) => `${last} ${side} ${next}`),
    ),
  )
  const waits = ['sent', 'renewed', 'asked', 'answered']
  const expected = waits.flatMap((last) => [
    `${last} receives renewed`,
    `${last} receives asked`,
    ...(last === 'asked' ? ['asked sends answered'] : []),
    `${last} receives accepted`,
    `${last} receives declined`,
    `${last} sends withdrawn`,
  ])
  assert.deepEqual(allowed, expected)
  assert.deepEqual(stateAfter('asked'), { kind: 'waits', for: 'sends' })
  assert.deepEqual(stateAfter('answered'), { kind: 'waits', for: 'receives' })
})

test('S25: the day of the acceptance is of the receiver alone; a course never ends before it began', () => {
  assert.equal(lastDayOfSender(day('2026-11-21'), day('2025-01-23')), '2026-11-21')
  assert.equal(lastDayOfSender(day('2026-11-21'), TODAY), TODAY)
  assert.equal(lastDayOfSender(day('2026-11-21'), null), '2026-11-21')
})
