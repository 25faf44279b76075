import { permission } from '#access/policy.ts'
import { isByInr } from '#register/washout.ts'
import { episodesOf, type PersonsEpisode } from '#store/episodes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { type HistoryVisit, visitHistory } from '#store/visits.ts'
import { notHere } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

/** One course of treatment with every visit it ever had, newest first. */
export type VisitedCourse = {
  readonly episode: PersonsEpisode
  readonly visits: readonly HistoryVisit[]
}

export type AllVisits = {
  readonly kind: 'all-visits'
  readonly patient: PatientOnScreen
  readonly courses: readonly VisitedCourse[]
  readonly mayCorrect: boolean
  /** Somebody is treated here by INR, and this person may add a result of the past. */
  readonly mayAdd: boolean
}

/** Before the first anticoagulant: since then is since ever. */
const SINCE_EVER = '1900-01-01'

/** Every result that stands of a person with the dose decided on it, course by course. */
export const allVisits = view<{ readonly patientId: string }, AllVisits>(
  'see-patient',
  async ({ tx, actor, today }, { patientId }) => {
    const patient = await patientOnScreen(tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const episodes = await episodesOf(tx, patient.id)
    const courses = await Promise.all(
      episodes.map(async (episode) => ({
        episode,
        visits: [...(await visitHistory(tx, episode.id, SINCE_EVER))].reverse(),
      })),
    )
    return {
      kind: 'all-visits',
      patient,
      courses: courses.filter(({ visits }) => visits.length > 0),
      mayAdd:
        episodes.some(({ phase, plan }) => phase !== 'ended' && isByInr(plan.medicine)) &&
        permission('record-earlier-result', actor, today).kind === 'allowed',
      mayCorrect: permission('correct-result', actor, today).kind === 'allowed',
    }
  },
  ({ patientId }) => patientId,
)
