import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import { indicationOf } from '#clinical/indications.ts'
import { type RecordedFacts, recordedFacts } from '#register/score-facts.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { newestMeasurements } from '#store/measurements.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { type FoundScoreRecord, scoreRecordsOf } from '#store/score-records.ts'
import { planSteps, visitHistory } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { notHere } from './outcome.ts'
import { controlOfCourse } from './plan-course.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'
import { historySince, runningEpisode } from './visit-case.ts'

/** The scores of a person: what the record knows of the questions, and everything recorded, newest first. */
export type PatientScores = {
  readonly kind: 'scores'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly recorded: RecordedFacts
  readonly history: readonly FoundScoreRecord[]
  readonly mayRecord: boolean
  /** Whether the running course is for atrial fibrillation, which two of the scores are made for. */
  readonly isForAtrialFibrillation: boolean
}

export const patientScores = view<{ readonly patientId: string }, PatientScores>(
  'see-patient',
  async (desk, asked) => {
    const patient = await patientOnScreen(desk.tx, idTyped(asked.patientId))
    if (patient === undefined) return notHere('patient')
    const episode = runningEpisode(await episodesOf(desk.tx, patient.id))
    const indication = indicationOf(episode?.plan.indication ?? '')
    return {
      kind: 'scores',
      today: desk.today,
      patient,
      recorded: await recordOfScores(desk, patient, episode),
      history: await scoreRecordsOf(desk.tx, patient.id),
      mayRecord: mayRecord(desk) && patient.standing !== 'deceased',
      isForAtrialFibrillation: indication?.isAtrialFibrillation === true,
    }
  },
  (_asked, { patient }) => patient.id,
)

const mayRecord = ({ actor, today }: Desk): boolean =>
  permission('record-scores', actor, today).kind === 'allowed'

/** What the record knows today of the questions of the scores. */
async function recordOfScores(
  desk: Desk,
  patient: PatientOnScreen,
  episode: FoundEpisode | undefined,
): Promise<RecordedFacts> {
  const measurements = await newestMeasurements(desk.tx, patient.id)
  const percentHundredths = episode === undefined ? 'not-known' : await inRangeOf(desk, episode)
  return recordedFacts({ details: patient.details, measurements, percentHundredths }, desk.today)
}

async function inRangeOf(
  { tx, today }: Desk,
  episode: FoundEpisode,
): Promise<number | 'not-known'> {
  const history = await visitHistory(tx, episode.id, historySince(today))
  const steps = await planSteps(tx, episode.id)
  const control = controlOfCourse(history, steps, episode.plan, today)
  if (control === 'not-known' || control.twelveMonths === 'insufficient') return 'not-known'
  return control.twelveMonths.percentHundredths ?? 'not-known'
}
