import { CONTROL_COLUMNS } from '#interchange/meter-control-row.ts'
import { METER_COLUMNS } from '#interchange/meter-file.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { Table } from '#web/parts/table.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { bringInResults, type SentShown, sentResults } from '#workflow/bring-in-results.ts'
import type { BroughtIn } from '#workflow/keep-read.ts'
import type { Finding } from '#workflow/outcome.ts'
import { settleSentResult } from '#workflow/settle-sent-result.ts'
import { takeInResult } from '#workflow/take-in-result.ts'
import { columnsHref, SENT_RESULTS } from './addresses.ts'
import { ColumnsNamed, FilesWaiting } from './columns-named.tsx'
import { FileHeld, sampledOf, shownOf } from './file-held.tsx'
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
  if (outcome.fileId !== undefined) {
    return { kind: 'redirect', to: columnsHref({ file: outcome.fileId }) }
  }
  return takenIn(request, outcome)
}

/** Takes in each result of a file that was read, and shows what became of it. */
export async function takenIn(request: PageRequest, broughtIn: BroughtIn): Promise<PageReply> {
  const { house, caller } = request
  for (const sentId of broughtIn.toTakeIn) {
    await takeInResult.run(house, caller, crypto.randomUUID(), { sentId })
  }
  const next = { ...request, key: crypto.randomUUID(), form: new Map() }
  return shown(next, { status: 200, findings: [], broughtIn })
}

const HINT = `A FHIR R4 Bundle in JSON, of a laboratory or of a meter with its serial number, or the CSV of a meter with the columns ${METER_COLUMNS.join(', ')}; where it has its internal controls too, a row whose type is control, with ${CONTROL_COLUMNS.join(', ')}. A meter's CSV under other headings is read once you have said which of its columns is which. At most 1 MB. A file that was brought in before changes nothing.`

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
        <FilesWaiting waiting={results.waiting} request={request} />
        <h2 className="nhsuk-heading-m">
          {results.inHand.length === 0 ? 'Nothing is held' : `Held: ${results.inHand.length}`}
        </h2>
        {results.inHand.map((sent) => (
          <HeldResult key={sent.id} sent={sent} request={request} findings={findings} />
        ))}
        <Lately lately={results.lately} />
        <ColumnsNamed named={results.named} />
      </>
    ),
  }
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
