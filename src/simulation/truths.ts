// What a virtual body does with warfarin. No rule may be believed that holds in one truth only.
import { HAMBERG_2010, HAMBERG_SECOND, type ParameterSet } from '#kinetics/constants.ts'
import { advance, type Days, daysOf, inrOf, newCourse, restart } from '#kinetics/course.ts'
import {
  advanceOther,
  newOtherCourse,
  type OtherDays,
  otherDaysOf,
  otherInrOf,
  otherSteadyDose,
} from '#kinetics/hamberg-2007.ts'
import { calibratedParameters, calibrationOf, type Parameters } from '#kinetics/parameters.ts'
import { steadyDose } from '#kinetics/steady-state.ts'
import { type Life, MISSED } from './life.ts'
import type { VirtualPerson } from './people.ts'

export const TRUTHS = ['hamberg', 'second-set', 'hamberg-2007'] as const
export type Truth = (typeof TRUTHS)[number]

export const TRUTH_WORDS: Readonly<Record<Truth, string>> = {
  hamberg: 'Hamberg 2010, calibrated to real doses',
  'second-set': 'The second parameter set that is quoted as Hamberg (gamma 1.39, 27.2 and 110.9 h)',
  'hamberg-2007': 'Hamberg 2007: two compartments and another clotting chain',
}

/** A body, used for one person after the other. */
export type Body = {
  readonly begin: (person: VirtualPerson) => void
  /** Lives the days of a life from one up to another: what was told is taken, in milligrams, but where it is missed. */
  readonly live: (life: Life, told: Float64Array, from: number, until: number) => void
  readonly inr: () => number
  /** The dose in milligrams a day that holds an INR at a need: what only an oracle knows. */
  readonly doseFor: (inr: number, logNeed: number) => number
}

/** A body of one truth. */
export function bodyOf(truth: Truth): Body {
  switch (truth) {
    case 'hamberg':
      return hambergBody(HAMBERG_2010)
    case 'second-set':
      return hambergBody(HAMBERG_SECOND)
    case 'hamberg-2007':
      return otherBody()
  }
}

/** The model of one person: their traits, calibrated, with what is their own. */
export function parametersOf(person: VirtualPerson, set: ParameterSet): Parameters {
  const typical = calibratedParameters(person, set)
  return {
    ...typical,
    kde: typical.kde * person.kdeFactor,
    edk50: typical.edk50 * person.edk50Factor,
  }
}

function hambergBody(set: ParameterSet): Body {
  const course = newCourse()
  let parameters: Parameters | undefined
  let days: Days | undefined
  return {
    begin: (person) => {
      parameters = parametersOf(person, set)
      days = daysOf(parameters)
      restart(course)
    },
    live: (life, told, from, until) => {
      reaches(life, told, until)
      if (parameters === undefined || days === undefined) return
      for (let day = from; day < until; day += 1) {
        advance(course, taken(life, told, day), days, life.logNeed[day] ?? 0)
        life.inrs[day] = inrOf(course, parameters)
      }
    },
    inr: () => (parameters === undefined ? Number.NaN : inrOf(course, parameters)),
    doseFor: (inr, logNeed) =>
      parameters === undefined ? Number.NaN : steadyDose(inr, parameters) * Math.exp(logNeed),
  }
}

/** The columns have a place for each day up to one: past their end no dose would be taken and no INR kept, in silence. */
function reaches({ inrs }: Life, told: Float64Array, until: number): void {
  const days = Math.min(inrs.length, told.length)
  if (until > days) throw new RangeError(`${until} days of a life of ${days}`)
}

/** What was told is taken, in milligrams, but where it is missed. */
const taken = ({ missed }: Life, told: Float64Array, day: number): number =>
  missed[day] === MISSED ? 0 : (told[day] ?? 0)

function otherBody(): Body {
  const course = newOtherCourse()
  let days: OtherDays | undefined
  return {
    begin: (person) => {
      const need = person.edk50Factor * calibrationOf(person.weightKg)
      days = otherDaysOf(person, { need, quickness: person.kdeFactor })
      course.fill(1)
      course[0] = 0
      course[1] = 0
    },
    live: (life, told, from, until) => {
      reaches(life, told, until)
      if (days === undefined) return
      for (let day = from; day < until; day += 1) {
        advanceOther(course, taken(life, told, day), days, life.logNeed[day] ?? 0)
        life.inrs[day] = otherInrOf(course)
      }
    },
    inr: () => otherInrOf(course),
    doseFor: (inr, logNeed) =>
      days === undefined ? Number.NaN : otherSteadyDose(inr, days) * Math.exp(logNeed),
  }
}
