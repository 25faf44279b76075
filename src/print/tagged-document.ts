import PDFDocument from 'pdfkit'
import { NOT_FOR_CLINICAL_USE } from '#base/notice.ts'
import { FONT, giveFonts } from './fonts.ts'

const MARGIN = 50
const FOOTER_ROOM = 46
const INK = '#212b32'
const RULE = '#768692'

/** One line of a cell that has its own size. */
export type CellLine = { readonly text: string; readonly size?: number; readonly strong?: boolean }

/** A cell says one thing, or several lines under each other. */
export type Cell = string | readonly CellLine[]

export type Column = {
  readonly heading: string
  readonly width: number
  readonly align?: 'left' | 'right'
}

/** What a print says, before anything is drawn. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | {
      readonly kind: 'paragraph'
      readonly text: string
      readonly strong?: boolean
      readonly size?: number
    }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly Cell[])[]
    }

export type About = {
  readonly title: string
  readonly author: string
  /** The patient, on each sheet; a list of many people has none. */
  readonly whose?: string
  /** Stands on each sheet, beside the notice that it is not for clinical use. */
  readonly footer: string
  readonly madeAt: number
}

/** Draws a tagged A4 document with an embedded font: a screen reader hears headings, paragraphs and tables. */
export async function printTagged(about: About, blocks: readonly Block[]): Promise<Uint8Array> {
  const doc = openDocument(about)
  const body = doc.struct('Document')
  doc.addStructure(body)
  for (const block of blocks) drawBlock(doc, body, block)
  body.end()
  return finish(doc, about)
}

function openDocument(about: About): Doc {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOTER_ROOM },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    font: '',
    info: { Title: about.title, Author: about.author, CreationDate: new Date(about.madeAt) },
  })
  giveFonts(doc)
  doc.fillColor(INK)
  return doc
}

function drawBlock(doc: Doc, body: Element, block: Block): void {
  if (block.kind === 'table') drawTable(doc, body, block)
  else drawText(doc, body, block)
}

const GAP = 6

const HEADING_SIZES = { 1: 18, 2: 13 } as const
const TEXT_SIZE = 10.5

function drawText(doc: Doc, body: Element, block: Exclude<Block, Table>): void {
  const isHeading = block.kind === 'heading'
  const font = isHeading || block.strong ? FONT.bold : FONT.plain
  const size = isHeading ? HEADING_SIZES[block.level] : (block.size ?? TEXT_SIZE)
  const draw = () => {
    doc
      .font(font)
      .fontSize(size)
      .text(block.text, MARGIN, doc.y, { width: widthOf(doc) })
  }
  body.add(doc.struct(isHeading ? `H${block.level}` : 'P', {}, draw))
  doc.y += GAP
}

type Doc = InstanceType<typeof PDFDocument>
type Element = ReturnType<Doc['struct']>

const widthOf = (doc: Doc) => doc.page.width - 2 * MARGIN
const floorOf = (doc: Doc) => doc.page.height - MARGIN - FOOTER_ROOM

type Table = Extract<Block, { kind: 'table' }>

function drawTable(doc: Doc, body: Element, { caption, columns, rows }: Table): void {
  const table = doc.struct('Table', { alt: caption })
  body.add(table)
  const headings = columns.map(({ heading }) => heading)
  const tall = heightOf(doc, columns, headings, FONT.bold)
  const drawHeadings = () => drawRow(doc, table, columns, headings, { kind: 'TH', height: tall })
  drawHeadings()
  for (const row of rows) {
    const height = heightOf(doc, columns, row, FONT.plain)
    if (doc.y + height > floorOf(doc)) {
      doc.addPage()
      drawHeadings()
    }
    drawRow(doc, table, columns, row, { kind: 'TD', height })
  }
  table.end()
  doc.y += 8
}

const CELL_PADDING = 4
const CELL_SIZE = 9.5

const linesOf = (cell: Cell): readonly CellLine[] =>
  typeof cell === 'string' ? [{ text: cell }] : cell

function heightOf(doc: Doc, columns: readonly Column[], cells: readonly Cell[], font: string) {
  const heights = cells.map((cell, index) => {
    const width = (columns[index]?.width ?? 0) - 2 * CELL_PADDING
    const lines = linesOf(cell).map((line) =>
      inFont(doc, line, font).heightOfString(line.text, { width }),
    )
    return lines.reduce((sum, height) => sum + height, 0)
  })
  return Math.max(...heights) + 2 * CELL_PADDING
}

const inFont = (doc: Doc, { size, strong }: CellLine, font: string): Doc =>
  doc.font(strong ? FONT.bold : font).fontSize(size ?? CELL_SIZE)

function drawRow(
  doc: Doc,
  table: Element,
  columns: readonly Column[],
  cells: readonly Cell[],
  { kind, height }: { readonly kind: 'TH' | 'TD'; readonly height: number },
): void {
  const font = kind === 'TH' ? FONT.bold : FONT.plain
  const top = doc.y
  const row = doc.struct('TR')
  table.add(row)
  let left = MARGIN
  for (const [index, column] of columns.entries()) {
    const x = left + CELL_PADDING
    const options = {
      width: column.width - 2 * CELL_PADDING,
      align: column.align ?? 'left',
    } as const
    row.add(
      doc.struct(kind, {}, () => {
        doc.y = top + CELL_PADDING
        for (const line of linesOf(cells[index] ?? '')) {
          inFont(doc, line, font).text(line.text, x, doc.y, options)
        }
      }),
    )
    left += column.width
  }
  row.end()
  drawRule(doc, top + height, left)
  doc.x = MARGIN
  doc.y = top + height
}

function drawRule(doc: Doc, y: number, right: number): void {
  doc.markContent('Artifact', { type: 'Layout' })
  doc.moveTo(MARGIN, y).lineTo(right, y).lineWidth(0.5).strokeColor(RULE).stroke()
  doc.endMarkedContent()
}

async function finish(doc: Doc, { whose, footer }: About): Promise<Uint8Array> {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    drawFooter(doc, whose, `${footer}   Sheet ${page - start + 1} of ${count}`)
  }
  const chunks: Uint8Array[] = []
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => doc.on('end', () => resolve()))
  doc.end()
  await ended
  return Buffer.concat(chunks)
}

/** The footer is page furniture: marked as an artifact, so that a screen reader does not read it on each sheet. */
function drawFooter(doc: Doc, whose: string | undefined, text: string): void {
  const { bottom } = doc.page.margins
  doc.page.margins.bottom = 0
  doc.markContent('Artifact', { type: 'Pagination' })
  const options = { width: widthOf(doc), lineBreak: true }
  doc.y = floorOf(doc) + 12
  if (whose !== undefined) doc.font(FONT.bold).fontSize(8).text(whose, MARGIN, doc.y, options)
  doc
    .font(FONT.plain)
    .fontSize(8)
    .text(text, MARGIN, doc.y + 1, options)
  doc
    .font(FONT.bold)
    .fontSize(8)
    .text(NOT_FOR_CLINICAL_USE, MARGIN, doc.y + 2, options)
  doc.endMarkedContent()
  doc.page.margins.bottom = bottom
}
