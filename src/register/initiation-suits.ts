// Whether a protocol is for this patient, this plan and this kind of provider (S2, S6; H08).
import { clinicalDate, type Day } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { indicationOf } from '#clinical/indications.ts'
import { INITIATION_TARGET } from '#clinical/initiation/advise-initiation.ts'
import type { ProtocolTable } from '#clinical/initiation/protocol.ts'
import { unmakeableDoses } from '#clinical/initiation/tables.ts'
import { plannedTests } from '#clinical/initiation/timetable.ts'
import type { EpisodePlan } from './episode.ts'
import type { PatientDetails } from './patient.ts'
import type { FieldFinding } from './typed-fields.ts'

export type InitiatingProvider = 'gp-practice' | 'community-pharmacy' | 'hospital-clinic'

export type Start = {
  readonly table: ProtocolTable
  readonly plan: EpisodePlan
  readonly details: PatientDetails
  readonly age: number
  readonly provider: InitiatingProvider
}

type Check = (start: Start) => FieldFinding | undefined

const finding = (field: string, code: string, message: string): FieldFinding => ({
  field,
  code,
  message,
})

/** Everything for which this protocol is not for this start; empty when it may begin. */
export const unsuited = (start: Start): readonly FieldFinding[] =>
  CHECKS.flatMap((check) => check(start) ?? [])

const provider: Check = ({ provider: kind, table }) => {
  if (kind === 'community-pharmacy') {
    return finding(
      'protocol',
      'provider-may-not-initiate',
      'A community pharmacy does not start warfarin: refer to a practice that does (level 5).',
    )
  }
  if (table.providers.includes(kind)) return undefined
  return finding('protocol', 'hospital-only', `${table.name} is for hospital clinics only.`)
}

/** Level 5 is the start of warfarin in AF by a general practice, and nothing else. */
const indication: Check = ({ provider: kind, plan }) => {
  const isAf = indicationOf(plan.indication ?? '')?.isAtrialFibrillation === true
  return kind !== 'gp-practice' || isAf
    ? undefined
    : finding(
        'indication',
        'level-5-is-af',
        'A general practice starts warfarin in atrial fibrillation only (level 5). Refer this patient.',
      )
}

const medicine: Check = ({ plan }) =>
  plan.medicine === 'warfarin'
    ? undefined
    : finding('protocol', 'not-warfarin', 'These protocols are for warfarin.')

const startedHere: Check = ({ plan }) =>
  plan.howStarted === 'initiated-here'
    ? undefined
    : finding(
        'protocol',
        'started-elsewhere',
        'The plan says that treatment was started elsewhere. Only who is started here follows a protocol from day 1.',
      )

const target: Check = ({ plan }) => {
  const { valueTenths, lowTenths, highTenths } = INITIATION_TARGET
  const isIts =
    plan.target?.valueTenths === valueTenths &&
    plan.target.lowTenths === lowTenths &&
    plan.target.highTenths === highTenths
  return isIts
    ? undefined
    : finding(
        'protocol',
        'other-target',
        'The protocols are made for a target of 2.5 (2.0 to 3.0).',
      )
}

const tablets: Check = ({ plan, table }) => {
  if (plan.tabletSet === null) return undefined
  const missing = unmakeableDoses(table, plan.tabletSet)
  if (missing.length === 0) return undefined
  const doses = missing.map((dose) => formatMg(dose)).join(', ')
  return finding(
    'protocol',
    'tablets',
    `The tablets of the plan cannot make ${doses}, which this protocol may need. Add 0.5 mg tablets, or another strength, to the plan first.`,
  )
}

const valve: Check = ({ details }) =>
  details.mechanicalValve.kind === 'none'
    ? undefined
    : finding(
        'protocol',
        'valve',
        'With a mechanical valve, or when that is not recorded, there is no start by a protocol. Record it in the details first.',
      )

const sex: Check = ({ details, table }) =>
  !table.needsSex || details.sex === 'female' || details.sex === 'male'
    ? undefined
    : finding('protocol', 'sex', 'The doses of this protocol differ by sex. Record it first.')

const age: Check = ({ age: years }) =>
  years >= 18
    ? undefined
    : finding('protocol', 'age', 'The protocols are for adults of 18 years or more.')

const ownMeter: Check = ({ plan, table }) =>
  plan.method === 'own-meter' && table.pace === 'fast'
    ? finding('protocol', 'self-tester', 'A fast start is not for people who test themselves.')
    : undefined

const CHECKS: readonly Check[] = [
  provider,
  indication,
  medicine,
  startedHere,
  target,
  tablets,
  valve,
  sex,
  age,
  ownMeter,
]

/** Days that treatment may be planned ahead. A local setting: the baseline must still hold on day 1. */
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
  const days = (found: typeof tests) =>
    found.map(({ day, on }) => `day ${day}, ${clinicalDate(on)}`).join('; ')
  return [
    ...(holidays.length === 0
      ? []
      : [
          finding(
            'firstOn',
            'test-on-bank-holiday',
            `A test falls on a bank holiday: ${days(holidays)}. Choose another first day.`,
          ),
        ]),
    ...(weekends.length === 0
      ? []
      : [
          finding(
            'firstOn',
            'test-at-weekend',
            `A test falls on a weekend: ${days(weekends)}. Choose another first day, or say that you test then.`,
          ),
        ]),
  ]
}
