import { isBankHoliday } from '#base/bank-holidays.ts'
import { addDays, type Day, daysBetween, londonDay } from '#base/day.ts'
import { monthsAfter, monthsBefore } from '#clinical/months.ts'
import { activateEpisode } from './activate-episode.ts'
import { must, review, TOLD } from './demonstration-doac-review.ts'
import type { Caller, House } from './desk.ts'
import { findPatients } from './find-patients.ts'
import { newId } from './new-id.ts'
import { planEpisode } from './plan-episode.ts'
import { registerPatient } from './register-patient.ts'

/** Who wrote the plan and who reviews, in the demonstration. */
export type Clinicians = { readonly prescriber: Caller; readonly nurse: Caller }

export type Someone = {
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: string
  readonly sex: 'female' | 'male'
  readonly nhsNumber: string
  readonly plan: Readonly<Record<string, string>>
  /** Days ago that treatment began. */
  readonly startedAgo: number
  readonly weight: string
  readonly creatinine: string
  /** Days ago of the one review that was made; null for somebody who has just begun. */
  readonly reviewedAgo: (today: Day) => number | null
  readonly saved: Readonly<Record<string, string>>
}

export const AF = { indication: 'atrial-fibrillation', clinicalReason: 'Stroke prevention in AF' }
const threeMonthsAgo = (today: Day) => daysBetween(monthsBefore(today, 3), today)

/** Five invented people: due today, due soon, overdue, one whose dose does not match, one who has just begun. */
const PEOPLE: readonly Someone[] = [
  {
    familyName: 'Okonjo',
    givenName: 'Beatrice',
    dateOfBirth: '1949-03-12',
    sex: 'female',
    nhsNumber: '9998770114',
    plan: { ...AF, medicine: 'apixaban', doacMg: '5', doacTimes: '2' },
    startedAgo: 340,
    weight: '68',
    creatinine: '82',
    reviewedAgo: threeMonthsAgo,
    saved: TOLD,
  },
  {
    familyName: 'Lindqvist',
    givenName: 'Per',
    dateOfBirth: '1961-07-30',
    sex: 'male',
    nhsNumber: '9998770122',
    plan: {
      indication: 'pulmonary-embolism',
      clinicalReason: 'Pulmonary embolism after surgery',
      medicine: 'rivaroxaban',
      doacMg: '20',
      doacTimes: '1',
      doacStage: 'treatment',
    },
    startedAgo: 110,
    weight: '88',
    creatinine: '90',
    reviewedAgo: () => 70,
    saved: TOLD,
  },
  {
    familyName: 'Fothergill',
    givenName: 'Winifred',
    dateOfBirth: '1944-11-02',
    sex: 'female',
    nhsNumber: '9998770130',
    plan: { ...AF, medicine: 'edoxaban', doacMg: '60', doacTimes: '1' },
    startedAgo: 200,
    weight: '57',
    creatinine: '88',
    reviewedAgo: () => 0,
    saved: { reasonCode: 'dose-being-corrected', reasonNote: 'Weight is now below 60 kg' },
  },
  {
    familyName: 'Abernathy',
    givenName: 'Douglas',
    dateOfBirth: '1942-01-19',
    sex: 'male',
    nhsNumber: '9998770149',
    plan: { ...AF, medicine: 'dabigatran', doacMg: '110', doacTimes: '2' },
    startedAgo: 300,
    weight: '79.5',
    creatinine: '95',
    reviewedAgo: (today) => threeMonthsAgo(today) + 12,
    saved: TOLD,
  },
  {
    familyName: 'Petrescu',
    givenName: 'Ioana',
    dateOfBirth: '1953-05-08',
    sex: 'female',
    nhsNumber: '9998770157',
    plan: { ...AF, medicine: 'apixaban', doacMg: '5', doacTimes: '2' },
    startedAgo: 14,
    weight: '74',
    creatinine: '70',
    reviewedAgo: () => null,
    saved: TOLD,
  },
]

/** That day, or the nearest before it that is no bank holiday. */
const workingDayBy = (on: Day): Day =>
  isBankHoliday(on) === true ? workingDayBy(addDays(on, -1)) : on

const DAY_MS = 86_400_000

/**
 * Brings a handful of people on direct oral anticoagulants into the demonstration, by the product's own acts on the
 * days on which they would have been done.
 */
export async function bringInDoacs(house: House, by: Clinicians): Promise<void> {
  for (const someone of PEOPLE) await bringIn(house, by, someone)
}

/** The product as it was so many days ago. */
export const daysAgo = (house: House, days: number): House => ({
  ...house,
  clock: () => house.clock() - days * DAY_MS,
})

/**
 * Registers, plans, starts and reviews one person, each on its day; answers who it is. Somebody who is there already, however
 * far that was when it was broken off, is left so, and nobody is answered.
 */
export async function bringIn(
  house: House,
  by: Clinicians,
  someone: Someone,
): Promise<string | undefined> {
  const there = must(await findPatients(house, by.nurse, { who: someone.nhsNumber }))
  if (there.people.length > 0) return undefined
  const { startedAgo, reviewedAgo } = someone
  const then = daysAgo(house, startedAgo)
  const startedOn = londonDay(then.clock())
  const patientId = await register(then, by.nurse, someone)
  const episodeId = await plan(then, by.prescriber, patientId, someone, startedOn)
  const reviewed = reviewedAgo(londonDay(house.clock()))
  await activate(then, by.prescriber, episodeId, workingDayBy(monthsAfter(startedOn, 1)))
  if (reviewed !== null) {
    await review(
      daysAgo(house, reviewed),
      by.nurse,
      { patientId, version: '2', seenReview: '' },
      someone,
    )
  }
  return patientId
}

async function register(house: House, by: Caller, someone: Someone): Promise<string> {
  const { familyName, givenName, dateOfBirth, sex, nhsNumber } = someone
  const asked = {
    familyName,
    givenName,
    dateOfBirth,
    sex,
    nhsNumber,
    nhsNumberAgain: nhsNumber,
    telephone: '01632 960077',
    preferredChannel: 'telephone',
    housebound: 'no',
    registeredPractice: 'C88001',
    allergies: 'None known',
    mechanicalValve: 'no',
    mitralStenosis: 'no',
    antiphospholipid: 'no',
    liverDisease: 'no',
  }
  const outcome = await registerPatient.run(house, by, newId(house.clock()), asked)
  return must(outcome).patientId
}

async function plan(
  house: House,
  by: Caller,
  patientId: string,
  someone: Someone,
  startedOn: Day,
): Promise<string> {
  const asked = {
    ...someone.plan,
    patientId,
    startedOn,
    duration: 'long-term',
    reviewOn: addDays(startedOn, 365),
    howStarted: 'initiated-here',
    managementPlan: 'Alert card given; missed doses explained; blood tests by the interval',
  }
  return must(await planEpisode.run(house, by, newId(house.clock()), asked)).subject ?? ''
}

async function activate(house: House, by: Caller, episodeId: string, nextTestOn: Day) {
  const asked = { episodeId, version: '1', phase: 'maintaining', nextTestOn }
  must(await activateEpisode.run(house, by, newId(house.clock()), asked))
}
