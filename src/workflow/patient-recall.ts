import { addDays, type Day, day } from '#base/day.ts'
import type { SlotOffer } from '#recall/clinic-days.ts'
import { type Appointment, appointmentsOf } from '#store/appointments.ts'
import { clinicPatterns } from '#store/clinics.ts'
import { contactsOf, type FoundContact } from '#store/contacts.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import type { Tx } from '#store/tx.ts'
import { type MissedTestState, missedTestState } from './non-attendance.ts'
import { slotsFor } from './offer-slots.ts'
import { notHere, type Refused } from './outcome.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

/** What recall knows of one person: the test due, the appointments, the contacts, and what comes next. */
export type PatientRecall = {
  readonly kind: 'recall'
  readonly today: Day
  readonly patient: PatientOnScreen
  /** The course that is running; undefined when none is. */
  readonly episode: FoundEpisode | undefined
  readonly missed: MissedTestState | undefined
  readonly contacts: readonly FoundContact[]
  readonly appointments: readonly Appointment[]
  /** The day up to which slots are offered, and what is free. */
  readonly offeredUntil: Day
  readonly offer: SlotOffer
  readonly clinicNames: Readonly<Record<string, string>>
}

export type RecallQuestion = { readonly patientId: string; readonly latestOn?: Day | undefined }

/** Within how many days a person who is overdue, or has no date, is offered a time. @see docs/evidence.md#offered-soon */
const SOON_DAYS = 7

export const patientRecall = view(
  'see-patient',
  async ({ tx, today }, question: RecallQuestion): Promise<PatientRecall | Refused> => {
    const patient = await patientOnScreen(tx, idTyped(question.patientId))
    if (patient === undefined) return notHere('patient')
    const episode = (await episodesOf(tx, patient.id)).find(({ phase }) => phase !== 'ended')
    const offeredUntil = question.latestOn ?? lastDayToOffer(episode, today)
    const isHousebound = patient.details.housebound === 'yes'
    return {
      kind: 'recall',
      today,
      patient,
      episode,
      missed: episode && (await missedTestState(tx, episode, today)),
      contacts: await contactsOf(tx, patient.id),
      appointments: await appointmentsOf(tx, patient.id, today),
      offeredUntil,
      offer: await slotsFor(tx, today, offeredUntil, isHousebound),
      clinicNames: await namesOfClinics(tx),
    }
  },
  ({ patientId }) => patientId,
)

/** Not later than the test is due; whoever is overdue is offered the days ahead. */
function lastDayToOffer(episode: FoundEpisode | undefined, today: Day): Day {
  const dueOn = episode?.nextTestOn
  if (dueOn === undefined || dueOn === null || dueOn <= today) return addDays(today, SOON_DAYS)
  return day(dueOn)
}

async function namesOfClinics(tx: Tx): Promise<Readonly<Record<string, string>>> {
  const patterns = await clinicPatterns(tx)
  return Object.fromEntries(patterns.map(({ id, name }) => [id, name]))
}
