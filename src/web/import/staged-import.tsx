import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard } from '#web/parts/form-guard.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Table } from '#web/parts/table.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { ImportDryRun } from '#workflow/import-dry-run.ts'
import type { Finding } from '#workflow/outcome.ts'
import { importHref } from './addresses.ts'
import { type FindingFilter, FindingsTable } from './findings-table.tsx'
import { fileOf, rowsWait, whenWords } from './import-words.ts'
import { SampleTable } from './sample-table.tsx'

type Props = {
  readonly csrf: string
  readonly requestKey: string
  readonly dryRun: ImportDryRun
  readonly filter: FindingFilter
  readonly findings: readonly Finding[]
}

/** What an import would do, before anything is written. */
export function StagedImport(props: Props) {
  const { batch, findings, sample, isRefused } = props.dryRun
  const here = importHref(batch.id)
  return (
    <>
      <h1 className="nhsuk-heading-l">Look at this import before it is taken</h1>
      <WouldTake dryRun={props.dryRun} />
      {findings.length === 0 ? (
        <p>Nothing is wrong with the three files.</p>
      ) : (
        <>
          <FindingsTable here={here} findings={findings} filter={props.filter} />
          <p>
            <a href={`${here}/findings.csv`}>Save all findings as a file</a>
          </p>
        </>
      )}
      {isRefused ? <NoLonger /> : <SampleTable sample={sample} />}
      {!isRefused && <TakeForm {...props} />}
      <form action={`${here}/lay-aside`} method="post">
        <FormGuard csrf={props.csrf} requestKey={props.requestKey} />
        <Button variant="secondary">Lay this import aside</Button>
      </form>
    </>
  )
}

function WouldTake({ dryRun: { batch, summary } }: { readonly dryRun: ImportDryRun }) {
  const { patients, episodes, results, held } = summary
  const counted = (count: number) => count.toLocaleString('en-GB')
  return (
    <SummaryList
      rows={[
        { key: 'Uploaded', value: `${whenWords(batch.stagedAt)} by ${batch.stagedBy}` },
        {
          key: 'Would be taken',
          value: `${counted(patients)} patients, ${counted(episodes)} treatment plans, ${counted(results)} results`,
        },
        {
          key: 'Would wait',
          value:
            held === 0 ? 'No row' : `${rowsWait(held)} for somebody to put right; nothing is lost`,
        },
      ]}
    />
  )
}

function NoLonger() {
  return (
    <WarningCallout heading="This import can no longer be taken">
      <p>Lay it aside, correct the files and upload them again.</p>
    </WarningCallout>
  )
}

function TakeForm({ csrf, requestKey, dryRun, findings }: Props) {
  const { batch, headings, summary } = dryRun
  return (
    <form action={`${importHref(batch.id)}/take`} method="post" noValidate data-submit-once>
      <FormGuard csrf={csrf} requestKey={requestKey} />
      {headings.length > 0 && <Headings headings={headings} findings={findings} />}
      <Checkboxes
        id="sampleConfirmed"
        name="sampleConfirmed"
        legend={{ text: 'Hold the sample against the other product', size: 'm' }}
        hint="Open each of the patients there: name, date of birth, NHS number, target, dose, next test."
        error={errorOf(findings, 'sampleConfirmed')}
        choices={[{ value: 'yes', text: 'The sample agrees with the other product' }]}
      />
      <p>
        The plans come in as unverified: no dose can be decided before target, indication, stop date
        and the dose actually taken are confirmed with the patient at the first visit. The import
        can be taken back as a whole until then.
      </p>
      <Button>Take {summary.patients.toLocaleString('en-GB')} patients into the register</Button>
    </form>
  )
}

function Headings(
  props: Pick<ImportDryRun, 'headings'> & { readonly findings: readonly Finding[] },
) {
  const { headings, findings } = props
  return (
    <>
      <Table
        caption="Headings that are not written as in the guide"
        captionSize="m"
        columns={[{ heading: 'File' }, { heading: 'In the file' }, { heading: 'Taken as' }]}
        rows={headings.map(({ kind, found, meant }) => ({
          key: `${kind} ${meant}`,
          cells: [fileOf(kind), <code key="found">{`"${found}"`}</code>, meant],
        }))}
      />
      <Checkboxes
        id="headingsConfirmed"
        name="headingsConfirmed"
        error={errorOf(findings, 'headingsConfirmed')}
        choices={[{ value: 'yes', text: 'The headings mean this' }]}
      />
    </>
  )
}
