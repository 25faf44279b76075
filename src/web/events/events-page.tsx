import { MONTH_END } from '#web/contract/addresses.ts'
import { monthInWords } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { type EventsShown, eventsShown } from '#workflow/events-shown.ts'
import { eventMonthHref } from './addresses.ts'
import { EventTable, SuggestedTable } from './event-table.tsx'
import { MonthStanding, statedInWords } from './month-words.tsx'

/** GET /service/events: what may be an event, what waits for its analysis, what was told the commissioner. */
export const eventsPage: PageHandler = async ({ house, caller }) => {
  const shown = await eventsShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { suggested, open, closed, today, may, months } = shown
  return {
    kind: 'page',
    title: 'Events',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Events</h1>
        <p className="nhsuk-u-reading-width">
          Bleeds, clots, admissions, deaths, an INR above 8, errors of dosing, and care that was not
          as the specification says. Each is recorded on the page of its patient; its analysis is
          with the commissioner within 5 working days of this service coming to know of it, and says
          nothing of who it was.
        </p>
        {suggested.length > 0 && <SuggestedTable suggested={suggested} mayRecord={may.record} />}
        {open.length === 0 ? (
          <p>No event waits for its analysis.</p>
        ) : (
          <EventTable caption="To be analysed and submitted" events={open} today={today} named />
        )}
        {closed.length > 0 && (
          <EventTable
            caption="Submitted or taken back, of the last year"
            events={closed}
            today={today}
            named
          />
        )}
        <Months months={months} />
      </>
    ),
  }
}

function Months({ months }: Pick<EventsShown, 'months'>) {
  if (months.length === 0) {
    return (
      <InsetText>
        <p>
          No contract is recorded here, so that nothing is stated by the month, and the record is
          not looked through for what may be an event.
        </p>
      </InsetText>
    )
  }
  return (
    <>
      <Table
        caption="What is stated to the commissioner"
        captionSize="m"
        compact
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'Month' },
          { heading: 'Contract' },
          { heading: 'Events', numeric: true },
          { heading: 'Stated' },
        ]}
        rows={months.map((of) => ({
          key: `${of.contractId} ${of.month}`,
          cells: [
            <a key="month" href={eventMonthHref(of.contractId, of.month)}>
              {monthInWords(of.month)}
            </a>,
            of.reference,
            `${of.events.length}`,
            <span key="stated">
              <MonthStanding of={of} /> {statedInWords(of)}
            </span>,
          ],
        }))}
      />
      <p className="nhsuk-body-s">
        A month without an event is stated too, so that silence is not taken for it. It is due with
        the return of the <a href={MONTH_END}>month end</a>.
      </p>
    </>
  )
}
