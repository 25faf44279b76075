import { Fragment } from 'react'
import { clinicalDate, type Day } from '#base/day.ts'
import { HIGH_RISK } from '#recall/absences.ts'
import { displayName } from '#register/person-name.ts'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { ChangingTag } from '#web/patient/changing-tag.tsx'
import { appointmentsHref } from '#web/patient-contacts/addresses.ts'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import type { ClinicList } from '#workflow/clinic-day.ts'

type Props = {
  readonly on: Day
  readonly people: ClinicList['dueWithoutAppointment']
  /** Who of the whole day has a namesake on it. */
  readonly namesakes: ReadonlySet<string>
}

/** Who should be tested on this day and is not on its list: unseen unless they are shown. */
export function DueWithoutAppointment({ on, people, namesakes }: Props) {
  if (people.length === 0) return null
  return (
    <>
      <h2>{`Due ${clinicalDate(on)} without an appointment (${people.length})`}</h2>
      <Table
        caption="Due without an appointment"
        captionHidden
        compact
        responsive
        columns={[{ heading: 'Patient' }, { heading: 'Risk' }, { heading: 'Next' }]}
        rows={people.map((person) => ({
          key: person.episodeId,
          cells: [
            <Fragment key="who">
              <NamedPatient
                {...person}
                name={displayName(person)}
                hasNamesake={namesakes.has(person.patientId)}
              />{' '}
              <ChangingTag switching={person.switching} />
            </Fragment>,
            person.risk >= HIGH_RISK ? (
              <Tag key="risk" colour="red">
                High
              </Tag>
            ) : (
              'Usual'
            ),
            <a key="next" href={appointmentsHref(person.patientId)}>
              Book<span className="nhsuk-u-visually-hidden"> {displayName(person)}</span>
            </a>,
          ],
        }))}
      />
    </>
  )
}
