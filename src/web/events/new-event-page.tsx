import {
  BLEED_CRITERIA,
  EVENT_KINDS,
  MAJOR_CRITERIA,
  RELATED_WORDS,
} from '#assurance/event-kinds.ts'
import { criterionField } from '#assurance/event-typed.ts'
import type { Day } from '#base/day.ts'
import { wordsOf } from '#register/typed-fields.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { patientIn } from '#web/register/address.ts'
import {
  ChoiceField,
  DayField,
  HiddenField,
  linkedFindings,
  NoteField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { type PatientEvents, patientEvents } from '#workflow/events-shown.ts'
import { recordEvent } from '#workflow/record-event.ts'
import { eventHref, newEventHref, patientEventsHref } from './addresses.ts'

/** GET /patients/:patientId/events/new: what happened; filled in from a fact of the record where that suggests it. */
export const newEventPage: PageHandler = (request) => shown(request, undefined, 200)

/** POST: the event is recorded, and its analysis opens. */
export const newEventPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const patientId = patientIn(params)
  const values = { ...fieldsOf(form), patientId }
  const outcome = await recordEvent.run(house, caller, key, values)
  if (outcome.kind === 'done') {
    return { kind: 'redirect', to: eventHref(patientId, outcome.subject ?? '') }
  }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shown(request, { values, findings: outcome.findings }, outcome.status)
}

const DAYS = ['occurredOn', 'awareOn']

async function shown(
  request: PageRequest,
  typed: TypedForm | undefined,
  status: number,
): Promise<PageReply> {
  const { house, caller, params, query } = request
  const page = await patientEvents(house, caller, { patientId: patientIn(params) })
  if (page.kind === 'refused') return refusalPage(page)
  const { patient, today } = page
  const form = typed ?? { values: suggestedValues(page, query.get('source')), findings: [] }
  return {
    kind: 'page',
    status,
    title: 'Record an event',
    place: 'register',
    banner: bannerOf(patient, today, patientHref(patient.id)),
    errors: linkedFindings(form.findings, DAYS),
    main: (
      <>
        <BackLink href={patientEventsHref(patient.id)}>Events</BackLink>
        <h1>Record an event</h1>
        <p className="nhsuk-u-reading-width">
          What is written here stays in the record of the patient. It changes nothing of the
          treatment: act on a bleed or a high INR on the patient’s page first.
        </p>
        <EventForm request={request} form={form} patientId={patient.id} />
      </>
    ),
  }
}

const boxes = (name: string, on: Day) => ({
  [`${name}[day]`]: `${Number(on.slice(8))}`,
  [`${name}[month]`]: `${Number(on.slice(5, 7))}`,
  [`${name}[year]`]: on.slice(0, 4),
})

/** What the record knows already; of an event that nobody suggests the day of today. */
function suggestedValues(page: PatientEvents, source: string | null): TypedForm['values'] {
  const found = page.suggested.find((each) => each.source === source)
  if (found === undefined) return boxes('awareOn', page.today)
  return {
    source: found.source,
    kind: found.kind,
    note: found.fact,
    ...boxes('occurredOn', found.onDate),
    ...boxes('awareOn', found.knownOn),
  }
}

type FormProps = {
  readonly request: PageRequest
  readonly form: TypedForm
  readonly patientId: string
}

function EventForm({ request: { csrf, key }, form, patientId }: FormProps) {
  return (
    <PostForm
      action={newEventHref(patientId)}
      csrf={csrf}
      requestKey={key}
      draftPatient={patientId}
      className="evk-narrow"
    >
      <HiddenField form={form} name="source" />
      <ChoiceField
        form={form}
        name="kind"
        legend={{ text: 'What happened', size: 's' }}
        words={EVENT_KINDS}
        conditional={{ bleed: <BleedBoxes form={form} /> }}
      />
      <DayField form={form} name="occurredOn" legend="It happened on" />
      <DayField
        form={form}
        name="awareOn"
        legend="This service came to know of it on"
        hint="The analysis is due 5 working days after this day."
      />
      <ChoiceField
        form={form}
        name="related"
        legend={{ text: 'Did anticoagulation cause it?', size: 's' }}
        words={RELATED_WORDS}
        inline
      />
      <NoteField
        form={form}
        name="note"
        label="What happened, for the record"
        hint="A sentence or two. The commissioner does not see this."
      />
      <Button>Record event</Button>
    </PostForm>
  )
}

/** The class follows from what is true of the bleed; nobody types it. */
function BleedBoxes({ form }: Pick<FormProps, 'form'>) {
  return (
    <Checkboxes
      id="criteria"
      name="criteria"
      legend={{ text: 'What is true of the bleed', size: 's' }}
      hint="One of the first four makes it major, one of the others clinically relevant. With none it is minor (ISTH)."
      small
      values={wordsOf(BLEED_CRITERIA).filter((each) => form.values[criterionField(each)] === 'yes')}
      choices={wordsOf(BLEED_CRITERIA).map((each, nth) => ({
        value: each,
        text: BLEED_CRITERIA[each],
        ...(nth === wordsOf(MAJOR_CRITERIA).length && { divider: 'or' }),
        attributes: { name: criterionField(each), value: 'yes' },
      }))}
    />
  )
}
