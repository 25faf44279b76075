import { clinicalInstant } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { nhsNumbersWaiting } from '#workflow/nhs-numbers-waiting.ts'
import { proposedWords } from './nhs-number-page.tsx'

/** Changes of NHS numbers that wait for a second person. */
export const numbersWaitingPage: PageHandler = async ({ house, caller }) => {
  const waiting = await nhsNumbersWaiting(house, caller, {})
  if (waiting.kind === 'refused') return refusalPage(waiting)
  return {
    kind: 'page',
    title: 'NHS numbers to confirm',
    place: 'register',
    main: (
      <>
        <BackLink href="/register" />
        <h1>NHS numbers to confirm</h1>
        {waiting.changes.length === 0 && <p>None.</p>}
        <Table
          caption="Changes that wait for a second person"
          captionSize="s"
          columns={[
            { heading: 'New number' },
            { heading: 'Proposed by' },
            { heading: 'Since' },
            { heading: 'Next step', hidden: true },
          ]}
          rows={waiting.changes.map((change) => ({
            key: change.id,
            cells: [
              proposedWords(change),
              change.proposedByName,
              clinicalInstant(change.proposedAt),
              <a key="next" href={`/patients/${change.patientId}/nhs-number`}>
                Compare and confirm
              </a>,
            ],
          }))}
          responsive
          compact
        />
      </>
    ),
  }
}
