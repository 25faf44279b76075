import { ANALYSIS_QUESTIONS, QUESTION_NAMES } from '#assurance/analysis-form.ts'
import { BLEED_CRITERIA, eventInWords, RELATED_WORDS } from '#assurance/event-kinds.ts'
import { capitalised } from '#base/capitalised.ts'
import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { wordsOf } from '#register/typed-fields.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { Said } from '#web/quality/quality-words.tsx'
import { patientIn } from '#web/register/address.ts'
import { NOT_SENT, NoteField, TextField, type TypedForm } from '#web/register/typed-form.tsx'
import { type EventShown, eventShown } from '#workflow/events-shown.ts'
import { keepAnalysis, submitAnalysis } from '#workflow/submit-analysis.ts'
import { withdrawEvent } from '#workflow/withdraw-event.ts'
import { eventHref, patientEventsHref, withdrawEventHref } from './addresses.ts'
import { AnalysisStanding } from './event-words.tsx'

type Forms = { readonly analysis?: TypedForm; readonly withdrawal?: TypedForm }

/** GET /patients/:patientId/events/:eventId: what happened, and its analysis. */
export const eventPage: PageHandler = (request) => shown(request, {}, 200)

/** POST: the analysis is kept as a draft, or submitted. */
export const analysisPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const values = { ...fieldsOf(form), eventId: params['eventId'] ?? '' }
  const act = field(form, 'step') === 'submit' ? submitAnalysis : keepAnalysis
  const outcome = await act.run(house, caller, key, values)
  if (outcome.kind === 'done') return toEvent(params)
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shown(request, { analysis: { values, findings: outcome.findings } }, outcome.status)
}

/** POST .../withdraw: it was entered in error. */
export const withdrawalPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const values = { ...fieldsOf(form), eventId: params['eventId'] ?? '' }
  const outcome = await withdrawEvent.run(house, caller, key, values)
  if (outcome.kind === 'done') return toEvent(params)
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shown(request, { withdrawal: { values, findings: outcome.findings } }, outcome.status)
}

const toEvent = (params: PageRequest['params']): PageReply => ({
  kind: 'redirect',
  to: eventHref(patientIn(params), params['eventId'] ?? ''),
})

async function shown(request: PageRequest, forms: Forms, status: number): Promise<PageReply> {
  const { house, caller, params } = request
  const question = { patientId: patientIn(params), eventId: params['eventId'] ?? '' }
  const page = await eventShown(house, caller, question)
  if (page.kind === 'refused') return refusalPage(page)
  const { patient, event, analysis, may, today } = page
  const isOpen = event.withdrawnReason === null && analysis === undefined
  return {
    kind: 'page',
    status,
    title: 'Event',
    place: 'register',
    banner: bannerOf(patient, today, patientHref(patient.id)),
    errors: [...(forms.analysis?.findings ?? []), ...(forms.withdrawal?.findings ?? [])],
    main: (
      <>
        <BackLink href={patientEventsHref(patient.id)}>Events</BackLink>
        <h1>{eventInWords(event.kind, event.severity)}</h1>
        <EventFacts page={page} />
        <SubmittedAnalysis page={page} />
        {isOpen && may.analyse && (
          <AnalysisForm page={page} request={request} form={forms.analysis} />
        )}
        {isOpen && !may.analyse && (
          <p>A nurse, a pharmacist, a prescriber or a manager writes it.</p>
        )}
        {event.withdrawnReason === null && may.withdraw && (
          <Withdrawal page={page} request={request} form={forms.withdrawal ?? NOT_SENT} />
        )}
      </>
    ),
  }
}

type Props = { readonly page: EventShown }

function EventFacts({ page: { event, today } }: Props) {
  const met = wordsOf(BLEED_CRITERIA).filter((each) => event.criteria.includes(each))
  return (
    <SummaryList
      rows={[
        { key: 'Happened', value: clinicalDate(event.occurredOn) },
        { key: 'Known here since', value: clinicalDate(event.awareOn) },
        { key: 'Caused by anticoagulation', value: RELATED_WORDS[event.related] },
        ...(event.kind === 'bleed'
          ? [
              {
                key: 'True of the bleed',
                value:
                  met.length === 0
                    ? 'None of the criteria of a bleed that is more than minor'
                    : met.map((each) => BLEED_CRITERIA[each]).join('; '),
              },
            ]
          : []),
        { key: 'For the record', value: event.note },
        {
          key: 'Recorded',
          value: `${clinicalInstant(event.recordedAt)} by ${event.recordedByName}`,
        },
        { key: 'Analysis', value: <AnalysisStanding event={event} today={today} /> },
      ]}
    />
  )
}

type FormProps = Props & {
  readonly request: PageRequest
  readonly form: TypedForm | undefined
}

/** The analysis as it is written; what was kept stands in it. */
function AnalysisForm({ page, request: { csrf, key }, form: typed }: FormProps) {
  const { event, patient, draft, may } = page
  const form: TypedForm = typed ?? { values: { ...draft?.answers }, findings: [] }
  return (
    <>
      <h2 className="nhsuk-heading-m">Significant event analysis</h2>
      <InsetText>
        <p>
          The commissioner reads what is written here, the month in which it happened, and the day
          on which this service came to know of it; never who it was. Write no name, no NHS number
          and no date of birth: what is found of these is not submitted.
        </p>
      </InsetText>
      {draft !== undefined && (
        <p>
          Kept {clinicalInstant(draft.at)} by {draft.byName}.
        </p>
      )}
      <PostForm
        action={eventHref(patient.id, event.id)}
        csrf={csrf}
        requestKey={key}
        draftPatient={patient.id}
        className="evk-narrow"
      >
        <input
          type="hidden"
          name="version"
          value={form.values['version'] ?? `${event.draftVersion}`}
        />
        {QUESTION_NAMES.map((name) => (
          <NoteField
            key={name}
            form={form}
            name={name}
            label={ANALYSIS_QUESTIONS[name].asks}
            hint={ANALYSIS_QUESTIONS[name].hint}
            rows={name === 'discussed' ? 2 : 4}
          />
        ))}
        {may.submit ? (
          <>
            <Button name="step" value="submit">
              Submit to the commissioner
            </Button>{' '}
            <Button variant="secondary" name="step" value="keep">
              Keep as a draft
            </Button>
          </>
        ) : (
          <>
            <Button name="step" value="keep">
              Keep as a draft
            </Button>
            <p>A practice manager or a clinical lead submits it.</p>
          </>
        )}
      </PostForm>
    </>
  )
}

/** What was submitted, and what the commissioner said of it. */
function SubmittedAnalysis({ page: { analysis, comments } }: Props) {
  if (analysis === undefined) return null
  const said = comments.map((each) => ({
    ...each,
    byName: `${each.byName}, ${each.commissionerName}`,
  }))
  return (
    <>
      <h2 className="nhsuk-heading-m">Significant event analysis, as it was submitted</h2>
      <SummaryList
        rows={[
          ...QUESTION_NAMES.map((name) => ({
            key: ANALYSIS_QUESTIONS[name].asks,
            value: <span className="evk-as-typed">{analysis.answers[name]}</span>,
          })),
          {
            key: 'Submitted',
            value: `${clinicalInstant(analysis.submittedAt)} by ${analysis.submittedName}, ${analysis.submittedRole.replaceAll('-', ' ')}`,
          },
          { key: 'Fingerprint', value: <code className="evk-hash">{analysis.hash}</code> },
        ]}
      />
      {said.length > 0 && <Said caption="What the commissioner said of it" said={said} />}
    </>
  )
}

function Withdrawal({ page, request: { csrf, key }, form }: FormProps & { form: TypedForm }) {
  const { event, patient, analysis } = page
  return (
    <Details summary="It was entered in error" open={form.findings.length > 0}>
      <p>
        {capitalised(
          analysis === undefined
            ? 'the event stays on record with your reason and is no longer counted.'
            : 'the event stays on record with your reason and is no longer counted. What was submitted of it stays with the commissioner, marked as taken back.',
        )}
      </p>
      <PostForm
        action={withdrawEventHref(patient.id, event.id)}
        csrf={csrf}
        requestKey={key}
        className="evk-narrow"
      >
        <TextField form={form} name="reason" label="Why it was entered in error" />
        <Button variant="secondary">Take it back</Button>
      </PostForm>
    </Details>
  )
}
