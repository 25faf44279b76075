import type { Role } from '#access/policy.ts'
import { clinicalDate, isDay, parseDay } from '#base/day.ts'
import { isWaiting } from '#recall/clinic-step.ts'
import { displayName } from '#register/person-name.ts'
import { namesakesListed } from '#register/similar-names.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import { worklistHref } from '#web/worklists/addresses.ts'
import type { ClinicPlace } from '#workflow/clinic-day.ts'
import { formatMinute } from '#workflow/clinic-offers.ts'
import { endClinic } from '#workflow/end-clinic.ts'
import { type EndOfClinic, endOfClinic } from '#workflow/end-of-clinic.ts'
import type { Finding } from '#workflow/outcome.ts'
import { clinicHref, END_OF_CLINIC, endOfClinicHref } from './addresses.ts'
import { CloseClinic, type CloseProps } from './close-clinic.tsx'
import { DueWithoutAppointment } from './due-without-appointment.tsx'
import { nextActionFor, STEP_WORDS } from './step-words.ts'

/** Before everybody goes home: who is not finished, by the step they stand at, and who is missing. */
export const endOfClinicPage: PageHandler = (request) =>
  page(request, request.query.get('on') ?? undefined, {}, [], 200)

/** Closes the clinic or opens it again, and shows the page anew; what was typed stays after a refusal. */
export const endOfClinicPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const typed = fieldsOf(form)
  const outcome = await endClinic.run(house, caller, key, typed)
  const on = field(form, 'on')
  if (outcome.kind === 'done')
    return { kind: 'redirect', to: isDay(on) ? endOfClinicHref(on) : END_OF_CLINIC }
  return outcome.status === 403
    ? refusalPage(outcome)
    : page(request, on, typed, outcome.findings, outcome.status)
}

async function page(
  request: PageRequest,
  on: string | undefined,
  typed: Readonly<Record<string, string>>,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, visitor } = request
  const asked = parseDay(on)
  const end = await endOfClinic(house, caller, asked.kind === 'day' ? asked.day : null)
  if (end.kind === 'refused') return refusalPage(end)
  const { clinic } = end
  const namesakes = namesakesListed([...clinic.people, ...clinic.dueWithoutAppointment])
  const title = `End of clinic ${clinicalDate(clinic.on)}`
  return {
    kind: 'page',
    status,
    title,
    place: 'clinic',
    errors: findings,
    main: (
      <>
        <BackLink href={clinicHref(clinic.on)}>Clinic list</BackLink>
        <h1>{title}</h1>
        <p>{howItStands(end)}</p>
        <OpenAlarms count={end.openAlarms} />
        <Unfinished end={end} role={visitor.role} namesakes={namesakes} />
        <DueWithoutAppointment
          on={clinic.on}
          people={clinic.dueWithoutAppointment}
          namesakes={namesakes}
        />
        <CloseClinic
          end={end}
          namesakes={namesakes}
          request={request}
          typed={typed}
          findings={findings}
        />
      </>
    ),
  }
}

function howItStands({ clinic, unfinished, openAlarms }: EndOfClinic): string {
  const { booked, actioned } = clinic.counts
  const withoutDose = actioned === 0 ? '' : ` ${actioned} closed without a dose, and booked.`
  const done = `${booked} of ${clinic.people.length} dosed, told and booked.${withoutDose}`
  const isLeft = unfinished.length + clinic.dueWithoutAppointment.length + openAlarms > 0
  if (!isLeft) return `Nobody is forgotten: ${done}`
  const isExpected = unfinished.some(({ step }) => isWaiting(step))
  return isExpected
    ? `${done} Mark on the clinic list who did not come. Still to do:`
    : `${done} Still to do:`
}

/** A clinic is not over while an alarm is open (H17). */
function OpenAlarms({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <p>
      <Tag colour="red">Alarm</Tag>{' '}
      <a href={worklistHref('alarm-not-actioned')}>
        {count === 1 ? '1 INR alarm is open' : `${count} INR alarms are open`}
      </a>
    </p>
  )
}

type UnfinishedProps = Pick<CloseProps, 'end' | 'namesakes'> & { readonly role: Role }

function Unfinished({ end: { unfinished }, role, namesakes }: UnfinishedProps) {
  const people = unfinished.flatMap((step) => step.people)
  if (people.length === 0) return null
  return (
    <Table
      caption="Not finished"
      captionHidden
      compact
      responsive
      columns={[
        { heading: 'Status' },
        { heading: 'Time' },
        { heading: 'Patient' },
        { heading: 'Next' },
      ]}
      rows={people.map((person) => ({
        key: person.appointmentId ?? person.patientId,
        cells: [
          <Tag key="status" colour={STEP_WORDS[person.step].colour}>
            {STEP_WORDS[person.step].tag}
          </Tag>,
          person.atMinute === null ? 'No appointment' : formatMinute(person.atMinute),
          <NamedPatient
            key="who"
            {...person}
            name={displayName(person)}
            hasNamesake={namesakes.has(person.patientId)}
          />,
          <Action key="next" person={person} role={role} />,
        ],
      }))}
    />
  )
}

function Action({ person, role }: { readonly person: ClinicPlace; readonly role: Role }) {
  const action = nextActionFor(person, role)
  if (action === undefined) return null
  return (
    <a href={action.href}>
      {action.text}
      <span className="nhsuk-u-visually-hidden"> {displayName(person)}</span>
    </a>
  )
}
