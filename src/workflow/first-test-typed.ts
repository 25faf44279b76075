import type { Day } from '#base/day.ts'
import { isDoac } from '#clinical/doac/doac.ts'
import type { EpisodePlan } from '#register/episode.ts'
import { checkFirstReview, checkFirstTest } from '#register/first-test.ts'
import { type Findings, typedDay } from '#register/typed-fields.ts'
import type { FoundPatient } from '#store/patients.ts'
import type { Desk } from './desk.ts'
import { type Refused, refused } from './outcome.ts'
import { siteMonitoring } from './site-monitoring.ts'
import { siteRules } from './site-rules.ts'
import { dayBoxes } from './text-fields.ts'

export const FIRST_TEST_FIELDS = dayBoxes('nextTestOn')

/** The day typed for the next test of treatment that becomes active, if it can be one. */
export async function readFirstTest(
  desk: Desk,
  fields: Readonly<Record<string, string | undefined>>,
  patient: FoundPatient,
  phase: 'initiating' | 'maintaining',
  plan: EpisodePlan,
): Promise<{ readonly kind: 'first-test'; readonly on: Day } | Refused> {
  const { tx, today } = desk
  const findings: Findings = []
  const on = typedDay(fields, 'nextTestOn', findings)
  if (findings.length > 0) return refused(422, ...findings)
  if (isDoac(plan.medicine)) return readFirstReview(desk, on, plan)
  const { ruleSet } = await siteRules(tx)
  const mayHaveValve = patient.details.mechanicalValve.kind !== 'none'
  const faults = checkFirstTest(on, { today, phase, mayHaveValve, longest: ruleSet })
  if (on === null || faults.length > 0) return refused(422, ...faults)
  return { kind: 'first-test', on }
}

/** A course without INRs has its next review in the place of its next test. */
async function readFirstReview(
  desk: Desk,
  on: Day | null,
  { startedOn }: EpisodePlan,
): Promise<{ readonly kind: 'first-test'; readonly on: Day } | Refused> {
  const table = await siteMonitoring(desk)
  const faults = checkFirstReview(on, { today: desk.today, startedOn, table })
  if (on === null || faults.length > 0) return refused(422, ...faults)
  return { kind: 'first-test', on }
}
