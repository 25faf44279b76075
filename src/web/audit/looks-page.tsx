import { clinicalInstant, londonDay } from '#base/day.ts'
import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, PageReply, PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Pagination } from '#web/parts/pagination.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { type RecordLooks, recordLooks } from '#workflow/record-looks.ts'
import { looksHref, looksSheetHref } from './addresses.ts'
import { Entries } from './audit-page.tsx'

/** GET /patients/:patient/looked-at - who looked at this record and who wrote in it. */
export const looksPage: PageHandler = (request) =>
  shown(request, 'page', ({ patient, entries, older }) => ({
    title: 'Who looked at this record',
    main: (
      <>
        <BackLink href={patientHref(patient.id)} />
        <h1>Who looked at this record</h1>
        <p className="nhsuk-u-reading-width">
          Everybody who opened this record or saved something in it, newest first. A list that shows
          many patients is not named here. A try that was refused is in the audit of the provider
          and mostly not here, because its line does not say whose record it was.
        </p>
        <p className="evk-no-print">
          <a href={looksSheetHref(patient.id)}>Sheet to print for the patient</a>
        </p>
        {entries.length === 0 && <p>Nobody has.</p>}
        {entries.length > 0 && (
          <Entries caption="Who looked" entries={entries} withPatient={false} />
        )}
        <Pagination
          next={
            older === undefined
              ? undefined
              : { href: `${looksHref(patient.id)}?before=${older}`, label: 'Earlier lines' }
          }
        />
      </>
    ),
  }))

/** GET /patients/:patient/looked-at/sheet - the same on paper, in the patient's words. */
export const looksSheet: PageHandler = (request) =>
  shown(request, 'sheet', ({ patient, entries, older }) => ({
    title: 'Who looked at your record',
    main: (
      <>
        <div className="evk-no-print">
          <BackLink href={looksHref(patient.id)}>Who looked at this record</BackLink>
          <p>Print this page and give it to the patient.</p>
        </div>
        <h1>Who looked at your record</h1>
        <p className="nhsuk-u-reading-width">
          {displayName(patient.details)}: these people at {request.visitor.providerName} opened your
          blood-thinner record or wrote in it. The newest is first. The list was made on{' '}
          {clinicalInstant(request.house.clock())}.
        </p>
        <p className="nhsuk-u-reading-width">
          Staff open your record to look after you: to see your results, decide your dose, book your
          tests and answer your calls. &quot;Looked&quot; means that the page was opened and nothing
          was changed.
        </p>
        {entries.length === 0 && <p>Nobody has opened it.</p>}
        {entries.length > 0 && (
          <Entries caption="Who looked" entries={entries} withPatient={false} />
        )}
        {older !== undefined && <p>There are earlier lines. Ask us for them.</p>}
        <p className="nhsuk-u-reading-width">
          If you do not know why somebody looked, ask us. We must find out and tell you. You can
          also ask the Information Commissioner&apos;s Office: ico.org.uk, 0303 123 1113.
        </p>
      </>
    ),
  }))

async function shown(
  request: PageRequest,
  as: 'page' | 'sheet',
  page: (looks: RecordLooks) => Pick<Extract<PageReply, { kind: 'page' }>, 'title' | 'main'>,
): Promise<PageReply> {
  const { house, caller, params, query } = request
  const question = { patientId: params['patient'] ?? '', before: query.get('before'), as }
  const looks = await recordLooks(house, caller, question)
  if (looks.kind === 'refused') return refusalPage(looks)
  const { patient } = looks
  const banner = bannerOf(patient, londonDay(house.clock()), patientHref(patient.id))
  return { kind: 'page', place: 'register', banner, ...page(looks) }
}
