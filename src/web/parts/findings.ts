import type { PageError } from './error-summary.tsx'

type Finding = { readonly field: string; readonly message: string }

/** The findings of an act as the error summary lists them: each linked to the field with its id. */
export function pageErrors(findings: readonly Finding[]): readonly PageError[] {
  return findings.map(({ field, message }) => ({
    text: message,
    href: field === '' ? undefined : `#${field}`,
  }))
}

/** What is wrong with one field, for its own error message. */
export function errorOf(findings: readonly Finding[], field: string): string | undefined {
  return findings.find((finding) => finding.field === field)?.message
}
