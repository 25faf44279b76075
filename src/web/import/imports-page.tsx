import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { ButtonLink } from '#web/parts/button.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { type ImportBatch, importList } from '#workflow/import-list.ts'
import { INDICATIONS, importHref, NEW_IMPORT, WAITING_ROWS } from './addresses.ts'
import { rowsWait, STATE_WORDS, whenWords } from './import-words.ts'

/** Every import of this provider, what waits, and the way to a new one. */
export const importsPage: PageHandler = async ({ house, caller, visitor }) => {
  const list = await importList(house, caller, {})
  if (list.kind === 'refused') return refusalPage(list)
  const { batches, waitingRows } = list
  return {
    kind: 'page',
    title: 'Imports',
    place: 'service',
    main: (
      <>
        <h1 className="nhsuk-heading-l">Imports from another product</h1>
        <ButtonLink href={NEW_IMPORT}>Start an import</ButtonLink>
        <ul className="nhsuk-list">
          <li>
            <a href={WAITING_ROWS}>{waitingRows === 0 ? 'No rows wait' : rowsWait(waitingRows)}</a>
          </li>
          {exists('map-indication', visitor.role) && (
            <li>
              <a href={INDICATIONS}>Indications of the other product</a>
            </li>
          )}
        </ul>
        {batches.length === 0 ? <p>Nothing has been imported.</p> : <Batches batches={batches} />}
      </>
    ),
  }
}

function Batches({ batches }: { readonly batches: readonly ImportBatch[] }) {
  return (
    <Table
      caption="All imports, newest first"
      captionSize="m"
      responsive
      columns={[
        { heading: 'Uploaded' },
        { heading: 'By' },
        { heading: 'State' },
        { heading: 'Patients', numeric: true },
        { heading: 'Plans', numeric: true },
        { heading: 'Results', numeric: true },
        { heading: 'Rows held', numeric: true },
      ]}
      rows={batches.map(({ id, stagedAt, stagedBy, state, summary }) => ({
        key: id,
        cells: [
          <a key="when" href={importHref(id)}>
            {whenWords(stagedAt)}
          </a>,
          stagedBy,
          <Tag key="state" colour={STATE_WORDS[state].colour}>
            {STATE_WORDS[state].text}
          </Tag>,
          summary.patients.toLocaleString('en-GB'),
          summary.episodes.toLocaleString('en-GB'),
          summary.results.toLocaleString('en-GB'),
          summary.held.toLocaleString('en-GB'),
        ],
      }))}
    />
  )
}
