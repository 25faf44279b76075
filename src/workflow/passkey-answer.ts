import { z } from 'zod'
import { strictJson } from '#interchange/strict-json.ts'

// What a browser answers for a passkey, as it comes in a field of a form: read here, so that nothing else reaches the library.

/** @technical More than any authenticator sends, and less than a form. */
const LONGEST = 65_536

const bytes = z
  .string()
  .regex(/^[\w-]+$/)
  .max(LONGEST)

const added = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .default([]),
  }),
})

const shown = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.nullish(),
  }),
})

function read<T>(schema: z.ZodType<T>, text: string): T | undefined {
  if (text.length > LONGEST) return undefined
  const json = strictJson(text)
  return json.kind === 'json' ? schema.safeParse(json.value).data : undefined
}

export const readAdded = (text: string) => read(added, text)
export const readShown = (text: string) => read(shown, text)
