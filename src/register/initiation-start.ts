// The start of a course by an initiation protocol, as its plan and the patient's record have it.
import { clinicalDate, type Day } from '#base/day.ts'
import type { ProtocolTable } from '#clinical/initiation/protocol.ts'
import { type InitiationCandidate, unsuitedBecause } from '#clinical/initiation/suits.ts'
import { plannedTests } from '#clinical/initiation/timetable.ts'
import type { EpisodePlan } from './episode.ts'
import type { PatientDetails } from './patient.ts'
import type { FieldFinding } from './typed-fields.ts'

export type Start = {
  readonly table: ProtocolTable
  readonly plan: EpisodePlan
  readonly details: Pick<PatientDetails, 'mechanicalValve' | 'sex'>
  readonly age: number
  readonly provider: InitiationCandidate['provider']
}

/** The sex as a protocol asks it: anything but these two is not known to it. */
export const sexOf = ({ sex }: Pick<PatientDetails, 'sex'>): InitiationCandidate['sex'] =>
  sex === 'female' || sex === 'male' ? sex : 'not-known'

/** Everything for which this protocol is not for this start; empty when it may begin. */
export function unsuited({ table, plan, details, age, provider }: Start): readonly FieldFinding[] {
  const found = unsuitedBecause(table, {
    provider,
    medicine: plan.medicine ?? 'not-known',
    indication: plan.indication ?? 'not-known',
    startedHere: plan.howStarted === 'initiated-here',
    target: plan.target ?? 'not-known',
    tabletSet: plan.tabletSet ?? 'not-known',
    mechanicalValve: details.mechanicalValve.kind,
    sex: sexOf(details),
    age,
    method: plan.method ?? 'not-known',
  })
  return found.map(({ code, message }) => ({ field: 'protocol', code, message }))
}

/**
 * Days that treatment may be planned ahead. A local setting: the baseline must still hold on day 1.
 * @see docs/evidence.md#planned-ahead
 */
export const PLANNED_AHEAD_DAYS = 14

/** Which of the fixed test days cannot be kept: a bank holiday never, a weekend only when somebody tests then. */
export function faultsOfFirstDay(
  table: ProtocolTable,
  firstOn: Day,
  testsAtWeekends: boolean,
): readonly FieldFinding[] {
  const tests = plannedTests(table, firstOn)
  const holidays = tests.filter(({ mayBeBankHoliday }) => mayBeBankHoliday)
  const weekends = testsAtWeekends ? [] : tests.filter(({ isWeekend }) => isWeekend)
  return [
    ...fault(
      holidays,
      'test-on-bank-holiday',
      'A test falls on a bank holiday',
      'Choose another first day.',
    ),
    ...fault(
      weekends,
      'test-at-weekend',
      'A test falls on a weekend',
      'Choose another first day, or say that you test then.',
    ),
  ]
}

function fault(
  tests: ReturnType<typeof plannedTests>,
  code: string,
  what: string,
  todo: string,
): readonly FieldFinding[] {
  if (tests.length === 0) return []
  const days = tests.map(({ day, on }) => `day ${day}, ${clinicalDate(on)}`).join('; ')
  return [{ field: 'firstOn', code, message: `${what}: ${days}. ${todo}` }]
}
