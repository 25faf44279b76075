import { capitalised } from '#base/capitalised.ts'
import { londonClock } from '#base/day.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { Table } from '#web/parts/table.tsx'
import { type AbsenceOnPage, todaysAbsences } from '#workflow/todays-absences.ts'
import { worklistHref } from './addresses.ts'
import { waited } from './waited.ts'

/** Every list with what it looks for, so that an empty one can be trusted. */
export const worklistsPage: PageHandler = async ({ house, caller, visitor }) => {
  if (!exists('see-worklist', visitor.role)) return { kind: 'redirect', to: '/' }
  const page = await todaysAbsences(house, caller, null)
  if (page.kind === 'refused') return refusalPage(page)
  const rowOf = (absence: AbsenceOnPage) => ({
    key: absence.kind,
    cells: [
      <a key="label" href={worklistHref(absence.kind)}>
        {capitalised(absence.label)}
      </a>,
      absence.looksFor,
      waited({ on: absence.oldestOn, at: absence.oldestAt }, page.today, page.asAt) ?? '',
      absence.count === 0 ? 'none' : absence.count,
    ],
  })
  return {
    kind: 'page',
    title: 'Worklists',
    place: 'worklists',
    main: (
      <>
        <h1>
          Worklists <span className="evk-today__as-at">as at {londonClock(page.asAt)}</span>
        </h1>
        <Table
          caption="What each list looks for"
          captionHidden
          compact
          responsive
          firstCellIsHeader
          columns={[
            { heading: 'List' },
            { heading: 'Looks for' },
            { heading: 'Oldest', numeric: true },
            { heading: 'How many', numeric: true },
          ]}
          rows={page.absences.map(rowOf)}
        />
      </>
    ),
  }
}
