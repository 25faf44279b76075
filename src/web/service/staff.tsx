import { DOSING_WORDS, ROLE_WORDS } from '#access/role-words.ts'
import { clinicalDate, isDay } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { ButtonLink } from '#web/parts/button.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { type Colleague, staffList } from '#workflow/staff-list.ts'
import { placeOfPeople } from './staff-place.ts'

/** Who works here, as what, and how far their competence reaches today. */
export const staffPage: PageHandler = async ({ house, caller, visitor }) => {
  const list = await staffList(house, caller, {})
  if (list.kind === 'refused') return refusalPage(list)
  return {
    kind: 'page',
    title: 'People',
    place: placeOfPeople(visitor),
    main: (
      <>
        <h1 className="nhsuk-heading-l">People</h1>
        <ButtonLink href="/service/staff/add">Add a person</ButtonLink>
        <Table
          caption="Who works here"
          captionHidden
          compact
          responsive
          firstCellIsHeader
          columns={[
            { heading: 'Name' },
            { heading: 'User name' },
            { heading: 'Role' },
            { heading: 'Level' },
            { heading: 'Dosing authority' },
            { heading: 'Until' },
            { heading: 'Second step' },
          ]}
          rows={list.colleagues.map((colleague) => ({
            key: colleague.accountId,
            cells: cellsOf(colleague, list.today),
          }))}
        />
      </>
    ),
  }
}

function cellsOf(colleague: Colleague, today: string) {
  const { accountId, name, username, role, active, competence, hasSecondStep } = colleague
  return [
    <a key="name" href={`/service/staff/${accountId}`}>
      {name}
    </a>,
    username,
    active ? ROLE_WORDS[role] : <NoLongerHere key="role" />,
    competence.level ?? 'None',
    DOSING_WORDS[competence.dosing],
    <Until key="until" until={competence.until} today={today} />,
    hasSecondStep ? 'Set up' : 'None',
  ]
}

const NoLongerHere = () => <Tag colour="grey">No longer here</Tag>

function Until({ until, today }: { readonly until: string | null; readonly today: string }) {
  if (!isDay(until)) return 'Not recorded'
  if (until >= today) return clinicalDate(until)
  return <Tag colour="red">{`Expired ${clinicalDate(until)}`}</Tag>
}
