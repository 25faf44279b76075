import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'

const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
  'ttf',
)
/** By this name alone: a second name for one font is opened anew at each use of it. */
export const FONT = { plain: 'plain', bold: 'bold' } as const
const FILES = [
  [FONT.plain, join(FONTS, 'DejaVuSans.ttf')],
  [FONT.bold, join(FONTS, 'DejaVuSans-Bold.ttf')],
] as const

type Doc = InstanceType<typeof PDFDocument>
/** What a document takes for a font: a file, or one that is open, which its declarations do not name. */
type Font = NonNullable<Parameters<Doc['registerFont']>[1]>
/** How words are set in a font, by the word; whoever finds one here sets it without asking the font again. */
type SetWords = Record<string, object>
/** The font that a document draws with, as pdfkit holds it. */
type InnerFont = { readonly font: Font; layoutCache: SetWords }

const innerFont = (doc: Doc): InnerFont => (doc as unknown as { readonly _font: InnerFont })._font

const openFonts = new Map<string, Font>()

/** The font, read once for all documents: to read its tables takes longer than everything else that is drawn of a print. */
function opened(file: string): Font {
  const known = openFonts.get(file)
  if (known !== undefined) return known
  const { font } = innerFont(new PDFDocument({ font: file }))
  openFonts.set(file, font)
  return font
}

/** Names of patients are words too: what is known of words is forgotten again. */
const DOCUMENTS_UNTIL_FORGOTTEN = 500
const noWords = (): Record<keyof typeof FONT, SetWords> => ({
  plain: Object.create(null),
  bold: Object.create(null),
})
let known = { words: noWords(), documents: 0 }

/** Nearly every word of a print stood in the one before: to set them anew is a quarter of what a print takes. */
function knownWords(): Record<keyof typeof FONT, SetWords> {
  if (known.documents === DOCUMENTS_UNTIL_FORGOTTEN) known = { words: noWords(), documents: 0 }
  known.documents += 1
  return known.words
}

/** Gives the document the two fonts of every print, and the plain one to begin with. */
export function giveFonts(doc: Doc): void {
  const words = knownWords()
  for (const [name, file] of FILES) {
    doc.registerFont(name, opened(file))
    innerFont(doc.font(name)).layoutCache = words[name]
  }
  doc.font(FONT.plain)
}
