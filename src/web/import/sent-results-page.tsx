import { clinicalDate, day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import { CONTROL_COLUMNS } from '#interchange/meter-control-row.ts'
import { METER_COLUMNS } from '#interchange/meter-file.ts'
import { formatNhsNumber } from '#register/nhs-number.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import {
  type BroughtIn,
  bringInResults,
  type SentShown,
  sentResults,
} from '#workflow/bring-in-results.ts'
import type { Finding } from '#workflow/outcome.ts'
import { settleSentResult } from '#workflow/settle-sent-result.ts'
import { takeInResult } from '#workflow/take-in-result.ts'
import { SENT_RESULTS } from './addresses.ts'
import { FileInput } from './file-input.tsx'
import { HeldResult } from './held-result.tsx'

type Problem = {
  readonly status: number
  readonly findings: readonly Finding[]
  /** What the file held that has just been brought in. */
  readonly broughtIn?: BroughtIn
}

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
  for (const sentId of outcome.toTakeIn) {
    await takeInResult.run(house, caller, crypto.randomUUID(), { sentId })
  }
  const next = { ...request, key: crypto.randomUUID(), form: new Map() }
  return shown(next, { status: 200, findings: [], broughtIn: outcome })
}

const HINT = `A FHIR R4 Bundle in JSON, of a laboratory or of a meter with its serial number, or the CSV of a meter with the columns ${METER_COLUMNS.join(', ')}; where it has its internal controls too, a row whose type is control, with ${CONTROL_COLUMNS.join(', ')}. At most 1 MB. A file that was brought in before changes nothing.`

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
    title: 'Results in files',
    place: 'service',
    errors: findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Results in files</h1>
        <p>
          Bring in what a laboratory sends or a meter exports. Nobody is dosed by a file: what is
          sure waits at its patient until somebody enters it as a visit, and the rest is held here
          with its reason.
        </p>
        {problem?.broughtIn && <FileHeld file={problem.broughtIn} results={results} />}
        <form action={SENT_RESULTS} method="post" encType="multipart/form-data" noValidate>
          <FormGuard csrf={request.csrf} requestKey={request.key} />
          <FileInput
            name="file"
            label="File of a laboratory or a meter"
            hint={HINT}
            error={errorOf(findings, 'file')}
            accept=".json,.csv,application/json,application/fhir+json,text/csv"
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

/** What was in the file, so that an INR under a name that is not known here is missed at once. */
function FileHeld(props: { readonly file: BroughtIn; readonly results: SentShown }) {
  const { sentIds, known, others } = props.file
  const inrs = sentIds.length === 1 ? '1 INR' : `${sentIds.length} INRs`
  return (
    <>
      <InsetText>
        <p>
          The file has {inrs}
          {known > 0 && `, of which ${known} brought in before`}.
        </p>
        {others.length > 0 && (
          <p>
            Not taken, because it is no INR by its name and code: {named(others)}. Enter an INR
            among them by hand.
          </p>
        )}
      </InsetText>
      <EachOfFile {...props} />
    </>
  )
}

/** Each result of the file in its order, with what has become of it. */
function EachOfFile({
  file,
  results: { inHand, lately },
}: {
  readonly file: BroughtIn
  readonly results: SentShown
}) {
  const known = [...inHand, ...lately]
  const rows = file.sentIds.flatMap((id) => known.find((one) => one.id === id) ?? [])
  return (
    <Table
      caption="In this file"
      compact
      responsive
      columns={[
        { heading: 'Place' },
        { heading: 'INR' },
        { heading: 'NHS number' },
        { heading: 'What became of it' },
      ]}
      rows={rows.map(({ id, step, says, entry }) => ({
        key: id,
        cells: [entry.place, shownOf(entry), whoseOf(entry), stateOf(step, says, entry.faults)],
      }))}
    />
  )
}

type Told = Pick<SentShown['inHand'][number]['entry'], 'sent' | 'control'>

/** The INR; of a control what the meter showed of it. */
function shownOf({ sent, control }: Told): string {
  if (control !== undefined) return `Control ${control.measured || control.shown}`
  return sent?.inr ? formatInr(sent.inr) : 'not read'
}

function whoseOf({ sent, control }: Told): string {
  if (control !== undefined) return `of the meter ${control.serial}`
  return sent === null ? 'not read' : formatNhsNumber(sent.person.nhsNumber)
}

function sampledOf({ sent, control }: Told): string {
  const on = control === undefined ? sent?.sampledOn : control.doneOn
  return on == null ? 'not read' : clinicalDate(day(on))
}

function stateOf(
  step: SentShown['inHand'][number]['step'],
  says: string | null,
  faults: readonly { readonly message: string }[],
): string {
  if (faults.length > 0) return `Held: ${faults.map(({ message }) => message).join(' ')}`
  return step === 'held' ? `Held: ${says}` : (says ?? 'Not yet taken in')
}

/** Each name once, with how often. */
function named(others: readonly string[]): string {
  const names = [...new Set(others)]
  const often = (name: string) => others.filter((other) => other === name).length
  return names.map((name) => (often(name) > 1 ? `${name} (${often(name)})` : name)).join(', ')
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
      rows={lately.map(({ id, entry, says, patientId }) => ({
        key: id,
        cells: [
          shownOf(entry),
          sampledOf(entry),
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
