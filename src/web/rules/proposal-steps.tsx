import type { ReactNode } from 'react'
import { clinicalInstant } from '#base/day.ts'
import { Tag, type TagColour } from '#web/parts/tag.tsx'
import { RUN_AGAIN } from '#workflow/rule-proposal.ts'
import type { RuleProposalPage } from '#workflow/rule-proposal-page.ts'

type Props = { readonly page: RuleProposalPage }
type Step = {
  readonly name: string
  readonly state: string
  readonly colour: TagColour
  readonly says: ReactNode
}

/** The three steps of a change, who did each, and which one is next. */
export function ProposalSteps({ page }: Props) {
  return (
    <ol className="nhsuk-list nhsuk-list--number">
      {[proposedStep(page), runStep(page), lastStep(page)].map(({ name, state, colour, says }) => (
        <li key={name}>
          <strong>{name}</strong> <Tag colour={colour}>{state}</Tag>
          <br />
          {says}
        </li>
      ))}
    </ol>
  )
}

const proposedStep = ({ proposal }: RuleProposalPage): Step => ({
  name: 'Proposed',
  state: 'Done',
  colour: 'green',
  says: `${proposal.proposedByName}, ${clinicalInstant(proposal.proposedAt)}`,
})

function runStep({ proposal, runs, standing }: RuleProposalPage): Step {
  const name = 'Run over the last 90 days'
  const approved = runs.find(({ id }) => id === proposal.shadowRunId)
  const run = approved ?? runs[0]
  const by = run && `${run.runByName}, ${clinicalInstant(run.runAt)}`
  if (proposal.state === 'open' && standing !== 'stands') {
    return { name, state: 'Next', colour: 'blue', says: RUN_AGAIN[standing] }
  }
  if (by === undefined)
    return { name, state: 'Not done', colour: 'grey', says: 'It was never run.' }
  return { name, state: 'Done', colour: 'green', says: by }
}

function lastStep({ proposal, standing }: RuleProposalPage): Step {
  const { state, settledByName, settledAt } = proposal
  const name = 'Activated by another prescriber'
  const by = settledAt === null ? '' : `${settledByName}, ${clinicalInstant(settledAt)}`
  switch (state) {
    case 'activated':
      return { name, state: 'Done', colour: 'green', says: `${by}. In force from then on.` }
    case 'declined':
      return { name, state: 'Declined', colour: 'grey', says: by }
    case 'withdrawn':
      return { name, state: 'Withdrawn', colour: 'grey', says: by }
    case 'open':
      return {
        name,
        state: standing === 'stands' ? 'Next' : 'Not yet',
        colour: standing === 'stands' ? 'blue' : 'grey',
        says: 'Whoever proposed it cannot activate it. Until then the rules in force stay as they are.',
      }
  }
}
