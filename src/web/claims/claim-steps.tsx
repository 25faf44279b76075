import { clinicalInstant } from '#base/day.ts'
import type { ClaimOutcome, ClaimStep } from '#contract/claim-decision.ts'
import { Table } from '#web/parts/table.tsx'

const PROPOSED: Readonly<Record<ClaimOutcome, string>> = {
  query: 'Proposed to query it',
  approve: 'Proposed to approve it',
  reject: 'Proposed to reject it',
}

const DECIDED: Readonly<Record<ClaimOutcome, string>> = {
  query: 'Queried',
  approve: 'Approved',
  reject: 'Rejected',
}

/** What was proposed and decided on a claim, step by step, by whom and why. */
export function ClaimSteps({ steps }: { readonly steps: readonly ClaimStep[] }) {
  if (steps.length === 0) return null
  return (
    <Table
      caption="What the commissioner did"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[{ heading: 'When' }, { heading: 'Step' }, { heading: 'Who' }, { heading: 'Why' }]}
      rows={steps.map((step) => ({
        key: `${step.nth}`,
        cells: [clinicalInstant(step.at), stepInWords(step), step.byName, step.reason],
      }))}
    />
  )
}

export function stepInWords({ kind, outcome }: ClaimStep): string {
  switch (kind) {
    case 'proposed':
      return PROPOSED[outcome]
    case 'decided':
      return DECIDED[outcome]
    case 'declined':
      return 'Sent the proposal back'
  }
}
