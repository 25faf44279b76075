import { eventInWords } from '#assurance/event-kinds.ts'
import { clinicalDate } from '#base/day.ts'
import { returnHref } from '#web/contract/addresses.ts'
import { SignedBox } from '#web/contract/signed-box.tsx'
import { monthInWords } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import { type EventMonthShown, eventMonthShown } from '#workflow/events-shown.ts'
import { stateEvents } from '#workflow/state-events.ts'
import { EVENTS, eventMonthHref } from './addresses.ts'
import { MonthStanding, newestInWords, statedInWords } from './month-words.tsx'

/** GET /service/events/:contract/:month: the events of a month, to be stated to the commissioner. */
export const eventMonthPage: PageHandler = (request) => shown(request, NOT_SENT, 200)

/** POST: they are stated, or that there was none. */
export const eventMonthPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const { contract = '', month = '' } = params
  const values = { ...fieldsOf(form), contractId: contract, month }
  const outcome = await stateEvents.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: eventMonthHref(contract, month) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shown(request, { values, findings: outcome.findings }, outcome.status)
}

async function shown(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const question = { contractId: params['contract'] ?? '', month: params['month'] ?? '' }
  const page = await eventMonthShown(house, caller, question)
  if (page.kind === 'refused') return refusalPage(page)
  const { month, events, contractId, unanswered, hasEnded, maySign, isStated } = page
  const title = `Events of ${monthInWords(month)}`
  return {
    kind: 'page',
    status,
    title,
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href={EVENTS}>Events</BackLink>
        <h1 className="nhsuk-heading-l">{title}</h1>
        <p>
          <MonthStanding of={page} /> {statedInWords(page)}
        </p>
        <p>
          <a href={returnHref(contractId, month)}>Return of this month</a>
        </p>
        {events.length === 0 ? (
          <p>This service came to know of no event in this month.</p>
        ) : (
          <Known page={page} />
        )}
        {unanswered > 0 && (
          <InsetText>
            <p>
              The record knows {unanswered === 1 ? 'one thing' : `${unanswered} things`} of this
              month or earlier that may be an event. <a href={EVENTS}>Answer each first.</a>
            </p>
          </InsetText>
        )}
        {hasEnded && maySign && unanswered === 0 && !isStated && (
          <SignForm page={page} request={request} form={form} />
        )}
        {hasEnded && !maySign && !isStated && <p>A manager states it.</p>}
        {page.statements.length > 0 && <Statements page={page} />}
      </>
    ),
  }
}

type Props = { readonly page: EventMonthShown }

const Known = ({ page: { events } }: Props) => (
  <Table
    caption="Events that this service came to know of"
    captionHidden
    compact
    responsive
    columns={[{ heading: 'What' }, { heading: 'Known since' }, { heading: 'Analysis' }]}
    rows={events.map(({ event, kind, severity, awareOn, analysis }) => ({
      key: event,
      cells: [eventInWords(kind, severity), clinicalDate(awareOn), analysis ?? 'not submitted yet'],
    }))}
  />
)

function SignForm({
  page,
  request: { csrf, key },
  form,
}: Props & { readonly request: PageRequest; readonly form: TypedForm }) {
  const { contractId, month, events, signer, seen } = page
  const what =
    events.length === 0
      ? 'there was no event to report in this month'
      : 'these are the events of this month'
  return (
    <PostForm
      action={eventMonthHref(contractId, month)}
      csrf={csrf}
      requestKey={key}
      className="evk-narrow"
    >
      <input type="hidden" name="seen" value={seen} />
      <SignedBox
        form={form}
        legend="Statement"
        hint="What is stated stays as it is. An event that comes to be known later is stated again."
        signer={signer}
        says={`state that ${what}`}
      />
      <Button>State it to the commissioner</Button>
    </PostForm>
  )
}

const Statements = ({ page: { statements } }: Props) => (
  <Table
    caption="What was stated"
    captionSize="m"
    compact
    responsive
    columns={[
      { heading: 'Version', numeric: true },
      { heading: 'Events', numeric: true },
      { heading: 'Stated' },
      { heading: 'Fingerprint' },
    ]}
    rows={statements.map((each) => ({
      key: `${each.version}`,
      cells: [
        `${each.version}`,
        `${each.events.length}`,
        newestInWords(each),
        <code key="hash" className="evk-hash">
          {each.hash}
        </code>,
      ],
    }))}
  />
)
