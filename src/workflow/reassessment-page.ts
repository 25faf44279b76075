import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import type { Control } from '#clinical/control.ts'
import type { FlagName } from '#clinical/fresh-extremes.ts'
import { raisedFlags } from '#register/reassessment.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import {
  type FoundReassessment,
  findReassessment,
  reassessmentEvents,
} from '#store/reassessments.ts'
import { planSteps, visitHistory } from '#store/visits.ts'
import { notHere } from './outcome.ts'
import { controlOfCourse } from './plan-course.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'
import { historySince, runningEpisode } from './visit-case.ts'

/** What whoever reassesses poor control has before them. */
export type ReassessmentPage = {
  readonly kind: 'reassessment'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly episode: FoundEpisode | undefined
  /** None when this course has never needed one. */
  readonly known: FoundReassessment | undefined
  readonly control: Control | 'not-known'
  /** The flags as they are today. */
  readonly raised: readonly FlagName[]
  readonly events: Awaited<ReturnType<typeof reassessmentEvents>>
  /** Whether this person may also continue as it is, or decide to change the medicine. */
  readonly mayAccept: boolean
}

/** The reassessment of a person's running course: why it is open, how control is, and what was done before. */
export const reassessmentPage = view<{ readonly patientId: string }, ReassessmentPage>(
  'reassess-control',
  async ({ tx, today, actor }, { patientId }) => {
    const patient = await patientOnScreen(tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const episode = runningEpisode(await episodesOf(tx, patient.id))
    const mayAccept = permission('accept-poor-control', actor, today).kind === 'allowed'
    const page = { kind: 'reassessment', today, patient, mayAccept } as const
    if (episode === undefined) {
      return { ...page, episode, known: undefined, control: 'not-known', raised: [], events: [] }
    }
    const [known, events, history, steps] = await Promise.all([
      findReassessment(tx, episode.id),
      reassessmentEvents(tx, episode.id),
      visitHistory(tx, episode.id, historySince(today)),
      planSteps(tx, episode.id),
    ])
    const control = controlOfCourse(history, steps, episode.plan, today)
    const raised = control === 'not-known' ? [] : raisedFlags(control.flags)
    return { ...page, episode, known, control, raised, events }
  },
  ({ patientId }) => patientId,
)
