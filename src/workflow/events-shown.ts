import { permission } from '#access/policy.ts'
import { addDays, type Day } from '#base/day.ts'
import { commentsOn } from '#store/analysis-comments.ts'
import { findAnalysis, type SubmittedAnalysis } from '#store/event-analyses.ts'
import { type Suggestion, suggestedEvents } from '#store/event-suggestions.ts'
import {
  type AnalysisDraft,
  eventsBetween,
  eventsOf,
  type FoundEvent,
  findEvent,
  newestDraft,
  openEvents,
} from '#store/events.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import type { Desk } from './desk.ts'
import { type EventMonth, eventMonths, findEventMonth, unansweredBy } from './event-months.ts'
import { notHere, type Refused } from './outcome.ts'
import { hasEnded } from './returns-read.ts'
import { seenEvents } from './state-events.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

/** What somebody may do with events today. */
export type MayOfEvents = {
  readonly record: boolean
  readonly decline: boolean
  readonly withdraw: boolean
  readonly analyse: boolean
  readonly submit: boolean
  readonly state: boolean
}

const mayOf = ({ actor, today }: Desk): MayOfEvents => {
  const may = (act: Parameters<typeof permission>[0]) =>
    permission(act, actor, today).kind === 'allowed'
  return {
    record: may('record-event'),
    decline: may('decline-event'),
    withdraw: may('withdraw-event'),
    analyse: may('analyse-event'),
    submit: may('submit-analysis'),
    state: may('state-events'),
  }
}

export type EventsShown = {
  readonly kind: 'events'
  readonly today: Day
  readonly may: MayOfEvents
  /** What the record knows and nobody has answered. */
  readonly suggested: readonly Suggestion[]
  /** Those whose analysis is not submitted, the oldest first. */
  readonly open: readonly FoundEvent[]
  /** Of the last year, submitted or taken back, the newest first. */
  readonly closed: readonly FoundEvent[]
  readonly months: readonly EventMonth[]
}

/** @technical How far back events that are dealt with are listed. */
const A_YEAR_DAYS = 366

/** Every event of this service: what may be one, what waits for its analysis, what was submitted, and what was stated by the month. */
export const eventsShown = view<object, EventsShown>(
  'see-events',
  async (desk): Promise<EventsShown> => {
    const { tx, today } = desk
    const year = await eventsBetween(tx, addDays(today, -A_YEAR_DAYS), today)
    return {
      kind: 'events',
      today,
      may: mayOf(desk),
      suggested: await suggestedEvents(tx, null),
      open: await openEvents(tx),
      closed: year.filter((each) => each.submittedAt !== null || each.withdrawnReason !== null),
      months: await eventMonths(tx, today),
    }
  },
  () => ({ subject: 'events' }),
)

export type PatientEvents = {
  readonly kind: 'patient-events'
  readonly today: Day
  readonly may: MayOfEvents
  readonly patient: PatientOnScreen
  readonly events: readonly FoundEvent[]
  readonly suggested: readonly Suggestion[]
}

/** The events of one person, and what of their record may be one. */
export const patientEvents = view<{ readonly patientId: string }, PatientEvents>(
  'see-events',
  async (desk, { patientId }): Promise<PatientEvents | Refused> => {
    const patient = await patientOnScreen(desk.tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    return {
      kind: 'patient-events',
      today: desk.today,
      may: mayOf(desk),
      patient,
      events: await eventsOf(desk.tx, patient.id),
      suggested: await suggestedEvents(desk.tx, patient.id),
    }
  },
  ({ patientId }) => patientId,
)

export type EventShown = {
  readonly kind: 'event'
  readonly today: Day
  readonly may: MayOfEvents
  readonly patient: PatientOnScreen
  readonly event: FoundEvent
  readonly draft: AnalysisDraft | undefined
  readonly analysis: SubmittedAnalysis | undefined
  /** What the commissioner said of it. */
  readonly comments: Awaited<ReturnType<typeof commentsOn>>
}

/** One event with its analysis. */
export const eventShown = view<
  { readonly patientId: string; readonly eventId: string },
  EventShown
>(
  'see-events',
  async (desk, question): Promise<EventShown | Refused> => {
    const event = await findEvent(desk.tx, idTyped(question.eventId))
    if (event === undefined || event.patientId !== question.patientId) return notHere('event')
    const patient = await patientOnScreen(desk.tx, event.patientId)
    if (patient === undefined) return notHere('patient')
    return {
      kind: 'event',
      today: desk.today,
      may: mayOf(desk),
      patient,
      event,
      draft: await newestDraft(desk.tx, event.id),
      analysis: await findAnalysis(desk.tx, event.id),
      comments: await commentsOn(desk.tx, event.id),
    }
  },
  ({ patientId }) => patientId,
)

export type EventMonthShown = EventMonth & {
  readonly kind: 'event-month'
  readonly hasEnded: boolean
  readonly maySign: boolean
  readonly signer: string
  /** Things that may be events and that nobody has answered. */
  readonly unanswered: number
  /** What a signature is for. */
  readonly seen: string
}

/** The events of one month, to be stated to the commissioner. */
export const eventMonthShown = view<
  { readonly contractId: string; readonly month: string },
  EventMonthShown
>('see-return', async (desk, question): Promise<EventMonthShown | Refused> => {
  const found = await findEventMonth(desk.tx, question, desk.today)
  if (found === undefined) return notHere('month')
  return {
    kind: 'event-month',
    ...found,
    hasEnded: hasEnded(found.month, desk.today),
    maySign: mayOf(desk).state,
    signer: desk.actor.name,
    unanswered: await unansweredBy(desk.tx, found.month),
    seen: seenEvents(found.events),
  }
})
