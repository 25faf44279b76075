import { addDays, londonDay } from '#base/day.ts'
import { must, TOLD } from './demonstration-doac-review.ts'
import { AF, bringIn, type Clinicians, daysAgo, type Someone } from './demonstration-doacs.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'
import { patientPlans } from './patient-plans.ts'
import { planOverlap } from './plan-overlap.ts'

/** On apixaban, to be changed to warfarin: planned, told, and not begun. */
const CHANGING: Someone = {
  familyName: 'Hathersage',
  givenName: 'Rosalind',
  dateOfBirth: '1957-08-21',
  sex: 'female',
  nhsNumber: '9998770173',
  plan: { ...AF, medicine: 'apixaban', doacMg: '5', doacTimes: '2' },
  startedAgo: 260,
  weight: '71',
  creatinine: '78',
  reviewedAgo: () => 21,
  saved: TOLD,
}

const PLANNED_AGO = 1
const BEGINS_IN = 4
const OVERLAP_DAYS = 12

/** Brings one person in a change of medicine into the demonstration, by the product's own acts. */
export async function bringInChange(house: House, by: Clinicians): Promise<void> {
  const patientId = await bringIn(house, by, CHANGING)
  if (patientId === undefined) return
  const then = daysAgo(house, PLANNED_AGO)
  const today = londonDay(house.clock())
  const { courses } = must(await patientPlans(then, by.prescriber, { patientId }))
  const episode = courses[0]?.episode
  const fromOn = addDays(today, BEGINS_IN)
  const asked = {
    episodeId: episode?.id ?? '',
    version: `${episode?.version ?? 0}`,
    target: '2.5',
    rangeLow: '2.0',
    rangeHigh: '3.0',
    duration: 'long-term',
    reviewOn: addDays(today, 180),
    protocol: 'coventry',
    'tablet-1000': 'yes',
    'tablet-3000': 'yes',
    method: 'provider-meter',
    managementPlan: 'Yellow book given; both are taken until the INR is reached',
    fromOn,
    untilOn: addDays(fromOn, OVERLAP_DAYS),
    note: 'Starts phenytoin, which lowers apixaban',
  }
  must(await planOverlap.run(then, by.prescriber, newId(then.clock()), asked))
}
