import type { Finding } from './outcome.ts'

/** What is typed as the second step: a code of the app, or a recovery code. */
export type TypedCode =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'recovery-code'; readonly letters: string }

/** Spaces and hyphens are how people read it; a capital letter is what a telephone makes of the first. */
export function typedCode(text: string): TypedCode | undefined {
  const plain = text.replaceAll(/[\s-]/g, '').toLowerCase()
  if (/^\d{6}$/.test(plain)) return { kind: 'code', code: plain }
  return /^[a-km-np-z2-9]{16}$/.test(plain) ? { kind: 'recovery-code', letters: plain } : undefined
}

export const noCode = (field: string): Finding => ({
  field,
  code: 'format',
  message: 'Enter the six figures that your app shows, or one of your recovery codes.',
})
export const wrongCode = (field: string): Finding => ({
  field,
  code: 'wrong-code',
  message:
    'This code is not right, or was used already. Wait until your app shows the next one and enter that.',
})
