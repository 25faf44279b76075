import type { Period } from '#clinical/period.ts'
import { type TypedFields, wordIn } from '#register/typed-fields.ts'
import { FOLLOWINGS, type Following } from '#store/decision-sql.ts'
import {
  countSuggestions,
  listSuggestions,
  type SuggestionFilter,
  type SuggestionRow,
} from '#store/suggestion-records.ts'
import { CHANGE_REASONS } from './changed-dose.ts'
import { pageOf } from './page-of.ts'
import { instantsOf, readReportPeriod } from './report-period.ts'
import { view } from './view.ts'

const ROWS_A_PAGE = 50

export type { Following }

/** What followed a dose, in words. */
export const FOLLOWED_WORDS: Readonly<Record<Following, string>> = {
  'in-range': 'In range at the next test',
  'out-of-range': 'Out of range at the next test',
  'no-test-yet': 'No test yet',
  replaced: 'Another dose before the next test',
}

/** What can be asked of the list of decisions, in words. */
export const HOW_DECIDED = {
  accepted: 'Accepted as suggested',
  changed: 'Changed',
  authorised: 'Authorised',
  alarm: 'An alarm in the place of a dose',
  overridden: 'Another dose than suggested',
  kept: 'The dose as suggested',
  'not-dosed': 'No dose decided',
} as const satisfies Record<NonNullable<SuggestionFilter['how']>, string>
const isHow = (text: string | undefined): text is keyof typeof HOW_DECIDED =>
  text !== undefined && Object.hasOwn(HOW_DECIDED, text)

export type DecisionList = {
  readonly kind: 'decisions'
  readonly period: Period
  readonly filter: SuggestionFilter
  readonly count: number
  readonly rows: readonly SuggestionRow[]
  readonly page: number
  readonly pages: number
}

/** Every suggestion saved in a period that fits what is asked, newest first. */
export const decisionList = view<TypedFields, DecisionList>('see-decision', async (desk, asked) => {
  const read = readReportPeriod(asked, desk)
  if (read.kind === 'refused') return read
  const { period } = read
  const filter = filterAsked(asked)
  const span = instantsOf(period)
  const count = await countSuggestions(desk.tx, filter, span)
  const { page, pages, first } = pageOf(asked['page'] ?? null, count, ROWS_A_PAGE)
  const slice = { offset: first, limit: ROWS_A_PAGE }
  const rows = await listSuggestions(desk.tx, filter, span, slice)
  return { kind: 'decisions', period, filter, count, rows, page, pages }
})

const filterAsked = ({ protocol, how, reason, followed }: TypedFields): SuggestionFilter => ({
  protocol: protocol || null,
  how: isHow(how) ? how : null,
  reason: wordIn(CHANGE_REASONS, reason) ?? null,
  followed: FOLLOWINGS.find((following) => following === followed) ?? null,
})
