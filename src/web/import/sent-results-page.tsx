import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { formatNhsNumber } from '#register/nhs-number.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { Select } from '#web/parts/select.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Table } from '#web/parts/table.tsx'
import { Textarea } from '#web/parts/textarea.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { bringInResults, type SentShown, sentResults } from '#workflow/bring-in-results.ts'
import type { Finding } from '#workflow/outcome.ts'
import { SENT_SETTLINGS, settleSentResult } from '#workflow/settle-sent-result.ts'
import { takeInResult } from '#workflow/take-in-result.ts'
import { SENT_RESULTS } from './addresses.ts'
import { FileInput } from './file-input.tsx'

type Sent = SentShown['inHand'][number]
type Problem = { readonly status: number; readonly findings: readonly Finding[] }

/** GET: where a laboratory's file is brought in, what is held, and what was taken in. */
export const sentResultsPage: PageHandler = (request) => shown(request)

/** POST: a file; each result of it is taken in by itself, so that one that is held holds up no other. */
export const sentFilePosted: PageHandler = async (request) => {
  const { house, caller, key, uploads } = request
  const [file, ...more] = uploads.filter(({ name, bytes }) => name !== '' || bytes.length > 0)
  if (more.length > 0) return shown(request, { status: 400, findings: [ONE_FILE] })
  const base64 = file === undefined ? '' : Buffer.from(file.bytes).toString('base64')
  const outcome = await bringInResults.run(house, caller, key, { file: { base64 } })
  if (outcome.kind === 'refused') return shown(request, outcome)
  for (const sentId of outcome.sentIds) {
    await takeInResult.run(house, caller, crypto.randomUUID(), { sentId })
  }
  return { kind: 'redirect', to: SENT_RESULTS }
}

const ONE_FILE: Finding = { field: 'file', code: 'two-files', message: 'Choose one file.' }

/** POST: a held result is tried again, as after the register was put right. */
export const sentAgainPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const { sentId = '' } = fieldsOf(form)
  const outcome = await takeInResult.run(house, caller, key, { sentId })
  if (outcome.kind === 'refused') return shown(request, outcome)
  return { kind: 'redirect', to: SENT_RESULTS }
}

/** POST: what became of a held result. */
export const sentSettledPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const outcome = await settleSentResult.run(house, caller, key, fieldsOf(form))
  if (outcome.kind === 'refused') return shown(request, outcome)
  return { kind: 'redirect', to: SENT_RESULTS }
}

async function shown(request: PageRequest, problem?: Problem): Promise<PageReply> {
  const results = await sentResults(request.house, request.caller, {})
  if (results.kind === 'refused') return refusalPage(results)
  const findings = problem?.findings ?? []
  return {
    kind: 'page',
    status: problem?.status ?? 200,
    title: 'Laboratory results',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Laboratory results</h1>
        <form action={SENT_RESULTS} method="post" encType="multipart/form-data" noValidate>
          <FormGuard csrf={request.csrf} requestKey={request.key} />
          <FileInput
            name="file"
            label="File of the laboratory"
            hint="FHIR R4 Bundle in JSON, at most 1 MB. A file that was brought in before changes nothing."
            error={errorOf(findings, 'file')}
            accept=".json,application/json,application/fhir+json"
          />
          <Button>Bring in results</Button>
        </form>
        <h2 className="nhsuk-heading-m">
          {results.inHand.length === 0 ? 'Nothing is held' : `Held: ${results.inHand.length}`}
        </h2>
        {results.inHand.map((sent) => (
          <HeldResult key={sent.id} sent={sent} request={request} findings={findings} />
        ))}
        <Lately lately={results.lately} />
      </>
    ),
  }
}

/** What the sender says of it, as far as it could be read. */
function factsOf({ entry: { sent, identifier }, receivedAt, receivedByName }: Sent) {
  const inHand = `${clinicalInstant(receivedAt)} by ${receivedByName}`
  const name = identifier === null ? 'none' : identifier.value
  if (sent === null) {
    return [
      { key: 'Identifier', value: name },
      { key: 'Brought in', value: inHand },
    ]
  }
  const { person, inr, sampledOn, laboratory } = sent
  return [
    { key: 'INR', value: inr === null ? 'taken back' : formatInr(inr) },
    { key: 'Sample', value: clinicalDate(day(sampledOn)) },
    { key: 'NHS number', value: formatNhsNumber(person.nhsNumber) },
    {
      key: 'Date of birth',
      value: person.dateOfBirth === null ? 'not sent' : clinicalDate(day(person.dateOfBirth)),
    },
    { key: 'Family name', value: person.familyName === '' ? 'not sent' : person.familyName },
    { key: 'Laboratory', value: laboratory },
    { key: 'Identifier', value: name },
    { key: 'Brought in', value: inHand },
  ]
}

function HeldResult(props: {
  readonly sent: Sent
  readonly request: PageRequest
  readonly findings: readonly Finding[]
}) {
  const { sent, request, findings } = props
  const typed = fieldsOf(request.form)
  const isThis = typed['sentId'] === sent.id
  const error = (field: string) => (isThis ? errorOf(findings, field) : undefined)
  const faults = sent.entry.faults
  return (
    <section className="nhsuk-u-margin-bottom-6">
      <h3 className="nhsuk-heading-s">
        {faults.length > 0 ? 'It could not be read' : (sent.says ?? 'Not yet taken in')}
      </h3>
      {faults.length > 0 && (
        <ul>
          {faults.map(({ place, code, message }) => (
            <li key={`${place} ${code}`}>
              {place}: {message}
            </li>
          ))}
        </ul>
      )}
      <SummaryList rows={factsOf(sent)} />
      <Details summary="As it was sent">
        <pre className="evk-text-message">{JSON.stringify(sent.entry.observation, null, 2)}</pre>
      </Details>
      <form action={`${SENT_RESULTS}/again`} method="post" noValidate>
        <FormGuard csrf={request.csrf} requestKey={request.key} />
        <input type="hidden" name="sentId" value={sent.id} />
        <Button variant="secondary" small>
          Try again
        </Button>
      </form>
      {exists('settle-sent-result', request.visitor.role) && (
        <form action={`${SENT_RESULTS}/settle`} method="post" noValidate className="evk-narrow">
          <FormGuard csrf={request.csrf} requestKey={request.key} />
          <input type="hidden" name="sentId" value={sent.id} />
          <Select
            id={isThis ? 'how' : `how-${sent.id}`}
            name="how"
            label="What became of it"
            value={isThis ? typed['how'] : undefined}
            error={error('how')}
            options={[
              { value: '', text: 'Choose' },
              ...Object.entries(SENT_SETTLINGS).map(([value, text]) => ({ value, text })),
            ]}
          />
          <Textarea
            id={isThis ? 'reasonText' : `reasonText-${sent.id}`}
            name="reasonText"
            label="What was done"
            rows={2}
            value={isThis ? (typed['reasonText'] ?? '') : ''}
            error={error('reasonText')}
          />
          <Button variant="secondary" small>
            Settle this result
          </Button>
        </form>
      )}
    </section>
  )
}

function Lately({ lately }: { readonly lately: SentShown['lately'] }) {
  if (lately.length === 0) return null
  return (
    <Table
      caption="Taken in lately"
      compact
      responsive
      columns={[
        { heading: 'INR' },
        { heading: 'Sample' },
        { heading: 'What became of it' },
        { heading: 'Patient' },
      ]}
      rows={lately.map(({ id, entry: { sent }, says, patientId }) => ({
        key: id,
        cells: [
          sent?.inr ? formatInr(sent.inr) : 'not read',
          sent === null ? 'not read' : clinicalDate(day(sent.sampledOn)),
          says,
          patientId === null ? (
            'none'
          ) : (
            <a key="patient" href={patientHref(patientId)}>
              Open
              <span className="nhsuk-u-visually-hidden"> the record of INR {id.slice(-4)}</span>
            </a>
          ),
        ],
      }))}
    />
  )
}
