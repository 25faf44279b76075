import { permission } from '#access/policy.ts'
import { type Day, day } from '#base/day.ts'
import { uuid } from '#base/ids.ts'
import type { DosePage } from '#print/dose-page.ts'
import type { DoseText } from '#print/dose-text.ts'
import { linkStanding } from '#register/record-link.ts'
import { type Appointment, appointmentsOf } from '#store/appointments.ts'
import { type FoundDecision, findDecision } from '#store/decisions.ts'
import { findEpisode } from '#store/episodes.ts'
import {
  type FoundMessage,
  type MessageEvent,
  messageEvents,
  textMessageOf,
} from '#store/outbox.ts'
import { isOvertaken } from '#store/overtaken.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { findResult, isVoided } from '#store/results.ts'
import { type TextSent, textsSentOf } from '#store/texts-sent.ts'
import { countsAsTold, toldOf } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'
import { findVisit, type VisitPlace } from '#store/visits.ts'
import { codesOfVisit, type VisitCodes } from './contact-codes.ts'
import { goesOn } from './dose-goes-on.ts'
import { lastPrintedDay, pageInForce } from './dose-page.ts'
import { textOfPage } from './dose-text.ts'
import { type HomeVisitCount, homeVisitCount } from './home-visit-count.ts'
import { notHere } from './outcome.ts'
import { houseClosesAt } from './task-ladder.ts'
import { view } from './view.ts'

/** A dose that was saved: what to tell the patient, and whether it has been told. */
export type SavedDose = {
  readonly kind: 'saved-dose'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly decision: FoundDecision
  /** Where the patient was seen for it; nothing where nobody said. */
  readonly place: VisitPlace | null
  /** Which of the home visits of the contract year it was. */
  readonly homeVisit: HomeVisitCount | null
  /** Its codes in the record of the practice, by system; none under no contract (S13). */
  readonly codes: VisitCodes
  readonly told: Awaited<ReturnType<typeof toldOf>>
  /** Whether one of these counts: a letter alone tells nobody. */
  readonly isTold: boolean
  /** It is the dose that the patient was told before, so that a letter counts once it has had its days. */
  readonly goesOn: boolean
  /** When its text was sent, which is not yet telling; first to last. */
  readonly texts: readonly TextSent[]
  /** The text that was given to be sent, with what became of it; null where nobody asked for that. */
  readonly message: SentMessage | null
  /** Whether a gateway sends texts here. */
  readonly sendsTexts: boolean
  readonly asAt: number
  /** When the house closes today, by the settings of the site or the last session; null where the clock skips that time. */
  readonly closesAt: number | null
  readonly appointment: Appointment | null
  /** A newer dose has taken its place. */
  readonly isSuperseded: boolean
  /** A later INR stands and no dose is decided on it, so that this one may have to be withheld. */
  readonly isOvertaken: boolean
  /** The INR that it was decided on is void (another patient's, or no result): it is not given. */
  readonly isVoid: boolean
  /** With another record of this person nothing is given: until both are reviewed, or never again on one that is closed. */
  readonly standing: ReturnType<typeof linkStanding>
  /** The last date that the page for the patient says something about. */
  readonly untilOn: Day
  /** What a text message would say; null when the dose is not to be followed, or for whoever may not print it. */
  readonly text: DoseText | null
  /** Each date of the printed page with its dose and tablets; none as with the text. */
  readonly days: DosePage['days']
}

export type SentMessage = FoundMessage & { readonly events: readonly MessageEvent[] }

export const savedDose = view<{ readonly decisionId: string }, SavedDose>(
  'see-patient',
  async ({ tx, today, now, actor, sendsTexts }, asked) => {
    const decisionId = uuid(asked.decisionId)
    const decision = decisionId && (await findDecision(tx, decisionId))
    if (decisionId === undefined || decision === undefined) return notHere('dose')
    const patient = await patientOnScreen(tx, decision.patientId)
    const episode = await findEpisode(tx, decision.episodeId)
    if (patient === undefined || episode === undefined) return notHere('dose')

    const isSuperseded = episode.lastDecisionId !== decision.id
    const mayPrint = permission('print-dose', actor, today).kind === 'allowed'
    const booked = await appointmentsOf(tx, patient.id, decision.nextTestOn)
    const told = await toldOf(tx, decision.id)
    const page = mayPrint ? await pageInForce(tx, decision.id) : undefined
    return {
      kind: 'saved-dose',
      today,
      patient,
      decision,
      ...(await seenAt(tx, decision.visitId)),
      told,
      isTold: countsAsTold(told),
      goesOn: await goesOn(tx, decision),
      texts: await textsSentOf(tx, decision.id),
      message: await messageOf(tx, decision.id),
      sendsTexts,
      asAt: now,
      closesAt: await houseClosesAt(tx, today),
      appointment: booked.find(({ onDate }) => onDate === decision.nextTestOn) ?? null,
      isSuperseded,
      standing: linkStanding(patient),
      untilOn: lastPrintedDay(decision),
      isVoid: await isVoided(tx, decision.resultId),
      isOvertaken: !isSuperseded && (await isOvertaken(tx, decision)),
      text: page === undefined ? null : await textOfPage(tx, page, decision, patient.details),
      days: page?.days ?? [],
    }
  },
  (_asked, { patient }) => patient.id,
)

async function seenAt(
  tx: Tx,
  visitId: string,
): Promise<Pick<SavedDose, 'place' | 'homeVisit' | 'codes'>> {
  const visit = await findVisit(tx, visitId)
  if (visit === undefined) return { place: null, homeVisit: null, codes: [] }
  const { place, onDate, resultId } = visit
  const method = (await findResult(tx, resultId))?.method ?? null
  return {
    place,
    homeVisit: await homeVisitCount(tx, visit),
    codes: await codesOfVisit(tx, { method, place }, day(onDate)),
  }
}

async function messageOf(tx: Tx, decisionId: string): Promise<SentMessage | null> {
  const message = await textMessageOf(tx, decisionId)
  return message === undefined ? null : { ...message, events: await messageEvents(tx, message.id) }
}
