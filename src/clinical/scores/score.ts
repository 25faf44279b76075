// A score as a range: from the lowest it can be to the highest, as long as something is not known.
import type { Answer } from './answer.ts'

export type ScoreId = 'cha2ds2-vasc' | 'orbit' | 'has-bled' | 'same-tt2r2'

/** One item of a score: every number of points that the answers leave possible, lowest first. */
export type ScoreItem = {
  readonly id: string
  readonly label: string
  readonly possible: readonly number[]
}

/** What one possible value of a score means, in the words of its source. */
export type Meaning = {
  readonly code: string
  readonly says: string
  readonly source: string
  readonly status: 'verified' | 'unverified'
}

export type Score = {
  readonly id: ScoreId
  /** Changes when an item, a limit or a meaning changes. */
  readonly version: string
  readonly lowest: number
  readonly highest: number
  readonly items: readonly ScoreItem[]
  /** The items that keep the score a range. */
  readonly notKnown: readonly string[]
  /** One meaning, or each that the range leaves possible. */
  readonly meanings: readonly Meaning[]
}

/** An item that is worth its points or nothing. */
export function item(id: string, label: string, points: number, answer: Answer): ScoreItem {
  return { id, label, possible: POSSIBLE[answer](points) }
}

/** @technical No adds no points: the arithmetic of a sum. */
const POSSIBLE: Record<Answer, (points: number) => readonly number[]> = {
  yes: (points) => [points],
  no: () => [0],
  'not-known': (points) => [0, points],
}

/** Adds the items up; `meaningOf` says what each value means that the items leave possible. */
export function scoreOf(
  { id, version }: Pick<Score, 'id' | 'version'>,
  items: readonly ScoreItem[],
  meaningOf: (score: number) => readonly Meaning[],
): Score {
  const values = possibleSums(items)
  return {
    id,
    version,
    lowest: Math.min(...values),
    highest: Math.max(...values),
    items,
    notKnown: items.filter(({ possible }) => possible.length > 1).map((one) => one.id),
    meanings: onceEach(values.flatMap(meaningOf)),
  }
}

/** Every total that the items leave possible, lowest first. */
function possibleSums(items: readonly ScoreItem[]): readonly number[] {
  let sums = new Set([0])
  for (const { possible } of items) {
    sums = new Set([...sums].flatMap((sum) => possible.map((points) => sum + points)))
  }
  return [...sums].sort((a, b) => a - b)
}

const onceEach = (meanings: readonly Meaning[]): readonly Meaning[] => [
  ...new Map(meanings.map((meaning) => [meaning.code, meaning])).values(),
]

/** `4`, or `2 to 4` while something is not known. */
export const scoreInWords = ({ lowest, highest }: Pick<Score, 'lowest' | 'highest'>): string =>
  lowest === highest ? `${lowest}` : `${lowest} to ${highest}`
