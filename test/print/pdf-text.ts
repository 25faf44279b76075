import { inflateSync } from 'node:zlib'

/** A line of text as it stands on a sheet, in points from the lower left corner. */
export type PrintedText = {
  readonly sheet: number
  readonly x: number
  readonly y: number
  readonly text: string
}

/**
 * The text of a PDF, taken out again as a reader's "copy" or a screen reader does: by the page tree, the streams of each page
 * and the Unicode map of each font. Written from ISO 32000, for the classic cross-reference table; it knows nothing of the
 * program that drew the sheets.
 */
export function textOf(bytes: Uint8Array): readonly PrintedText[] {
  const file = new PdfFile(bytes)
  const maps = new Map<string, ReadonlyMap<number, string>>()
  const mapOf = (font: string) => {
    const known = maps.get(font) ?? unicodeMap(file.streamOf(refIn(file.object(font), 'ToUnicode')))
    maps.set(font, known)
    return known
  }
  return file.sheets().flatMap((page, nth) => {
    const fonts = fontsOf(file.object(refIn(page, 'Resources')))
    return linesOf(file.streamOf(refIn(page, 'Contents'))).map(({ font, hex, x, y }) => {
      const map = mapOf(fonts.get(font) ?? '')
      const codes = hex.match(/.{4}/g) ?? []
      const text = codes.map((code) => map.get(Number.parseInt(code, 16)) ?? '\uFFFD').join('')
      return { sheet: nth + 1, x, y, text }
    })
  })
}

/** The number of the object that an entry of a dictionary refers to. */
const refIn = (dictionary: string, entry: string): string =>
  new RegExp(`/${entry} (\\d+) 0 R`).exec(dictionary)?.[1] ?? ''

class PdfFile {
  readonly #text: string
  readonly #bytes: Uint8Array
  readonly #offsets = new Map<string, number>()

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#text = Buffer.from(bytes).toString('latin1')
    const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.#text)?.[1])
    const rows = this.#text.slice(table).matchAll(/(\d{10}) \d{5} [nf]/g)
    for (const [nth, [, offset]] of [...rows].entries()) {
      this.#offsets.set(`${nth}`, Number(offset))
    }
  }

  object(number: string): string {
    const from = this.#offsets.get(number)
    if (from === undefined) throw new Error(`the file has no object ${number}`)
    const end = this.#text.slice(from).search(/\bstream\r?\n|\bendobj\b/)
    return this.#text.slice(from, from + end)
  }

  streamOf(number: string): string {
    const dictionary = this.object(number)
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1])
    const from = (this.#offsets.get(number) ?? 0) + dictionary.length + 'stream\n'.length
    return inflateSync(this.#bytes.subarray(from, from + length)).toString('latin1')
  }

  sheets(): readonly string[] {
    const root = /\/Root (\d+) 0 R/.exec(this.#text)?.[1] ?? ''
    const pages = this.object(refIn(this.object(root), 'Pages'))
    const kids = /\/Kids \[([^\]]*)\]/.exec(pages)?.[1] ?? ''
    return [...kids.matchAll(/(\d+) 0 R/g)].map(([, page = '']) => this.object(page))
  }
}

const fontsOf = (resources: string): ReadonlyMap<string, string> =>
  new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', object = '']) => [
      name,
      object,
    ]),
  )

const fromHex = (units: string): string =>
  (units.match(/[0-9a-f]{4}/gi) ?? [])
    .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
    .join('')

/** From glyph to text: ranges with a text for each glyph. */
function unicodeMap(map: string): ReadonlyMap<number, string> {
  const ranges = map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)
  return new Map(
    [...ranges].flatMap(([, first = '', texts = '']) =>
      [...texts.matchAll(/<([^>]*)>/g)].map(
        ([, units = ''], nth) => [Number.parseInt(first, 16) + nth, fromHex(units)] as const,
      ),
    ),
  )
}

const SHOWN = /BT\s+1 0 0 1 ([\d.-]+) ([\d.-]+) Tm\s+\/(F\d+) [\d.]+ Tf\s+([\s\S]*?)\bET\b/g

const linesOf = (content: string) =>
  [...content.matchAll(SHOWN)].map(([, x, y, font = '', shown = '']) => ({
    font,
    x: Number(x),
    y: Number(y),
    hex: [...shown.matchAll(/<([0-9a-f]+)>/gi)].map(([, glyphs = '']) => glyphs).join(''),
  }))
