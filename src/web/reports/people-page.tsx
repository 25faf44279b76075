import { clinicalDate } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Pagination } from '#web/parts/pagination.tsx'
import { Table } from '#web/parts/table.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import { type CountedPeople, type CountedPerson, countedPeople } from '#workflow/counted-people.ts'
import { patientControlHref, peopleHref, REPORTS, reportHref } from './addresses.ts'
import { asAtInWords, countInWords, percentInWords, periodInWords } from './figure-words.ts'
import { listInWords } from './list-words.ts'

/** Who is counted in one figure of a report, for those who may see people. */
export const peoplePage: PageHandler = async ({ house, caller, query }) => {
  const { figure = '', page = null, ...asked } = Object.fromEntries(query)
  const list = await countedPeople(house, caller, { figure, page, asked })
  if (list.kind === 'refused') return refusalPage(list)
  return {
    kind: 'page',
    title: 'People counted',
    place: 'reports',
    main: (
      <>
        <BackLink href={reportHref(REPORTS, list.asked)}>Report</BackLink>
        <h1>{listInWords(list.key)}</h1>
        <p>
          {countInWords(list.count)} {list.count === 1 ? 'person' : 'people'},{' '}
          {periodInWords(list.asked)}, {asAtInWords(list.asked, list.now)}
        </p>
        {list.people.length > 0 && <People list={list} />}
        <Pages list={list} />
      </>
    ),
  }
}

function People({ list }: { readonly list: CountedPeople }) {
  return (
    <Table
      caption="People counted"
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Who' },
        { heading: 'In range (NICE)', numeric: true },
        { heading: 'Days counted', numeric: true },
        { heading: 'Last INR in the period' },
        { heading: 'Control' },
      ]}
      rows={list.people.map((person) => ({ key: person.id, cells: cellsOf(person, list) }))}
    />
  )
}

function cellsOf(person: CountedPerson, list: CountedPeople) {
  const { id, dateOfBirth, percentHundredths, countedDays, lastInr } = person
  const name = displayName(person)
  return [
    <NamedPatient key="who" patientId={id} name={name} dateOfBirth={dateOfBirth} />,
    percentInWords(percentHundredths),
    countInWords(countedDays),
    lastInr === null ? 'none' : `${formatInr(lastInr.inr)} on ${clinicalDate(lastInr.on)}`,
    <a key="control" href={reportHref(patientControlHref(id), list.asked)}>
      Control<span className="nhsuk-u-visually-hidden"> {name}</span>
    </a>,
  ]
}

function Pages({ list: { asked, key, page, pages } }: { readonly list: CountedPeople }) {
  if (pages === 1) return null
  const to = (other: number) => ({
    href: peopleHref(asked, key, other),
    label: `${other} of ${pages}`,
  })
  return (
    <Pagination
      previous={page > 1 ? to(page - 1) : undefined}
      next={page < pages ? to(page + 1) : undefined}
    />
  )
}
