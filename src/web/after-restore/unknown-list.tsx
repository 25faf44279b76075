import { clinicalInstant } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { type UnknownHere, unknownShown } from '#workflow/unknown-shown.ts'
import { unknownHref } from './addresses.ts'
import { clearedInWords, whatInWords, whoseInWords } from './unknown-words.ts'

const TITLE = 'After a restore'

/** GET /service/after-restore - what was acknowledged, sent or printed and is not in this database. */
export const unknownList: PageHandler = async ({ house, caller }) => {
  const shown = await unknownShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const open = shown.lines.filter(({ outcome }) => outcome === null)
  const toEnter = shown.lines.filter(({ outcome }) => outcome === 'to-enter')
  const cleared = shown.lines.filter(({ outcome }) => outcome !== null && outcome !== 'to-enter')
  return {
    kind: 'page',
    title: TITLE,
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">{TITLE}</h1>
        {open.length === 0 ? <Open isEmpty={shown.lines.length === 0} /> : <Closed />}
        <Lines heading="To be cleared" lines={open} />
        <Lines heading="To be entered now" lines={toEnter} />
        <Lines heading="Cleared" lines={cleared} />
      </>
    ),
  }
}

const Open = ({ isEmpty }: { readonly isEmpty: boolean }) => (
  <p>
    {isEmpty
      ? 'Nothing: this database has what was acknowledged.'
      : 'All is cleared. Doses can be given.'}
  </p>
)

const Closed = () => (
  <WarningCallout heading="Nobody is dosed until this list is cleared" headingLevel={2}>
    <p>
      This database was put back to an earlier time. What is listed was done, sent or printed after
      it: patients may take a dose that is not on record here.
    </p>
    <p>
      For each, ask the patient or look at the paper. Enter again what can be entered; a dose is
      entered when dosing opens. Then say what became of it.
    </p>
  </WarningCallout>
)

type LinesProps = { readonly heading: string; readonly lines: readonly UnknownHere[] }

function Lines({ heading, lines }: LinesProps) {
  if (lines.length === 0) return null
  return (
    <Table
      caption={`${heading} (${lines.length})`}
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'What was done' },
        { heading: 'When, by whom' },
        { heading: 'Patient' },
        { heading: 'What became of it' },
      ]}
      rows={lines.map((line) => ({
        key: line.id,
        cells: [
          <a key="what" href={unknownHref(line.id)}>
            {whatInWords(line)}
          </a>,
          [clinicalInstant(line.doneAt), line.byName].filter((words) => words !== null).join(', '),
          whoseInWords(line),
          clearedInWords(line) || 'Not yet',
        ],
      }))}
    />
  )
}
