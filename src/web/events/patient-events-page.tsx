import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { ButtonLink } from '#web/parts/button.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { patientIn } from '#web/register/address.ts'
import { NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import { declineEvent } from '#workflow/decline-event.ts'
import { patientEvents } from '#workflow/events-shown.ts'
import { newEventHref, patientEventsHref } from './addresses.ts'
import { EventTable, SuggestionAnswer } from './event-table.tsx'

/** GET /patients/:patientId/events: what happened to this patient, and what of the record may be an event. */
export const patientEventsPage: PageHandler = (request) => shown(request, NOT_SENT, 200)

/** POST .../none: a fact of the record is no event, with why. */
export const declinedPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const values = { ...fieldsOf(form), patientId: patientIn(params) }
  const outcome = await declineEvent.run(house, caller, key, values)
  if (outcome.kind === 'done') {
    return { kind: 'redirect', to: patientEventsHref(patientIn(params)) }
  }
  if (outcome.status === 403) return refusalPage(outcome)
  return shown(request, { values, findings: outcome.findings }, outcome.status)
}

async function shown(request: PageRequest, form: TypedForm, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const page = await patientEvents(house, caller, { patientId: patientIn(params) })
  if (page.kind === 'refused') return refusalPage(page)
  const { patient, events, suggested, may, today } = page
  return {
    kind: 'page',
    status,
    title: 'Events',
    place: 'register',
    banner: bannerOf(patient, today, patientHref(patient.id)),
    errors: form.findings,
    main: (
      <>
        <BackLink href={patientHref(patient.id)} />
        <h1>Events</h1>
        <p className="nhsuk-u-reading-width">
          Bleeds, clots, admissions, deaths, an INR above 8, errors of dosing, and care that was not
          as the specification says. Each has an analysis for the commissioner, who never learns who
          it was.
        </p>
        {suggested.length > 0 && (
          <>
            <h2 className="nhsuk-heading-m">The record says, and nobody has answered</h2>
            {suggested.map((suggestion) => (
              <SuggestionAnswer
                key={suggestion.source}
                suggestion={suggestion}
                request={request}
                form={form}
                may={may}
              />
            ))}
          </>
        )}
        {events.length === 0 ? (
          <p>No event is recorded.</p>
        ) : (
          <EventTable
            caption={`Events of ${displayName(patient.details)}`}
            events={events}
            today={today}
          />
        )}
        {may.record && (
          <ButtonLink variant="secondary" href={newEventHref(patient.id)}>
            Record an event
          </ButtonLink>
        )}
      </>
    ),
  }
}
