import { clinicalDate, day } from '#base/day.ts'
import { formatMinute } from '#workflow/clinic-offers.ts'
import type { PatientRecall } from '#workflow/patient-recall.ts'
import { appointmentsHref, contactsHref } from './addresses.ts'

/** When the test is due, when it is booked, and how the patient is reached. */
export function DueLine({ recall }: { readonly recall: PatientRecall }) {
  const { patient, episode, appointments } = recall
  const { details } = patient
  const [next] = appointments
  return (
    <p className="evk-line">
      <span>{dueInWords(recall)}</span>
      <span>
        {next === undefined
          ? 'No appointment'
          : `Booked ${clinicalDate(day(next.onDate))} ${formatMinute(next.atMinute)}`}
      </span>
      {details.telephone !== '' && <span>Telephone {details.telephone}</span>}
      {details.mobile !== '' && <span>Mobile {details.mobile}</span>}
      {details.mayLeaveMessageWith !== '' && (
        <span>May leave a message with {details.mayLeaveMessageWith}</span>
      )}
      <a href={contactsHref(patient.id)}>Contacts</a>
      {episode !== undefined && <a href={appointmentsHref(patient.id)}>Appointments</a>}
    </p>
  )
}

function dueInWords({ episode, today }: PatientRecall): string {
  if (episode === undefined) return 'Not on treatment here'
  if (episode.phase === 'suspended' && episode.suspendedUntil !== null) {
    return `Treatment paused until ${clinicalDate(day(episode.suspendedUntil))}`
  }
  const { nextTestOn } = episode
  if (nextTestOn === null) return 'No test date'
  const on = clinicalDate(day(nextTestOn))
  return nextTestOn < today ? `Test was due ${on}` : `Test due ${on}`
}
