import { clinicalDate, clinicalInstant, day } from '#base/day.ts'
import { Details } from '#web/parts/details.tsx'
import { Tag } from '#web/parts/tag.tsx'
import type { MonitoringShown } from '#workflow/monitoring-shown.ts'
import { Intervals } from './intervals.tsx'

type Choice = MonitoringShown['history'][number]

const STATES = {
  open: { colour: 'blue', text: 'Waiting' },
  activated: { colour: 'green', text: 'Activated' },
  declined: { colour: 'grey', text: 'Declined' },
  withdrawn: { colour: 'grey', text: 'Withdrawn' },
} as const

/** Every choice there was, newest first, each with the table as it stood then. */
export function ChoiceHistory({ history }: { readonly history: readonly Choice[] }) {
  return (
    <section>
      <h2>Every choice of this site</h2>
      {history.length === 0 ? (
        <p>Nobody has proposed another table.</p>
      ) : (
        history.map((choice) => <OneChoice key={choice.id} choice={choice} />)
      )}
    </section>
  )
}

function OneChoice({ choice }: { readonly choice: Choice }) {
  const { number, body, state, settledAt } = choice
  const { colour, text } = STATES[state]
  return (
    <section>
      <h3>
        Choice {number}: {body.name} <Tag colour={colour}>{text}</Tag>
      </h3>
      <p>
        From {clinicalDate(day(choice.fromOn))}. Proposed by {choice.proposedByName},{' '}
        {clinicalInstant(choice.proposedAt)}: {choice.reason}
        {settledAt !== null && (
          <>
            <br />
            {text} by {choice.settledByName}, {clinicalInstant(settledAt)}
            {choice.settledReason === null ? '' : `: ${choice.settledReason}`}
            {choice.inForceFrom === null
              ? ''
              : `; in force from ${clinicalDate(day(choice.inForceFrom))}`}
          </>
        )}
      </p>
      <Details summary={`The table of choice ${number}, version ${body.version}`}>
        <p>Source: {body.source}</p>
        <Intervals table={body} />
      </Details>
    </section>
  )
}
