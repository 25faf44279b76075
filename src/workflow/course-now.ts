import type { ForecastCourse } from '#kinetics/forecast-course.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { FoundPatient } from '#store/patients.ts'
import type { Desk } from './desk.ts'
import { forecastCourse } from './forecast-course.ts'
import { medicinesRemembered } from './medicines-remembered.ts'
import { historySince } from './visit-case.ts'

type Of = {
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  /** A result that is being replaced. */
  readonly replaced?: string | undefined
}

/** The course of a person as it is on record now, with what moves an INR beside warfarin. */
export async function courseNow(
  { tx, today }: Pick<Desk, 'tx' | 'today'>,
  { patient, episode, replaced }: Of,
): Promise<ForecastCourse> {
  const { startedOn, medicine } = episode.plan
  const person = {
    episodeId: episode.id,
    patientId: patient.id,
    dateOfBirth: patient.details.dateOfBirth,
    startedOn,
  }
  const [course, remembered] = await Promise.all([
    forecastCourse(tx, person, historySince(today), replaced),
    medicinesRemembered(tx, patient.id, today),
  ])
  const acting = remembered.map(({ until }) => ({ from: today, until }))
  const isBeside = patient.switching?.state === 'overlapping'
  return {
    ...course,
    interactions: [...course.interactions, ...acting],
    isWarfarin: medicine === 'warfarin',
    besides: isBeside ? [{ from: today, until: 'still-open' }] : [],
  }
}
