import { clinicalDate } from '#base/day.ts'
import type { EvidencePart } from '#print/inspection-pack.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, Route } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { ButtonLink } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { Table } from '#web/parts/table.tsx'
import { inspectionFile, inspectionShown } from '#workflow/inspection.ts'

export const INSPECTION = '/service/inspection'
const INSPECTION_FILE = `${INSPECTION}.pdf`

/** GET /service/inspection: what an inspector is shown, part by part (F4). */
const inspectionPage: PageHandler = async ({ house, caller }) => {
  const shown = await inspectionShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { pack } = shown
  return {
    kind: 'page',
    title: 'Evidence for an inspection',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Evidence for an inspection</h1>
        <p className="nhsuk-u-reading-width">
          {clinicalDate(pack.from)} to {clinicalDate(pack.until)}, as at {pack.asAt}. Read from the
          records now; nothing of it is typed, and no patient is named. Who takes it out shows once
          more who they are, and that it was taken is a line of the audit.
        </p>
        <ButtonLink href={INSPECTION_FILE}>Take it out as one PDF</ButtonLink>
        {pack.parts.map((part) => (
          <Part key={part.id} part={part} />
        ))}
      </>
    ),
  }
}

/** GET /service/inspection.pdf */
const inspectionPdf: PageHandler = async ({ house, caller }) => {
  const file = await inspectionFile(house, caller, {})
  if (file.kind === 'refused') return refusalPage(file)
  return {
    kind: 'file',
    type: 'application/pdf',
    name: 'evidence-for-an-inspection.pdf',
    body: file.bytes,
  }
}

export const inspectionRoutes: readonly Route[] = [
  { method: 'GET', path: INSPECTION, page: inspectionPage },
  { method: 'GET', path: INSPECTION_FILE, page: inspectionPdf, isExport: true },
]

function Part({ part: { title, says, columns, rows } }: { readonly part: EvidencePart }) {
  return (
    <Details summary={`${title} (${rows.length})`}>
      <p>{says}</p>
      {rows.length === 0 ? (
        <p>None.</p>
      ) : (
        <Table
          caption={title}
          captionHidden
          compact
          responsive
          firstCellIsHeader
          columns={columns.map((heading) => ({ heading }))}
          rows={rows.map((cells, nth) => ({ key: `${nth}`, cells }))}
        />
      )}
    </Details>
  )
}
