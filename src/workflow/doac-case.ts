import { type Doac, type DoacDose, isDoac } from '#clinical/doac/doac.ts'
import type { MonitoringTable } from '#clinical/doac/monitoring.ts'
import { doacReviewsOf, type FoundDoacReview } from '#store/doac-reviews.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { type Measurement, newestMeasurements } from '#store/measurements.ts'
import { type FoundPatient, findPatient } from '#store/patients.ts'
import { openProcedurePlan } from '#store/procedure-plans.ts'
import { waitForVisit } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { reviewBlocks } from './dosing-blocks.ts'
import { type Finding, notHere, type Refused, refused } from './outcome.ts'
import { procedureBlocks } from './procedure-blocks.ts'
import { siteMonitoring } from './site-monitoring.ts'
import { idTyped } from './typed-id.ts'
import { runningEpisode } from './visit-case.ts'

/** A course of a direct oral anticoagulant with all that a review of it looks at. */
export type DoacCase = {
  readonly kind: 'doac-case'
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  readonly medicine: Doac
  readonly planned: DoacDose
  readonly newest: readonly Measurement[]
  /** Newest first. */
  readonly reviews: readonly FoundDoacReview[]
  /** By which this site monitors today. */
  readonly monitoring: MonitoringTable
}

/** How many reviews the page shows. */
const REVIEWS_SHOWN = 8

/** Opens the course of a patient who can be reviewed now; else says why not and what to do. */
export async function openDoacCase(
  desk: Desk,
  patientId: string | undefined,
  aim: 'to-ask' | 'to-save',
): Promise<DoacCase | Refused> {
  const { tx, today } = desk
  const id = idTyped(patientId)
  const [patient, , episodes] = await Promise.all([
    findPatient(tx, id),
    aim === 'to-save' ? waitForVisit(tx, id) : undefined,
    episodesOf(tx, id),
  ])
  if (patient === undefined) return notHere('patient')
  const episode = runningEpisode(episodes)
  const procedure = episode && (await openProcedurePlan(tx, episode.id))
  const blocks = [...reviewBlocks(patient, episode, today), ...procedureBlocks(procedure, today)]
  if (episode === undefined || blocks.length > 0) return refused(409, ...blocks)
  const { medicine, doac } = episode.plan
  const planned = doac?.dose ?? null
  if (!isDoac(medicine) || planned === null) return refused(409, NOT_A_DOAC)
  const [newest, reviews, monitoring] = await Promise.all([
    newestMeasurements(tx, patient.id),
    doacReviewsOf(tx, episode.id, REVIEWS_SHOWN),
    siteMonitoring(desk),
  ])
  return { kind: 'doac-case', patient, episode, medicine, planned, newest, reviews, monitoring }
}

const NOT_A_DOAC: Finding = {
  field: '',
  code: 'not-a-doac',
  message:
    'This course is not of a direct oral anticoagulant with a dose. Open the treatment plan, or enter an INR.',
}
