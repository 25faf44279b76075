import { clinicalDate } from '#base/day.ts'
import type { Activity, CourseFacts } from '#contract/activity.ts'
import { displayName } from '#register/person-name.ts'
import { MEDICINE_WORDS } from '#register/plan-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import { type CountedFact, type ReturnPeople, returnPeople } from '#workflow/return-people.ts'
import { returnHref } from './addresses.ts'
import { monthInWords } from './specification-words.ts'

/** GET /service/month-end/:contract/:month/:line: the people whom a line counts, and why each does. */
export const returnPeoplePage: PageHandler = async ({ house, caller, params }) => {
  const { contract: contractId = '', month = '', line = '' } = params
  const list = await returnPeople(house, caller, { contractId, month, line })
  if (list.kind === 'refused') return refusalPage(list)
  return {
    kind: 'page',
    title: 'People counted',
    place: 'service',
    main: (
      <>
        <BackLink href={returnHref(contractId, month)}>
          Return of {monthInWords(list.month)}
        </BackLink>
        <h1 className="nhsuk-heading-l">{list.lineName}</h1>
        <p>
          {list.count} in {monthInWords(list.month)}. That this list was opened is noted in the
          audit.
        </p>
        {list.people.length > 0 && <People list={list} />}
      </>
    ),
  }
}

function People({ list }: { readonly list: ReturnPeople }) {
  const isCompared = list.people.some(({ against }) => against !== undefined)
  return (
    <Table
      caption="People counted"
      captionHidden
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Who' },
        { heading: 'Why' },
        ...(isCompared ? [{ heading: 'Against what was returned' }] : []),
      ]}
      rows={list.people.map((counted) => ({
        key: keyOf(counted),
        cells: [
          <NamedPatient
            key="who"
            patientId={counted.who.id}
            name={displayName(counted.who)}
            dateOfBirth={counted.who.dateOfBirth}
          />,
          whyInWords(counted),
          AGAINST[counted.against ?? 'as-returned'],
        ],
      }))}
    />
  )
}

const keyOf = ({ who, fact, against }: CountedFact): string =>
  `${who.id} ${fact.kind === 'home-visit' ? fact.visitId : fact.kind} ${against ?? ''}`

const AGAINST = {
  'as-returned': 'as returned',
  'new-since': <Tag colour="orange">Counted since</Tag>,
  'no-longer': <Tag colour="grey">No longer counted</Tag>,
} as const

function whyInWords({ fact, course }: CountedFact): string {
  if (fact.kind === 'home-visit') return visitInWords(fact)
  if (fact.kind === 'initiation') {
    return `First dose of a start by protocol on ${clinicalDate(fact.on)}, for atrial fibrillation`
  }
  return course === undefined
    ? 'The record of this course is no longer here'
    : courseInWords(course)
}

const visitInWords = ({ on, nth, isPaid }: Extract<Activity, { kind: 'home-visit' }>): string =>
  `Visited at home on ${clinicalDate(on)}, number ${nth} of the contract year${isPaid ? '' : ', beyond the cap and not paid'}`

function courseInWords({ medicine, from, to, suspensions }: CourseFacts): string {
  const until = to === null ? '' : ` to ${clinicalDate(to)}`
  const pauses = suspensions.map((pause) =>
    pause.to === null
      ? `; paused since ${clinicalDate(pause.from)}`
      : `; paused ${clinicalDate(pause.from)} to ${clinicalDate(pause.to)}`,
  )
  return `On ${MEDICINE_WORDS[medicine]} here from ${clinicalDate(from)}${until}${pauses.join('')}`
}
