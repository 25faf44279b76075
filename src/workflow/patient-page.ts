import { permission } from '#access/policy.ts'
import { type Day, day, londonDay } from '#base/day.ts'
import { uuid } from '#base/ids.ts'
import type { Control } from '#clinical/control.ts'
import type { ProtocolTable } from '#clinical/initiation/protocol.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import type { RememberedMedicine } from '#clinical/remembered-medicines.ts'
import { isStable } from '#register/phases.ts'
import { linkStanding } from '#register/record-link.ts'
import { type Appointment, appointmentsOf } from '#store/appointments.ts'
import { type Draft, findDraft } from '#store/drafts.ts'
import { episodesOf, type FoundEpisode, type PersonsEpisode } from '#store/episodes.ts'
import { newestPaperOf, type PaperEntry } from '#store/paper-entries.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { type FoundProcedurePlan, openProcedurePlan } from '#store/procedure-plans.ts'
import type { Device } from '#store/results.ts'
import { type FoundTask, openTasksOf } from '#store/tasks.ts'
import {
  type CoursePoint,
  coursePoints,
  type HistoryVisit,
  lastDeviceOf,
  newestVisits,
  type PlanStep,
  planSteps,
  visitHistory,
  waitingResult,
} from '#store/visits.ts'
import { stabilityInrs } from './course.ts'
import type { Desk } from './desk.ts'
import { type DoacSection, doacSection } from './doac-section.ts'
import { type DoseInForce, doseInForce } from './dose-trail.ts'
import { measuringBlocks, reviewBlocks } from './dosing-blocks.ts'
import { type Foretold, foretoldNow, keptForecast } from './foretold.ts'
import {
  type InitiationCourse,
  type InitiationDay,
  initiationDays,
  initiationOf,
} from './initiation-course.ts'
import { medicinesRemembered } from './medicines-remembered.ts'
import { type Finding, notHere } from './outcome.ts'
import { controlOfCourse } from './plan-course.ts'
import { procedureBlocks } from './procedure-blocks.ts'
import { dosesInForce } from './procedure-doses.ts'
import { view } from './view.ts'
import { historySince, runningEpisode } from './visit-case.ts'

/** One patient as the people of the clinic see them: facts on the left, what the conversation needs on the right. */
export type PatientPage = {
  readonly kind: 'patient-page'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly episodes: readonly FoundEpisode[]
  readonly course: Course | null
  readonly nextAppointment: Appointment | null
  /** Why no INR can be entered now; empty when one can. */
  readonly blocks: readonly Finding[]
  /** Of a course without INRs: what its review shows and needs. */
  readonly doac: DoacSection | null
  /** The plan for a procedure that is neither restarted nor decided against. */
  readonly procedure: FoundProcedurePlan | null
  readonly may: May
  /** What this person typed today and did not save: it is in the form again. */
  readonly draft: Draft | null
  /** What was typed on an earlier day: its answers are of that day, so it is told and not filled in (D4.62). */
  readonly olderDraft: Draft | null
  readonly lastDevice: Device | null
}

/** The running course with what happened in it. */
export type Course = {
  readonly episode: PersonsEpisode
  /** Two years of it, oldest first. */
  readonly history: readonly CoursePoint[]
  /** The few newest visits in full, newest first. */
  readonly lastVisits: readonly HistoryVisit[]
  readonly steps: readonly PlanStep[]
  readonly control: Control | 'not-known'
  readonly dose: DoseInForce
  /** What was foretold of the next INR for the dose in force; or why nothing is; undefined where the site has it off. */
  readonly foretold: Foretold | undefined
  readonly tasks: readonly FoundTask[]
  /** What was told on paper, while no dose of Evenkeel has followed. */
  readonly paper: PaperEntry | null
  /** A laboratory's result that waits: a visit enters just this one before any other. */
  readonly arrived: Awaited<ReturnType<typeof waitingResult>> | null
  readonly remembered: readonly RememberedMedicine[]
  /** Only while treatment is being started by a protocol. */
  readonly initiation: ShownInitiation | null
}

/** How a start by a protocol stands: its days, and whether the INRs allow maintenance by now. */
export type ShownInitiation = {
  readonly table: ProtocolTable
  readonly days: readonly InitiationDay[]
  readonly isStable: boolean
}

/** What this person may do at a visit, so that the page offers nothing that would be refused. */
export type May = {
  readonly enter: boolean
  readonly accept: boolean
  readonly change: boolean
  readonly authorise: boolean
  readonly correct: boolean
  readonly control: boolean
  readonly reassess: boolean
  readonly review: boolean
  readonly teach: boolean
  /** May open this record beside another one of the same person. */
  readonly link: boolean
  /** Who looked at this record and who wrote in it. */
  readonly looks: boolean
  readonly events: boolean
}

type Asked = { readonly patientId: string }

/** So many visits stand on the page; all of them have a page of their own. */
const VISITS_SHOWN = 5

export const patientPage = view<Asked, PatientPage>(
  'see-patient',
  async (desk, asked) => {
    const { tx, today, actor } = desk
    const patientId = uuid(asked.patientId)
    if (patientId === undefined) return notHere('patient')
    const [patient, episodes, appointments, kept = null, lastDevice] = await Promise.all([
      patientOnScreen(tx, patientId),
      episodesOf(tx, patientId),
      appointmentsOf(tx, patientId, today),
      findDraft(tx, actor.accountId, patientId),
      lastDeviceOf(tx, actor.accountId, today),
    ])
    if (patient === undefined) return notHere('patient')
    const running = runningEpisode(episodes)
    const drafts = draftsOf(kept, today)
    const [course, doac, procedure] =
      running === undefined
        ? [null, null, undefined]
        : await Promise.all([
            openCourse(desk, patient, running),
            doacSection(desk, patient, running),
            openProcedurePlan(tx, running.id),
          ])

    return {
      kind: 'patient-page',
      today,
      patient,
      episodes,
      course,
      nextAppointment: appointments.find(({ status }) => status !== 'attended') ?? null,
      blocks: [
        ...(doac === null
          ? measuringBlocks(patient, running, today)
          : reviewBlocks(patient, running, today)),
        ...procedureBlocks(procedure, today),
      ],
      doac,
      procedure: procedure ?? null,
      may: mayDo(desk, course?.initiation != null, linkStanding(patient) === 'waiting'),
      ...drafts,
      lastDevice: drafts.draft === null ? (lastDevice ?? null) : null,
    }
  },
  ({ patientId }) => patientId,
)

const draftsOf = (kept: Draft | null, today: Day): Pick<PatientPage, 'draft' | 'olderDraft'> =>
  kept !== null && londonDay(kept.savedAt) === today
    ? { draft: kept, olderDraft: null }
    : { draft: null, olderDraft: kept }

async function openCourse(
  desk: Desk,
  patient: PatientOnScreen,
  episode: PersonsEpisode,
): Promise<Course> {
  const { tx, today } = desk
  const [history, lastVisits, doses, steps, tasks, remembered, initiation, arrived, kept, paper] =
    await Promise.all([
      coursePoints(tx, episode.id, historySince(today)),
      newestVisits(tx, episode.id, VISITS_SHOWN),
      dosesInForce(tx, episode),
      planSteps(tx, episode.id),
      openTasksOf(tx, episode.id),
      medicinesRemembered(tx, episode.patientId, today),
      initiationOf(tx, episode),
      waitingResult(tx, episode.id),
      keptForecast(tx, episode),
      newestPaperOf(tx, episode.id),
    ])
  const dose = doseInForce(doses, episode.plan, today, undefined)
  const hasArrived = arrived !== undefined
  const foretold = await foretoldNow(desk, kept, { patient, episode, tasks, hasArrived })
  return {
    episode,
    history,
    lastVisits,
    steps,
    control: controlOfCourse(history, steps, episode.plan, today),
    dose,
    foretold,
    tasks,
    paper: paper ?? null,
    remembered,
    arrived: arrived ?? null,
    initiation: initiation && (await shownInitiation(desk, episode, initiation)),
  }
}

async function shownInitiation(
  desk: Desk,
  episode: FoundEpisode,
  initiation: InitiationCourse,
): Promise<ShownInitiation> {
  const history = await visitHistory(desk.tx, episode.id, initiation.start.firstOn)
  const nextTestOn = episode.nextTestOn === null ? null : day(episode.nextTestOn)
  return {
    table: INITIATION_TABLES[initiation.start.protocol],
    days: initiationDays(initiation, history, nextTestOn),
    isStable: isStable(await stabilityInrs(desk, episode, episode.plan)),
  }
}

function mayDo({ actor, today }: Desk, isInitiation: boolean, isWaiting: boolean): May {
  const may = (act: Parameters<typeof permission>[0]) =>
    permission(act, actor, today).kind === 'allowed'
  const mayDose = !isWaiting && (!isInitiation || may('dose-initiation'))
  return {
    enter: may('suggest-dose'),
    accept: mayDose && may('accept-dose'),
    change: mayDose && may('change-dose'),
    authorise: mayDose && may('authorise-dose'),
    correct: may('correct-result'),
    control: may('see-patient-control'),
    reassess: may('reassess-control'),
    review: may('review-treatment'),
    teach: may('record-education'),
    link: may('link-records'),
    looks: may('see-looks'),
    events: may('see-events'),
  }
}
