// What a trial assumes of people and of the clinic, and the other assumptions under which its answer must hold too.
import { WITHIN_PERSON, type WithinPerson } from '#kinetics/constants.ts'

/** How a clinic is run, besides its dosing. */
export type ClinicDays = {
  /** Weekdays on which it tests, 1 is Monday. */
  readonly weekdays: readonly number[]
  /** The share of its days that are full: who was due then comes on its next day. */
  readonly full: number
  /** The share of tests to which nobody comes; they come so many days later. */
  readonly absent: number
  readonly lateDays: number
}

export type Scenario = {
  readonly id: ScenarioId
  readonly words: string
  readonly within: WithinPerson
  readonly clinic: ClinicDays
}

/** @see docs/evidence.md#scenarios */
const EVERY_DAY: ClinicDays = {
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  full: 0,
  absent: 0,
  lateDays: 7,
}

export const SCENARIOS = [
  'base',
  'steady-people',
  'quick-change',
  'slow-change',
  'noisy-meter',
  'missed-doses',
  'more-illness',
  'late-comers',
  'two-days-a-week',
] as const
export type ScenarioId = (typeof SCENARIOS)[number]

type Changes = {
  readonly words: string
  readonly within?: Partial<WithinPerson>
  readonly clinic?: Partial<ClinicDays>
}

/** Source: rows of PK/PD reference 6.5; the clinic's own are choices. Status: derived. @see docs/evidence.md#scenarios */
const CHANGES: Readonly<Record<ScenarioId, Changes>> = {
  base: { words: 'As calibrated' },
  'steady-people': {
    words: 'People change half as much',
    within: { wanderSpread: WITHIN_PERSON.wanderSpread / 2 },
  },
  'quick-change': { words: 'People change within two weeks', within: { wanderDays: 14 } },
  'slow-change': { words: 'People change over four months', within: { wanderDays: 120 } },
  'noisy-meter': { words: 'INRs are half as inexact again', within: { inrSpread: 0.15 } },
  'missed-doses': { words: '8 % of doses are missed', within: { missed: 0.08 } },
  'more-illness': { words: 'Three illnesses a year', within: { illnessesAYear: 3 } },
  'late-comers': { words: 'One test in five is a week late', clinic: { absent: 0.2 } },
  'two-days-a-week': {
    words: 'A clinic on Tuesdays and Fridays, one day in five full',
    clinic: { weekdays: [2, 5], full: 0.2 },
  },
}

export function scenarioOf(id: ScenarioId): Scenario {
  const { words, within, clinic } = CHANGES[id]
  return {
    id,
    words,
    within: { ...WITHIN_PERSON, ...within },
    clinic: { ...EVERY_DAY, ...clinic },
  }
}
