import type { ReactNode } from 'react'
import type { Attributes } from './attributes.ts'

type Props = {
  readonly action: string
  readonly csrf: string
  readonly id?: string
  readonly className?: string
  /** Where a script may keep what is typed, so that a lost session loses nothing. */
  readonly draftUrl?: string | undefined
  readonly encType?: 'multipart/form-data'
  readonly attributes?: Attributes
  readonly children: ReactNode
}

/** A form that changes something: posted, checked by the server alone, with the token of the session. */
export function PostForm({ action, csrf, draftUrl, attributes, children, ...form }: Props) {
  return (
    <form
      {...form}
      action={action}
      method="post"
      noValidate
      data-submit-once
      data-draft-url={draftUrl}
      {...attributes}
    >
      <input type="hidden" name="csrf" value={csrf} />
      {children}
    </form>
  )
}
