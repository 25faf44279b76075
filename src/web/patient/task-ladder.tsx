import { capitalised } from '#base/capitalised.ts'
import { clinicalInstant } from '#base/day.ts'
import { calledInWords } from '#recall/escalation-words.ts'
import type { ShownRung } from '#workflow/task-ladder.ts'

type Props = { readonly ladder: readonly ShownRung[]; readonly isClosed: boolean }

/** Whom the task has called and whom it will call if nobody closes it (H17). */
export function TaskLadder({ ladder, isClosed }: Props) {
  const shown = isClosed ? ladder.filter(({ reachedAt }) => reachedAt !== null) : ladder
  if (shown.length === 0) return null
  return (
    <>
      <h3 className="nhsuk-heading-s">
        {isClosed ? 'Who was called' : 'Who is called while it is open'}
      </h3>
      <ol className="nhsuk-list nhsuk-list--number">
        {shown.map(({ number, to, at, reachedAt }) => (
          <li key={number}>
            {capitalised(calledInWords(to))}:{' '}
            {reachedAt === null ? (
              clinicalInstant(at)
            ) : (
              <strong>called {clinicalInstant(reachedAt)}</strong>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
