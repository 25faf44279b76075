import { createHash, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '#base/canonical.ts'

const HEX_64 = z.string().regex(/^[0-9a-f]{64}$/)

const ANCHOR = z.strictObject({
  number: z.int().positive(),
  at: z.string(),
  /** The hash of the line before it in the file. */
  before: HEX_64,
  heads: z.array(
    z.strictObject({ provider: z.string(), seq: z.int().nonnegative(), hash: HEX_64 }),
  ),
  signature: z.string(),
})

/** Where the chains stood at one time: what was written down outside the database, and signed. */
export type Anchor = Omit<z.infer<typeof ANCHOR>, 'signature'>

/** What the first line of a file names as the line before it. */
export const NO_LINE = '0'.repeat(64)

export const lineHash = (line: string): string => createHash('sha256').update(line).digest('hex')

export function signedLine(anchor: Anchor, key: KeyObject): string {
  const signature = sign(null, Buffer.from(canonicalJson(anchor)), key).toString('base64')
  return canonicalJson({ ...anchor, signature })
}

/** What a line of the file says, and whether the key signed exactly that. */
export function readAnchor(
  line: string,
  key: KeyObject,
): { readonly anchor: Anchor; readonly isSigned: boolean } | undefined {
  const read = ANCHOR.safeParse(parsed(line))
  if (!read.success) return undefined
  const { signature, ...anchor } = read.data
  const isSigned =
    signedText(anchor, signature) === line &&
    verify(null, Buffer.from(canonicalJson(anchor)), key, Buffer.from(signature, 'base64'))
  return { anchor, isSigned }
}

/** The only way to write it: spaces or another order in the file are an edit too. */
const signedText = (anchor: Anchor, signature: string) => canonicalJson({ ...anchor, signature })

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
