import { clinicalDate, type Day } from '#base/day.ts'
import { type Block, printTagged } from './tagged-document.ts'

/** One part of the evidence: what it shows, by what it was found, and a table. */
export type EvidencePart = {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export type InspectionPack = {
  readonly provider: string
  readonly from: Day
  readonly until: Day
  readonly madeAt: number
  readonly asAt: string
  readonly madeBy: string
  readonly parts: readonly EvidencePart[]
}

/** The evidence of a service for whoever inspects it, as one tagged PDF. No patient is named in it. */
export const printInspectionPack = (pack: InspectionPack): Promise<Uint8Array> =>
  printTagged(
    {
      title: titleOf(pack),
      author: pack.provider,
      footer: `${titleOf(pack)}. As at ${pack.asAt}. No patient is named.`,
      madeAt: pack.madeAt,
    },
    inspectionBlocks(pack),
  )

const titleOf = ({ provider }: InspectionPack): string => `Evidence for an inspection, ${provider}`

const SHEET_WIDTH = 495

/** What the evidence says, in order; a part in which nothing was found says so. */
export function inspectionBlocks(pack: InspectionPack): readonly Block[] {
  const { from, until, asAt, madeBy, parts } = pack
  return [
    { kind: 'heading', level: 1, text: titleOf(pack) },
    {
      kind: 'paragraph',
      text: `${clinicalDate(from)} to ${clinicalDate(until)}, as at ${asAt}, made by ${madeBy}. Read from the records of the service by Evenkeel, and typed by nobody.`,
    },
    ...parts.flatMap(partBlocks),
  ]
}

const partBlocks = ({ title, says, columns, rows }: EvidencePart): readonly Block[] => [
  { kind: 'heading', level: 2, text: title },
  { kind: 'paragraph', text: says },
  rows.length === 0
    ? { kind: 'paragraph', strong: true, text: 'None.' }
    : {
        kind: 'table',
        caption: title,
        columns: columns.map((heading, nth) => ({ heading, width: widthOf(columns.length, nth) })),
        rows,
      },
]

/** The first column says what a line is about, and has twice the room of any other. */
const widthOf = (columns: number, nth: number): number =>
  Math.floor((SHEET_WIDTH * (nth === 0 ? 2 : 1)) / (columns + 1))
