import type { Worklist, WorklistFilter } from '#workflow/worklist.ts'
import { worklistHref } from './addresses.ts'

const WHOLE: WorklistFilter = { risk: 'any', owner: 'anybody', medicine: 'any' }

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
    { text: 'Nobody has it', count: sizes.nobody, filter: { ...WHOLE, owner: 'nobody' } },
    { text: 'Mine', count: sizes.mine, filter: { ...WHOLE, owner: 'me' } },
  ]
  const byMedicine: readonly Part[] = [
    {
      text: 'Direct oral anticoagulant',
      count: sizes.doac,
      filter: { ...WHOLE, medicine: 'doac' },
    },
    {
      text: 'Warfarin and others',
      count: sizes.all - sizes.doac,
      filter: { ...WHOLE, medicine: 'other' },
    },
  ]
  const parts: readonly Part[] = [
    { text: 'All', count: sizes.all, filter: WHOLE },
    { text: 'High risk', count: sizes.high, filter: { ...WHOLE, risk: 'high' } },
    {
      text: 'Usual risk',
      count: sizes.all - sizes.high,
      filter: { ...WHOLE, risk: 'other' },
    },
    ...(isOwned ? owned : []),
    ...(sizes.doac > 0 ? byMedicine : []),
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
  one.risk === other.risk && one.owner === other.owner && one.medicine === other.medicine
