import { permission } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { type Doac, type DoacDose, isDoac } from '#clinical/doac/doac.ts'
import { bloodsMonths, type MonitoringTable } from '#clinical/doac/monitoring.ts'
import { GAPS } from '#clinical/doac/stops.ts'
import { formatClearance, type RenalFacts, renalFunction } from '#clinical/renal.ts'
import { doacQuestions, doacStops } from '#register/doac-eligibility.ts'
import { doacReviewsOf, type FoundDoacReview } from '#store/doac-reviews.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { type Measurement, newestMeasurements } from '#store/measurements.ts'
import type { FoundPatient } from '#store/patients.ts'
import type { Desk } from './desk.ts'
import { siteMonitoring } from './site-monitoring.ts'

/** What the page of a course without INRs shows and needs. */
export type DoacSection = {
  readonly medicine: Doac
  readonly planned: DoacDose | null
  readonly newest: readonly Measurement[]
  readonly reviews: readonly FoundDoacReview[]
  readonly renal: RenalShown
  readonly monitoring: MonitoringTable
  /** What the record says against the medicine, or does not say. */
  readonly against: readonly string[]
  readonly mayReview: boolean
}

/** The clearance of today in words, or why there is none. */
export type RenalShown =
  | {
      readonly kind: 'clearance'
      readonly shown: string
      readonly ageYears: number
      readonly creatinineMonths: number
    }
  | { readonly kind: 'not-known'; readonly because: readonly string[] }

const REVIEWS_SHOWN = 8

/** The same for other views of the same transaction; null for a course of any other medicine. */
export async function doacSection(
  { tx, today, actor }: Desk,
  patient: FoundPatient,
  episode: FoundEpisode,
): Promise<DoacSection | null> {
  const { medicine, doac } = episode.plan
  if (!isDoac(medicine)) return null
  const [newest, reviews, monitoring] = await Promise.all([
    newestMeasurements(tx, patient.id),
    doacReviewsOf(tx, episode.id, REVIEWS_SHOWN),
    siteMonitoring({ tx, today }),
  ])
  const { details } = patient
  const facts = { today, bornOn: details.dateOfBirth, sex: details.sex, ...datedInputs(newest) }
  const against = [...doacStops(details, episode.plan), ...doacQuestions(details, episode.plan)]
  return {
    medicine,
    planned: doac?.dose ?? null,
    newest,
    reviews,
    renal: renalShown(facts, monitoring),
    monitoring,
    against: against.map(({ message }) => message),
    mayReview: permission('record-doac-review', actor, today).kind === 'allowed',
  }
}

/** The newest weight and creatinine on record, each with its day. */
export function datedInputs(
  newest: readonly Measurement[],
): Pick<RenalFacts, 'weight' | 'creatinine'> {
  const of = (kind: Measurement['kind']) => newest.find((one) => one.kind === kind)
  const [weight, creatinine] = [of('weight'), of('creatinine')]
  return {
    weight: weight ? { grams: weight.value, on: day(weight.measuredOn) } : 'not-known',
    creatinine: creatinine
      ? { umolPerL: creatinine.value, on: day(creatinine.measuredOn) }
      : 'not-known',
  }
}

function renalShown(facts: RenalFacts, monitoring: MonitoringTable): RenalShown {
  const renal = renalFunction(facts, (clearance, age) => bloodsMonths(monitoring, clearance, age))
  if (renal.kind === 'not-known') {
    return { kind: 'not-known', because: renal.gaps.map((gap) => GAPS[gap].says) }
  }
  const { clearance, ageYears, creatinineMonths } = renal
  return { kind: 'clearance', shown: formatClearance(clearance), ageYears, creatinineMonths }
}
