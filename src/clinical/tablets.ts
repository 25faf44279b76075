// Which warfarin tablets make a dose. Tablets always follow from the mg; they are never typed (H11).
import { numberInWords } from '#base/number-words.ts'
import { mgNumber, type Ug, ug } from './dose.ts'

/** Tablets licensed in the UK, in micrograms. Source: S48 nhs.uk/medicines/warfarin. @see docs/evidence.md#tablets */
export const STRENGTHS = [5000, 3000, 1000, 500] as const
export type Strength = (typeof STRENGTHS)[number]

/** The tablets that a person keeps at home, and whether they may be halved. A local setting (8.3). */
export type TabletSet = { readonly strengths: readonly Strength[]; readonly halves: boolean }

/** So many half tablets of one strength: 2 is one tablet, 3 is one and a half. */
export type TabletLine = { readonly strength: Strength; readonly halves: number }

/** UK colours; those of other countries differ. Source: S48 nhs.uk/medicines/warfarin. @see docs/evidence.md#tablets */
export const TABLET_COLOURS: Record<Strength, string> = {
  500: 'white',
  1000: 'brown',
  3000: 'blue',
  5000: 'pink',
}

/**
 * Every UK tablet, and every half of one that may be halved, is a multiple of this. Source: the UK tablets (S48), the
 * 1 mg halved. Status: derived.
 */
export const SMALLEST_STEP_UG = 500

/**
 * No tablets are worked out above this; the dose limits of the rule set are far below. @technical Bound of the table
 * that is worked out; doses are limited by the rule set.
 */
export const MOST_WORKED_OUT_UG = ug(30_000)

/** One way to make a dose, ranked: fewest pieces, then fewest strengths, then fewest halves. */
type Way = { readonly lines: readonly TabletLine[]; readonly rank: number }

const worked = new Map<number, readonly TabletLine[] | 'cannot-be-made'>()

const mayHalve = (strength: Strength, set: TabletSet): boolean => set.halves && strength !== 500

/** A number below 32 for each set, to remember answers by. */
export function tabletSetNumber(set: TabletSet): number {
  let number = set.halves ? 1 : 0
  for (const strength of set.strengths) number |= 2 << STRENGTHS.indexOf(strength)
  return number
}

/**
 * The fewest tablets that make a dose exactly, whole tablets first (NPSA 2007: least tablets, no halves where
 * whole ones serve). Ties: fewer strengths, then larger tablets. A 0.5 mg tablet is never halved.
 */
export function fewestTablets(dose: Ug, set: TabletSet): readonly TabletLine[] | 'cannot-be-made' {
  if (dose > MOST_WORKED_OUT_UG) return 'cannot-be-made'
  const key = dose * 32 + tabletSetNumber(set)
  const known = worked.get(key)
  if (known !== undefined) return known
  const found = bestWay(dose, set)?.lines ?? 'cannot-be-made'
  worked.set(key, found)
  return found
}

function bestWay(dose: number, set: TabletSet): Way | undefined {
  const strengths = STRENGTHS.filter((strength) => set.strengths.includes(strength))
  return (
    bestOf(dose, strengths) ??
    strengths
      .filter((strength) => mayHalve(strength, set))
      .map((strength) => bestOf(dose - strength / 2, strengths, strength))
      .reduce(better, undefined)
  )
}

/** The best way to make what is left of whole tablets, and of the half of one strength that is taken already. */
function bestOf(left: number, strengths: readonly Strength[], half?: Strength): Way | undefined {
  const [strength, ...smaller] = strengths
  if (strength === undefined) return left === 0 ? { lines: [], rank: 0 } : undefined
  let best: Way | undefined
  for (let count = Math.floor(left / strength); count >= 0; count -= 1) {
    const rest = bestOf(left - count * strength, smaller, half)
    const halves = 2 * count + (strength === half ? 1 : 0)
    best = better(best, rest && withHalves(strength, halves, rest))
  }
  return best
}

const withHalves = (strength: Strength, halves: number, rest: Way): Way =>
  halves === 0 ? rest : ranked([{ strength, halves }, ...rest.lines])

function ranked(lines: readonly TabletLine[]): Way {
  const pieces = lines.reduce((sum, line) => sum + Math.ceil(line.halves / 2), 0)
  return { lines, rank: pieces * 10 + lines.length }
}

function better(best: Way | undefined, other: Way | undefined): Way | undefined {
  if (best === undefined || other === undefined) return best ?? other
  if (other.rank === best.rank) return hasLarger(other, best) ? other : best
  return other.rank < best.rank ? other : best
}

/** Whether one way has more of the largest strength of which the two have not the same. */
function hasLarger(one: Way, other: Way): boolean {
  const halvesOf = ({ lines }: Way, of: Strength) =>
    lines.find(({ strength }) => strength === of)?.halves ?? 0
  const differs = STRENGTHS.find((of) => halvesOf(one, of) !== halvesOf(other, of))
  return differs !== undefined && halvesOf(one, differs) > halvesOf(other, differs)
}

/** Every daily dose above zero that the tablets make, smallest first. */
export function makeableDoses(set: TabletSet, most: Ug = MOST_WORKED_OUT_UG): readonly Ug[] {
  const doses: Ug[] = []
  for (let dose = SMALLEST_STEP_UG; dose <= most; dose += SMALLEST_STEP_UG) {
    if (fewestTablets(ug(dose), set) !== 'cannot-be-made') doses.push(ug(dose))
  }
  return doses
}

/** The nearest doses that can be made below (above zero) and above one that perhaps cannot. */
export function nearestMakeable(
  dose: Ug,
  set: TabletSet,
): { readonly below: Ug | 'none'; readonly above: Ug | 'none' } {
  const doses = makeableDoses(set)
  return {
    below: doses.findLast((makeable) => makeable <= dose) ?? 'none',
    above: doses.find((makeable) => makeable >= dose) ?? 'none',
  }
}

/** Whether a set holds both 0.5 mg and 5 mg, which are taken for each other (case D4.70). */
export const hasLookAlikes = ({ strengths }: TabletSet): boolean =>
  strengths.includes(500) && strengths.includes(5000)

/** What the tablets add up to. */
export const doseOfTablets = (lines: readonly TabletLine[]): Ug =>
  ug(lines.reduce((sum, line) => sum + (line.strength / 2) * line.halves, 0))

/** How many pieces a person swallows: a half counts as one. */
export const piecesOf = (lines: readonly TabletLine[]): number =>
  lines.reduce((sum, line) => sum + Math.ceil(line.halves / 2), 0)

const nameOf = (strength: Strength): string =>
  `${mgNumber(strength)} mg ${TABLET_COLOURS[strength]}`

function lineInWords({ strength, halves }: TabletLine): string {
  const whole = Math.floor(halves / 2)
  if (whole === 0) return `half a ${nameOf(strength)} tablet`
  const count = numberInWords(whole)
  const amount = halves % 2 === 1 ? `${count} and a half` : count
  return `${amount} ${nameOf(strength)} ${halves > 2 ? 'tablets' : 'tablet'}`
}

/** The fewest tablets for a dose of which it is known that they make it; throws when they do not. */
export function tabletsThatMake(dose: Ug, set: TabletSet): readonly TabletLine[] {
  const tablets = fewestTablets(dose, set)
  if (tablets === 'cannot-be-made') throw new RangeError(`${dose} micrograms cannot be made`)
  return tablets
}

/** For patients: `one 3 mg blue tablet and one 1 mg brown tablet`. Half is a word, never a glyph (H14). */
export function tabletsInWords(lines: readonly TabletLine[]): string {
  const words = lines.map(lineInWords)
  const last = words.pop()
  if (last === undefined) return 'no tablets'
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`
}

/** `1 x 3 mg blue`, `half x 1 mg brown`, `1 and a half x 3 mg blue`: no sign for a half, which is read as another number (H12). */
export function lineInShort({ strength, halves }: TabletLine): string {
  const whole = Math.floor(halves / 2)
  const half = halves % 2 === 0 ? [] : ['half']
  const count = [...(whole === 0 ? [] : [`${whole}`]), ...half].join(' and a ')
  return `${count} x ${nameOf(strength)}`
}

/** For staff, in the words of the printed calendar: `1 x 3 mg blue + half x 1 mg brown`. */
export const tabletsInShort = (lines: readonly TabletLine[]): string =>
  lines.length === 0 ? 'no tablets' : lines.map(lineInShort).join(' + ')
