import { type Day, day } from '#base/day.ts'
import { type EducationGap, educationGap } from '#register/education.ts'
import { type FoundLesson, lessonsOf, selfTestChecksOf } from '#store/education.ts'
import { leafletsGivenTo } from '#store/leaflets.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { leafletsOffered, type PlanLeaflets } from './leaflets-offered.ts'
import { notHere } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

type Asked = { readonly patientId: string }

/** What a person has been taught, newest first, and what is missing. */
export type EducationPage = {
  readonly kind: 'education'
  readonly today: Day
  /** Who is teaching, unless somebody else is named. */
  readonly me: string
  readonly patient: PatientOnScreen
  readonly lessons: readonly FoundLesson[]
  readonly gap: EducationGap
  /** What may be handed over, for each plan. */
  readonly offered: readonly PlanLeaflets[]
  /** What was, by lesson. */
  readonly given: Awaited<ReturnType<typeof leafletsGivenTo>>
}

export const educationPage = view<Asked, EducationPage>(
  'record-education',
  async ({ tx, today, actor }, { patientId }) => {
    const patient = await patientOnScreen(tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const lessons = await lessonsOf(tx, patient.id)
    const gap = educationGap(lessons)
    const offered = await leafletsOffered(tx, patient)
    const given = await leafletsGivenTo(tx, patient.id)
    const known = { patient, lessons: lessons.toReversed(), gap, offered, given }
    return { kind: 'education', today, me: actor.name, ...known }
  },
  ({ patientId }) => patientId,
)

/** Whether a person may test at home, and every check of it, newest first. */
export type SelfTestingPage = {
  readonly kind: 'self-testing'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly until: Day | null
  readonly checks: Awaited<ReturnType<typeof selfTestChecksOf>>
}

export const selfTestingPage = view<Asked, SelfTestingPage>(
  'check-self-testing',
  async ({ tx, today }, { patientId }) => {
    const patient = await patientOnScreen(tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const checks = await selfTestChecksOf(tx, patient.id)
    const until = patient.selfTestUntil === null ? null : day(patient.selfTestUntil)
    return { kind: 'self-testing', today, patient, until, checks }
  },
  ({ patientId }) => patientId,
)
