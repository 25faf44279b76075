import { z } from 'zod'
import { HAMBERG_2010 } from '#kinetics/constants.ts'
import {
  absorbedDaysOf,
  advance,
  advanceAbsorbed,
  type Course,
  daysOf,
  inrOf,
  newCourse,
} from '#kinetics/course.ts'
import {
  calibratedParameters,
  clearanceOf,
  type Parameters,
  publishedParameters,
} from '#kinetics/parameters.ts'
import { steadyDose, steadyInr } from '#kinetics/steady-state.ts'
import { decimalOf, tenths, wholeBetween } from './case-numbers.ts'
import { caseMg, UNREAD } from './case-words.ts'

const UG_IN_A_MG = 1000
const LONGEST_DAYS = 3660
const REFERENCE_AGE_YEARS = 71
/** In four parts a day the INR is within 0.0001 of the exact one. */
const PARTS_OF_A_DAY = 4

const named = { ...UNREAD, name: z.string(), tolerance: z.unknown().optional() }
const ageYears = wholeBetween(18, 120)
const mg = caseMg.transform((ug) => ug / UG_IN_A_MG)
const someMg = mg.refine((dose) => dose > 0, 'must be more than 0')
const days = wholeBetween(1, LONGEST_DAYS)

const traits = {
  age_years: ageYears,
  cyp2c9: z.enum(['*1/*1', '*1/*2', '*1/*3', '*2/*2', '*2/*3', '*3/*3']),
  vkorc1: z.enum(['GG', 'GA', 'AA']),
}

/** A dose holds only an INR that warfarin raises. */
const targetInr = tenths
  .refine((inr) => inr > 10 && inr < 210, 'must be above 1.0 and below 21.0')
  .transform((inr) => inr / 10)

const hambergCase = z.discriminatedUnion('type', [
  z.strictObject({
    ...named,
    ...traits,
    type: z.literal('steady_state_inr'),
    dose_mg_per_day: mg,
  }),
  z.strictObject({
    ...named,
    ...traits,
    type: z.literal('steady_state_dose'),
    target_inr: targetInr,
  }),
  z.strictObject({
    ...named,
    ...traits,
    type: z.literal('steady_state_dose_calibrated'),
    target_inr: targetInr,
    weight_kg: decimalOf(UG_IN_A_MG, 'must have at most three decimal places')
      .transform((grams) => grams / UG_IN_A_MG)
      .refine((kg) => kg >= 20 && kg <= 350, 'must be from 20 to 350 kg'),
  }),
  z
    .strictObject({
      ...named,
      ...traits,
      type: z.literal('time_course'),
      /** One after the other; a day without a tablet has 0 mg. */
      daily_doses_mg: z.array(z.strictObject({ mg, days })).min(1),
      day: days,
    })
    .refine(
      ({ daily_doses_mg: doses, day }) => doses.reduce((sum, { days: n }) => sum + n, 0) >= day,
      'the doses must last until "day"',
    ),
  z.strictObject({
    ...named,
    ...traits,
    type: z.literal('rise_time'),
    dose_mg_per_day: someMg,
    fraction_of_rise: z.number().gt(0).lte(0.999),
  }),
  z.strictObject({ ...named, type: z.literal('age_factor_on_dose'), age_years: ageYears }),
])

type HambergCase = z.infer<typeof hambergCase>

/** Cases of the warfarin model, as test/vectors/hamberg.json writes them. */
export const hambergCases = z.object({
  kind: z.literal('hamberg-golden').optional(),
  vectors: z.array(hambergCase),
})

/** One case of the model Hamberg 2010, uncalibrated unless its type says so; in the keys of its `expected`. */
export function answerHamberg(given: HambergCase) {
  return { name: given.name, answer: answerOf(given) }
}

function answerOf(given: HambergCase): Readonly<Record<string, number | null>> {
  if (given.type === 'age_factor_on_dose') return { ratio_to_age_71: ageFactor(given.age_years) }
  const person = { ageYears: given.age_years, cyp2c9: given.cyp2c9, vkorc1: given.vkorc1 }
  const published = publishedParameters(person, HAMBERG_2010)
  switch (given.type) {
    case 'steady_state_inr':
      return { inr: rounded(steadyInr(given.dose_mg_per_day, published)) }
    case 'steady_state_dose':
      return { dose_mg_per_day: rounded(steadyDose(given.target_inr, published)) }
    case 'steady_state_dose_calibrated': {
      const calibrated = calibratedParameters(
        { ...person, weightKg: given.weight_kg },
        HAMBERG_2010,
      )
      return { dose_mg_per_day: rounded(steadyDose(given.target_inr, calibrated)) }
    }
    case 'time_course':
      return timeCourse(given.daily_doses_mg, given.day, published)
    case 'rise_time':
      return {
        first_day_at_or_above: riseTime(given.dose_mg_per_day, given.fraction_of_rise, published),
      }
  }
}

/** The dose for the same INR, as a share of that of somebody of 71 with the same genes. */
const ageFactor = (age: number): number =>
  rounded(
    clearanceOf({ ageYears: age, cyp2c9: '*1/*1' }) /
      clearanceOf({ ageYears: REFERENCE_AGE_YEARS, cyp2c9: '*1/*1' }),
  )

type Doses = readonly { readonly mg: number; readonly days: number }[]

/** The INR at the end of a day, with tablets at once in the blood and with their absorption. */
function timeCourse(doses: Doses, day: number, parameters: Parameters) {
  const daily = doses.flatMap((step) => Array<number>(step.days).fill(step.mg)).slice(0, day)
  const atOnce = daysOf(parameters, PARTS_OF_A_DAY)
  const absorbed = absorbedDaysOf(parameters)
  return {
    inr: after(daily, parameters, (course, dose) => advance(course, dose, atOnce)),
    inr_with_absorption: after(daily, parameters, (course, dose) =>
      advanceAbsorbed(course, dose, absorbed, parameters),
    ),
  }
}

function after(
  daily: readonly number[],
  parameters: Parameters,
  advanceOne: (course: Course, doseMg: number) => void,
): number {
  const course = newCourse()
  for (const dose of daily) advanceOne(course, dose)
  return rounded(inrOf(course, parameters))
}

/** The first day at whose end the INR has made a share of its rise; null when it does not within ten years. */
function riseTime(doseMg: number, fraction: number, parameters: Parameters): number | null {
  const rise = steadyInr(doseMg, parameters) - parameters.inrBase
  const everyDay = daysOf(parameters, PARTS_OF_A_DAY)
  const course = newCourse()
  for (let day = 1; day <= LONGEST_DAYS; day += 1) {
    advance(course, doseMg, everyDay)
    if (inrOf(course, parameters) - parameters.inrBase >= fraction * rise) return day
  }
  return null
}

/** To six places, as the vectors are written. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
