import { indicationOf } from '#clinical/indications.ts'
import type { ImportedEpisode } from '#interchange/episode-rows.ts'
import type { ImportedPatient } from '#interchange/patient-rows.ts'
import type { ImportedResult } from '#interchange/result-rows.ts'
import type { PatientDetails } from '#register/patient.ts'
import type { IndicationMapping } from '#store/indication-mappings.ts'
import { detailsOf, type ImportRead, newestOf } from './import-records.ts'

/** A patient as the register will show them, to be compared with the other product. */
export type SamplePatient = {
  readonly line: number
  readonly details: PatientDetails
  readonly episode: ImportedEpisode | null
  /** The concept for the words of the other product, when one has been chosen here. */
  readonly indication: string | null
  readonly results: number
  readonly newest: ImportedResult | null
}

const SAMPLE_SIZE = 10

/** Ten patients spread over the whole file, so that a shift of rows or columns shows; with a plan where there are any. */
export function importSample(
  read: ImportRead,
  mappings: readonly IndicationMapping[],
): readonly SamplePatient[] {
  const plans = new Map(read.episodes.map((episode) => [episode.patientRef, episode]))
  const histories = Map.groupBy(read.results, ({ patientRef }) => patientRef)
  const planned = read.patients.filter(({ patientRef }) => plans.has(patientRef))
  return spread(planned.length > 0 ? planned : read.patients).map((patient) => {
    const episode = plans.get(patient.patientRef) ?? null
    const history = histories.get(patient.patientRef) ?? []
    return {
      line: patient.line,
      details: detailsOf(patient),
      episode,
      indication: conceptFor(episode, mappings),
      results: history.length,
      newest: newestOf(history) ?? null,
    }
  })
}

function spread(patients: readonly ImportedPatient[]): readonly ImportedPatient[] {
  if (patients.length <= SAMPLE_SIZE) return patients
  return Array.from({ length: SAMPLE_SIZE }, (_, nth) =>
    Math.floor((nth * (patients.length - 1)) / (SAMPLE_SIZE - 1)),
  ).flatMap((place) => patients[place] ?? [])
}

function conceptFor(
  episode: ImportedEpisode | null,
  mappings: readonly IndicationMapping[],
): string | null {
  const chosen = mappings.find(({ sourceText }) => sourceText === episode?.indicationText)
  return (chosen && indicationOf(chosen.indication)?.label) ?? null
}
