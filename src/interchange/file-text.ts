import { type FileRefusal, type ImportKind, refuseFile } from './import-finding.ts'

/** A practice's whole history is a few megabytes; more is a mistake or an attack. @see docs/evidence.md#import-largest-file */
export const LARGEST_FILE_BYTES = 10 * 1024 * 1024

type Signature = { readonly bytes: readonly number[]; readonly name: string }

/** How files begin that are named .csv and are something else. */
const SIGNATURES: readonly Signature[] = [
  { bytes: [0x1f, 0x8b], name: 'a compressed file (gzip)' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: 'a zip file or an Excel workbook' },
  { bytes: [0x50, 0x4b, 0x05, 0x06], name: 'a zip file' },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: 'a PDF' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: 'an old Excel workbook' },
  { bytes: [0x42, 0x5a, 0x68], name: 'a compressed file (bzip2)' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], name: 'a compressed file (xz)' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], name: 'a compressed file (zstd)' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: 'a compressed file (7z)' },
  { bytes: [0x52, 0x61, 0x72, 0x21], name: 'a compressed file (rar)' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], name: 'a picture' },
  { bytes: [0x47, 0x49, 0x46, 0x38], name: 'a picture' },
]

/** The inner words of the file that every virus scanner must report (eicar.org). */
const SCANNER_TEST_FILE = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'
const NUL = '\u0000'
const BYTE_ORDER_MARK = '\ufeff'

export type FileText = { readonly kind: 'text'; readonly text: string }

/** The text of an uploaded file, or why it is not one that can be read. Nothing is unpacked or guessed. */
export function readFileText(kind: ImportKind, bytes: Uint8Array): FileText | FileRefusal {
  const notText = refusalOfBytes(kind, bytes)
  if (notText !== undefined) return notText

  const decoded = decode(bytes)
  if (decoded === undefined) return notUtf8(kind, bytes)

  const text = decoded.startsWith(BYTE_ORDER_MARK) ? decoded.slice(1) : decoded
  return refusalOfText(kind, text) ?? { kind: 'text', text }
}

function refusalOfBytes(kind: ImportKind, bytes: Uint8Array): FileRefusal | undefined {
  if (bytes.length === 0) {
    return refuseFile(kind, { code: 'empty-file', message: 'The file is empty. Export it again.' })
  }
  if (bytes.length > LARGEST_FILE_BYTES) {
    const message = 'The file is larger than 10 MB. Export fewer years, or one practice at a time.'
    return refuseFile(kind, { status: 413, code: 'too-large', message })
  }
  if (isUtf16(bytes)) {
    const message = 'The file is saved as UTF-16 ("Unicode"). Save it as "CSV UTF-8" and try again.'
    return refuseFile(kind, { status: 415, code: 'utf-16', message })
  }
  const signature = SIGNATURES.find((known) => known.bytes.every((byte, at) => bytes[at] === byte))
  if (signature === undefined) return undefined
  const message = `The file is ${signature.name}, not a CSV file. Save it as "CSV UTF-8" and try again.`
  return refuseFile(kind, { status: 415, code: 'not-csv', message })
}

/** With its mark, or by the zero in every second byte that UTF-16 leaves in English text. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  if (bytes.length < 8) return false
  const start = [...bytes.subarray(0, 8)]
  const isZero = (byte: number) => byte === 0
  const even = start.filter((_, at) => at % 2 === 0)
  const odd = start.filter((_, at) => at % 2 === 1)
  return even.every(isZero) !== odd.every(isZero)
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const LINE_FEED = 10

function notUtf8(kind: ImportKind, bytes: Uint8Array): FileRefusal {
  let line = 1
  let start = 0
  let end = bytes.indexOf(LINE_FEED)
  while (end !== -1 && decode(bytes.subarray(start, end)) !== undefined) {
    line += 1
    start = end + 1
    end = bytes.indexOf(LINE_FEED, start)
  }
  const message = `Line ${line} holds letters that are not UTF-8, so names would be damaged. Save the file as "CSV UTF-8" and try again.`
  return refuseFile(kind, { status: 415, line, code: 'not-utf-8', message })
}

function refusalOfText(kind: ImportKind, text: string): FileRefusal | undefined {
  const nul = text.indexOf(NUL)
  if (nul !== -1) {
    const line = lineAt(text, nul)
    const message = `Line ${line} holds a NUL character. The file is damaged: export it again.`
    return refuseFile(kind, { line, code: 'nul-character', message })
  }
  if (/^\s*</.test(text)) {
    const message = 'The file is a web page or XML, not a CSV file. Export it again as CSV.'
    return refuseFile(kind, { status: 415, code: 'not-csv', message })
  }
  const virus = text.indexOf(SCANNER_TEST_FILE)
  if (virus === -1) return undefined
  const line = lineAt(text, virus)
  const message = `Line ${line} holds what virus scanners report as malware. The file was not kept. Tell your IT support.`
  return refuseFile(kind, { line, code: 'malware', message })
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split(/\r\n|\n|\r/).length
