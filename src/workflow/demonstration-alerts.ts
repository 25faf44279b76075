import { allAlertReviews } from '#store/alert-reviews.ts'
import {
  both,
  does,
  evening,
  leaves,
  type Scene,
  type Step,
  type Story,
  theOther,
} from './demonstration-guests.ts'
import { lookUp } from './demonstration-line.ts'
import { replans } from './demonstration-targets.ts'
import { comesOn, isDosed } from './demonstration-visits.ts'
import { reviewAlertsNightly } from './review-alerts-nightly.ts'

/** Comes from a ward that gives 1 mg tablets only, so that no strength is taken for another. */
const comesOnOnes = (dailyMg: number): Step =>
  both(
    comesOn(dailyMg),
    replans({
      'tablet-500': '',
      'tablet-3000': '',
      'tablet-5000': '',
      changeReason: 'Had 1 mg tablets only on the ward, and is to keep to them',
    }),
  )

/** A dose that changes asks about the many tablets, and is saved with the same reason each time. Until it suits they come each week. */
const bothAre =
  (visit: Parameters<typeof isDosed>[3]) =>
  (inr: string, otherInr: string): Step => {
    const isTested = (measured: string) => isDosed(measured, READ_BACK, {}, visit)
    return both(isTested(inr), theOther(isTested(otherInr)))
  }
const READ_BACK = { how: 'read-back', readBack: 'yes' }
const areTested = bothAre({ againInDays: 7 })
const areSteady = bothAre({})

/** Nobody is named the safety officer, and the clinical lead says what is done about the question. */
const isSettled: Step = async (scene: Scene) => {
  const reviews = await lookUp(scene.years, allAlertReviews)
  for (const { id, version, state } of reviews) {
    if (state === 'closed') continue
    await does(scene, 'clinical-lead', 'close-alert-review', {
      reviewId: id,
      version: `${version}`,
      outcome: 'redesign-asked',
      note: 'Whoever has 1 mg tablets only takes many: ask once for each patient, not at each change of dose',
    })
  }
}

const AT = { loxley: 0, crookes: 75 }

/** A question that a site is asked so often, and goes past each time, that its safety officer is to look at it. */
export const ALERTS: readonly Story[] = [
  {
    told: AT,
    steps: [
      [-35, both(comesOnOnes(8), theOther(comesOnOnes(9)))],
      [-28, areTested('1.6', '3.6')],
      [-21, areTested('2.3', '3.4')],
      [-14, areTested('3.3', '2.6')],
      [-7, areTested('1.8', '1.7')],
      [0, areSteady('2.4', '2.2')],
      [14, areSteady('2.6', '2.5')],
      [20, both(leaves, theOther(leaves))],
    ],
  },
  {
    told: AT,
    steps: [
      [-34, both(comesOnOnes(7), theOther(comesOnOnes(8)))],
      [-27, areTested('1.7', '3.5')],
      [-20, areTested('1.7', '2.9')],
      [-13, areTested('2.5', '1.7')],
      [-6, areTested('3.4', '1.7')],
      [-1, evening(reviewAlertsNightly)],
      [1, areSteady('2.7', '2.4')],
      [5, isSettled],
      [15, areSteady('2.4', '2.7')],
      [20, both(leaves, theOther(leaves))],
    ],
  },
]
