import type { Form, Upload } from '#web/page.ts'
import { readBody, strictText } from './body.ts'

const MEBIBYTE = 1_048_576
const MOST_FORM_BYTES = MEBIBYTE
const MOST_UPLOAD_BYTES = 10 * MEBIBYTE
const MOST_FIELDS = 2000

export type ReadForm =
  | { readonly kind: 'form'; readonly form: Form; readonly uploads: readonly Upload[] }
  | { readonly kind: 'refused'; readonly status: 400 | 413 | 415; readonly message: string }

const refused = (status: 400 | 413 | 415, message: string): ReadForm => ({
  kind: 'refused',
  status,
  message,
})

const UNREADABLE = refused(400, 'What was sent is not a form that can be read. Send it again.')
const TOO_LARGE = refused(413, 'What was sent is too large.')
const NO_FORM = refused(415, 'Only forms can be sent to this address.')

const TWICE = refused(
  400,
  'A field was sent twice with different content. Open the page again and enter it once.',
)

/** The only groups of boxes of which several may be ticked under one name. */
const MAY_BE_SEVERAL = ['topics']

/** Whether a field came twice and says two things: taking the first would be a guess (D1.66). */
function saysTwoThings(pairs: readonly (readonly [string, string])[]): boolean {
  const said = new Map<string, string>()
  return pairs.some(([name, text]) => {
    const before = said.get(name)
    said.set(name, text)
    return before !== undefined && before !== text && !MAY_BE_SEVERAL.includes(name)
  })
}

/** The fields of a posted form, letter for letter: nothing is trimmed, folded or put right here. */
export async function readForm(request: Request, maySendFiles: boolean): Promise<ReadForm> {
  const type = request.headers.get('content-type') ?? ''
  switch (type.split(';')[0]?.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded': {
      const bytes = await readBody(request, MOST_FORM_BYTES)
      return bytes === 'too-large' ? TOO_LARGE : urlEncoded(bytes)
    }
    case 'multipart/form-data': {
      const bytes = await readBody(request, maySendFiles ? MOST_UPLOAD_BYTES : MOST_FORM_BYTES)
      return bytes === 'too-large' ? TOO_LARGE : await multipart(bytes, type)
    }
    default:
      return NO_FORM
  }
}

function urlEncoded(bytes: Buffer): ReadForm {
  const text = strictText(bytes)
  if (text === undefined) return UNREADABLE
  try {
    const pairs = text === '' ? [] : text.split('&').map(pairOf)
    return formOf(pairs, [])
  } catch {
    return UNREADABLE
  }
}

/** Throws a URIError where the bytes behind the percent signs are no text. */
function pairOf(written: string): readonly [string, string] {
  const [name = '', ...rest] = written.split('=')
  return [decoded(name), decoded(rest.join('='))]
}

const decoded = (written: string) => decodeURIComponent(written.replaceAll('+', ' '))

async function multipart(bytes: Buffer<ArrayBuffer>, type: string): Promise<ReadForm> {
  const parts = await new Response(bytes, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined)
  if (parts === undefined) return UNREADABLE
  const texts: (readonly [string, string])[] = []
  const uploads: Upload[] = []
  for (const [field, value] of parts) {
    if (typeof value === 'string') texts.push([field, value])
    else uploads.push(await uploadOf(field, value))
  }
  return formOf(texts, uploads)
}

const uploadOf = async (field: string, file: File): Promise<Upload> => ({
  field,
  name: file.name,
  type: file.type,
  bytes: new Uint8Array(await file.arrayBuffer()),
})

function formOf(
  pairs: readonly (readonly [string, string])[],
  uploads: readonly Upload[],
): ReadForm {
  if (pairs.length > MOST_FIELDS) return TOO_LARGE
  const isUnstorable = pairs.some((pair) => pair.join('').includes('\u0000'))
  if (isUnstorable) return UNREADABLE
  if (saysTwoThings(pairs)) return TWICE
  const form = new Map<string, string[]>()
  for (const [name, text] of pairs) {
    const texts = form.get(name)
    if (texts === undefined) form.set(name, [text])
    else texts.push(text)
  }
  return { kind: 'form', form, uploads }
}
