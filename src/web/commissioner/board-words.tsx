import { clinicalDate } from '#base/day.ts'
import type { BOARD_STANDINGS, BoardStanding } from '#contract/board.ts'
import type { ReturnLine } from '#contract/specification.ts'
import { Tag, type TagColour } from '#web/parts/tag.tsx'

type Kind = (typeof BOARD_STANDINGS)[number]

/** How a return stands, in a word or two. */
export const STANDING_WORDS: Readonly<Record<Kind, string>> = {
  missing: 'No return: overdue',
  late: 'Received late',
  received: 'Received',
  'not-due': 'No return: not yet due',
  'not-ended': 'Month goes on',
  'not-owed': 'No return: before Evenkeel',
  'no-clock': 'No return: due date not known',
}

const COLOURS: Readonly<Record<Kind, TagColour>> = {
  missing: 'red',
  late: 'orange',
  received: 'green',
  'not-due': 'blue',
  'not-ended': 'white',
  'not-owed': 'grey',
  'no-clock': 'grey',
}

export const StandingTag = ({ standing: { kind } }: { readonly standing: BoardStanding }) => (
  <Tag colour={COLOURS[kind]}>{STANDING_WORDS[kind]}</Tag>
)

/** The day on which a return is or was due, where it is known. */
export const dueInWords = (standing: BoardStanding): string =>
  'due' in standing && standing.due !== null ? clinicalDate(standing.due) : ''

/** What the lines of a return are called over a column. */
export const LINE_WORDS: Readonly<Record<ReturnLine, string>> = {
  'active-level-3': 'Level 3 patients',
  'active-level-4': 'Level 4 patients',
  'initiated-level-5': 'Started at level 5',
  'home-visits': 'Home visits',
}
