import { clinicalDate, parseDay } from '#base/day.ts'
import { isWaiting } from '#recall/clinic-step.ts'
import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import type { ClinicPlace } from '#workflow/clinic-day.ts'
import { formatMinute } from '#workflow/clinic-offers.ts'
import { endOfClinic, type UnfinishedStep } from '#workflow/end-of-clinic.ts'
import { clinicHref } from './addresses.ts'
import { DueWithoutAppointment } from './due-without-appointment.tsx'
import { nextActionFor, STEP_WORDS } from './step-words.ts'

/** Before everybody goes home: who is not finished, by the step they stand at, and who is missing. */
export const endOfClinicPage: PageHandler = async ({ house, caller, query }) => {
  const asked = parseDay(query.get('on') ?? undefined)
  const end = await endOfClinic(house, caller, asked.kind === 'day' ? asked.day : null)
  if (end.kind === 'refused') return refusalPage(end)
  const { clinic, unfinished } = end
  const left = unfinished.reduce((sum, { people }) => sum + people.length, 0)
  const isNobodyForgotten = left === 0 && clinic.dueWithoutAppointment.length === 0
  return {
    kind: 'page',
    title: `End of clinic ${clinicalDate(clinic.on)}`,
    place: 'clinic',
    main: (
      <>
        <BackLink href={clinicHref(clinic.on)}>Clinic list</BackLink>
        <h1>{`End of clinic ${clinicalDate(clinic.on)}`}</h1>
        <p>
          {isNobodyForgotten
            ? `Nobody is forgotten: ${clinic.counts.booked} of ${clinic.people.length} dosed, told and booked.`
            : `${clinic.counts.booked} of ${clinic.people.length} dosed, told and booked. Still to do:`}
        </p>
        {unfinished.map((step) => (
          <StepList key={step.step} {...step} />
        ))}
        <DueWithoutAppointment on={clinic.on} people={clinic.dueWithoutAppointment} />
      </>
    ),
  }
}

function StepList({ step, people }: UnfinishedStep) {
  const heading = `${STEP_WORDS[step].counted} (${people.length})`
  return (
    <>
      <h2>{heading.charAt(0).toUpperCase() + heading.slice(1)}</h2>
      <Table
        caption={heading}
        captionHidden
        compact
        responsive
        columns={[{ heading: 'Time' }, { heading: 'Patient' }, { heading: 'Next' }]}
        rows={people.map((person) => ({
          key: person.appointmentId ?? person.patientId,
          cells: [
            person.atMinute === null ? 'No appointment' : formatMinute(person.atMinute),
            <a key="who" href={patientHref(person.patientId)}>
              {displayName(person)}
            </a>,
            <Action key="next" person={person} />,
          ],
        }))}
      />
    </>
  )
}

/** A person who is still expected when the clinic ends has not come. */
function Action({ person }: { readonly person: ClinicPlace }) {
  if (isWaiting(person.step))
    return <>Record the INR, or mark on the clinic list who did not come</>
  const action = nextActionFor(person)
  return action === undefined ? null : <a href={action.href}>{action.text}</a>
}
