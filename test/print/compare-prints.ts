import { weekdayName } from '#base/day.ts'
import { tabletsInWords } from '#clinical/tablets.ts'
import { type DosePage, dosePageBlocks } from '#print/dose-page.ts'
import { printTagged } from '#print/tagged-document.ts'
import { aDosePage } from './a-dose-page.ts'
import { type PrintedText, textOf } from './pdf-text.ts'

const WEEKDAY = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/
const DATE = /^\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$/
const DOSE = /^(?:None|\d+(?:\.\d)? mg)$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A date as the page of a dose has it: under the name of a weekday, with its dose, the tablets under it, and those of the key. */
export type PrintedDay = {
  readonly weekday: string
  readonly date: string
  readonly dose: string
  readonly tablets: string
  readonly inKey: string
}

/** What the sheets of one dose say for each date, read by where it stands: the weekday over it, the dose and the tablets under it, its key. */
export function printedDays(lines: readonly PrintedText[]): readonly PrintedDay[] {
  const columns = new Map<number, string>()
  const key = keyOf(lines)
  return lines.flatMap(({ x, sheet, text }, nth) => {
    if (WEEKDAY.test(text)) columns.set(x, text)
    const under = lines[nth + 1]
    if (!DATE.test(text) || under?.x !== x || under.sheet !== sheet) return []
    const weekday = columns.get(x) ?? 'no weekday'
    const inKey = key.get(under.text) ?? 'not in the key'
    const tablets = lines[nth + 2]?.x === x ? wrapped(lines, nth + 2) : ''
    return [{ weekday, date: text, dose: under.text, tablets, inKey }]
  })
}

/** Each dose with the tablets that stand beside it. */
const keyOf = (lines: readonly PrintedText[]): ReadonlyMap<string, string> =>
  new Map(
    lines.flatMap(({ x, y, text }, nth) => {
      const beside = lines[nth + 1]
      const isRow = DOSE.test(text) && beside?.y === y && beside.x > x && !DOSE.test(beside.text)
      return isRow ? [[text, wrapped(lines, nth + 1)] as const] : []
    }),
  )

/** A text that goes on in the lines under it, at the same place. */
function wrapped(lines: readonly PrintedText[], from: number): string {
  const first = lines[from]
  const rest = lines.slice(from + 1).findIndex(({ x }) => x !== first?.x)
  return lines
    .slice(from, from + 1 + Math.max(0, rest))
    .map(({ text }) => text.trim())
    .join(' ')
}

/** What was committed, in the words of the sheet: written here anew, from the days and their micrograms. */
export const committedDays = ({ days }: DosePage): readonly PrintedDay[] =>
  days.map(({ day: on, ug, tablets }) => ({
    weekday: weekdayName(on),
    date: `${Number(on.slice(8))} ${MONTHS[Number(on.slice(5, 7)) - 1]}`,
    dose: ug === 0 ? 'None' : `${ug / 1000} mg`,
    tablets: tablets.map(underTheDose).join(' '),
    inKey: ug === 0 ? 'Take no tablets on this date' : tabletsInWords(tablets),
  }))

const COLOURS: Readonly<Record<number, string>> = {
  500: 'white',
  1000: 'brown',
  3000: 'blue',
  5000: 'pink',
}

function underTheDose({ strength, halves }: DosePage['days'][number]['tablets'][number]): string {
  const count =
    halves === 1 ? 'half' : `${Math.floor(halves / 2)}${halves % 2 ? ' and a half' : ''}`
  return `${count} x ${strength / 1000} mg ${COLOURS[strength]}`
}

/** Prints so many random doses, from one on, in one document; answers each that reads otherwise than it was committed. */
export async function comparePrints(first: number, count: number): Promise<readonly string[]> {
  const pages = Array.from({ length: count }, (_, nth) => aDosePage(first + nth))
  const about = { title: 'Doses', author: 'Hallam Surgery', footer: '', madeAt: 0 }
  const lines = textOf(await printTagged(about, pages.flatMap(dosePageBlocks)))
  const starts = lines.flatMap(({ text }, nth) => (text === 'Your warfarin doses' ? [nth] : []))
  if (starts.length !== count) return [`${starts.length} pages of ${count}`]
  return pages.flatMap((page, nth) => {
    const said = JSON.stringify(printedDays(lines.slice(starts[nth], starts[nth + 1])))
    const meant = JSON.stringify(committedDays(page))
    return said === meant ? [] : [`page ${first + nth}: ${said} instead of ${meant}`]
  })
}
