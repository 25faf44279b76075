import { ButtonLink } from '#web/parts/button.tsx'
import { Panel } from '#web/parts/panel.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import type { ImportBatch } from '#workflow/import-list.ts'
import { INDICATIONS, reverseHref, WAITING_ROWS } from './addresses.ts'
import { rowsWait, STATE_WORDS, whenWords } from './import-words.ts'

/** What an import did, what is to be done next, and the way to take it back. */
export function TakenImport(props: { readonly batch: ImportBatch; readonly mayMap: boolean }) {
  const { batch, mayMap } = props
  if (batch.state !== 'committed') return <PastImport batch={batch} />
  const { patients, episodes, results, held } = batch.summary
  const counted = (count: number) => count.toLocaleString('en-GB')
  return (
    <>
      <Panel heading="Import taken">
        {counted(patients)} patients, {counted(episodes)} treatment plans, {counted(results)}{' '}
        results
      </Panel>
      <h2>What happens next</h2>
      <ol>
        <li>
          {mayMap ? (
            <a href={INDICATIONS}>Say what the indications of the other product mean</a>
          ) : (
            'A clinician says what the indications of the other product mean'
          )}
        </li>
        <li>
          <a href="/worklists/unverified-plan">Confirm each plan with the patient</a> at the first
          visit: until then no dose can be decided
        </li>
        <li>
          {held === 0 ? (
            'No row waits'
          ) : (
            <a href={WAITING_ROWS}>{rowsWait(held)} for somebody to put right</a>
          )}
        </li>
      </ol>
      <History batch={batch} />
      <ButtonLink href={reverseHref(batch.id)} variant="secondary">
        Take this import back
      </ButtonLink>
    </>
  )
}

function PastImport({ batch }: { readonly batch: ImportBatch }) {
  return (
    <>
      <h1 className="nhsuk-heading-l">Import: {STATE_WORDS[batch.state].text.toLowerCase()}</h1>
      <p>Nothing of this import is on the register. The same files may be uploaded again.</p>
      <History batch={batch} />
    </>
  )
}

function History({ batch }: { readonly batch: ImportBatch }) {
  const steps = [
    { key: 'Uploaded', at: batch.stagedAt, by: batch.stagedBy },
    { key: 'Taken', at: batch.committedAt, by: batch.committedBy },
    { key: 'Taken back', at: batch.reversedAt, by: batch.reversedBy },
  ]
  return (
    <SummaryList
      rows={steps.flatMap(({ key, at, by }) =>
        at === null ? [] : [{ key, value: `${whenWords(at)} by ${by}` }],
      )}
    />
  )
}
