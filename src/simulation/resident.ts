// Somebody invented who lives in a place: a name, a body and a life, day after day under the doses that a clinic gives. A county
// of the demonstration is made of them, and so is the load on a served installation.
import { addDays, type Day, day, daysBetween } from '#base/day.ts'
import { checkDigit } from '#register/nhs-number.ts'
import { metered } from './clinic.ts'
import { type Dice, diceOf } from './dice.ts'
import { emptyLife, type Life, live, MISSED } from './life.ts'
import { FAMILY_NAMES, GIVEN_NAMES, STREETS } from './made-up-names.ts'
import { personOf, type VirtualPerson } from './people.ts'
import { type Scenario, scenarioOf } from './scenarios.ts'
import { type Body, bodyOf } from './truths.ts'

/** What a register knows of somebody. */
export type Identity = {
  readonly familyName: string
  readonly givenName: string
  readonly sex: 'female' | 'male'
  readonly dateOfBirth: Day
  /** Of the range kept for tests: 999 and seven figures. */
  readonly nhsNumber: string
  readonly address: string
  /** Of the range kept for drama; one person in three has none. */
  readonly mobile: string
}

export type Resident = Identity & {
  readonly number: number
  readonly person: VirtualPerson
  readonly joinedOn: Day
  readonly life: Life
  readonly body: Body
  /** Milligrams to be taken on each day since they joined. */
  readonly told: Float64Array
  /** Days that have been lived since they joined. */
  lived: number
}

export type Place = {
  readonly seed: number
  readonly joinedOn: Day
  /** Days that are lived at most. */
  readonly days: number
}

/** How somebody is before the first day: on a dose that suits them. @technical Days until a body is steady. */
const STEADY_AFTER_DAYS = 40
/** The middle of the usual range. @technical What the letter of the service before says. */
const SUITED_INR = 2.5
/** @technical Tablets of 1 mg, one of them halved. */
const STEPS_A_MG = 2

/** Somebody who joins a place on a day, on the dose that suited them until then. */
export function residentOf(number: number, { seed, joinedOn, days }: Place): Resident {
  const dice = diceOf(seed, number)
  const scenario = LATE_AT_TIMES
  const person = personOf(number, dice, scenario.within)
  const life = emptyLife(days)
  live(life, person, dice, scenario)
  const body = bodyOf('hamberg')
  body.begin(person)
  const usual = usualDoseOf(body)
  const before = new Float64Array(STEADY_AFTER_DAYS).fill(usual)
  body.live(emptyLife(STEADY_AFTER_DAYS), before, 0, STEADY_AFTER_DAYS)
  const told = new Float64Array(days + 1).fill(usual)
  const identity = identityOf(number, person, joinedOn, diceOf(seed + 1, number))
  return { ...identity, number, person, joinedOn, life, body, told, lived: 0 }
}

/** One test in so many is not come to. @see docs/evidence.md#scenarios */
const LATE_AT_TIMES: Scenario = {
  ...scenarioOf('base'),
  clinic: { ...scenarioOf('base').clinic, absent: 0.04 },
}

const usualDoseOf = (body: Body): number =>
  Math.max(1, Math.round(body.doseFor(SUITED_INR, 0) * STEPS_A_MG) / STEPS_A_MG)

/** The place in a life of a day. */
export const dayOfLife = ({ joinedOn }: Resident, on: Day): number => daysBetween(joinedOn, on)

/** What may happen to somebody on a day besides what their life holds. */
const CHANCES = ['text', 'event', 'referral'] as const

/** The chance of somebody on a day, above 0 and below 1; each thing that may happen has a chance of its own. */
export const chanceOn = (resident: Resident, on: Day, of: (typeof CHANCES)[number]): number =>
  diceOf(resident.number, dayOfLife(resident, on) * CHANCES.length + CHANCES.indexOf(of)).even()

/** Takes each dose up to a day, that of the day itself left out: it is taken in the evening. */
export function liveUntil(resident: Resident, on: Day): void {
  const { life, told, body } = resident
  const until = dayOfLife(resident, on)
  if (until <= resident.lived) return
  body.live(life, told, resident.lived, until)
  resident.lived = until
}

/** The INR of a day as a meter has it, in the form of a column of results. */
export function readingOn(resident: Resident, on: Day): number {
  liveUntil(resident, on)
  const error = resident.life.logError[dayOfLife(resident, on)] ?? 0
  return metered(resident.body.inr() * Math.exp(error))
}

/** Follows a dose from a day on: so many days without, then so many milligrams a day. */
export function follow(resident: Resident, from: Day, omitDays: number, dailyMg: number): void {
  const first = dayOfLife(resident, from)
  resident.told.fill(0, first, first + omitDays)
  resident.told.fill(dailyMg, first + omitDays)
}

/** Doses that were missed in the week before a day and are spoken of: those before yesterday. */
export function missedBefore(resident: Resident, on: Day): number {
  const yesterday = Math.max(0, dayOfLife(resident, on) - 1)
  const week = resident.life.missed.subarray(Math.max(0, yesterday - 6), yesterday)
  return week.filter((day) => day === MISSED).length
}

/** @technical The calendar. */
const DAYS_IN_A_YEAR = 365

function identityOf(number: number, person: VirtualPerson, today: Day, dice: Dice): Identity {
  const pick = (from: readonly string[]): string =>
    from[Math.floor(dice.even() * from.length)] ?? ''
  const born = addDays(today, -Math.floor((person.ageYears + dice.even()) * DAYS_IN_A_YEAR))
  return {
    familyName: pick(FAMILY_NAMES),
    givenName: pick(GIVEN_NAMES[person.sex]),
    sex: person.sex,
    dateOfBirth: day(born),
    nhsNumber: nhsNumberOf(number),
    address: `${1 + Math.floor(dice.even() * 120)} ${pick(STREETS)}`,
    mobile: number % 3 === 0 ? '' : `07700 900${`${number % 1000}`.padStart(3, '0')}`,
  }
}

/** Where the numbers of residents begin; those of the export and of the tests lie below. @technical Numbers for tests. */
const FIRST_NUMBER = 500_000

/** The test number (999 ...) of a resident; ten neighbours in eleven have one of their own. */
function nhsNumberOf(number: number): string {
  for (let nth = FIRST_NUMBER + number * 2; ; nth += 1) {
    const nine = `999${`${nth}`.padStart(6, '0')}`
    const last = checkDigit(nine)
    if (last !== 10) return `${nine}${last}`
  }
}
