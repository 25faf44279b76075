import { fewestTablets } from '#clinical/tablets.ts'
import type { ImportedEpisode } from '#interchange/episode-rows.ts'
import type { ImportedPatient } from '#interchange/patient-rows.ts'
import type { ImportedResult } from '#interchange/result-rows.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { PatientDetails } from '#register/patient.ts'
import { NOTHING_KNOWN } from '#register/patient-flags.ts'
import type { EpisodeRecord } from '#store/episodes.ts'
import type { PatientRecord } from '#store/patients.ts'
import type { NewResult } from '#store/results.ts'

export type ImportRead = {
  readonly patients: readonly ImportedPatient[]
  readonly episodes: readonly ImportedEpisode[]
  readonly results: readonly ImportedResult[]
}

type Context = {
  readonly batchId: string
  readonly by: string
  readonly at: string
  readonly newId: () => string
  /** The concept chosen here for a text of the other product. */
  readonly indicationOf: (text: string) => string | null
}

export type ImportRecords = {
  readonly patients: readonly PatientRecord[]
  readonly episodes: readonly EpisodeRecord[]
  readonly results: readonly NewResult[]
  /** The id of each patient that is taken, by the reference of the file. */
  readonly patientIds: ReadonlyMap<string, string>
}

/** The rows of an export as records of the register: plans unverified, nothing known that the file does not say. */
export function importRecords(read: ImportRead, context: Context): ImportRecords {
  const patientIds = new Map(read.patients.map((row) => [row.patientRef, context.newId()]))
  const episodeIds = new Map(read.episodes.map((row) => [row.patientRef, context.newId()]))
  const histories = Map.groupBy(read.results, ({ patientRef }) => patientRef)
  const idOf = (ids: ReadonlyMap<string, string>, ref: string): string => {
    const id = ids.get(ref)
    if (id === undefined) throw new Error('a row was taken without its patient or plan')
    return id
  }
  return {
    patientIds,
    patients: read.patients.map((row) =>
      patientRecord(row, idOf(patientIds, row.patientRef), context),
    ),
    episodes: read.episodes.map((row) => ({
      ...episodeRecord(row, histories.get(row.patientRef) ?? [], context),
      id: idOf(episodeIds, row.patientRef),
      patientId: idOf(patientIds, row.patientRef),
    })),
    results: read.results.map((row) => ({
      ...resultRecord(row, context),
      patientId: idOf(patientIds, row.patientRef),
      episodeId: idOf(episodeIds, row.patientRef),
    })),
  }
}

/** What the register will hold of a person of the file; every other fact is not known. */
export const detailsOf = (row: ImportedPatient): PatientDetails => ({
  ...NOTHING_KNOWN,
  familyName: row.familyName,
  givenName: row.givenName,
  title: '',
  dateOfBirth: row.dateOfBirth,
  sex: row.sex,
  nhs: { kind: 'number', number: row.nhsNumber },
  address: '',
  postcode: row.postcode,
  telephone: row.phone,
  mobile: '',
  email: '',
  contactVerifiedOn: null,
  preferredChannel: 'not-known',
  mayLeaveMessageWith: '',
  carer: '',
  interpreter: '',
  language: 'not-known',
  housebound: row.housebound,
  registeredPractice: row.registeredPractice,
  allergies: '',
  relevantHistory: '',
})

const patientRecord = (row: ImportedPatient, id: string, context: Context): PatientRecord => ({
  id,
  version: 1,
  standing: 'live',
  diedOn: null,
  details: detailsOf(row),
  importBatchId: context.batchId,
  recordedBy: context.by,
  recordedAt: context.at,
})

/** The newest result of a history, or undefined when there is none. */
export const newestOf = (history: readonly ImportedResult[]): ImportedResult | undefined =>
  history.reduce<ImportedResult | undefined>(
    (newest, row) => (newest && newest.testedOn > row.testedOn ? newest : row),
    undefined,
  )

function episodeRecord(
  row: ImportedEpisode,
  history: readonly ImportedResult[],
  context: Context,
): Omit<EpisodeRecord, 'id' | 'patientId'> {
  const newest = newestOf(history)
  return {
    version: 1,
    phase: 'maintaining',
    standing: 'unverified',
    bridging: false,
    plan: planOf(row, history, context),
    suspendedFrom: null,
    suspendedUntil: null,
    endedOn: null,
    endedReason: null,
    nextTestOn: newest?.nextTestOn ?? null,
    lastTestedOn: newest?.testedOn ?? null,
    lastDecisionId: null,
    lastToldId: null,
    risk: (newest?.omitDays ?? 0) > 0 ? RISK_OF_OMITTED : RISK_NOT_KNOWN,
    importBatchId: context.batchId,
    recordedBy: context.by,
    recordedAt: context.at,
  }
}

/** With days omitted at the last test a missed test is looked for among the first (domain, overdue by risk). */
const RISK_OF_OMITTED = 2
/** A plan that nobody has confirmed is not known to be of low risk. */
const RISK_NOT_KNOWN = 1

const planOf = (
  row: ImportedEpisode,
  history: readonly ImportedResult[],
  { indicationOf }: Context,
): EpisodePlan => ({
  medicine: row.medicine,
  indication: indicationOf(row.indicationText),
  indicationText: row.indicationText,
  clinicalReason: '',
  target: row.target,
  startedOn: row.startedOn,
  duration: row.stopOn === null ? null : { kind: 'until', stopOn: row.stopOn },
  protocol: null,
  tabletSet: tabletSetOf(row, history),
  method: row.method,
  howStarted: 'imported',
  managementPlan:
    row.plannedDuration === '' ? '' : `Planned duration in the export: ${row.plannedDuration}.`,
  relevantFindings: '',
})

/** The file has strengths and says nothing of halves: they are in use when a past dose needed them. */
function tabletSetOf(
  { strengths }: ImportedEpisode,
  history: readonly ImportedResult[],
): EpisodePlan['tabletSet'] {
  if (strengths.length === 0) return null
  const whole = { strengths, halves: false }
  const halves = history.some(
    ({ doseBeforeUg }) =>
      doseBeforeUg !== null && fewestTablets(doseBeforeUg, whole) === 'cannot-be-made',
  )
  return { strengths, halves }
}

const resultRecord = (
  row: ImportedResult,
  context: Context,
): Omit<NewResult, 'patientId' | 'episodeId'> => ({
  id: context.newId(),
  inr: row.inr,
  raw: row.raw,
  sampledOn: row.testedOn,
  sampledAt: null,
  method: row.method,
  device: null,
  status: 'final',
  replaces: null,
  reason: null,
  doseBeforeUg: row.doseBeforeUg,
  omitDays: row.omitDays,
  plannedNextOn: row.nextTestOn,
  comment: row.comment,
  importBatchId: context.batchId,
  enteredBy: context.by,
  enteredAt: context.at,
})
