import { DECLINED_REASONS } from '#assurance/declined-reasons.ts'
import { EVENT_KINDS, eventInWords } from '#assurance/event-kinds.ts'
import { clinicalDate, type Day } from '#base/day.ts'
import { displayName } from '#register/person-name.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { NamedPatient } from '#web/patient-contacts/named-patient.tsx'
import { ListField, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import type { PatientEvents } from '#workflow/events-shown.ts'
import { declineEventHref, eventHref, newEventHref } from './addresses.ts'
import { AnalysisStanding } from './event-words.tsx'

type Events = PatientEvents['events']
type Suggested = PatientEvents['suggested']

type TableProps = {
  readonly caption: string
  readonly events: Events
  readonly today: Day
  /** On a list of several patients each is named. */
  readonly named?: true
}

/** Events, each with where its analysis stands. */
export function EventTable({ caption, events, today, named }: TableProps) {
  return (
    <Table
      caption={caption}
      captionSize="m"
      compact
      responsive
      columns={[
        ...(named ? [{ heading: 'Who' }] : []),
        { heading: 'What' },
        { heading: 'Happened' },
        { heading: 'Known since' },
        { heading: 'Analysis' },
      ]}
      rows={events.map((event) => ({
        key: event.id,
        cells: [...(named ? [<Who key="who" of={event} />] : []), ...cellsOf(event, today)],
      }))}
    />
  )
}

type Person = Pick<Events[number], 'patientId' | 'familyName' | 'givenName' | 'dateOfBirth'>

const Who = ({ of }: { readonly of: Person }) => (
  <NamedPatient patientId={of.patientId} name={displayName(of)} dateOfBirth={of.dateOfBirth} />
)

const cellsOf = (event: Events[number], today: Day) => [
  <a key="what" href={eventHref(event.patientId, event.id)}>
    {eventInWords(event.kind, event.severity)}
  </a>,
  clinicalDate(event.occurredOn),
  clinicalDate(event.awareOn),
  <AnalysisStanding key="analysis" event={event} today={today} />,
]

/** What the record knows and nobody has answered, with the way to record it. */
export function SuggestedTable({
  suggested,
  mayRecord,
}: {
  readonly suggested: Suggested
  readonly mayRecord: boolean
}) {
  return (
    <Table
      caption="May be an event: record it, or say on the patient’s page why it is none"
      captionSize="m"
      compact
      responsive
      columns={[
        { heading: 'Who' },
        { heading: 'What the record says' },
        { heading: 'On' },
        { heading: 'Looks like' },
        { heading: '' },
      ]}
      rows={suggested.map((each) => ({
        key: each.source,
        cells: [
          <Who key="who" of={each} />,
          each.fact,
          clinicalDate(each.onDate),
          EVENT_KINDS[each.kind],
          mayRecord ? (
            <a key="record" href={newEventHref(each.patientId, each.source)}>
              Record
            </a>
          ) : (
            ''
          ),
        ],
      }))}
    />
  )
}

type AnswerProps = {
  readonly suggestion: Suggested[number]
  readonly request: PageRequest
  readonly form: TypedForm
  readonly may: PatientEvents['may']
}

/** One thing that may be an event, on the page of its patient: recorded, or declined with a reason. */
export function SuggestionAnswer({ suggestion, request, form, may }: AnswerProps) {
  const { patientId, source, fact, onDate } = suggestion
  const own: TypedForm = form.values['source'] === source ? form : { values: {}, findings: [] }
  return (
    <section>
      <h3 className="nhsuk-heading-s">
        {clinicalDate(onDate)}: {fact}
      </h3>
      {may.record && (
        <p>
          <a href={newEventHref(patientId, source)}>Record it as an event</a>
        </p>
      )}
      {may.decline && (
        <Details summary="It is no event" open={own.findings.length > 0}>
          <PostForm
            action={declineEventHref(patientId)}
            csrf={request.csrf}
            requestKey={request.key}
            className="evk-narrow"
          >
            <input type="hidden" name="source" value={source} />
            <ListField
              form={own}
              name="reason"
              label="Why it is none"
              words={DECLINED_REASONS}
              none="Choose"
            />
            <TextField form={own} name="note" label="In your own words (optional)" />
            <Button variant="secondary">It is no event</Button>
          </PostForm>
        </Details>
      )}
    </section>
  )
}
