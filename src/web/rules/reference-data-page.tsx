import { clinicalDate } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { type ReferenceDataShown, referenceDataShown } from '#workflow/reference-data-shown.ts'

/** GET /service/reference-data - every list from a published text, when it was compared with it, and by when again. */
export const referenceDataPage: PageHandler = async ({ house, caller }) => {
  const shown = await referenceDataShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    title: 'Reference data',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Reference data</h1>
        <p className="nhsuk-u-reading-width">
          Lists and tables that Evenkeel has from a published text. Each is part of a release and is
          not changed here. From 60 days before the day of its review{' '}
          {shown.owner ?? 'the clinical lead, while no clinical safety officer is named,'} is warned
          of it on the front page.
        </p>
        <Lists lists={shown.lists} />
      </>
    ),
  }
}

const STATES = {
  current: { colour: 'green', text: 'Reviewed' },
  'due-soon': { colour: 'yellow', text: 'Review soon' },
  past: { colour: 'red', text: 'Review overdue' },
} as const

const Lists = ({ lists }: Pick<ReferenceDataShown, 'lists'>) => (
  <Table
    caption="Lists, the one to be reviewed first at the top"
    captionHidden
    responsive
    columns={[
      { heading: 'List' },
      { heading: 'Source' },
      { heading: 'Reviewed on' },
      { heading: 'Review by' },
      { heading: 'State' },
    ]}
    rows={lists.map(({ id, name, source, reviewedOn, reviewBy, state }) => ({
      key: id,
      cells: [
        name,
        source,
        clinicalDate(reviewedOn),
        clinicalDate(reviewBy),
        <Tag key={id} colour={STATES[state].colour}>
          {STATES[state].text}
        </Tag>,
      ],
    }))}
  />
)
