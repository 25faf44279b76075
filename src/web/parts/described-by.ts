import type { ReactNode } from 'react'

type Described = {
  readonly id: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly describedBy?: string | undefined
}

/** The `aria-describedby` of a field: what it was given, then its hint, then its error. */
export function describedBy({ id, hint, error, describedBy }: Described): string | undefined {
  const ids = [describedBy, hint && `${id}-hint`, error && `${id}-error`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
