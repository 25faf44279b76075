import type { Worklist, WorklistFilter } from '#workflow/worklist.ts'
import { worklistHref } from './addresses.ts'

type Part = { readonly text: string; readonly count: number; readonly filter: WorklistFilter }

type Props = {
  readonly list: Worklist
  /** A list of tasks: each is somebody's, or nobody's yet. */
  readonly isOwned: boolean
}

/** The parts of a list as links with their counts; the one that is shown is marked. */
export function Filters({ list, isOwned }: Props) {
  const { absence, filter, sizes } = list
  const owned: readonly Part[] = [
    { text: 'Nobody has it', count: sizes.nobody, filter: { risk: 'any', owner: 'nobody' } },
    { text: 'Mine', count: sizes.mine, filter: { risk: 'any', owner: 'me' } },
  ]
  const parts: readonly Part[] = [
    { text: 'All', count: sizes.all, filter: { risk: 'any', owner: 'anybody' } },
    { text: 'High risk', count: sizes.high, filter: { risk: 'high', owner: 'anybody' } },
    {
      text: 'Usual risk',
      count: sizes.all - sizes.high,
      filter: { risk: 'other', owner: 'anybody' },
    },
    ...(isOwned ? owned : []),
  ]
  return (
    <nav aria-label="Parts of this list">
      <ul className="evk-filters">
        {parts.map((part) => (
          <li key={part.text}>
            <a
              href={worklistHref(absence, part.filter)}
              aria-current={isSame(part.filter, filter) ? 'true' : undefined}
            >
              {part.text} ({part.count})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const isSame = (one: WorklistFilter, other: WorklistFilter): boolean =>
  one.risk === other.risk && one.owner === other.owner
