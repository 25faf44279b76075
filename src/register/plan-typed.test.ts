import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { DOAC_STRENGTHS_UG, DOACS, type Doac, isDoac } from '#clinical/doac/doac.ts'
import { ug } from '#clinical/dose.ts'
import { INDICATIONS } from '#clinical/indications.ts'
import { STRENGTHS } from '#clinical/tablets.ts'
import { againstLength } from './bridging.ts'
import { DOAC_STAGES } from './doac-plan.ts'
import { HOW_STARTED, MEASURING_METHODS, MEDICINES, PROTOCOLS } from './episode.ts'
import { KNOWN } from './patient-flags.ts'
import { parsePlan } from './plan-form.ts'
import { typedPlan } from './plan-typed.ts'

const oneOf = <Word>(words: readonly Word[]) => fc.option(fc.constantFrom(...words))
const aDay = fc.integer({ min: 0, max: 900 }).map((days) => addDays(day('2025-01-01'), days))
const laterDay = aDay.map((on) => addDays(on, 1000))
const words = fc.constantFrom('', 'As in the letter', 'Yellow book given; daughter helps')

const plans = fc.record(
  {
    medicine: oneOf(MEDICINES.filter((medicine) => !isDoac(medicine))),
    indication: oneOf(INDICATIONS.map(({ id }) => id)),
    indicationText: words,
    clinicalReason: words,
    target: fc.option(
      fc.integer({ min: 20, max: 40 }).map((valueTenths) => ({
        valueTenths,
        lowTenths: valueTenths - 5,
        highTenths: valueTenths + 5,
      })),
    ),
    startedOn: fc.option(aDay),
    duration: fc.option(
      fc.oneof(
        laterDay.map((stopOn) => ({ kind: 'until' as const, stopOn })),
        laterDay.map((reviewOn) => ({ kind: 'long-term' as const, reviewOn })),
      ),
    ),
    protocol: oneOf(PROTOCOLS),
    tabletSet: fc.option(
      fc.record(
        {
          strengths: fc
            .subarray([...STRENGTHS], { minLength: 1 })
            .map((ticked) => STRENGTHS.filter((strength) => ticked.includes(strength))),
          halves: fc.boolean(),
        },
        { noNullPrototype: true },
      ),
    ),
    method: oneOf(MEASURING_METHODS),
    howStarted: oneOf(HOW_STARTED),
    managementPlan: words,
    relevantFindings: words,
    dailyUg: fc.option(fc.integer({ min: 1, max: 40 }).map((halves) => ug(halves * 500))),
  },
  { noNullPrototype: true },
)

/** A dose of a strength of this medicine, or none yet. */
const doacOf = (medicine: Doac) =>
  fc.record(
    {
      dose: fc.option(
        fc.record(
          {
            ug: fc.constantFrom(...DOAC_STRENGTHS_UG[medicine]).map(ug),
            timesADay: fc.constantFrom(1 as const, 2 as const),
          },
          { noNullPrototype: true },
        ),
      ),
      stage: oneOf(DOAC_STAGES),
      treatedSince: fc.option(aDay),
      highRecurrenceRisk: fc.constantFrom(...KNOWN),
    },
    { noNullPrototype: true },
  )

test('a plan of a direct oral anticoagulant that is shown and sent back is the same plan', () => {
  const doacPlans = fc
    .constantFrom(...DOACS)
    .chain((medicine) =>
      fc.tuple(plans, doacOf(medicine)).map(([plan, doac]) => ({ ...plan, medicine, doac })),
    )
  fc.assert(
    fc.property(doacPlans, (plan) => {
      assert.deepEqual(parsePlan(typedPlan(plan)), { kind: 'plan', plan })
    }),
  )
})

test('a plan that is shown on its form and sent back is the same plan', () => {
  const within = plans.filter((plan) => againstLength(plan).length === 0)
  fc.assert(
    fc.property(within, (plan) => {
      assert.deepEqual(parsePlan(typedPlan(plan)), { kind: 'plan', plan })
    }),
  )
})
