import type { Role } from '#access/policy.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import { displayName } from '#register/person-name.ts'
import type { PageRequest } from '#web/page.ts'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { ChangingTag } from '#web/patient/changing-tag.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import type { ClinicList, ClinicPlace } from '#workflow/clinic-day.ts'
import { formatMinute } from '#workflow/clinic-offers.ts'
import { AttendanceButtons } from './attendance-buttons.tsx'
import { nextActionFor, STEP_WORDS } from './step-words.ts'

type Props = {
  readonly clinic: ClinicList
  readonly people: readonly ClinicPlace[]
  readonly request: PageRequest
  /** Who of the whole day has a namesake on it. */
  readonly namesakes: ReadonlySet<string>
}

/** A line a person; lines stay where they are whatever happens to the person. */
export function ClinicTable({ clinic, people, request, namesakes }: Props) {
  const isAhead = clinic.on > clinic.today
  return (
    <Table
      caption="People of this clinic"
      captionHidden
      compact
      responsive
      columns={[
        { heading: 'Time' },
        { heading: 'Patient' },
        { heading: 'Status' },
        { heading: 'Next' },
        { heading: 'Who came' },
      ]}
      rows={people.map((person) => ({
        key: person.appointmentId ?? person.patientId,
        cells: [
          person.atMinute === null ? 'No appointment' : formatMinute(person.atMinute),
          <Who key="who" person={person} hasNamesake={namesakes.has(person.patientId)} />,
          <Status key="status" person={person} />,
          <NextAction key="next" person={person} role={request.visitor.role} />,
          isAhead ? (
            ''
          ) : (
            <AttendanceButtons key="came" person={person} clinic={clinic} request={request} />
          ),
        ],
      }))}
    />
  )
}

type WhoProps = { readonly person: ClinicPlace; readonly hasNamesake: boolean }

function Who({ person, hasNamesake }: WhoProps) {
  return (
    <>
      <NamedPatient {...person} name={displayName(person)} hasNamesake={hasNamesake} />{' '}
      {person.risk >= HIGH_RISK && <Tag colour="red">High risk</Tag>}{' '}
      {person.housebound && <Tag colour="blue">Housebound</Tag>}{' '}
      <ChangingTag switching={person.switching} />
    </>
  )
}

function Status({ person }: { readonly person: ClinicPlace }) {
  const { tag, colour } = STEP_WORDS[person.step]
  return <Tag colour={colour}>{tag}</Tag>
}

function NextAction({ person, role }: { readonly person: ClinicPlace; readonly role: Role }) {
  const action = nextActionFor(person, role)
  if (action === undefined) return null
  return (
    <a href={action.href}>
      {action.text}
      <span className="nhsuk-u-visually-hidden"> {displayName(person)}</span>
    </a>
  )
}
