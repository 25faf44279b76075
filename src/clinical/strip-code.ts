import { addDays, type Day, dayFromParts } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { deviceKey, isListed } from './device-name.ts'

/** What stands in the field of a strip lot: a lot as somebody typed it, what a bar code says, or neither for certain. */
export type StripCode =
  | { readonly kind: 'lot'; readonly lot: string }
  /** `expiresOn` is null where the code does not say it. */
  | { readonly kind: 'code'; readonly lot: string; readonly expiresOn: Day | null }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

/**
 * What may stand in the bar code of a box of strips, by its application identifier; the length is null where it varies, up
 * to 20 characters. Anything else is refused. Source: GS1 General Specifications, sections 3.1-3.5 (AI 01 GTIN, 10 batch or lot,
 * 11 production date, 17 expiry date, 21 serial number). Status: verified.
 */
const ELEMENTS: Readonly<Record<string, number | null>> = {
  '01': 14,
  '10': null,
  '11': 6,
  '17': 6,
  '21': null,
}
/** @technical The longest lot or serial number in a code (GS1 General Specifications). */
const LONGEST_VALUE = 20

/** What a scanner sends before a code (GS1 DataMatrix, GS1-128, QR), and the separator after a field that varies. */
const SYMBOLOGY = /^\](?:d2|C1|Q3|e0)/
const SEPARATOR = '\u001d'
const BRACKETED = /^(?:\(\d{2}\)[^()]+)+$/
const GTIN_FIRST = /^01\d{14}/
/** An expiry and a lot, which somebody may have typed as one lot number. */
const LIKE_A_CODE = /^17\d{6}10[\w-]+$/
/** What a lot may be made of in a code; a space is not among it. */
const VALUE = /^[!-~]+$/

/**
 * Reads the field of a strip lot. A scanner types a GS1 code into it: in brackets, or bare with separators; only a code that
 * can be read in one way fills lot and expiry; a bare one whose lot begins with a lot that is known here and may go on with a
 * serial number is not. What is no code is the lot as it was typed (H06).
 */
export function readStripCode(
  text: string | undefined,
  knownLots: readonly string[] = [],
): StripCode {
  const typed = trimAscii(text ?? '')
  const isScanned = SYMBOLOGY.test(typed) || typed.startsWith(SEPARATOR)
  const parts = typed.replace(SYMBOLOGY, '').split(SEPARATOR)
  const code = parts.join('')
  if (BRACKETED.test(code)) return inWords(bracketed(code))
  if (isScanned || GTIN_FIRST.test(code)) {
    const read = inWords(elements(parts.flatMap(bare)))
    return hasSwallowedSerial(read, knownLots) ? UNCLEAR : read
  }
  if (parts.length > 1 || LIKE_A_CODE.test(code) || code.startsWith('(')) return UNCLEAR
  return { kind: 'lot', lot: typed }
}

type Elements = ReadonlyMap<string, string>

type Pair = readonly [id: string, value: string]

/** The elements of a code in brackets. */
const bracketed = (code: string): Elements | undefined =>
  elements([...code.matchAll(/\((\d{2})\)([^()]+)/g)].map(([, id = '', value = '']) => [id, value]))

/**
 * The elements of a part of a bare code: each as long as its identifier says, and one that varies to the end of the part. One
 * that may have swallowed an expiry, since its separator was not sent, is not told apart.
 */
function bare(part: string): readonly Pair[] {
  const pairs: Pair[] = []
  let rest = part
  while (rest !== '') {
    const id = rest.slice(0, 2)
    const length = ELEMENTS[id] ?? rest.length
    const value = rest.slice(2, 2 + length)
    pairs.push([id, SWALLOWED.test(value) && ELEMENTS[id] === null ? '' : value])
    rest = rest.slice(2 + length)
  }
  return pairs
}

/** Whether the lot of a code may be one that is known with a serial number (AI 21) behind it, whose separator was not sent. */
function hasSwallowedSerial(read: StripCode, knownLots: readonly string[]): boolean {
  if (read.kind !== 'code' || isListed(knownLots, read.lot)) return false
  const key = deviceKey(read.lot)
  return knownLots.some((lot) => deviceKey(lot) !== '' && key.startsWith(`${deviceKey(lot)}21`))
}

const SWALLOWED = /.(?:17|11)\d{6}(?:$|10|21)/

/** The elements by their identifiers; undefined where one is not known, comes twice, or is not as long as it must be. */
function elements(pairs: readonly Pair[]): Elements | undefined {
  const known = new Map(pairs)
  const isWhole = pairs.every(([id, value]) => isValue(ELEMENTS[id], value))
  return isWhole && known.size === pairs.length ? known : undefined
}

function isValue(length: number | null | undefined, value: string): boolean {
  if (length === undefined) return false
  if (length === null) return VALUE.test(value) && value.length <= LONGEST_VALUE
  return value.length === length && /^\d+$/.test(value)
}

function inWords(found: Elements | undefined): StripCode {
  if (found === undefined) return UNCLEAR
  const gtin = found.get('01')
  const lot = found.get('10')
  if (gtin !== undefined && !hasCheckDigit(gtin)) return MISREAD
  if (lot === undefined) return NO_LOT
  const expiry = found.get('17')
  if (expiry === undefined) return { kind: 'code', lot, expiresOn: null }
  const expiresOn = expiryOf(expiry)
  return expiresOn === undefined ? MISREAD : { kind: 'code', lot, expiresOn }
}

/** The last of the 14 digits is made of the others: three times every other one, from the first. */
function hasCheckDigit(gtin: string): boolean {
  const sum = [...gtin].reduce((total, digit, at) => total + (at % 2 === 0 ? 3 : 1) * +digit, 0)
  return sum % 10 === 0
}

/** YYMMDD of this century; the day 00 is the last of its month. */
function expiryOf(text: string): Day | undefined {
  const [year, month, date] = [`20${text.slice(0, 2)}`, text.slice(2, 4), text.slice(4)]
  if (date !== '00') return dayOf(date, month, year)
  const first = dayOf('01', month, year)
  const next = first && dayOf('01', `${(+month % 12) + 1}`, month === '12' ? `${+year + 1}` : year)
  return next && addDays(next, -1)
}

function dayOf(date: string, month: string, year: string): Day | undefined {
  const read = dayFromParts(date, month, year)
  return read.kind === 'day' ? read.day : undefined
}

const refusedCode = (code: string, message: string): StripCode => ({
  kind: 'refused',
  code,
  message,
})

const UNCLEAR = refusedCode(
  'strip-code-unclear',
  'This may be a bar code that was not read whole. Scan the square code on the box again, or type the lot and the expiry as they are printed.',
)
const MISREAD = refusedCode(
  'strip-code-misread',
  'The bar code was misread. Scan it again, or type the lot and the expiry as they are printed.',
)
const NO_LOT = refusedCode(
  'strip-code-no-lot',
  'This bar code does not say the lot. Scan the code that has the lot and the expiry, or type them as they are printed.',
)
